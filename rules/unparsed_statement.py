"""Write the statement so that its three parts can be told apart.

A place that is meant for a statement holds words that open a clause, but no statement comes of them.
Whatever reads the jobs after you (a page, a survey, this linter) has to guess where the situation ends
and the wish begins.

To fix it, follow what the message says was expected: "When ..., I want to ..., so I can ...".
"""

import re

from jtbdlint.lexicon import BLANK, opens_no_clause
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Form, Problem, Problems, Statement, statement_rule

# "When <situation>, I want to ...": a page shows nothing of a placeholder that looks like a tag.
TAG = r"(<(?!(?:a|b|br|code|em|i|kbd|small|span|strong|su[bp]|u)\s*/?>)[^\W\d_][\w ,'’/-]{0,60}>)"
TAG_BEFORE = compiled(rf"{TAG}[^\w<>]*\Z")
TAG_AT_END = compiled(rf"[^\w<>\n]*{TAG}[^\w<>\n]*$", re.MULTILINE)


@statement_rule(
    "JT111",
    "unparsed-statement",
    level="error",
    forms=(Form.FRAGMENT,),
    bad=[
        Bad("When the crane stands still, the crew waits«»"),
        Bad("So that I can sleep through the night«»"),
    ],
    good=[
        "When the crane stands still, I want to give the crew other work, so I can keep to the plan",
        "When the baby cries, I want to see whether she is hungry, so I can sleep through the night",
        "Whenever a lorry arrives early, I want to find it a free ramp, so I can keep the yard clear",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield a text with clause markers that is no statement, where it stops being one."""
    failure = statement.failure
    if failure is None or opens_no_clause(failure) or BLANK.search(statement.item.text):
        return
    missing = " or ".join(failure.expected)
    if "words" in failure.expected:
        said = f"nothing stands after '{failure.read}'"
        page, at = statement.document.text, failure.at.start
        tag = TAG_BEFORE.search(page, statement.item.start, at) or TAG_AT_END.match(page, at)
        if tag is not None:
            said += f" but '{tag[1]}', which is read as HTML"
    else:
        said = f"after '{failure.read}' {missing} should follow" if missing else f"'{failure.read}' is no statement"
    yield Problem(
        failure.at,
        said,
        help="write 'When [situation], I want to [motivation], so I can [outcome]'",
    )
