"""Keep "quickly" and "easily" out of the job.

Nobody wants it slow and hard: such words hold for every job and say nothing about this one. They tell how
well the job should be done, which is a need, and needs are what solutions are measured by later. Ulwick's
example is a cut in a piece of wood: that it be straight is the job, that it be quick, safe and accurate are
outcomes, and each of them gets a direction and a measure of its own. The GitLab handbook keeps adjectives
such as quick, easy and inexpensive out of main jobs for that reason.

To fix it, take the word out, or say in the outcome what the speed or ease is good for ("before the bus
leaves"). The fix takes out adverbs only, and is marked unsafe. This is a hint and no more by default: many a
well written job story has a "quickly" in it. The presets of the schools that keep needs apart, `gitlab` and
`ulwick`, make it a warning.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

ADVERBS = (
    "easily|quickly|rapidly|swiftly|speedily|efficiently|effectively|effortlessly|seamlessly|smoothly|conveniently"
    "|intuitively|painlessly|cheaply|inexpensively|hassle-free"
)
ADJECTIVES = (
    "easy|quick|rapid|speedy|effortless|seamless|convenient|intuitive|painless|cheap|inexpensive|user-friendly"
    "|easy-to-use|hassle-free"
)
WORD = rf"(?:{ADVERBS}|{ADJECTIVES})"
NEED = compiled(rf"(?<!\bhow )\b{WORD}(?:(?:,? and|,) {WORD})*\b(?![-’'])")
BEFORE_A_WORD = compiled(rf"(?<=\bto )(?:{ADVERBS}) (?=\w)(?!(?:and|or|but)\b)", re.IGNORECASE)


@statement_rule(
    "JT211",
    "need-word",
    level="info",
    languages=("en",),
    bad=[
        Bad(
            "When a child is missing, I want to «quickly» reach the parents, so I can learn what she wears",
            fixed="When a child is missing, I want to reach the parents, so I can learn what she wears",
        ),
        Bad("When I file my taxes, I want an «easy» way to sum up receipts, so I can hand them in on time"),
    ],
    good=[
        "When a child is missing, I want to reach the parents, so I can learn what she wears",
        "When I file my taxes, I want to sum up receipts, so I can hand them in on time",
        "When the ferry is about to leave, I want to learn the fare, so I can buy the ticket before it casts off",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield every word of the motivation that tells how well and not what."""
    motivation = statement.motivation
    for word in motivation.find(NEED, small=True):
        padded = next((one for one in motivation.find(BEFORE_A_WORD) if one.begin == word.begin), None)
        yield Problem(
            word,
            f"'{word.text}' tells how well the job should be done, not what it is",
            help="take it out, or say in the outcome what it is good for",
            fix=Fix((padded.replaced_by(""),), safe=False) if padded else None,
        )
