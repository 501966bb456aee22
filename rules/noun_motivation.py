"""Want to do something, not to have something.

"I want a dashboard" names a thing that somebody thought of, and leaves out the job that it was thought
of for. Ulwick and Kalbach let every job begin with a verb, and the GitLab handbook does the same: what
people do stays the same while the things they do it with come and go.

To fix it, ask what the thing is wanted for, and write that: "I want to see which errors grow".
"""

import re
from itertools import takewhile

from jtbdlint.lexicon import OBJECTS, bare_verb
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

WANT = compiled(r"(?:I|We)(?: \w+)?(?:['’]d| would)? (?:want|need|like)\b(?! to\b)", re.IGNORECASE)
BREAK = compiled(r"[(\[—–:;]")
PRONOUN = frozenset(
    {
        *("it", "them", "him", "her", "us", "you", "this", "that", "these", "those", "each", "both"),
        *("everyone", "everybody", "everything", "nobody", "nothing", "somebody", "someone"),
    }
)
# What ends the name of a thing.
AFTER = frozenset(
    {
        "that",
        "which",
        "who",
        "whose",
        "where",
        "when",
        "to",
        "for",
        "in",
        "of",
        "on",
        "from",
        "about",
        "with",
        "without",
    }
    | {"within", "by", "as", "so", "i", "we", "before", "after"}
)
# "A way to see" is no wish for something to happen, as "the bus to come" is.
MEANS = frozenset({"way", "ways", "means", "chance", "opportunity"})
PARTICLES = frozenset({"down", "up", "out", "off", "away", "over"})
PARTICIPLE = compiled(
    r"\w{3,}ed|known|shown|seen|made|done|sent|kept|told|built|taken|given|gone|paid|put|set|bound|drawn|written|chosen"
    r"|back|visible|available|ready|open",
    re.IGNORECASE,
)


@statement_rule(
    "JT122",
    "noun-motivation",
    level="info",
    languages=("en",),
    bad=[
        Bad("When prices change daily, I want «a chart» of the last month, so I can choose the day to buy"),
        Bad("When a class is mixed, I want «a way» to see who is bored, so I can set them a harder task"),
    ],
    good=[
        "When prices change daily, I want to see how the month went, so I can choose the day to buy",
        "When two of us share a patient, I want us both working from one chart, so I can trust what it says",
        "When I close the till, I want the cash to balance, so I can go home in peace",
        "When I leave the house empty, I want the heating turned down, so I can spend the money on the trip",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield the thing that is wanted, unless something is wanted of it."""
    motivation = statement.motivation
    want = WANT.match(motivation.text)
    if want is None:
        return
    wanted = motivation.text[want.end() :]
    if bare_verb(wanted, 1, OBJECTS) > 1:
        return  # missing-to's business
    end = BREAK.search(wanted)
    rest = list(motivation.part(want.end(), want.end() + (end.start() if end else len(wanted))).words())
    thing = list(takewhile(lambda word: word.text.lower() not in AFTER, rest))
    while thing and (thing[-1].text.lower() in PARTICLES or thing[-1].text.endswith("ly")):
        thing.pop()
    if not thing or thing[0].text.lower() in PRONOUN or PARTICIPLE.fullmatch(thing[-1].text):
        return
    if any(word.text.lower() == "to" for word in rest) and thing[-1].text.lower() not in MEANS:
        return
    at = thing[0].up_to(thing[-1])
    yield Problem(
        at,
        f"'{at.text}' is a thing, not something to do",
        help="say what it is wanted for: 'I want to ...'",
    )
