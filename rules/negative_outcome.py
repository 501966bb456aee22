"""Say what will be, not what will not.

"So I do not miss a call" tells what to be rid of. There are many ways not to miss a call, and most leave the
person no better off; what they hope for instead is not said. The INCOSE guide to writing requirements advises
against "not", and the research on requirements smells lists negative sentences among them.

To fix it, ask what happens once that is out of the way: "so I can answer each call within the day". What
others or things are spared ("so nobody has to wait") is often the whole point, and is left alone.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

NEGATIVE = compiled(
    r"(?:so (?:that )?(?:I|we|(?:none|each|all|both) of us|(?:my|our) (?:team|group|family|company|organi[sz]ation))"
    r" (?:also |then |still )?"
    r"|so as |in order )"
    r"(?P<not>(?:do|does|did|is|are|am|will|would|could|should|may|might)(?:n['’]t| not)(?: (?:have|need) to)?"
    r"|(?:won|can)['’]t(?: (?:have|need) to)?|cannot|can not|never|no longer|not)\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT218",
    "negative-outcome",
    level="info",
    languages=("en",),
    bad=[
        Bad("When I work in the yard, I want to hear the phone, so I «do not» miss a call"),
        Bad("When the lease ends, I want to be reminded a month ahead, so I «never» pay for an empty flat"),
    ],
    good=[
        "When I work in the yard, I want to hear the phone, so I can answer each call",
        "When the lease ends, I want to be reminded a month ahead, so I can move out on the day",
        "When a lorry arrives, I want to see which ramp is free, so the queue does not reach the road",
        "When I cook for strangers, I want to learn who cannot eat nuts, so I can plan the meal",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield the negation of an outcome."""
    match = NEGATIVE.match(statement.outcome.text)
    if match is not None:
        yield Problem(
            statement.outcome.part(*match.span("not")),
            f"the outcome says what will not be ('{match['not']}'), not what will",
            help="say what the person can do instead",
        )
