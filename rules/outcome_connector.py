"""Connect the outcome in one way.

"So I can" and "so that I can" mean the same, and either will do. Where a list has both, a reader looks
for a difference that is not there. The user story quality framework (QUS) asks that the stories of a
set be uniform.

The fix puts the one for the other, which changes nothing else, and is safe. The setting `style` is
`consistent` (what two in three statements of the document have), `so` or `so-that`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Form, Good, Problem, Problems, Slice, Statement, set_rule

CONNECTOR = compiled(r"(?P<so>so)(?P<that> that)?\b(?= \w)", re.IGNORECASE)
OTHER = compiled(r"so (?:as to|much|many|far|long|soon)\b", re.IGNORECASE)


@set_rule(
    "JT123",
    "outcome-connector",
    level="info",
    bad=[
        Bad(
            "- When my flight lands late, I want to see which trains still run, so I can get home tonight\n"
            "- When I land in a new city, I want to buy a ticket on the spot, so I can skip the queue\n"
            "- When my bag is lost, I want to report it at once, «so that» I can leave the airport\n",
            name="page.md",
            fixed=(
                "- When my flight lands late, I want to see which trains still run, so I can get home tonight\n"
                "- When I land in a new city, I want to buy a ticket on the spot, so I can skip the queue\n"
                "- When my bag is lost, I want to report it at once, so I can leave the airport\n"
            ),
        ),
        Bad(
            "When a rehearsal ends, I want to note what failed, «so» I can start there tomorrow.",
            fixed="When a rehearsal ends, I want to note what failed, so that I can start there tomorrow.",
            settings={"style": "so-that"},
        ),
    ],
    good=[
        "When a rehearsal ends, I want to note what failed, so that I can start there tomorrow.",
        Good(
            "When the curtain falls, I want to count the house, so I can plan the next run",
            "When an actor is ill, I want to call the understudy, so I can open the doors on time",
        ),
        Good("When a lamp burns out, I want to reach it safely, so I can relight the stage", settings={"style": "so"}),
    ],
)
def check(
    statements: Sequence[Statement],
    *,
    style: Literal["consistent", "so", "so-that"] = "consistent",
) -> Problems:
    """Yield every connector that differs from the style, or from that of two in three statements of its document."""
    found = [(statement, *_connector(statement)) for statement in statements if statement.form is Form.JOB_STATEMENT]
    counts = Counter((id(statement.document), used) for statement, _, used in found)
    for statement, connector, used in found:
        if connector is None:
            continue
        wanted: str = style
        if style == "consistent":
            so, so_that = (counts[id(statement.document), one] for one in ("so", "so-that"))
            wanted = "so" if so >= 2 * so_that else "so-that" if so_that >= 2 * so else used
        if used != wanted:
            text = connector.text[:2] + (" that" if wanted == "so-that" else "")
            yield Problem(
                connector,
                f"'{connector.text}' where the other statements have '{text.lower()}'"
                if style == "consistent"
                else f"'{connector.text}' instead of '{text.lower()}'",
                help=f"write '{text.lower()}'",
                fix=Fix((connector.replaced_by(text),)),
            )


def _connector(statement: Statement) -> tuple[Slice | None, str]:
    outcome = statement.outcome
    match = CONNECTOR.match(outcome.text)
    if match is None or statement.language != "en" or OTHER.match(outcome.text):
        return None, ""
    return outcome.part(0, match.end()), "so-that" if match["that"] else "so"
