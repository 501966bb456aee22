"""Put a comma between the clauses.

The three parts are one sentence, and a comma is how a sentence shows its parts. A semicolon or a full stop
tears them apart; without a comma after the situation the reader runs on ("when the alarm rings I want"), and
only notices at the verb. The templates of Klement, of the Intercom team and of the GitLab handbook all have
the comma, and the user story quality framework (QUS) asks that stories follow one template.

The fix sets the comma and is safe. No comma is needed before the outcome, nor where each clause has a line or
a cell of its own.
"""

from jtbdlint.lexicon import CELL_END
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Slice, Statement, statement_rule

LAYOUT = compiled(rf"[\n{CELL_END}|]")
WRONG = compiled(r"\s*(?P<mark>[;:]|\.(?!\.))\s*")
# The comma of American quotes stands inside: "Cut," I want.
QUOTED_COMMA = compiled(r",[\"'’”]$")


@statement_rule(
    "JT126",
    "clause-separator",
    level="warning",
    languages=("en",),
    bad=[
        Bad(
            "When the alarm rings«; »I want to know on which floor«; »so I can send people the other way",
            fixed="When the alarm rings, I want to know on which floor, so I can send people the other way",
        ),
        Bad(
            "When a reader returns a torn book« »I want to see who had it last, so I can ask about it",
            fixed="When a reader returns a torn book, I want to see who had it last, so I can ask about it",
        ),
    ],
    good=[
        "When the alarm rings, I want to know on which floor, so I can send people the other way",
        "When a reader returns a torn book, I want to see who had it last so I can ask about it",
        "When the reading room closes\nI want to hear it ten minutes ahead\nSo I can finish my page",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield what separates two clauses and is no comma, and a situation without one after it."""
    situation, motivation, outcome = statement.clauses
    for first, second in ((situation, motivation), (motivation, outcome)):
        if not first or not second or second.begin < first.stop:
            continue
        gap = statement.reading.slice(first.stop, second.begin)
        if LAYOUT.search(gap.text):
            continue
        wrong = WRONG.fullmatch(gap.text)
        if wrong:
            yield Problem(
                gap,
                f"'{wrong['mark']}' between the clauses of one sentence",
                help="put a comma there",
                fix=_comma(gap, second, full_stop=wrong["mark"] == "."),
            )
        elif first is situation and gap.text.isspace() and not QUOTED_COMMA.search(first.text):
            yield Problem(
                gap,
                "no comma after the situation",
                help="put a comma there",
                fix=_comma(gap, second, full_stop=False),
            )


def _comma(gap: Slice, second: Slice, *, full_stop: bool) -> Fix | None:
    """The comma; after a full stop, also the small letter that an outcome goes on with."""
    if full_stop and second.text[:1] != "I":
        return Fix((gap.replaced_by(", "), second.part(0, 1).replaced_by(second.text[:1].lower())))
    return Fix((gap.replaced_by(", "),))
