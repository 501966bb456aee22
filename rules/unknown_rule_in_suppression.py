"""Name a rule that there is when suppressing.

A comment with a misspelt rule suppresses nothing, and one that names no rule at all would hide whatever
comes, so neither is taken as one.

To fix it, write the code or the name of the rule; `jtbdlint rules` lists them.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule


@set_rule(
    "JT902",
    "unknown-rule-in-suppression",
    level="error",
    bad=[
        Bad(
            "<!-- jtbdlint-disable-next[«mising-outcome»] -- the goal is told above -->\n\n"
            "When the tide turns, I want to hear of it an hour before, so I can bring in the nets\n",
            name="page.md",
        ),
        Bad(
            "- id: nets  «# jtbdlint-disable-line -- a draft»\n"
            "  statement: When the tide turns, I want to hear of it early, so I can bring in the nets\n",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            "- id: nets  # jtbdlint-disable-line[missing-outcome] -- a draft\n"
            "  statement: When the tide turns, I want to hear of it an hour before\n",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:  # noqa: ARG001
    """Nothing: these problems arise where suppressions are applied."""
    return ()
