"""Let the person act, not the system.

"I want the app to warn me" is a requirement for an app. Its job belongs to the person, who wants to learn of
something in time, by an app or by a neighbour. The GitLab handbook asks for the end user's view; INCOSE lets
the system be the subject in requirements of the system, which a job is not.

To fix it, ask what the person gets to know or do by it: "I want to learn of it before I leave home".
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

SYSTEMS = (
    "systems?|tools?|apps?|applications?|platforms?|software|products?|(?:web)?sites?|web ?apps?|UI|interface"
    "|assistants?|bots?|agents?|algorithms?|devices?|solutions?|services?"
    "|API|programs?|database|server|plugin"
)
SUBJECT = compiled(
    rf"(?:I|We)(?: \w+)? (?:want|need|would like|expect) (?:to (?=(?:the|my|our)\s))?"
    rf"(?P<subject>(?:(?:the|my|our|an?|this|that|your)\s)?(?:(?!to\s)[\w'’-]+\s){{0,2}}?"
    rf"(?:{SYSTEMS}))\s(?:to\b|not to\b)(?!\s(?:use|be able|have|buy|work with)\b)",
    re.IGNORECASE,
)
HUMAN = compiled(
    r"\b(?:estate|travel|support|sales|insurance|booking|service|customer|human|field|call|shop|teaching|personal|dental"
    r"|care|medical) (?:agents?|assistants?)$",
    re.IGNORECASE,
)


@statement_rule(
    "JT307",
    "system-as-subject",
    level="warning",
    languages=("en",),
    bad=[
        Bad("When the frost comes, I want «the app» to warn me, so I can cover the vines"),
        Bad("When I sort the post, I want «our tool» to find the right desk, so I can be done by ten"),
    ],
    good=[
        "When the frost comes, I want to be warned the night before, so I can cover the vines",
        "When I sort the post, I want to find the right desk for each letter, so I can be done by ten",
        "When we sell the farm, I want the estate agent to answer by phone, so I can sign before winter",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a system that is wanted to do something."""
    match = SUBJECT.match(statement.motivation.text)
    if match is not None and not HUMAN.search(match["subject"]):
        yield Problem(
            statement.motivation.part(*match.span("subject")),
            f"'{match['subject']}' does the job here, not the person",
            help="say what the person gets to know or do by it: 'I want to ...'",
        )
