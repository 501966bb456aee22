"""Say what should change, not that something gets managed.

"Manage", "handle" and "support" fit every solution and so rule none out; "relevant" and "appropriate"
leave the choice to whoever reads. Nobody can tell from such a statement when the job is done. The INCOSE
guide to writing requirements lists these words as vague, and studies of requirements smells count them
among what leads to misreadings.

To fix it, say what is different afterwards ("take the server out of service"), or which ones ("the logs of
the request that failed").
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

VAGUE_VERB = compiled(
    r"(?<=\bto )(?:\w+ly )?(?:manage|handle|support|leverage|utili[sz]e|deal with|address"
    r"|optimi[sz]e|streamline|facilitate)\b",
    re.IGNORECASE,
)
VAGUE = compiled(
    r"\b(?:appropriate|appropriately|relevant|proper|properly|adequate|adequately|various|suitable|reasonable"
    r"|meaningful|things|stuff|several|certain)\b"
)


@statement_rule(
    "JT212",
    "vague-term",
    level="info",
    languages=("en",),
    bad=[
        Bad("When a machine runs hot, I want to «manage» it, so I can finish the order"),
        Bad("When a reporter calls, I want to find the «appropriate» answer, so I can keep our good name"),
    ],
    good=[
        "When a machine runs hot, I want to slow it down, so I can finish the order",
        "When a reporter calls, I want to find what we said last time, so I can keep our good name",
        "When the hotel manager is away, I want to know who decides, so I can open a room for a guest",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield vague verbs of the motivation, and vague words of motivation and outcome."""
    for verb in statement.motivation.find(VAGUE_VERB):
        adverb = verb.text.lower().find("ly ")
        word = verb.part(adverb + 3, len(verb.text)) if adverb >= 0 else verb
        yield Problem(
            word,
            f"'{word.text}' names no change that anyone could check",
            help="say what is different when the job is done",
        )
    for clause in (statement.motivation, statement.outcome):
        for word in clause.find(VAGUE, small=True):
            yield Problem(
                word,
                f"'{word.text}' leaves it to the reader what is meant",
                help="say which ones",
            )
