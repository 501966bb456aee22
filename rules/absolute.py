"""Ask for all and never only where it is meant.

"All alerts in one place, always" is broken by the first exception, and mostly less would do. The INCOSE
guide to writing requirements warns of such absolutes, since nobody can show that they hold.

To fix it, say which ones, or how often is enough. The rule is off unless it is selected: often enough,
people do mean all.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

TIMES = "day|week|month|year|hour|morning|evening|night|time"
ABSOLUTE = compiled(
    rf"\b(?:all(?! of a sudden\b)|every(?! (?:{TIMES})\b)|everything|everyone|everybody|always|never|none"
    r"|nothing|100 ?%|at all times|completely|entirely|fully)\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT217",
    "absolute",
    level="off",
    languages=("en",),
    bad=[
        Bad("When I run the kitchen, I want to see «all» orders of the night, so I can spread the work"),
        Bad("When my father lives alone, I want to know that he is well «at all times», so I can go to work"),
    ],
    good=[
        "When I run the kitchen, I want to see the orders of the next hour, so I can spread the work",
        "When my father lives alone, I want to hear from him each morning, so I can go to work",
        "When I swim every morning, I want to know how cold the lake is, so I can stay in for as long as is good",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield absolutes of motivation and outcome."""
    for clause in (statement.motivation, statement.outcome):
        for word in clause.find(ABSOLUTE):
            yield Problem(word, f"'{word.text}' is broken by the first exception", help="say which ones are meant")
