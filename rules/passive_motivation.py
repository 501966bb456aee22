"""Say who does it.

"I want the doors to be locked" leaves open whether the person wants to lock them, to have somebody lock
them, or doors that lock themselves: three different jobs. The INCOSE guide to writing requirements asks
for the active voice, with the one who acts as the subject.

To fix it, let the person who has the job do something: "I want to lock the doors". To be told of something
is a job in itself, and is left alone.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

PARTICIPLE = r"\w{2,}ed|done|made|built|run|sent|kept|shown|taken|given|written|set|put"
PASSIVE = compiled(
    r"(?:I|We)(?: \w+)? (?:want|need|would like) (?!to\b)(?:[\w'’-]+ ){1,5}?"
    rf"(?P<passive>to be (?:\w+ly )?(?:{PARTICIPLE}))\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT220",
    "passive-motivation",
    level="info",
    languages=("en",),
    bad=[
        Bad("When the last guest leaves, I want the doors «to be locked», so I can go to bed"),
        Bad("When a proof comes back, I want the errors «to be marked», so I can print on Friday"),
    ],
    good=[
        "When the last guest leaves, I want to lock the doors, so I can go to bed",
        "When a proof comes back, I want to see the errors, so I can print on Friday",
        "When my train is late, I want to be told at home, so I can have breakfast",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a passive infinitive whose subject is not the performer."""
    match = PASSIVE.match(statement.motivation.text)
    if match is not None:
        yield Problem(
            statement.motivation.part(*match.span("passive")),
            f"'{match['passive']}': by whom?",
            help="let the person who has the job act: 'I want to ...'",
        )
