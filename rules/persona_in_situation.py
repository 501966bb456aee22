"""Say what happened, not who it happened to.

"When I am a marketing manager" is true all day long, and explains nothing: managers want this at one moment
and not at another. Klement's rule for job stories is to drop the persona, since it is the situation that
causes the wish; the GitLab handbook calls job stories agnostic of persona, product and solution.

To fix it, write what has just happened to that manager. Name the role beside the statement, if it matters.
"""

import re

from jtbdlint.lexicon import words
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

ROLES = words(
    """
    administrator admin advisor advocate agent analyst architect artist assistant buyer chef ceo coach consultant
    coordinator cto customer designer developer director doctor driver editor employee engineer entrepreneur
    executive farmer founder freelancer investor journalist lawyer lead leader maintainer manager marketer musician
    nurse officer operator owner parent planner producer professional programmer recruiter researcher reviewer
    scientist seller specialist stakeholder student supervisor teacher technician tester trader trainer user writer
    """
)
BEING = compiled(
    r"(?:when|while|whenever|if) (?:i am|i['’]m|we are|we['’]re|acting as|working as) (?P<article>an?|the)(?= )",
    re.IGNORECASE,
)
WORD = compiled(r" (\w+)[\w'’&/-]*")
FOR_NOW = compiled(r" (?:of|on|in|at|for) (?:this|that|call|duty|charge)\b", re.IGNORECASE)
# "A busy head of the school kitchen": more words before the role tell of something else.
MOST_WORDS = 5


@statement_rule(
    "JT303",
    "persona-in-situation",
    level="warning",
    languages=("en",),
    bad=[
        Bad("When I am «a school nurse», I want to see who is allergic to bees, so I can have the syringe at hand"),
        Bad("When I'm «a busy parent» of three, I want to cook ahead for the week, so I can eat with the children"),
    ],
    good=[
        "When a class goes on a hike, I want to see who is allergic to bees, so I can have the syringe at hand",
        "When I am a passenger in a full train, I want to learn where seats are free, so I can sit down to read",
        "When my week is full of late meetings, I want to cook ahead, so I can eat with the children",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a role in the place of the situation."""
    text = statement.situation.text
    being = BEING.match(text)
    if being is None:
        return
    end = being.end()
    for _ in range(MOST_WORDS):
        word = WORD.match(text, end)
        if word is None:
            return
        role = word[1].lower()
        if (role in ROLES or role.removesuffix("s") in ROLES) and not FOR_NOW.match(text, word.end(1)):
            break
        end = word.end()
    else:
        return
    persona = statement.situation.part(being.start("article"), word.end(1))
    yield Problem(
        persona,
        f"'{persona.text}' is who the person is, not the situation that they are in",
        help="say what has just happened to that person",
    )
