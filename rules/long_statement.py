"""Keep a statement to one breath.

Past some forty-five words nobody holds the situation in mind when the outcome comes. Length is mostly a sign:
of two jobs in one, of an outcome that lists all that is hoped for, of a solution that is described. The
INCOSE guide to writing requirements asks for one thought in a sentence, the user story quality framework
(QUS) for a minimal story.

To fix it, split it where two jobs hide, keep the outcome that decides, and leave the rest to the notes
beside it. The setting `max_words` is the number of words that still pass.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Good, Problem, Problems, Statement, statement_rule

WORD = compiled(r"[^\W_][\w'’-]*")


@statement_rule(
    "JT130",
    "long-statement",
    level="warning",
    languages=("en", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk"),
    bad=[
        Bad(
            "«When the harvest is due and the weather turns before the crews that we hired in spring have arrived,"
            " I want to find out which of the fields that lie low along the river would suffer most from three days"
            " of rain, so I can send the few people whom I have to the right place»"
        ),
        Bad(
            "«When a guest arrives late, I want to be told an hour before, so I can keep a room heated»",
            settings={"max_words": 15},
        ),
    ],
    good=[
        "When rain is due before the crews arrive, I want to find the fields at risk, so I can pick those first",
        "When a guest arrives late, I want to be told an hour before, so I can keep a room heated",
        Good("When a guest leaves early, I want to relet the room, so I can fill it", settings={"max_words": 17}),
    ],
)
def check(statement: Statement, *, max_words: int = 45) -> Problems:
    """Yield a statement of more than `max_words` words."""
    count = len(WORD.findall(statement.text))
    if count > max_words:
        yield Problem(
            statement,
            f"{count} words are more than a reader holds in mind (at most {max_words})",
            help="split it, or leave the details to the notes beside it",
            data={"words": count, "max_words": max_words},
        )
