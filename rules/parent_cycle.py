"""Let no job be a part of itself.

Jobs form a tree: each is a part of one that is larger, up to what people aspire to. Where a job is, by way of its
parents, a part of itself, nobody can tell which is the larger one, and no page or diagram that starts at the top
ever reaches any of them.

To fix it, find the job of the circle that is the largest and leave out its parent.
"""

from collections.abc import Sequence

from jtbdlint.hierarchy import Hierarchy
from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule

_SHOWN = 5


@set_rule(
    "JT603",
    "parent-cycle",
    level="error",
    bad=[
        Bad(
            "- id: plan-the-tour\n"
            "  parent: «book-the-halls»\n"
            "  jtbd: When an album is out, I want to choose the towns to play in, so I can meet those who wrote to us\n"
            "- id: book-the-halls\n"
            "  parent: plan-the-tour\n"
            "  jtbd: When the towns are fixed, I want to know which halls are free, so I can drive in one loop\n",
            name="jobs.yml",
        ),
        Bad(
            "- id: descale\n"
            "  parent: «descale»\n"
            "  jtbd: When the espresso turns bitter, I want to clean the machine, so I can serve the next guest\n",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            "- id: plan-the-tour\n"
            "  jtbd: When an album is out, I want to choose the towns to play in, so I can meet those who wrote to us\n"
            "- id: book-the-halls\n"
            "  parent: plan-the-tour\n"
            "  jtbd: When the towns are fixed, I want to know which halls are free, so I can drive in one loop\n"
            "- id: print-the-posters\n"
            "  parent: plan-the-tour\n"
            "  jtbd: When a hall has said yes, I want to print posters that day, so I can sell seats early\n",
            name="jobs.yml",
        ),
        "When the espresso turns bitter, I want to clean the machine, so I can serve the next guest",
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield every circle of jobs once, at its first job."""
    for cycle in Hierarchy.of(statements).cycles:
        names = [f"'{job.id}'" for job in cycle]
        if len(names) > _SHOWN:
            names[_SHOWN - 1 :] = [f"{len(names) - _SHOWN + 1} more"]
        yield Problem(
            cycle[0].parent_at.stripped(),
            f"{names[0]} is a part of itself: {' -> '.join([*names, names[0]])}",
            help="leave out the parent of the one that is the largest job",
            related=tuple(Related(job.parent_at.stripped(), "this is a part of the next") for job in cycle[1:_SHOWN]),
            data={"jobs": len(cycle)},
        )
