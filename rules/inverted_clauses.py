"""Tell the situation first, then the wish, then the outcome.

A reader of thirty statements finds the one that fits by its situation. Where the clauses stand in
another order, the trigger hides in the middle of the sentence, and it is no longer clear whether "when"
belongs to the wish or to the job. The user story quality framework (QUS) calls for uniform stories, and
job stories as Klement tells them run from cause to effect.

To fix it, move the situation to the front. The fix does so, and is marked unsafe because a "when" in
the middle can also be a part of the wish.
"""

from jtbdlint.rule import Bad, Edit, Fix, Problem, Problems, Statement, statement_rule


@statement_rule(
    "JT104",
    "inverted-clauses",
    level="warning",
    bad=[
        Bad(
            "I want to reach the on-call vet «when a mare goes into labour», so I can save the foal",
            fixed="When a mare goes into labour, I want to reach the on-call vet, so I can save the foal",
        ),
        Bad(
            "I want to book a table near the theatre «when a show ends late» so that I can feed my guests.",
            fixed="When a show ends late, I want to book a table near the theatre, so that I can feed my guests.",
        ),
    ],
    good=[
        "When a mare goes into labour, I want to reach the on-call vet, so I can save the foal",
        "When a show ends late, I want to book a table near the theatre, so that I can feed my guests.",
        "When I plan a trip, I want to learn when the museum opens, so I can fit it in before lunch",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a situation that stands after the motivation, or an outcome that stands before it."""
    if statement.tabular:
        return  # columns and keys have an order of their own
    situation, motivation, outcome = statement.clauses
    if situation and motivation and outcome and situation.begin > motivation.begin:
        yield Problem(
            situation,
            "the situation stands after the wish",
            help="open the statement with the situation",
            fix=Fix((_in_order(statement),), safe=False),
        )
    elif outcome and motivation and outcome.begin < motivation.begin:
        yield Problem(
            outcome,
            "the outcome stands before the wish",
            help="tell the situation first, then the wish, then the outcome",
        )


def _in_order(statement: Statement) -> Edit:
    # A line break of the text would stand without the indentation that belongs to it in the file.
    situation, motivation, outcome = (" ".join(clause.text.split()) for clause in statement.clauses)
    clauses = [situation[:1].upper() + situation[1:], motivation, outcome[:1].lower() + outcome[1:]]
    return statement.replaced_by(", ".join(clause for clause in clauses if clause))
