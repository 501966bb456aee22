"""Tell the outcome from the side of the one who has the job.

"So users are happy" is what somebody else gains. It may well be true, and it does not say what the
person in the situation is after: their own outcome would be a customer kept or a complaint less. The
GitLab handbook asks for the view of the person who performs the job; Ulwick measures outcomes for one
performer at a time.

To fix it, ask what the performer can do once the others have what they need. Some jobs are done for
others' sake (a nurse's, a teacher's): then the statement is right as it is.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

OTHERS = compiled(
    r"so (?:that )?(?P<who>(?:the |our |their |my |all |other |more |these )?(?:end[ -])?"
    r"(?:users?|customers?|clients?|people|stakeholders?|management|the business|the company|the organi[sz]ation))\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT124",
    "outcome-subject",
    level="info",
    languages=("en",),
    bad=[
        Bad("When a refund takes days, I want to see where it is held up, so «customers» are happy"),
        Bad("When we change the menu, I want to test it on regulars, so that «the company» earns more"),
    ],
    good=[
        "When a refund takes days, I want to see where it is held up, so I can keep the customer",
        "When we change the menu, I want to test it on regulars, so that I can drop what nobody orders",
        "When a pupil falls behind, I want to learn what she missed, so she can rejoin the class by spring",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield other people as the subject of the outcome."""
    match = OTHERS.match(statement.outcome.text)
    if match is not None:
        yield Problem(
            statement.outcome.part(match.start("who"), match.end("who")),
            f"the outcome is told of '{match['who']}', not of the person who has the job",
            help="say what that person can do then: 'so I can ...'",
        )
