"""Leave out what the company hopes that people do.

"I want customers to upgrade" is nobody's job but the company's. Nothing can be built from it that helps the
people who are to upgrade, since it does not say what they are after. The GitLab handbook asks authors not to
write jobs from what the business wants.

To fix it, look at the situation of those people, and write the job that upgrading would be hired for. If the
job is a seller's own, say what the seller does: "I want to learn which customers outgrew their plan".
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

PEOPLE = (
    "users|customers|clients|people|visitors|subscribers|members|shoppers|buyers|readers|players|prospects|leads"
    "|consumers"
)
DEED = (
    "adopt|buy|purchase|upgrade|subscribe|sign up|register|pay|spend|return|come back|convert|renew|stay|click|engage"
    "|recommend|refer|choose us|use (?:our|the|more)|love|prefer|switch to (?:us|our)|download|install"
)
GOAL = compiled(
    rf"(?:I|We)(?: \w+)? (?:want|need|would like) (?:to (?:get|make|have|encourage|persuade|convince|motivate|drive) )?"
    rf"(?:(?:more|all|our|my|new|the|existing|potential) )*(?P<goal>(?:{PEOPLE}) (?:to )?(?:\w+ly )?(?:{DEED}))\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT302",
    "company-goal",
    level="info",
    languages=("en",),
    bad=[
        Bad("When a trial ends, I want «customers to buy» the large plan, so we can grow"),
        Bad("When a sale starts, I want to get more «visitors to sign up», so I can send them offers"),
    ],
    good=[
        "When a trial ends, I want to learn who outgrew it, so I can offer them what fits",
        "When a guest asks for the bill, I want to hear how the meal was, so I can put it right at once",
        "When I run out of space at home, I want to store boxes nearby, so I can keep the study",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield what people are wanted to do for the company."""
    match = GOAL.match(statement.motivation.text)
    if match is not None:
        yield Problem(
            statement.motivation.part(*match.span("goal")),
            f"'{match['goal']}' is the company's goal, not the job of anybody in that situation",
            help="write the job for which they would do it",
        )
