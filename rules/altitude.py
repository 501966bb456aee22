"""Keep each job at a height where a few kinds of people can perform it.

A job that everybody performs is seen from so far above that all differences between those people are gone, and
with them what one could build for any of them. The GitLab handbook draws the line at three kinds of users: with more,
the job is too high up.

To fix it, split the job by what these people do differently, or make it a main job and give each of them a part of
it: jobs that have parts are left alone. The setting `most` says how many personas are still few.
"""

from collections.abc import Sequence

from jtbdlint.coverage import KEY, Coverage
from jtbdlint.rule import EMPTY, Bad, Frame, Good, Problem, Problems, Statement, set_rule

_NIGHT = (
    "- id: quiet-night\n"
    "  persona: {}\n"
    "  jtbd: When the ward is dark, I want to hear only the alarms that are mine, so I can let the others sleep\n"
)


@set_rule(
    "JT606",
    "altitude",
    level="info",
    bad=[
        Bad(_NIGHT.format("«Nurse, Surgeon, Porter, Patient»"), name="jobs.yml"),
        Bad(_NIGHT.format("[«Nurse, Surgeon»]"), name="jobs.yml", settings={"most": 1}),
    ],
    good=[
        Good(_NIGHT.format("[Nurse, Surgeon, Porter]"), name="jobs.yml"),
        Good(
            _NIGHT.format("Nurse, Surgeon, Porter, Patient")
            + "- id: my-bell\n"
            + "  parent: quiet-night\n"
            + "  jtbd: When two bells ring at once, I want to know the nearer one, so I can be there within seconds\n"
            + "- id: silent-rounds\n"
            + "  parent: quiet-night\n"
            + "  jtbd: When I walk my round, I want to read the charts by touch, so I can leave the lamps off\n",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement], *, most: int = 3, frame: Frame = EMPTY) -> Problems:
    """Yield every job without parts that more than `most` personas perform."""
    coverage = Coverage(statements, frame)
    for job in coverage.hierarchy.jobs:
        at = job.first.declared.get("persona")
        if at is None or job.children:
            continue
        personas = {one.value for one in coverage.personas(job.first) if one.source == KEY}
        if len(personas) > most:
            yield Problem(
                at,
                f"{len(personas)} personas perform this job: it is seen from too far above",
                help="split it by what they do differently, or give each a part of it",
                data={"personas": sorted(personas)},
            )
