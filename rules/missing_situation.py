"""Say in which situation the job arises.

A wish without its circumstances fits everybody and nobody: it is the situation that tells which
solutions will do, and when the job begins and ends. Klement and the Intercom team built the job story
around it for that reason, EARS asks of every requirement what triggers it, and the GitLab handbook
calls a job without its context incomplete.

To fix it, ask the people who told you of the job what had just happened when they wanted this, and
open the statement with it: "When ...". A job with a `parent` takes over the situation of its parent
and need not repeat it.
"""

from collections.abc import Sequence

from jtbdlint.lexicon import BLANK
from jtbdlint.rule import Bad, Form, Good, Problem, Problems, Statement, set_rule


@set_rule(
    "JT101",
    "missing-situation",
    level="error",
    bad=[
        Bad("«»I want to see which bus leaves next, so I can decide whether to walk"),
        Bad("«»I want to compare the bids of three roofers, so I can choose one within the week."),
        Bad(
            "- id: harvest\n"
            "  statement: «»I want to know which field is ripe, so I can send the crew there first\n"
            "- id: harvest-night\n"
            "  parent: harvest\n"
            "  statement: «»I want to light the rows, so I can pick the grapes while they are cool\n",
            name="jobs.yml",
        ),
    ],
    good=[
        "When I miss my connection, I want to see which bus leaves next, so I can decide whether to walk",
        "While the kettle heats up, I want to read the headlines, so I can follow the talk at work",
        Good(
            "- id: harvest\n"
            "  statement: When the grapes turn sweet, I want to know which field is ripe,\n"
            "    so I can send the crew there first\n"
            "- id: harvest-night\n"
            "  parent: harvest\n"
            "  statement: I want to light the rows, so I can pick the grapes while they are cool\n"
            "- id: harvest-rain\n"
            "  parent: harvest\n"
            "  statement: I want to learn of rain an hour ahead, so I can bring the full crates under a roof\n",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield every job statement that neither has a situation nor takes one over from a parent."""
    by_id: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.id:
            by_id.setdefault(statement.id, []).append(statement)
    for statement in statements:
        if statement.form is not Form.JOB_STATEMENT or statement.situation or BLANK.search(statement.text):
            continue  # a template is placeholder's business
        if not _inherits(statement, by_id):
            yield Problem(
                statement.situation,
                "the statement does not say in which situation the job arises",
                help="open with 'When ...' and what has just happened to the person who has the job",
            )


def _inherits(statement: Statement, by_id: dict[str, list[Statement]]) -> bool:
    """Whether an ancestor has a situation, or may have one: a parent that is nowhere is dangling-parent's business."""
    seen = {statement.id}
    parent = statement.parent
    while parent and parent not in seen:
        if parent not in by_id:
            return True
        if any(one.situation for one in by_id[parent]):
            return True
        seen.add(parent)
        parent = next((one.parent for one in by_id[parent] if one.parent), "")
    return False
