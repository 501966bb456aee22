"""Keep notes out of the places for statements.

A list or a field that is meant for statements is read as a list of jobs: by people, by the pages that
are generated from it, by surveys. A remark among them is counted as a job that nobody has.

To fix it, move the remark to a comment, a key of its own, or a paragraph above the list.
"""

from jtbdlint.lexicon import BESIDE, BLANK, PROSE, opens_no_clause
from jtbdlint.rule import Bad, Form, Problem, Problems, Statement, statement_rule


@statement_rule(
    "JT108",
    "prose-in-statement-field",
    level="warning",
    forms=(Form.FRAGMENT,),
    bad=[
        Bad("«These jobs come from the interviews with growers and are due for review.»"),
        Bad("«The following are about the return of bottles. They will be split later.»"),
    ],
    good=[
        "When a bottle comes back chipped, I want to sort it out at once, so I can keep the line running",
        "When the growers meet, I want to hear whose crop is late, so I can plan the trucks",
        "When an interview ends, I want to note what surprised me, so I can ask the next grower about it",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield text without any clause of a statement that reads as a sentence, not as a task."""
    text = statement.item.text.strip()
    if BLANK.search(text) or (statement.place != "field" and BESIDE.match(text)):
        return
    failure = statement.failure
    if failure and opens_no_clause(failure) and PROSE.search(text):
        yield Problem(
            statement.item.stripped(),
            "this is a remark, not a job statement",
            help="move it to a comment or to a paragraph above the list",
        )
