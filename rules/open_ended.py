"""Say what is meant, and end there.

"Etc." asks the reader to think of the rest, and every reader thinks of something else. The INCOSE guide
to writing requirements rules out such open ends; they are also the sign of a list that should have been
one word.

To fix it, name what all the examples have in common ("fresh food" for "milk, eggs, etc."), or name each.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

OPEN = compiled(
    r"\b(?:etc\b\.?|et cetera\b|and so (?:on|forth)\b|and the like\b|among others?\b|or similar\b"
    r"|or (?:something|whatever)\b|and (?:much more|more|others?)(?=[.,;)]|$)"
    r"|(?:including|not) (?:but )?(?:not )?limited to\b"
    r"|e\.g\.|for example\b|ex(?=[:.] | [a-z]))"
)


@statement_rule(
    "JT206",
    "open-ended",
    level="warning",
    languages=("en",),
    bad=[
        Bad("When I shop for the week, I want to know how long milk, eggs «etc.» keep, so I can waste none of it"),
        Bad("When I insure the shop, I want to list the lathe, the saw «and so on», so I can prove what was stolen"),
    ],
    good=[
        "When I shop for the week, I want to know how long fresh food keeps, so I can waste none of it",
        "When I insure the shop, I want to list the machines, so I can prove what was stolen",
        "When I sell a horse, I want to see what others paid, so I can ask a fair price",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield what leaves a list open."""
    for clause in statement.clauses:
        for end in clause.find(OPEN, small=True):
            yield Problem(
                end,
                f"'{end.text}' leaves the rest to the reader",
                help="name what the examples have in common, or name each",
            )
