"""Say what this job gains, not what every job gains.

An outcome that closes many statements ("so I can work more efficiently") tells none of them apart: it
cannot be measured for one job, and rules out no solution to any. Ulwick measures each job by outcomes of its
own, dozens of them.

To fix it, ask of each statement what its person can do afterwards that the others' cannot. Where the
outcome really is one, the jobs may be steps of one job: declare that one as their `parent`.

`least` is the number of statements from which on an outcome is boilerplate. With 4, pairs and the children
of one job pass, which often end alike on purpose; the finding is a hint, not a fault.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule
from jtbdlint.similarity import MOST_NAMED, JobSet, place, plain


@set_rule(
    "JT406",
    "boilerplate-clause",
    level="info",
    bad=[
        Bad(
            "When a hive is silent, I want to hear whether the queen lives, «so I can run the apiary well»",
            "When the limes blossom, I want to know which hives are full, «so I can run the apiary well»",
            "When winter is near, I want to see how much feed each hive has, «so that I can run the apiary well»",
            "When a swarm leaves, I want to learn where it settles, «so I can run the apiary well»",
        ),
    ],
    good=[
        Good(
            "When a hive is silent, I want to hear whether the queen lives, so I can give it a new one in time",
            "When the limes blossom, I want to know which hives are full, so I can add frames before they swarm",
        ),
    ],
)
def check(statements: Sequence[Statement], *, least: int = 4) -> Problems:
    """Yield the outcome of each statement that ends as at least `least` - 1 others do."""
    closed: dict[str, list[Statement]] = {}
    for first, *_ in JobSet.of(statements).copies:
        if first.outcome:
            closed.setdefault(plain(first.outcome.text), []).append(first)
    for group in closed.values():
        if len(group) < least:
            continue
        for mine in group:
            others = [one for one in group[: MOST_NAMED + 1] if one is not mine][:MOST_NAMED]
            yield Problem(
                mine.outcome,
                f"{len(group)} statements close with this outcome, so it tells none of them apart: "
                f"{', '.join(place(one) for one in others[:3])}{' ...' if len(others) > 3 else ''}",
                help="say what becomes possible by this job and by no other",
                related=tuple(Related(one.outcome, "the same outcome") for one in others),
                data={"statements": len(group)},
            )
