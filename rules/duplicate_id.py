"""Give each job an id of its own.

Whatever refers to a job does so by its id: a child to its parent, a map, an issue, a baseline. Where two jobs
have one id, each reference means whichever was read first, and the other job is lost without a word.

To fix it, rename the newer one, and look through what refers to the id.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule
from jtbdlint.similarity import MOST_NAMED


@set_rule(
    "JT601",
    "duplicate-id",
    level="error",
    bad=[
        Bad(
            """\
- id: «lay-out»
  statement: When an edition closes, I want to see every page at once, so I can spot a gap before it is printed
- id: «lay-out»
  statement: When the press stops, I want to know which plate broke, so I can replace it within the hour
""",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            """\
- id: lay-out
  statement: When an edition closes, I want to see every page at once, so I can spot a gap before it is printed
- id: mend-press
  statement: When the press stops, I want to know which plate broke, so I can replace it within the hour
""",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield each id that stands in more than one place."""
    places: dict[str, list[Statement]] = {}
    for statement in statements:
        # Two statements of one item have its id in common.
        if statement.id and statement.number == 0:
            places.setdefault(statement.id, []).append(statement)
    for name, group in places.items():
        for mine in group if len(group) > 1 else ():
            others = [one.declared["id"] for one in group[: MOST_NAMED + 1] if one is not mine][:MOST_NAMED]
            where = ", ".join(f"{one.document.path}:{one.position.line}" for one in others[:3])
            yield Problem(
                mine.declared["id"],
                f"the id '{name}' is also given in {where}",
                help="give one of the jobs another id, and mend what refers to it",
                related=tuple(Related(one, "the same id") for one in others),
            )
