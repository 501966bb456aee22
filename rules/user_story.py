"""Open with the situation, not with a role.

"As a manager" tells who someone is, and from that a reader guesses what they need. People in one role
have many jobs, and one job is had by people in many roles; what they share is the situation that they
are in. That is why Klement and the Intercom team replaced the role of the user story by "When ...".

To fix it, ask when that person wants this, and open with the answer. Name the role beside the
statement, if it matters: a `persona` key, or a heading.

A user story is told where job statements are meant to stand: in a field for them, under a heading that announces
them, or in a list most of which are job statements. Lists of user stories are left alone.
"""

from collections import Counter
from collections.abc import Sequence

from jtbdlint.rule import Bad, Form, Good, Problem, Problems, Statement, set_rule


@set_rule(
    "JT109",
    "user-story",
    level="error",
    bad=[
        Bad("«As a nurse, I want to see the last dose, so that I can give the next one on time»."),
        Bad("«As an event planner, I want to know the number of guests, so that I order enough chairs»"),
        Bad(
            "- When it rains, I want to close the roof, so I can keep the stage dry\n"
            "- «As a singer, I want to hear the organ, so that I find the pitch»\n",
            name="page.md",
        ),
    ],
    good=[
        "When I come on duty, I want to see the last dose, so that I can give the next one on time.",
        "When the invitations are out, I want to know the number of guests, so I can order enough chairs",
        "When a speaker falls ill, I want to reach those who could step in, so I can keep the programme",
        Good(
            "- As a singer, I want to hear the organ, so that I find the pitch\n"
            "- As a stagehand, I want to see the score, so that I open the trap in time\n",
            name="page.md",
        ),
        Good(
            "- **Job story**: When it rains, I want to close the roof, so I can keep the stage dry\n"
            "- **User story**: As a stagehand, I want to close the roof, so that I keep the stage dry\n",
            name="page.md",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield user stories that stand where job statements are meant to stand."""
    jobs, stories = (
        Counter(_list(one) for one in statements if one.form is form and one.place == "item")
        for form in (Form.JOB_STATEMENT, Form.USER_STORY)
    )
    for one in statements:
        if one.form is not Form.USER_STORY:
            continue
        # One with a label is an example of a user story.
        among = one.place == "item" and one.begin == one.item.begin and jobs[_list(one)] >= stories[_list(one)]
        if one.meant or among:
            yield Problem(
                one,
                "this is a user story: it tells who the person is, not which situation they are in",
                help="open with 'When ...', and declare the role beside the statement",
            )


def _list(statement: Statement) -> tuple[int, tuple[int, ...]]:
    """What the items under one heading have in common."""
    return id(statement.document), tuple(heading.start for heading in statement.headings)
