"""Open with what happened, not with a wish.

"When I want to bake a cake, I want to find a recipe" has two wishes and no situation: the first is the job,
the second a step of it, and nothing says what brought it about. Klement's job story begins with what causes
the wish, and the GitLab handbook asks for specific circumstances.

To fix it, make the first wish the motivation, and ask what had happened when it arose.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

WISH = compiled(
    r"(?:when|whenever|if|while) "
    r"(?P<wish>(?:i|we)(?: \w+)?(?:['’]d like| (?:want|wish|would like|hope|desire))(?: to)?)\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT309",
    "wish-as-situation",
    level="warning",
    languages=("en",),
    bad=[
        Bad("When «I want to» bake a cake, I want to find a recipe, so I can surprise my daughter"),
        Bad("When «I'd like to» rent a field, I want to see who owns it, so I can make an offer by autumn"),
    ],
    good=[
        "When my daughter turns six, I want to bake a cake, so I can surprise her",
        "When my herd has grown, I want to see who owns the next field, so I can make an offer by autumn",
        "When a buyer wants a discount, I want to see what the goods cost me, so I can name my price",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a wish in the place of the situation."""
    match = WISH.match(statement.situation.text)
    if match is not None:
        yield Problem(
            statement.situation.part(*match.span("wish")),
            "a wish stands where the situation should",
            help="say what happened that made the person want this",
        )
