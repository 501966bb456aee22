"""Open with the situation, not with a role.

"As a manager" tells who someone is, and from that a reader guesses what they need. People in one role
have many jobs, and one job is had by people in many roles; what they share is the situation that they
are in. That is why Klement and the Intercom team replaced the role of the user story by "When ...".

To fix it, ask when that person wants this, and open with the answer. Name the role beside the
statement, if it matters: a `persona` key, or a heading.
"""

from jtbdlint.rule import Bad, Form, Problem, Problems, Statement, statement_rule


@statement_rule(
    "JT109",
    "user-story",
    level="error",
    forms=(Form.USER_STORY,),
    bad=[
        Bad("«As a nurse, I want to see the last dose, so that I can give the next one on time»."),
        Bad("«As an event planner, I want to know the number of guests, so that I order enough chairs»"),
    ],
    good=[
        "When I come on duty, I want to see the last dose, so that I can give the next one on time.",
        "When the invitations are out, I want to know the number of guests, so I can order enough chairs",
        "When a speaker falls ill, I want to reach those who could step in, so I can keep the programme",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a user story that stands where job statements are meant to stand."""
    if statement.meant:
        yield Problem(
            statement,
            "this is a user story: it tells who the person is, not which situation they are in",
            help="open with 'When ...', and declare the role beside the statement",
        )
