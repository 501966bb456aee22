"""Tell the job from the side of the one who has it.

"Users want to find a doctor" is written by somebody who looks at users from outside, and mostly knows what
they ought to want. In the first person it can be read out to one of them, who will say whether it is so.
Kalbach asks for the individual's point of view, the GitLab handbook for the end user's, not the company's.
Klement allows a story to be told of several roles ("when a buyer has bid, they want ..."): who does that as a
rule sets the level to off.

To fix it, write "I want to", and name whose job it is beside the statement.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

SELF = compiled(
    r"\W*(?:also |still )?(?:i|i['’]\w+|we|we['’]\w+|my|our|us|me|let|help|show|tell|give)\b", re.IGNORECASE
)
OTHERS = compiled(
    r"(?:(?:the|our|my|a|an|all|most|some|many|these|those|new|end|their) )*"
    r"(?:[^\W\d_][\w-]*(?: (?!wants?\b|needs?\b)[\w-]+){0,2}) "
    r"(?P<verb>wants?|needs?|would like)\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT301",
    "not-the-performer",
    level="warning",
    languages=("en",),
    bad=[
        Bad("When a wait is long, «patients want» to know their turn, so they can take a walk"),
        Bad("When the bus is full, «a passenger wants» to see when the next one comes, so he can decide to walk"),
    ],
    good=[
        "When a wait is long, I want to know my turn, so I can take a walk",
        "When customers want their money back, I want to see what they paid, so I can refund it at the counter",
        "When our street floods, we want to reach each household, so we can bring them to the school",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a motivation that is somebody else's."""
    motivation = statement.motivation
    if not motivation or SELF.match(motivation.text):
        return
    match = OTHERS.match(motivation.text)
    if match is not None:
        yield Problem(
            motivation.part(0, match.end("verb")),
            f"'{match[0]}' tells the job from outside",
            help="write 'I want to', and name the performer beside the statement",
        )
