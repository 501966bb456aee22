"""Say what the person wants to get done.

Between a situation and an outcome stands the job itself. Without it the statement tells a problem and
a hope, and leaves open what anybody should be helped with. The user story quality framework of
Lucassen and others (QUS) counts a story without its means as not well-formed.

To fix it, write between the two what the person sets out to do: "I want to" and a verb.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

# Somebody's wish without a comma before it: "When the user signs up they want to pay".
RUN_TOGETHER = compiled(r" (?:they|he|she) (?:wants?|needs?|would like) to\b")


@statement_rule(
    "JT102",
    "missing-motivation",
    level="error",
    bad=[
        Bad("When a guest reports a nut allergy«», so I can serve a safe meal"),
        Bad("When the river rises overnight«», so that I can bring the cattle to higher ground."),
        Bad("When the ferry docks« »they want to leave first so that they can catch the bus"),
    ],
    good=[
        "When a guest reports a nut allergy, I want to see what each dish holds, so I can serve a safe meal",
        "When the river rises overnight, I want to be woken in time, so I can bring the cattle to higher ground.",
        "When a child runs a fever, I want to reach a nurse by phone, so I can decide whether to drive to the clinic",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a statement that has a situation and an outcome and nothing between them."""
    if not statement.situation or not statement.outcome or statement.motivation:
        return
    wish = next(statement.situation.find(RUN_TOGETHER), None)
    if wish:
        yield Problem(
            wish.part(0, 1),
            f"the situation runs on into a wish: '{wish.text.strip()}'",
            help="put a comma before it, and tell it as the performer does: 'I want to ...'",
        )
        return
    yield Problem(
        statement.motivation,
        "the statement does not say what the person wants to get done",
        help="write 'I want to ...' between the situation and the outcome",
    )
