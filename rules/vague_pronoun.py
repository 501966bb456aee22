"""Name what the statement is about before you call it "it".

A statement is read by itself: in a list, on a card, in a survey. "When it fails" then has nothing before
it that "it" could stand for. The INCOSE guide to writing requirements wants the noun repeated rather
than a pronoun that needs a search.

To fix it, put the noun in its place.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

# "It rains" and "this road" have nothing to look for.
HAPPENS = "is|are|was|were|has|have|happens?|occurs?|goes|fails?|breaks?|changes?|works?|stops?"
PRONOUN = compiled(
    rf"(?:when|whenever|while|once|after|before|if) (?P<pronoun>(?:they|he|she)\b"
    rf"|(?:this|that|these|those)(?= (?:{HAPPENS})\b)"
    r"|it(?= (?:is not working|isn['’]t working|fails|breaks|happens|occurs|changes|stops|works|goes wrong)\b))",
    re.IGNORECASE,
)


@statement_rule(
    "JT219",
    "vague-pronoun",
    level="info",
    languages=("en",),
    bad=[
        Bad("When «it» breaks, I want to know who can mend it, so I can open the shop on Monday"),
        Bad("When «this» happens at night, I want to wake the guard, so I can stay with the patient"),
    ],
    good=[
        "When the till breaks, I want to know who can mend it, so I can open the shop on Monday",
        "When it rains for days, I want to see how high the river stands, so I can move the cattle",
        "When this road is closed, I want to learn another way, so I can reach the farm by dark",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a pronoun as the subject of the situation that opens the statement."""
    match = PRONOUN.match(statement.situation.text)
    if match is not None and statement.situation.begin == statement.begin:
        yield Problem(
            statement.situation.part(*match.span("pronoun")),
            f"'{match['pronoun']}' has nothing before it to stand for",
            help="name what is meant",
        )
