"""Keep the main jobs of a group few.

A group with a dozen main jobs has not been sorted yet: some of them are parts of others, or several groups
hide in it. The GitLab handbook advises two or three jobs a category, at the most. A main job is what people
would still want done if the product were gone, and there is seldom more than one such reason to come.

To fix it, ask of each whether it is a part of another, and give it that one as its parent. The setting `most`
says how many are still few. Groups none of whose jobs has a parent are left alone: there nobody has begun to
sort.
"""

from collections.abc import Sequence

from jtbdlint.hierarchy import Hierarchy, Job
from jtbdlint.rule import EMPTY, Bad, Frame, Good, Problem, Problems, Related, Statement, set_rule

_SAWMILL = (
    "- id: cut-to-order\n"
    "  group: Sawmill\n"
    "  jtbd: When a carpenter calls in the morning, I want to saw her beams by noon, so I can keep her as a customer\n"
    "- id: waste-less\n"
    "  group: Sawmill\n"
    "  jtbd: When a trunk is crooked, I want to turn it until most of it is plank, so I can pay the forester more\n"
    "- id: {}\n"
    "  group: Sawmill\n"
    "  parent:\n"
    "  jtbd: When the saw has run for a week, I want to swap its blade in a minute, so I can go on without a queue\n"
    "- id: mark-the-knots\n"
    "  group: Sawmill\n"
    "  parent: waste-less\n"
    "  jtbd: When bark hides the knots, I want to feel where they are, so I can saw around them\n"
    "- id: measure-the-bend\n"
    "  group: Sawmill\n"
    "  parent: waste-less\n"
    "  jtbd: When a trunk rolls onto the bench, I want to learn how far it bends, so I can choose the first cut\n"
)


@set_rule(
    "JT605",
    "too-many-main-jobs",
    level="info",
    bad=[
        Bad(_SAWMILL.format("«stay-sharp»"), name="jobs.yml", settings={"most": 2}),
        Bad(
            _SAWMILL.replace("id: waste-less", "id: «waste-less»").format("stay-sharp"),
            name="jobs.yml",
            settings={"most": 1},
        ),
    ],
    good=[
        Good(_SAWMILL.format("stay-sharp"), name="jobs.yml"),
        Good(
            _SAWMILL.format("stay-sharp").replace("parent: waste-less\n", "parent:\n"),
            name="jobs.yml",
            settings={"most": 1},
        ),
    ],
)
def check(statements: Sequence[Statement], *, most: int = 3, frame: Frame = EMPTY) -> Problems:
    """Yield, of each group with more main jobs than `most`, the first that is too many."""
    hierarchy = Hierarchy.of(statements, frame.names("goals"))
    sorted_groups = {job.group for job in hierarchy.jobs if job.parent is not None}
    groups: dict[str, list[Job]] = {}
    for job in hierarchy.main_jobs:
        if job.group:
            groups.setdefault(job.group, []).append(job)
    for group, jobs in groups.items():
        if len(jobs) > most and group in sorted_groups:
            yield Problem(
                jobs[most].at,
                f"the group '{group}' has {len(jobs)} main jobs",
                help=f"see which of them are parts of others, until there are {most} at most",
                related=tuple(Related(job.at, "main job") for job in jobs[:most]),
                data={"group": group, "main jobs": len(jobs)},
            )
