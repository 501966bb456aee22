"""Give each statement one job.

"I want to compare the offers and book the flight" is two jobs that happen to follow each other: people
do one without the other, are content with the one and not with the other, and use different things
for both. Kalbach warns of compound concepts, the user story quality framework (QUS) asks for atomic
stories, and the GitLab handbook for one specific goal.

To fix it, make two statements of it. Where the second is only how the first is done, drop it.
"""

import re

from jtbdlint.lexicon import bare_verb, words
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

ADVERB = r"(?:\w+ly |then |also |even )?"
OBJECTS = words("the a an my our their its his her this that these those it them what where who how when which whether")
FIRST = compiled(
    rf"(?:I|We)(?: \w+)?(?:['’]d| would)? (?:want|need|like) (?:\w+ly )?to (?:be able to )?{ADVERB}\w+", re.IGNORECASE
)
AND = compiled(rf"(?:\band|(?<!\S)&) (?:to )?(?P<adverb>{ADVERB})", re.IGNORECASE)
NO_OBJECT = compiled(r"\s*(?:(?:about|at|for|from|in|into|off|on|out|over|to|up|upon|with)\s*)*,?\s*")
# What stands in a clause of its own is no job of the performer: "what has changed and needs ...".
INNER = compiled(
    r"\b(?:that|which|who|whose|where|how|whether|what|when|why|if|because|without|instead)\b", re.IGNORECASE
)


@statement_rule(
    "JT201",
    "compound-motivation",
    level="warning",
    languages=("en",),
    bad=[
        Bad("When fares drop, I want to compare the offers «and book» the flight, so I can spend less on the trip"),
        Bad("When a storm is due, I want to bring in the boats «and check» the moorings, so I can sleep at home"),
    ],
    good=[
        "When fares drop, I want to compare the offers, so I can spend less on the trip",
        "When the jam is done, I want to seal and label the jars, so I can find the oldest one in winter",
        "When I set the table, I want to lay out the knives and forks of each guest, so I can serve without a pause",
        "When I coach a team, I want to learn who can pass and shoot, so I can fill the gaps",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield "and" with a second verb after the first."""
    text = statement.motivation.text
    first = FIRST.match(text)
    if first is None:
        return
    for found in AND.finditer(text):
        # "Apply" ends as adverbs do.
        end = max(bare_verb(text, at, OBJECTS) for at in (found.end(), found.start("adverb")))
        if end <= found.end():
            continue
        # "Sort and label the jars" is one go at one thing: the first verb has no object of its own.
        if NO_OBJECT.fullmatch(text, first.end(), found.start()):
            continue
        inner = INNER.search(text)
        if inner and inner.start() < found.start():
            continue
        second = statement.motivation.part(found.start(), end)
        yield Problem(
            second,
            f"'{second.text}' adds a second job to the first",
            help="make a statement of each, or drop the one that is only a step of the other",
        )
        return
