"""Give each job a name of its own.

A short name stands for the job on a map, in a table, in talk. Where two jobs have one name, nobody knows
which is meant, and a map shows the same box twice.

To fix it, put what differs into the name, or find out whether the jobs are one. Statements that are copies of
one another are told by duplicate-statement and not again here.
"""

from collections.abc import Sequence
from itertools import islice

from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule
from jtbdlint.similarity import MOST_NAMED, place, plain


@set_rule(
    "JT407",
    "duplicate-short-name",
    level="warning",
    bad=[
        Bad(
            """\
- id: sow
  title: «Prepare the beds»
  statement: When spring comes, I want to loosen the soil, so I can sow before the birds are back
- id: make-beds
  title: «Prepare the beds»
  statement: When guests are on their way, I want to lay out fresh linen, so I can let them rest at once
""",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            """\
- id: sow
  title: Prepare the flower beds
  statement: When spring comes, I want to loosen the soil, so I can sow before the birds are back
- id: make-beds
  title: Prepare the guest beds
  statement: When guests are on their way, I want to lay out fresh linen, so I can let them rest at once
""",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield the short name of each statement that another, different one has too."""
    named: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.number == 0 and (name := plain(statement.title)):
            named.setdefault(name, []).append(statement)
    for group in named.values():
        said = [plain(one.text) for one in group]
        # Statements that say the same have the same others.
        others_of = {
            its: list(islice((one for one, text in zip(group, said, strict=True) if text != its), MOST_NAMED))
            for its in set(said)
        }
        for mine, its in zip(group, said, strict=True):
            others = others_of[its]
            if others:
                yield Problem(
                    mine.declared["title"],
                    f"'{mine.title}' is also the name of {', '.join(place(one) for one in others[:3])}",
                    help="put into the name what sets this job apart, or merge the two if they are one",
                    related=tuple(Related(one.declared["title"], "the same name") for one in others),
                )
