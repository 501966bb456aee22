"""End with the outcome; keep the reasons beside the statement.

A second sentence after the statement explains it, defends it or tells where it comes from. It is not part
of the job, and gets copied wherever the statement goes. The user story quality framework (QUS) calls a
story with such additions not minimal.

To fix it, move the sentence to a key or paragraph of its own: the notes, the source, the evidence.
"""

from collections.abc import Sequence

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Form, Good, Problem, Problems, Statement, set_rule

# A sentence, not a reference, a link or a status.
SENTENCE = compiled(r"(?<=[.!?])\s+(?P<sentence>[^\W\d_a-z][^\n\x1f|]*?)\s*$")
WORDS = 5


@set_rule(
    "JT207",
    "trailing-rationale",
    level="info",
    bad=[
        Bad(
            "When the pump stops, I want to be called, so I can save the crop. "
            "«This came up in five of the nine interviews.»"
        ),
        Bad(
            "When a bid is due, I want to see what is missing, so I can hand it in on time. "
            "«Late bids are thrown out without being read.»"
        ),
    ],
    good=[
        "When the pump stops, I want to be called, so I can save the crop.",
        "When a bid is due, I want to see what is missing, so I can hand it in on time. [Interview 7]",
        Good(
            "- id: bid\n"
            "  statement: When a bid is due, I want to see what is missing, so I can hand it in on time\n"
            "  note: Late bids are thrown out without being read.\n",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield a sentence after the last statement of a field or list item."""
    last = {id(statement.reading): statement for statement in statements}
    for statement in last.values():
        if statement.form is not Form.JOB_STATEMENT or statement.place not in ("field", "item"):
            continue
        if statement.item.stop <= statement.stop:
            continue
        for tail in statement.after().up_to(statement.item).find(SENTENCE):
            sentence = tail.stripped()
            if sum(1 for _ in sentence.words()) >= WORDS:
                yield Problem(
                    sentence,
                    "the statement has ended, and this explains it",
                    help="move it to the notes beside the statement",
                )
