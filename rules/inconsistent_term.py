"""Call one thing by one name.

Two words for one thing read as two things: whoever compares two jobs finds a difference that is none, and
the same job is listed twice. The INCOSE guide to writing requirements asks for one term for one concept
throughout.

The setting `prefer` lists each term with the words that it replaces
(`prefer = { "booking" = ["reservation"] }`); without it the rule finds nothing. In English the plural of a word
("queries", "boxes") is found with it, unless it is irregular. The fix puts the term in their place, and is safe.
"""

import re
from collections.abc import Mapping
from functools import cache

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Good, Problem, Problems, Statement, statement_rule

NONE: Mapping[str, tuple[str, ...]] = {}
PLURAL = compiled(r"[^s]s\Z", re.IGNORECASE)
HISSING = compiled(r"(?:s|x|z|ch|sh)\Z", re.IGNORECASE)
WITH_Y = compiled(r"[^aeiou]y\Z", re.IGNORECASE)


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
            "When the «enquiries» pile up, I want to sort them by date, so I can answer the oldest first",
            fixed="When the searches pile up, I want to sort them by date, so I can answer the oldest first",
            settings={"prefer": {"search": ["enquiry", "look"]}},
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
                text = term if known or PLURAL.search(term) else _plural(term)
                yield Problem(
                    other,
                    f"'{other.text}' is called '{text}' elsewhere",
                    help=f"write '{text}'",
                    fix=Fix((other.replaced_by(text[:1].upper() + text[1:] if other.text[:1].isupper() else text),)),
                )


def _plural(word: str) -> str:
    """The regular plural of an English word."""
    if HISSING.search(word):
        return f"{word}es"
    return f"{word[:-1]}ies" if WITH_Y.search(word) else f"{word}s"


@cache
def _any_of(words: tuple[str, ...], plural: bool) -> re.Pattern[str]:
    every = {*words, *map(_plural, words)} if plural else words
    longest_first = sorted(every, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
