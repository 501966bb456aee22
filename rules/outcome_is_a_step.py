"""Go on asking why until the tool is out of sight.

"So I can open the report" is the next step in using the thing, not what it is used for. An outcome is a
change in the person's world that would count even if there were another tool, or none. Kalbach asks "why?" to
get from a step up to the job, and "how?" to get down again; Ulwick keeps the steps in the job map, and
outcomes apart.

To fix it, ask what the person does with what they open, view or download: "so I can decide what to cut".
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

# Of some verbs only the object tells that a tool is meant: one can also save a foal and open a shop.
OBJECT = "report|page|file|document|list|form|dashboard|chart|record|result|data|screen|app|tab|link|image"
STEP = compiled(
    r"so (?:that )?(?:i|we) (?:can|could|am able to|are able to) (?:\w+ly )?"
    r"(?P<step>(?:view|click|access|download|upload|export|import|filter|browse|scroll|navigate|log in)\b"
    rf"|(?:open|print|copy|save)(?= (?:[\w'’-]+ ){{0,3}}?(?:{OBJECT})s?\b))",
    re.IGNORECASE,
)


@statement_rule(
    "JT232",
    "outcome-is-a-step",
    level="info",
    languages=("en",),
    bad=[
        Bad("When the month ends, I want to sort the invoices, so I can «open» the report"),
        Bad("When I find an old photograph, I want to scan it, so that I can «download» it later"),
    ],
    good=[
        "When the month ends, I want to sort the invoices, so I can pay what is due",
        "When I find an old photograph, I want to scan it, so that I can show it to my cousins",
        "When I close the stall, I want to count what is left, so I can bake the right amount tomorrow",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield the verb of an outcome that only goes on with the use of a tool."""
    match = STEP.match(statement.outcome.text)
    if match is not None:
        yield Problem(
            statement.outcome.part(*match.span("step")),
            f"'{match['step']}' is a further step, not what it is good for",
            help="ask what the person does then, and write that",
        )
