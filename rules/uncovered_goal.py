"""Give every goal that you declare at least one job that serves it.

The goals of the frame are what the users are after in the large, "big jobs" that no team owns. Together the job
statements should exhaust them, as the security section of the GitLab handbook puts it; it groups its statements by
such goals, and never by product category, so that the org chart does not shine through. A goal without a job is a
wish that nobody has looked into.

To fix it, write the job that is missing, or list the goal under `skip` in the frame, with the reason. A statement
serves a goal by its key `goal`, by the chain of its parents, or by a heading above it that is the goal's name. A
goal with goals below it is served by theirs.
"""

from collections.abc import Sequence

from jtbdlint.coverage import Coverage
from jtbdlint.rule import EMPTY, Bad, Frame, Good, Problem, Problems, Statement, set_rule

_GOALS = (
    "[[frame.goals]]\n"
    'id = "healthy-herd"\n'
    'name = "Keep the herd healthy"\n\n'
    "[[frame.goals]]\n"
    'id = "early-signs"\n'
    'name = "Catch illness early"\n'
    'parent = "healthy-herd"\n'
)
_JOBS = (
    "- id: spot-a-lame-cow\n"
    "  parent: early-signs\n"
    "  jtbd: When the herd comes in for milking, I want to spot a lame cow, so I can trim her hoof in time\n"
    "- id: call-the-vet\n"
    "  goal: Catch illness early\n"
    "  jtbd: When a calf will not drink, I want to describe it to a vet by phone, so I can treat it the same night\n"
)
_PAGE = (
    "## Keep the choir together\n\n"
    "- When a singer moves away, I want to sing on with them from afar, so I can keep the altos in balance\n"
)


@set_rule(
    "JT503",
    "uncovered-goal",
    level="warning",
    bad=[
        Bad(
            _JOBS,
            name="jobs.yml",
            frame=_GOALS + '\n[[frame.goals]]\nid = "«fair-price»"\nname = "Sell at a fair price"\n',
        ),
        Bad(
            _PAGE,
            name="page.md",
            frame="[frame]\n"
            'goals = [{ id = "choir", name = "Keep the choir together" }, { id = "«stage»", name = "Sing" }]\n',
        ),
    ],
    good=[
        Good(_JOBS, name="jobs.yml", frame=_GOALS),
        Good(
            _PAGE,
            name="page.md",
            frame="[frame]\n"
            'goals = [{ id = "choir", name = "Keep the choir together" }, { id = "stage", name = "Sing" }]\n\n'
            '[frame.skip]\nstage = "not before the new conductor is here"\n',
        ),
    ],
)
def check(statements: Sequence[Statement], *, frame: Frame = EMPTY) -> Problems:
    """Yield every goal of the frame that no job statement serves."""
    if not frame.goals:
        return
    covered = Coverage(statements, frame).covered_goals()
    titles = {goal.id: goal.title for goal in frame.goals}
    for name, at in frame.wanted("goals"):
        if name not in covered:
            yield Problem(
                at,
                f"no job serves the goal '{titles[name]}'",
                help="write the job that is missing, or say under 'skip' why there is none",
            )
