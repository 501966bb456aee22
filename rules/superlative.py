"""Name the mark, not the best.

"As soon as possible" and "the best" have no measure: whatever was done can be called possible, and nothing
ever is the best. The research on requirements smells counts superlatives among the words that cannot be
tested.

To fix it, say what is good enough: "within the hour", "one that fits the room".
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

SUPERLATIVE = compiled(
    r"\b(?:as [a-z]+(?: \w+)? as possible|asap"
    r"|(?:the )?(?:fastest|easiest|quickest|cheapest|simplest|greatest|smartest)"
    r"|(?:the |my |our |their )?best(?! (?:practices?|man|friends?|sellers?|known)\b)|optimal(?:ly)?"
    r"|most (?:efficient|effective|productive|successful|appropriate|suitable|optimal)(?:ly)?)\b"
)
# "Which works best" asks for the one, and sets no mark.
ASKED = compiled(r"\b(?:which|what|whom?|how|whether)\b[^,;]*$", re.IGNORECASE)


@statement_rule(
    "JT215",
    "superlative",
    level="info",
    languages=("en",),
    bad=[
        Bad("When a tooth hurts, I want to see a dentist «as soon as possible», so I can eat again"),
        Bad("When my son needs shoes, I want to find «the best» shop, so I can buy a pair that lasts"),
    ],
    good=[
        "When a tooth hurts, I want to see a dentist within the day, so I can eat again",
        "When my son needs shoes, I want to find a shop that measures feet, so I can buy a pair that lasts",
        "When I rent a shop, I want to learn which street sells best, so I can take a place there",
        "When I join a hospital, I want to read the best practices of the ward, so I can work by them",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield superlatives of motivation and outcome."""
    for clause in (statement.motivation, statement.outcome):
        for word in clause.find(SUPERLATIVE, small=True):
            if ASKED.search(clause.part(0, word.begin - clause.begin).text):
                continue
            yield Problem(
                word,
                f"'{word.text}' sets no mark that can be reached",
                help="say what is good enough",
            )
