"""Spell out what letters stand for.

Two letters mean one thing in the team that writes and another in the team that reads, or nothing to the
people whom the statement is tested with. The INCOSE guide to writing requirements wants every
abbreviation defined.

To fix it, write the words, put the letters in brackets after them, or list them in the setting `known`. The
rule is off unless it is selected, since it needs that list.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Good, Problem, Problems, Statement, statement_rule

ACRONYM = compiled(r"(?<![\w(/.-])[A-Z]{2,6}s?(?![\w/-])")
EVERYDAY = frozenset(
    {
        "AM",
        "DIY",
        "ID",
        "IDs",
        "OK",
        "PC",
        "PCs",
        "PDF",
        "PDFs",
        "PIN",
        "PM",
        "SMS",
        "TV",
        "TVs",
        "UK",
        "US",
        "USA",
        "EU",
    }
)


@statement_rule(
    "JT222",
    "undefined-acronym",
    level="off",
    terms={"known": "acronyms"},
    languages=("en",),
    bad=[
        Bad("When the «ECG» looks odd, I want to compare it with the last one, so I can call the doctor in time"),
        Bad("When a «POS» is down, I want to take cash, so I can keep selling", settings={"known": ["ECG"]}),
    ],
    good=[
        "When the heart trace looks odd, I want to compare it with the last one, so I can call the doctor in time",
        "When the point of sale (POS) is down, I want to take cash, so I can keep selling",
        Good("When a POS is down, I want to take cash, so I can keep selling", settings={"known": ["POS"]}),
    ],
)
def check(statement: Statement, *, known: tuple[str, ...] = ()) -> Problems:
    """Yield letters that are neither spelled out nor known."""
    for clause in statement.clauses:
        for letters in clause.find(ACRONYM):
            text = letters.text
            spelled = f"({text})" in statement.text or re.match(
                r"\s*\(", statement.text[letters.stop - statement.begin :]
            )
            if not spelled and text not in EVERYDAY and text not in known and text.removesuffix("s") not in known:
                yield Problem(
                    letters,
                    f"'{text}' is not spelled out",
                    help="write the words, or add it to 'known'",
                )
