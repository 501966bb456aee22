"""Find the situation outside the product.

"When I am using the app" comes after the choice of the app. The situation that matters came before: what went
on in that person's day that made them reach for anything at all. The GitLab handbook says that jobs are not
about its product: people hire one to get them done. Kalbach and Ulwick leave technology out of jobs
altogether.

To fix it, ask what they were doing when they opened it, and why then. The setting `products` lists the names
of your own.
"""

import re
from functools import cache

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

KINDS = (
    "app|application|tool|platform|software|product|system|website|web site|site|web app"
    "|portal|dashboard|interface|feature"
)
USES = (
    "using|use|open|opening|opens|navigating|navigate|browsing|browse|logging in(?:to)?|log in(?:to)?|logged in(?:to)?"
    "|working (?:in|with)|interacting with|visiting|visit|signing up (?:for|to|on)|administering"
)


@statement_rule(
    "JT308",
    "product-as-situation",
    level="info",
    terms={"products": "solution"},
    languages=("en",),
    bad=[
        Bad("When I am «using the app», I want to see the tides, so I can plan the crossing"),
        Bad(
            "When I «open Ferrymate», I want to see the tides, so I can plan the crossing",
            settings={"products": ["Ferrymate"]},
        ),
    ],
    good=[
        "When I wait for the wind to turn, I want to see the tides, so I can plan the crossing",
        "When I open a bottle for guests, I want to know whether it has kept, so I can serve another in time",
        "When I use the wood of an old boat, I want to know what it was painted with, so I can burn the rest",
    ],
)
def check(statement: Statement, *, products: tuple[str, ...] = ()) -> Problems:
    """Yield the use of a product as the situation."""
    for use in statement.situation.find(_use_of(products)):
        yield Problem(
            use,
            f"'{use.text}' is where the product is used, not why",
            help="say what went on before the person reached for it",
        )
        return


@cache
def _use_of(products: tuple[str, ...]) -> re.Pattern[str]:
    names = "".join(f"|{re.escape(name)}" for name in products)
    return (re.compile if products else compiled)(
        rf"\b(?:{USES}) (?:(?:the|this|our|a|an|my|your) (?:(?!for\b|of\b)[\w'’-]+ )?"
        rf"(?:{KINDS}){names})\b(?! of\b)",
        re.IGNORECASE,
    )
