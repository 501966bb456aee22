"""Write the statement, or remove the place for it.

A field that is meant for a statement and holds nothing looks like a job in every count and every list,
and says nothing. Whoever reads it cannot tell whether the job is still to be written or was dropped.

To fix it, write the statement, or delete the key, item or row.
"""

from jtbdlint.rule import Bad, Form, Problem, Problems, Statement, statement_rule

SEAT = "- id: find-my-seat\n  job_statement: When I board a full train, I want to find my seat, so I can sit\n"


@statement_rule(
    "JT107",
    "empty-statement",
    level="warning",
    forms=(Form.FRAGMENT,),
    bad=[
        Bad(f"{SEAT}- id: change-trains\n  job_statement:«»\n", name="jobs.yml"),
        Bad(f'{SEAT}- id: change-platforms\n  job_statement: "«»"\n', name="jobs.yml"),
    ],
    good=[
        "When my platform changes at the last minute, I want to hear of it in time, so I can catch the train",
        "When a train is cancelled, I want to see the next way home, so I can tell my family when I arrive",
        "When I board with a bicycle, I want to know which car takes it, so I can wait at the right spot",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a place for a statement that holds nothing but white space."""
    if not statement.item.text.strip():
        yield Problem(
            statement.item,
            "there is a place for a statement here, and it is empty",
            help="write the statement, or remove its place",
        )
