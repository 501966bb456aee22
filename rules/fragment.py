"""Write the job as a whole statement.

"Build reports" names a task. It does not say when anybody wants it done, nor what for, so it can be
neither told apart from other jobs nor tested with the people who are to have it. The user story
quality framework (QUS) asks for full, well-formed sentences, the GitLab handbook for all three parts.

To fix it, put the situation before it and the outcome after it: "When ..., I want to build reports,
so I can ...". Keep the short form as the job's title.
"""

import re

from jtbdlint.lexicon import BESIDE, BLANK, PROSE, opens_no_clause
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Form, Problem, Problems, Statement, statement_rule

LATE_WISH = compiled(r"[,;–—-]\s*(?=(?P<wish>(?:I|we)(?:['’]d| would)? (?:want|need|wish|like))\b)", re.IGNORECASE)
"""A wish after something else, which is no clause where none was read."""


@statement_rule(
    "JT110",
    "fragment",
    level="warning",
    forms=(Form.FRAGMENT,),
    bad=[
        Bad("«Arrange a lift to the airport»"),
        Bad("«Pruning of fruit trees»"),
        Bad("«I want to repair the fence by the weekend.»"),
        Bad("«Wehn it rains», I want to cover the hay, so I can feed it in winter"),
    ],
    good=[
        "When I fly out at dawn, I want to arrange a lift to the airport, so I can be at the gate on time",
        "When frost is over, I want to prune the fruit trees, so I can get a full crop in autumn",
        "When a friend moves house, I want to lend a hand, so I can pay back last year's favour",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a bare task or wish that stands where a statement is meant to stand."""
    text = statement.item.text.strip()
    if not text or BLANK.search(text) or (statement.place != "field" and BESIDE.match(text)):
        return
    if statement.failure is None:
        yield Problem(
            statement.item.stripped(),
            "a wish by itself is not a job statement",
            help="add the situation ('When ...') and the outcome ('so I can ...')",
        )
    elif opens_no_clause(statement.failure) and not PROSE.search(text):
        wish = LATE_WISH.search(statement.item.text)
        if wish is not None:
            yield Problem(
                statement.item.part(0, wish.start()).stripped(),
                f"what stands before '{wish['wish']}' is read as neither a situation nor an outcome",
                help="open it with 'When ...'",
            )
            return
        yield Problem(
            statement.item.stripped(),
            "a task by itself is not a job statement",
            help="add the situation ('When ...') and the outcome ('so I can ...')",
        )
