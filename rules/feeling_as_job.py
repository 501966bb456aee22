"""Want to do something; a feeling comes of it.

Nobody can be helped to "feel confident" without being helped to do something first. Kalbach keeps the
emotional and social sides of a job apart from the functional one, Ulwick states them as jobs of their own
beside it, and the GitLab handbook leaves them out of the steps of a job map. In the outcome a feeling is
welcome. What stands under a heading of emotional or social jobs is left alone: there a feeling is what the
statement is about.

To fix it, ask what would give them that feeling, and move the feeling to the outcome: "I want to see that the
gas is off, so I can feel safe".
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Good, Problem, Problems, Statement, statement_rule

STATE = (
    "confident|sure|certain|safe|calm|happy|relaxed|proud|in control|at ease|comfortable|reassured|empowered|satisfied"
    "|valued|heard|trusted|motivated"
)
# To be sure that the gas is off is to check it.
CHECKED = r"be (?:\w+ly )?(?:sure|certain) (?:that|whether|if)\b"
FEELING = compiled(
    r"(?:I|We)(?: \w+)?(?:['’]d| would)? (?:want|need|like) (?:to )?(?:\w+ly )?"
    rf"(?!{CHECKED})(?P<feeling>(?:feel|be|stay) (?:\w+ly |more |less )?(?:{STATE})"
    r"|(?:(?:more|some|the) )?(?:confidence|peace of mind|reassurance|certainty))\b",
    re.IGNORECASE,
)
EMOTIONAL = compiled(r"\b(?:emotion|social|feeling)", re.IGNORECASE)


@statement_rule(
    "JT233",
    "feeling-as-job",
    level="info",
    languages=("en",),
    bad=[
        Bad("When I leave for a week, I want to «feel safe», so I can enjoy the trip"),
        Bad("When I speak in court, I want to «be confident», so I can win the case"),
        Bad("When I speak in court, I want to «be sure», so I can win the case"),
    ],
    good=[
        "When I leave for a week, I want to see that the gas is off, so I can feel safe",
        "When I speak in court, I want to rehearse with a colleague, so I can be confident",
        Good(
            "# Emotional jobs\n\n- When I leave for a week, I want to feel safe, so I can enjoy the trip\n",
            name="page.md",
        ),
        "When I leave for a week, I want to be sure that the gas is off, so I can enjoy the trip",
        "When a lamp flickers, I want to feel whether the plug is warm, so I can rule out a fire",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a feeling in the place of the job."""
    if any(EMOTIONAL.search(heading.text) for heading in statement.headings):
        return
    motivation = statement.motivation
    match = FEELING.match(motivation.text)
    if match is not None:
        feeling = motivation.part(*match.span("feeling"))
        yield Problem(
            feeling,
            f"'{feeling.text}' is what comes of a job, not the job",
            help="say what the person does to get there, and move the feeling to the outcome",
        )
