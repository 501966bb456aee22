"""Call one thing by one name.

Two words for one thing read as two things: whoever compares two jobs finds a difference that is none, and
the same job is listed twice. The INCOSE guide to writing requirements asks for one term for one concept
throughout.

The setting `prefer` lists each term with the words that it replaces
(`prefer = { "booking" = ["reservation"] }`); without it the rule finds nothing. In English an -s at the end of a
word makes no other word. The fix puts the term in their place, and is safe.
"""

import re
from collections.abc import Mapping
from functools import cache

from jtbdlint.rule import Bad, Fix, Good, Problem, Problems, Statement, statement_rule

NONE: Mapping[str, tuple[str, ...]] = {}


@statement_rule(
    "JT223",
    "inconsistent-term",
    level="warning",
    terms={"prefer": "prefer"},
    bad=[
        Bad(
            "When a «reservation» falls through, I want to offer the table at once, so I can fill the room",
            fixed="When a booking falls through, I want to offer the table at once, so I can fill the room",
            settings={"prefer": {"booking": ["reservation"]}},
        ),
        Bad(
            "When «reservations» fall through, I want to offer the tables at once, so I can fill the room",
            fixed="When bookings fall through, I want to offer the tables at once, so I can fill the room",
            settings={"prefer": {"booking": ["reservation"]}},
        ),
        Bad(
            "When two «ewe lambs» go lame, I want to find the stony field, so I can move the flock",
            fixed="When two gimmers go lame, I want to find the stony field, so I can move the flock",
            settings={"prefer": {"gimmers": ["ewe lambs", "young ewes"]}},
        ),
    ],
    good=[
        "When a booking falls through, I want to offer the table at once, so I can fill the room",
        "When two gimmers go lame, I want to find the stony field, so I can move the flock",
        Good(
            "When a party cancels its booking, I want to see who is waiting, so I can fill the room",
            settings={"prefer": {"booking": ["reservation"]}},
        ),
    ],
)
def check(statement: Statement, *, prefer: Mapping[str, tuple[str, ...]] = NONE) -> Problems:
    """Yield every word that another is preferred to."""
    for term, others in prefer.items():
        if not others:
            continue
        for clause in statement.clauses:
            for other in clause.find(_any_of(tuple(others), statement.language == "en")):
                known = any(other.text.casefold() == one.casefold() for one in others)
                text = term if known or term.endswith("s") else f"{term}s"
                yield Problem(
                    other,
                    f"'{other.text}' is called '{text}' elsewhere",
                    help=f"write '{text}'",
                    fix=Fix((other.replaced_by(text[:1].upper() + text[1:] if other.text[:1].isupper() else text),)),
                )


@cache
def _any_of(words: tuple[str, ...], plural: bool) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    end = "s?" if plural else ""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))}){end}(?!\w)", re.IGNORECASE)
