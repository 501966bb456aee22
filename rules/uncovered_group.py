"""Give every group that you declare at least one job.

A set of jobs is exhaustive only against something that was said beforehand. The groups of the frame are what the
organisation says it serves; one of them without a single job is either a hole in the research or a name that
should go. The security section of the GitLab handbook asks of its jobs that together they exhaust the goals of
their users.

To fix it, write the job that is missing, or list the group under `skip` in the frame, with the reason. A statement
belongs to a group by its key `group`, or by a heading above it that is the name of the group.
"""

from collections.abc import Sequence

from jtbdlint.coverage import Coverage
from jtbdlint.rule import EMPTY, Bad, Frame, Good, Problem, Problems, Statement, set_rule

_JOBS = (
    "- id: find-a-boat\n"
    "  group: Rowing\n"
    "  jtbd: When the lake is calm at dawn, I want to find a free boat, so I can row before work\n"
)
_PAGE = (
    "## Kitchen\n\n"
    "- When a table is late, I want to hold back its main course, so I can serve it hot\n\n"
    "## Cellar\n\n"
    "Nobody was asked yet.\n"
)


@set_rule(
    "JT501",
    "uncovered-group",
    level="error",
    bad=[
        Bad(_JOBS, name="jobs.yml", frame='[frame]\ngroups = ["Rowing", "«Sailing»"]\n'),
        Bad(
            _PAGE,
            name="page.md",
            frame='[frame]\ngroups = [\n    "Kitchen",\n    "«Cellar»",  # from the floor plan\n]\n',
        ),
    ],
    good=[
        Good(
            _JOBS,
            name="jobs.yml",
            frame='[frame]\ngroups = ["Rowing", "Sailing"]\n\n[frame.skip]\nSailing = "the harbour is closed"\n',
        ),
        Good(_PAGE, name="page.md", frame='[frame]\ngroups = ["kitchen"]\n'),
    ],
)
def check(statements: Sequence[Statement], *, frame: Frame = EMPTY) -> Problems:
    """Yield every group of the frame without a job statement."""
    if not frame.groups:
        return
    covered = Coverage(statements, frame).covered("group")
    for name, at in frame.wanted("groups"):
        if name not in covered:
            yield Problem(
                at,
                f"the group '{name}' has no job",
                help="write the job that is missing, or say under 'skip' why there is none",
            )
