"""Fill in the template.

"[situation]", "TBD" and dots are left for somebody to come back to, and nobody does: the statement then
counts as a job in every list, and says nothing. The INCOSE guide to writing requirements counts a requirement
with parts that are still to be determined as incomplete.

To fix it, fill in what is missing, or remove the statement until it is known.
"""

import re

from jtbdlint.lexicon import BLANK
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Form, Problem, Problems, Slice, Statement, statement_rule

# In a whole statement a bracket is a placeholder only where its clause has nothing else to say.
OPENING = compiled(
    r"\W*(?:(?:when|while|after|before|if|once)(?: (?:i|i'm|i’m|i am))?"
    r"|i want(?: to)?|so(?: that)?(?: (?:i|we|they)(?: can)?)?)?\W*",
    re.IGNORECASE,
)
NOTE = compiled(r"\b(?:TBD|TBC|TBA|TODO|FIXME|XXX)\b|\btbd\b|(?<!\S)(?:\?{3,}|_{3,})(?=\W|$)|\blorem ipsum\b")


@statement_rule(
    "JT106",
    "placeholder",
    level="error",
    forms=(Form.JOB_STATEMENT, Form.FRAGMENT),
    bad=[
        Bad("When «[situation]», I want to «[motivation]», so I can «[outcome]»"),
        Bad("When a pipe bursts at night, I want to «TBD», so I can keep the cellar dry"),
        Bad("When the class is over, I want to «___», so that I can plan the next lesson"),
    ],
    good=[
        "When a pipe bursts at night, I want to find the right valve, so I can keep the cellar dry",
        "When the class is over, I want to see who fell behind, so that I can plan the next lesson",
        "When a form asks for my age, I want to learn what it is needed for, so I can decide whether to give it",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield every place of a template that was not filled in."""
    for blank in _blanks(statement):
        yield Problem(
            blank,
            f"'{blank.text}' is a placeholder",
            help="fill it in, or remove the statement until it is known",
        )


def _blanks(statement: Statement) -> list[Slice]:
    if statement.form is Form.FRAGMENT:
        return list(statement.item.find(BLANK))
    if not BLANK.search(statement.text):
        return []
    blanks = [(clause, blank) for clause in statement.clauses for blank in clause.find(BLANK)]
    # A page that teaches the form shows it with its blanks: only in the places for statements are they left over.
    if statement.meant and any(_is_all(clause, blank) for clause, blank in blanks):
        return [blank for _, blank in blanks]
    return [blank for _, blank in blanks if NOTE.fullmatch(blank.text)]


def _is_all(clause: Slice, blank: Slice) -> bool:
    """Whether a clause has nothing to say but the blank."""
    text = clause.text
    return bool(OPENING.fullmatch(text[: blank.begin - clause.begin] + text[blank.stop - clause.begin :]))
