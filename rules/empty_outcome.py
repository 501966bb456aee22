"""Name an outcome that somebody could check.

"So I can be more efficient" is true of every job and tells two solutions apart in none. If nobody can say
whether it came true, it cannot have been why they wanted it. The GitLab handbook asks for an outcome
that is measurable; Ulwick for a direction and a measure.

To fix it, ask what they would do with the efficiency: "so I can close the shop at six".
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

WELL = "better|well|(?:more )?(?:efficiently|effectively|productively|easily)"
GOOD = "better|happier|(?:more |much )?(?:efficient|effective|productive|successful|agile|happy)"
EMPTY = compiled(
    r"(?:so (?:that )?|in order to |to )?(?:(?:i|we|(?:my|our|the) team|the business|my company) )?"
    r"(?:can |could |will )?(?:"
    rf"(?:be|become|am|are|feel|make (?:it|(?:the|my|our) (?:business|team|process))) (?:{GOOD})(?: and (?:{GOOD}))?"
    rf"|work (?:{WELL})|(?:do|perform) (?:my|our|the|their) (?:job|work)s? (?:{WELL})"
    r"|save (?:some )?(?:time|money|effort|resources)(?: and (?:time|money|effort|resources))?"
    r"|improve(?: (?:my|our|the) (?:work|process|productivity|efficiency|performance))?|succeed|benefit"
    r"|make (?:better|informed|(?:the )?right) (?:decisions?|choices?)"
    r"|get (?:more )?value(?: from it)?|have (?:a better experience|peace of mind))\W*",
    re.IGNORECASE,
)


@statement_rule(
    "JT213",
    "empty-outcome",
    level="info",
    languages=("en",),
    bad=[
        Bad("When orders pile up, I want to see which one is oldest, «so I can be more efficient»"),
        Bad("When a new rule comes out, I want to learn whom it concerns, «so that I can do my job better»."),
    ],
    good=[
        "When orders pile up, I want to see which one is oldest, so I can ship it before noon",
        "When a new rule comes out, I want to learn whom it concerns, so that I can warn them in time.",
        "When my savings grow, I want to compare what banks pay, so I can be better off at sixty than my parents were",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield an outcome that holds of every job."""
    if EMPTY.fullmatch(statement.outcome.text):
        yield Problem(
            statement.outcome,
            "this outcome holds of every job, and nobody could check it",
            help="say what becomes possible by it",
        )
