"""Put "to" between "want" and its verb.

"I want find" is a slip, and an easy one: the "to" goes missing when a statement is put together from
notes. It makes the reader stop at the one place that should be read first.

The fix puts it in. It is marked unsafe, since the word after "want" could be meant as a noun.
"""

import re

from jtbdlint.lexicon import OBJECTS, bare_verb
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

WANT = compiled(r"I(?: \w+)? (?P<want>want|need)(?P<gap> )", re.IGNORECASE)


@statement_rule(
    "JT128",
    "missing-to",
    level="info",
    languages=("en",),
    bad=[
        Bad(
            "When I hear a new song, I «want find» out who sings it, so I can hear more of her",
            fixed="When I hear a new song, I want to find out who sings it, so I can hear more of her",
        ),
        Bad(
            "When the roof leaks, I «want call» a roofer whom I know, so I can stay dry tonight",
            fixed="When the roof leaks, I want to call a roofer whom I know, so I can stay dry tonight",
        ),
    ],
    good=[
        "When I hear a new song, I want to find out who sings it, so I can hear more of her",
        "When a bill looks wrong, I want to check the meter, so I can prove what I used",
        "When my mother falls, I want to be called at once, so I can be with her",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield "want" where a bare verb follows it."""
    motivation = statement.motivation
    match = WANT.match(motivation.text)
    if match is None:
        return
    end = bare_verb(motivation.text, match.end(), OBJECTS)
    if end > match.end():
        verb = motivation.text[match.end() : end]
        gap = motivation.part(*match.span("gap"))
        yield Problem(
            motivation.part(match.start("want"), end),
            f"'to' is missing before '{verb}'",
            help=f"write 'to {verb}'",
            fix=Fix((gap.replaced_by(" to "),), safe=False),
        )
