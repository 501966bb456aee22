"""Split a job into two parts or more, or not at all.

A main job with a single micro job is no split: either both say the same at two lengths, or the other parts were never
written down. The classic advice for outlines holds for jobs as well: there is no 1 without a 2.

To fix it, look for what else the main job takes (the steps of the job map help: define, locate, prepare, confirm,
execute, monitor, modify, conclude), or merge the two.
"""

from collections.abc import Sequence

from jtbdlint.hierarchy import Hierarchy
from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule

_EXHIBITION = (
    "- id: hang-the-show\n"
    "  jtbd: When the crates arrive, I want to hang all paintings in two days, so I can let the press in on Thursday\n"
    "- id: check-for-damage\n"
    "  parent: {}\n"
    "  jtbd: When a crate is opened, I want to compare the canvas with its photographs, so I can tell who dented it\n"
)


@set_rule(
    "JT604",
    "only-child",
    level="info",
    bad=[
        Bad(_EXHIBITION.format("«hang-the-show»"), name="jobs.yml"),
        Bad(
            "- id: wire-the-attic\n"
            "  statement: When a customer adds a room, I want to bring power there, so I can be done by winter\n"
            "- id: find-old-cables\n"
            "  parent: «wire-the-attic»\n"
            "  statement: When I drill into an old wall, I want to see where cables run, so I can keep the lights on\n",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            _EXHIBITION.format("hang-the-show")
            + "- id: light-each-wall\n"
            + "  parent: hang-the-show\n"
            + "  jtbd: When the sun moves on, I want to dim the lamps by hand, so I can keep the colours true\n",
            name="jobs.yml",
        ),
        "When the crates arrive, I want to hang all paintings in two days, so I can let the press in on Thursday",
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield every job that is the only part of another."""
    hierarchy = Hierarchy.of(statements)
    circling = {id(job) for cycle in hierarchy.cycles for job in cycle}
    for job in hierarchy.jobs:
        if len(job.children) == 1 and id(job.children[0]) not in circling:
            yield Problem(
                job.children[0].parent_at.stripped(),
                f"this is the only part of '{job.id}'",
                help="find the other parts of that job, or merge the two",
                related=(Related(job.at, "the job with one part"),),
            )
