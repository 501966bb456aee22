"""Keep ticket numbers out of the statement.

A ticket is closed one day; the job is still there. The number tells a reader outside of the team nothing.

To fix it, put the number beside the statement, in a field of its own. The fix takes it out where it stands in
brackets. The setting `prefixes` says how the numbers of the house begin.
"""

import re
from functools import cache

from jtbdlint.rule import Bad, Fix, Good, Problem, Problems, Statement, statement_rule


@statement_rule(
    "ACME1",
    "ticket-number",
    level="warning",
    bad=[
        Bad(
            "When a parcel is lost« (SHIP-212)», I want to see who had it last, so I can call them",
            fixed="When a parcel is lost, I want to see who had it last, so I can call them",
        ),
        Bad("When «SHIP-212» comes up again, I want to see who had the parcel, so I can call them"),
        Bad("When «OPS-7» is late, I want to see why, so I can say so", settings={"prefixes": ["OPS"]}),
    ],
    good=[
        "When a parcel is lost, I want to see who had it last, so I can call them",
        "When flight KL-123 is late, I want to see the next one, so I can rebook in time",
        Good("When SHIP-212 is late, I want to see why, so I can say so", settings={"prefixes": ["OPS"]}),
    ],
)
def check(statement: Statement, *, prefixes: tuple[str, ...] = ("SHIP",)) -> Problems:
    """Yield every ticket number."""
    for clause in statement.clauses:
        for number in clause.find(_number_of(prefixes)):
            bracketed = number.text.startswith(" ")
            yield Problem(
                number,
                f"{number.text.strip(' ()')} is a ticket, not a part of the job",
                help="put it beside the statement",
                fix=Fix((number.replaced_by(""),)) if bracketed else None,
            )


@cache
def _number_of(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    number = rf"\b(?:{'|'.join(map(re.escape, prefixes))})-\d+\b"
    return re.compile(rf" \({number}\)|{number}")
