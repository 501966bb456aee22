"""Name as parent a job that exists.

A job whose parent is nowhere hangs in the air: no page shows it, it takes over no situation, and whoever reads the
set from the top never meets it. It happens when a job is renamed or deleted and those below it are forgotten.

To fix it, write the id of the parent as it is today, or leave the key empty if the job is a main job. The parent may
stand in any file of the corpus, or be a goal of the frame; so check the whole corpus, not one file of several.
"""

from collections.abc import Sequence

from jtbdlint.frame import nearest
from jtbdlint.hierarchy import Hierarchy
from jtbdlint.rule import EMPTY, Bad, Fix, Frame, Good, Problem, Problems, Statement, set_rule

_DEPARTURE = (
    "- id: leave-on-time\n"
    "  parent: {}\n"
    "  jtbd: When the tide turns, I want to know how long I still have, so I can cast off with water under the keel\n"
    "- id: read-the-wind\n"
    "  parent: leave-on-time\n"
    "  jtbd: When clouds build up in the west, I want to tell a squall from a shower, so I can reef before it hits\n"
    "- id: wake-the-crew\n"
    "  parent: {}\n"
    "  jtbd: When we sail before dawn, I want to rouse the crew in turns, so I can keep the galley free\n"
)

# Of more different parents that are nowhere, none is a slip: the file that has them is not in the set.
MOST_SLIPS = 200


@set_rule(
    "JT602",
    "dangling-parent",
    level="error",
    bad=[
        Bad(
            _DEPARTURE.format("", "«leave-in-time»"),
            name="jobs.yml",
            fixed=_DEPARTURE.format("", "leave-on-time"),
        ),
        Bad(
            "- id: thin-the-carrots\n"
            "  parent: «plant-nursery»\n"
            "  jtbd: When seedlings crowd each other, I want to pull every other one, so I can harvest thick roots\n",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(_DEPARTURE.format("", "leave-on-time"), name="jobs.yml"),
        Good(
            _DEPARTURE.format("safe-home", "leave-on-time"),
            name="jobs.yml",
            frame='[[frame.goals]]\nid = "safe-home"\nname = "Bring everybody home"\n',
        ),
    ],
)
def check(statements: Sequence[Statement], *, frame: Frame = EMPTY) -> Problems:
    """Yield every job whose parent is neither a job of the set nor a goal of the frame."""
    hierarchy = Hierarchy.of(statements, frame.names("goals"))
    known = (*hierarchy.by_id, *frame.names("goals")) if hierarchy.dangling else ()
    near_to: dict[str, str] = {}
    for job in hierarchy.dangling:
        name = job.parent_id
        if name not in near_to:
            near_to[name] = nearest(name, known) if len(near_to) < MOST_SLIPS else ""
        near = near_to[name]
        if near == job.id:
            near = nearest(name, (one for one in known if one != job.id))
        at = job.parent_at.stripped()
        yield Problem(
            at,
            f"the parent '{job.parent_id}' is nowhere" + (f"; did you mean '{near}'?" if near else ""),
            help="write the id of a job that exists, or leave the parent out",
            fix=Fix((at.replaced_by(near),), safe=False) if near else None,
        )
