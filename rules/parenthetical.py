"""Say it or leave it out: no brackets.

What stands in brackets is there for whoever asks: an example, an exception, a second thought. Readers
skip it, and those who do not wonder how much it counts. The user story quality framework (QUS) wants
stories minimal, INCOSE advises against brackets in requirements.

To fix it, move it to the notes beside the statement; or, where it matters, say it aloud. The fix drops the
brackets around what goes on with "and" or "or", and takes others out with what they hold. It is marked unsafe,
since somebody should see what is said or lost. An abbreviation may stand in brackets after what it is short for.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

BRACKETS = compiled(r"\s\([^()\n]+\)")
# "Root cause analysis (RCA)", and "RCA (root cause analysis)".
CAPITALS = compiled(r"\b[A-Z][A-Z0-9&/-]+s?$")
# What can be read on without the brackets.
GOES_ON = compiled(r"(?:and/or|and|or) \w", re.IGNORECASE)


@statement_rule(
    "JT204",
    "parenthetical",
    level="info",
    bad=[
        Bad(
            "When I pack for the sea, I want to list what we forget «(towels, sun cream)», so I can travel light",
            fixed="When I pack for the sea, I want to list what we forget, so I can travel light",
        ),
        Bad(
            "When a patient «(or a relative)» calls at night, I want to see her chart, so I can give advice at once",
            fixed="When a patient or a relative calls at night, I want to see her chart, so I can give advice at once",
        ),
    ],
    good=[
        "When I pack for the sea, I want to list what we forget, so I can travel light",
        "When the magnetic resonance imaging (MRI) room is booked out, I want to swap slots, so I can scan today",
        "When a patient calls at night, I want to see her chart, so I can give advice at once",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield brackets within a clause, unless they tell what letters stand for."""
    if "(" not in statement.text:
        return
    for clause in statement.clauses:
        for brackets in clause.find(BRACKETS):
            inner = brackets.part(1, len(brackets.text))
            before = clause.part(0, brackets.begin - clause.begin).text
            words = inner.text[1:-1]
            if CAPITALS.fullmatch(words) or (CAPITALS.search(before) and len(words.split()) > 1):
                continue
            goes_on = GOES_ON.match(words)
            yield Problem(
                inner,
                "readers skip what stands in brackets",
                help="say it without them, or leave it out" if goes_on else "move it to the notes beside the statement",
                fix=Fix((inner.replaced_by(words) if goes_on else brackets.replaced_by(""),), safe=False),
            )
