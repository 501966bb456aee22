"""Say than what.

"Faster" is a direction without a start: a minute less and a day less both meet it. The research on
requirements smells counts a comparison without its standard among the phrases that cannot be tested, the
INCOSE guide to writing requirements asks for figures that can be measured, and Ulwick gives each outcome a
measure.

To fix it, name the mark to reach ("before the customer calls again") or the standard ("than by post").
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

COMPARATIVE = compiled(
    r"\b(?:faster|better|easier|quicker|cheaper|simpler|smarter|sooner|stronger|safer|smoother|clearer|happier"
    r"|(?:more|less) (?:\w+ly|accurate|agile|aware|competitive|confident|consistent|cost-effective|effective|efficient"
    r"|engaged|informed|intelligent|productive|profitable|reliable|responsive|robust|secure|stable|successful|useful))\b"
)
STANDARD = compiled(r"\b(?:than|or)\b")
# "Which grows faster" and "the better one" compare what is there.
ASKED = compiled(r"\b(?:(?:which|what|whom?|how|whether)\b[^,;]*|the )$", re.IGNORECASE)


@statement_rule(
    "JT214",
    "loose-comparative",
    level="info",
    languages=("en",),
    bad=[
        Bad("When a hose bursts, I want to know which valve to close, so I can stop the flood «faster»"),
        Bad("When I teach a large class, I want to hear who is lost, so I can explain it «more clearly»"),
    ],
    good=[
        "When a hose bursts, I want to know which valve to close, so I can stop the flood before it reaches the stairs",
        "When a letter is urgent, I want to send a rider, so I can reach the judge faster than by post",
        "When I teach a large class, I want to hear who is lost, so I can explain it once again to them",
        "When two firms bid, I want to lay their offers side by side, so I can take the better one",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a comparative of the outcome without "than"."""
    outcome = statement.outcome
    for word in outcome.find(COMPARATIVE, small=True):
        before = outcome.part(0, word.begin - outcome.begin).text
        after = outcome.part(word.stop - outcome.begin, len(outcome.text)).text
        if not STANDARD.search(after) and not ASKED.search(before):
            yield Problem(
                word,
                f"'{word.text}' than what?",
                help="name the mark to reach or what it is compared with",
            )
