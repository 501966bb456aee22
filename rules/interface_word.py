"""Leave buttons and dashboards to the design.

"I want a button" settles on a screen what the job is to be helped by, before anybody has asked whether there
should be a screen. Klement keeps every bit of interface out of job stories; Kalbach counts it among the
methods, which change while the job stays.

To fix it, write what the person wants to see, know or do with it.
"""

import re

from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

INTERFACE = re.compile(
    r"(?<![\w-])(?:buttons?|click(?:s|ing|ed)?(?: (?:on|through))?|dashboards?|drop-?downs?|pop-?ups?|check-?boxe?s?"
    r"|tool-?tips?|side-?bars?|tool-?bars?|nav(?:igation)? ?bars?|widgets?|modals?|user interface|UI|GUI|home-?pages?"
    r"|landing pages?|web-?pages?|hamburger menu|progress bars?|drag[- ]and[- ]drop|scroll ?bars?|text ?box(?:es)?"
    r"|radio buttons?|carousels?|(?:left|right|double)-click)\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT305",
    "interface-word",
    level="warning",
    languages=("en",),
    bad=[
        Bad("When a delivery fails, I want a «button» to try again, so I can close the order"),
        Bad("When the season ends, I want to see a «dashboard» of each field, so I can choose next year's crop"),
    ],
    good=[
        "When a delivery fails, I want to try again the same day, so I can close the order",
        "When the season ends, I want to see what each field gave, so I can choose next year's crop",
        "When I turn the page of a score, I want to keep both hands on the keys, so I can hold the tempo",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield every part of an interface that the motivation names."""
    for word in statement.motivation.find(INTERFACE):
        yield Problem(
            word,
            f"'{word.text}' is a part of a screen, not of the job",
            help="write what the person wants to see, know or do with it",
        )
