"""Give every persona that you declare at least one job of their own.

A persona who performs no job is a portrait without a use: either nobody has asked these people what they are
trying to get done, or they are not the ones the set is for. On the page of personas of the GitLab handbook,
each tells in job statements what moves them.

To fix it, write down what the persona told you, under the persona's heading or with the key `persona`; or
list the persona under `skip` in the frame, with the reason. "Sasha (Software Developer)", "Sasha, Software
Developer" and, where no other persona has the name, "Sasha" are the same. Only what can be read as a job
statement counts.
"""

from collections.abc import Sequence

from jtbdlint.coverage import Coverage
from jtbdlint.rule import EMPTY, Bad, Frame, Good, Problem, Problems, Statement, set_rule

_PAGE = (
    "### Ines (Beekeeper)\n\n"
    "- When a hive gets restless, I want to know whether it will swarm, so I can set up an empty box in time\n\n"
    "### Olu (Orchard Owner)\n\n"
    "Olu rents out three orchards and likes everybody to be content.\n"
)
_JOBS = (
    "- id: read-the-meter\n"
    "  persona: [Tenant, Caretaker]\n"
    "  jtbd: When the year ends, I want to read the meter myself, so I can trust the bill\n"
)


@set_rule(
    "JT502",
    "uncovered-persona",
    level="warning",
    bad=[
        Bad(_PAGE, name="personas.md", frame='[frame]\npersonas = ["Ines (Beekeeper)", "«Olu (Orchard Owner)»"]\n'),
        Bad(_JOBS, name="jobs.yml", frame='[frame]\npersonas = ["Tenant", "Caretaker", "«Landlord»"]\n'),
    ],
    good=[
        Good(_PAGE, name="personas.md", frame='[frame]\npersonas = ["Ines, Beekeeper"]\n'),
        Good(
            _JOBS,
            name="jobs.yml",
            frame='[frame]\npersonas = ["Tenant", "Caretaker", "Landlord"]\n\n[frame.skip]\nLandlord = "in May"\n',
        ),
    ],
)
def check(statements: Sequence[Statement], *, frame: Frame = EMPTY) -> Problems:
    """Yield every persona of the frame without a job statement."""
    if not frame.personas:
        return
    covered = Coverage(statements, frame).covered("persona")
    for name, at in frame.wanted("personas"):
        if name not in covered:
            yield Problem(
                at,
                f"the persona '{name}' performs no job",
                help="write down what they told you, or say under 'skip' why there is nothing",
            )
