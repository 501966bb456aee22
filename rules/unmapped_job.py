"""Sort every job under what the frame declares.

A job whose `group`, `persona`, `goal` or `step` is not in the frame counts for nothing: it is missing from the
matrix, and what it was meant to cover looks like a hole. Most often it is a slip of the pen; sometimes it is the
frame that has not kept up.

To fix it, use a name that the frame has, or add the name to the frame. What the frame does not list at all (no
`personas`, say) is not looked at.
"""

from collections.abc import Iterator, Sequence

from jtbdlint.coverage import KEY, KINDS, Belonging, Coverage
from jtbdlint.frame import nearest
from jtbdlint.rule import EMPTY, Bad, Fix, Frame, Good, Problem, Problems, Statement, set_rule


@set_rule(
    "JT505",
    "unmapped-job",
    level="error",
    bad=[
        Bad(
            "- id: quiet-hours\n"
            "  group: «Gusets»\n"
            "  jtbd: When I arrive late, I want to get my key without ringing, so I can let the house sleep\n",
            name="jobs.yml",
            frame='[frame]\ngroups = ["Guests", "Hosts"]\n',
            fixed="- id: quiet-hours\n"
            "  group: Guests\n"
            "  jtbd: When I arrive late, I want to get my key without ringing, so I can let the house sleep\n",
        ),
        Bad(
            "- id: spare-valve\n"
            "  persona: Mechanic\n"
            "  goal: «afloat»\n"
            "  jtbd: When a valve breaks at sea, I want to find a spare on board, so I can keep the pumps going\n",
            name="jobs.yml",
            frame='[frame]\ngoals = [{ id = "safe-passage" }]\n',
        ),
    ],
    good=[
        Good(
            "- id: quiet-hours\n"
            "  group: guests\n"
            "  persona: Night porter\n"
            "  jtbd: When I arrive late, I want to get my key without ringing, so I can let the house sleep\n",
            name="jobs.yml",
            frame='[frame]\ngroups = ["Guests", "Hosts"]\n',
        ),
        Good(
            "- id: spare-valve\n"
            "  persona: [Mechanic, Captain]\n"
            "  jtbd: When a valve breaks at sea, I want to find a spare on board, so I can keep the pumps going\n",
            name="jobs.yml",
            frame='[frame]\npersonas = ["Ana (Captain)", "Bo (Mechanic)"]\n',
        ),
    ],
)
def check(statements: Sequence[Statement], *, frame: Frame = EMPTY) -> Problems:
    """Yield every group, persona, goal and step that a job names and the frame does not have."""
    kinds = [kind for kind in KINDS if getattr(frame, f"{kind}s")]
    if not kinds:
        return
    coverage = Coverage(statements, frame)
    for job in coverage.hierarchy.jobs:
        for kind in kinds:
            for one in _named(coverage, job.first, kind):
                near = nearest(one.at.text, frame.names(f"{kind}s"))
                yield Problem(
                    one.at,
                    f"the frame has no {kind} '{one.value}'" + (f"; did you mean '{near}'?" if near else ""),
                    help=f"use one that it has, or add it to the {kind}s of the frame",
                    fix=Fix((one.at.replaced_by(near),), safe=False) if near else None,
                )


def _named(coverage: Coverage, statement: Statement, kind: str) -> Iterator[Belonging]:
    if kind == "goal" and "goal" not in statement.declared:
        return
    yield from (one for one in coverage.belonging(statement, kind) if one.source == KEY and not one.declared)
