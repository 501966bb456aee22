"""Want it, or do not want it: no way out.

"If possible" and "where applicable" let whoever builds the solution decide that it was not possible. The
INCOSE guide to writing requirements forbids such escape clauses. Where there are real limits, they are
a part of the situation.

To fix it, take the words out, or name the limit in the situation. The fix takes them out, and is marked
unsafe.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

LIMIT = "applicable|appropriate|feasible|relevant|suitable|practical"
ESCAPE = compiled(
    rf"(?:, | )\(?(?:(?:if|where|when|wherever|whenever|as) (?:{LIMIT})"
    r"|(?:if|where|wherever|whenever|when) possible|as far as (?:possible|practical)"
    r"|to the extent (?:possible|practical)|(?:if|as) need be|at the very least)\b\)?"
)


@statement_rule(
    "JT216",
    "escape-clause",
    level="info",
    languages=("en",),
    bad=[
        Bad(
            "When a stop is closed, I want to be told at home «if possible», so I can leave in time",
            fixed="When a stop is closed, I want to be told at home, so I can leave in time",
        ),
        Bad(
            "When a child is sick, I want to inform the other parents, «where applicable», so I can keep the rest well",
            fixed="When a child is sick, I want to inform the other parents, so I can keep the rest well",
        ),
    ],
    good=[
        "When a stop is closed, I want to be told at home, so I can leave in time",
        "When a child is sick, I want to inform the other parents, so I can keep the rest well",
        "When I book a cabin, I want to see whether a dog is allowed, so I can bring mine",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield every way out in motivation and outcome."""
    for clause in (statement.motivation, statement.outcome):
        for escape in clause.find(ESCAPE, small=True):
            words = escape.stripped(" ,")
            yield Problem(
                words,
                f"'{words.text}' lets a solution do without it",
                help="take it out, or name the limit in the situation",
                fix=Fix((escape.replaced_by(""),), safe=False),
            )
