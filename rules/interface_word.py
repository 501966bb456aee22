"""Leave buttons and dashboards to the design.

"I want a button" settles on a screen what the job is to be helped by, before anybody has asked whether there
should be a screen. Klement warns of job stories that define an implementation instead of a motivation; Kalbach
leaves technology out of jobs, since it changes while the job stays.

To fix it, write what the person wants to see, know or do with it. Where the screen is what the person makes for
a living ("I want to test the dashboard before the fair"), it is their work and not a wish for a product: that
passes.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

INTERFACE = compiled(
    r"(?<![\w-])(?:buttons?|click(?:s|ing|ed)?(?: (?:on|through))?|dashboards?|drop-?downs?|pop-?ups?|check-?boxe?s?"
    r"|tool-?tips?|side-?bars?|tool-?bars?|nav(?:igation)? ?bars?|widgets?|modals?|user interface|ui|gui|home-?pages?"
    r"|landing pages?|web-?pages?|hamburger menu|progress bars?|drag[- ]and[- ]drop|scroll ?bars?|text ?box(?:es)?"
    r"|radio buttons?|carousels?|(?:left|right|double)-click)\b"
)
# Whoever builds, draws or tests a screen does their job: the screen is not there to help them with it.
WORK = compiled(
    r"(?:I|We)(?: \w+)? (?:want|need|would like)(?: to)? (?:be able to )?(?:\w+ly )?"
    r"(?:build|design|draw|sketch|prototype|code|develop|implement|test|translate|localize|localise|style|maintain"
    r"|publish|redesign|release)\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT305",
    "interface-word",
    level="info",
    languages=("en",),
    bad=[
        Bad("When a delivery fails, I want a «button» to try again, so I can close the order"),
        Bad("When the season ends, I want to see a «dashboard» of each field, so I can choose next year's crop"),
    ],
    good=[
        "When a delivery fails, I want to try again the same day, so I can close the order",
        "When the season ends, I want to see what each field gave, so I can choose next year's crop",
        "When the fair is a week off, I want to test the dashboard on an old phone, so I can show it to the guests",
        "When I turn the page of a score, I want to keep both hands on the keys, so I can hold the tempo",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield every part of an interface that the motivation names, unless it is the performer's own work."""
    if WORK.match(statement.motivation.text):
        return
    for word in statement.motivation.find(INTERFACE, small=True):
        yield Problem(
            word,
            f"'{word.text}' is a part of a screen, not of the job",
            help="write what the person wants to see, know or do with it",
        )
