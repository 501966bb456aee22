"""Look for the steps of a job that no micro job speaks of.

Whatever people try to get done, they define what they are after, locate what it takes, prepare, confirm that all is
ready, execute, monitor, modify and conclude: the universal job map of Bettencourt and Ulwick. Teams write down the
middle of it, where their product is, and forget how the job begins and ends. Where the frame says which steps
count, a main job whose micro jobs leave one out has a gap that is worth a question.

A micro job belongs to a step by its key `step`, else by the verb of its motivation. That is a guess, and the message
says so; a main job most of whose micro jobs tell no step is left alone. To fix it, ask how people do that step
today; or leave it open on purpose: under `skip` in the frame, "confirm" is for all jobs and "JOB/confirm" for one.
"""

from collections.abc import Sequence

from jtbdlint.coverage import Coverage
from jtbdlint.rule import EMPTY, Bad, Frame, Good, Problem, Problems, Statement, set_rule

_STEPS = '[frame]\nsteps = ["define", "execute", "conclude"]\n'
_MOVE = (
    "- id: {}\n"
    "  jtbd: When the lease ends, I want to move house within one weekend, so I can be back at work on Monday\n"
    "- id: choose-what-stays\n"
    "  parent: move-house\n"
    "  step: define\n"
    "  jtbd: When boxes are dear, I want to leave behind what I never use, so I can hire a smaller van\n"
    "- id: carry\n"
    "  parent: move-house\n"
    "  step: execute\n"
    "  jtbd: When friends come to help, I want to give each a room, so I can have all of it down by noon\n"
)
_BAKE = (
    "- id: {}\n"
    "  jtbd: When a wedding is near, I want to bake a cake of four tiers, so I can surprise the couple\n"
    "- id: weigh-the-wishes\n"
    "  parent: bake\n"
    "  jtbd: When both families have wishes, I want to decide on one recipe, so I can buy the flour once\n"
    "- id: stack-the-tiers\n"
    "  parent: bake\n"
    "  jtbd: When the tiers have cooled, I want to build the cake at the venue, so I can drive there with flat boxes\n"
    "{}"
)
_WRAP_UP = (
    "- id: keep-a-slice\n"
    "  parent: bake\n"
    "  jtbd: When the guests have gone, I want to store a slice, so I can bring it out on the first anniversary\n"
)


@set_rule(
    "JT504",
    "job-map-gap",
    level="info",
    bad=[
        Bad(_MOVE.format("«move-house»"), name="jobs.yml", frame=_STEPS),
        Bad(_BAKE.format("«bake»", ""), name="jobs.yml", frame=_STEPS),
    ],
    good=[
        Good(_BAKE.format("bake", _WRAP_UP), name="jobs.yml", frame=_STEPS),
        Good(
            _MOVE.format("move-house"),
            name="jobs.yml",
            frame=f'{_STEPS}\n[frame.skip]\n"move-house/conclude" = "the agency hands back the keys"\n',
        ),
    ],
)
def check(statements: Sequence[Statement], *, frame: Frame = EMPTY) -> Problems:
    """Yield every main job whose micro jobs leave out a step that the frame declares."""
    if not frame.steps:
        return
    coverage = Coverage(statements, frame)
    for job in coverage.hierarchy.main_jobs:
        steps = [coverage.step(one) for child in job.children for one in child.statements]
        known = [one for one in steps if one is not None]
        if len(known) < 2 or 2 * len(known) < len(steps):
            continue
        found = {one.value for one in known}
        missing = [name for name, _ in frame.wanted("steps") if name not in found and not frame.skipped(job.id, name)]
        if missing:
            guessed = sum(one.guessed for one in known)
            basis = f" (the steps of {guessed} of {len(steps)} are guessed from their verbs)" if guessed else ""
            yield Problem(
                job.at,
                f"no micro job is about the step {' or '.join(missing)}{basis}",
                help="ask how people do that today, or say under 'skip' why it is left open",
                data={"missing": missing, "guessed": guessed},
            )
