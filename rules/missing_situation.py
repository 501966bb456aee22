"""Say in which situation the job arises.

A wish without its circumstances fits everybody and nobody: it is the situation that tells which solutions
will do, and when the job begins and ends. Klement and the Intercom team built the job story around it for
that reason; EARS, a way of writing requirements, puts their trigger first; the GitLab handbook calls a job
without its context incomplete, and of no use for deciding where to go.

To fix it, ask the people who told you of the job what had just happened when they wanted this, and open the
statement with it: "When ...". A job with a `parent` takes over the situation of its parent and need not
repeat it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from jtbdlint.lexicon import BLANK
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Form, Good, Problem, Problems, Statement, set_rule

OPENING = compiled(r"\W*(?:when|whenever|while|if|once|after|before|during)\b", re.IGNORECASE)
IN_LIST = compiled(r"\s|(?:[-*+]|\d+[.)])\s")
ABOVE = 4000
"""So many characters above a statement are looked at for the line that leads in its list."""


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
        Good(
            "# Jobs to be done\n"
            "\n"
            "**When the grapes turn sweet:**\n"
            "\n"
            "- I want to know which field is ripe, so I can send the crew there first\n"
            "- I want to learn of rain an hour ahead, so I can bring the full crates under a roof\n",
            name="page.md",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield every job statement that neither has a situation nor takes one over from what stands above it."""
    by_id: dict[str, list[Statement]] = {}
    balance: Counter[int] = Counter()
    for statement in statements:
        if statement.id:
            by_id.setdefault(statement.id, []).append(statement)
        if statement.form is Form.JOB_STATEMENT:
            balance[id(statement.document)] += 1 if statement.situation else -1
    for statement in statements:
        if statement.form is not Form.JOB_STATEMENT or statement.situation or BLANK.search(statement.text):
            continue  # a template is placeholder's business
        # "I want to ..., so I can ..." is also how people tell user stories and plans.
        about_jobs = statement.meant or balance[id(statement.document)] >= 0
        if about_jobs and not _led_in(statement) and not _inherits(statement, by_id):
            yield Problem(
                statement.situation,
                "the statement does not say in which situation the job arises",
                help="open with 'When ...' and what has just happened to the person who has the job",
            )


def _led_in(statement: Statement) -> bool:
    """Whether the heading above it, or the line above its list, tells the situation of all that follows."""
    if any(OPENING.match(heading.text) for heading in statement.headings[-1:]):
        return True
    start = statement.item.start
    above = statement.document.text[max(0, start - ABOVE) : start].splitlines()[:-1]
    line = next((line for line in reversed(above) if line.strip() and not IN_LIST.match(line)), "")
    return statement.place == "item" and OPENING.match(line) is not None


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
