"""Take out suppressions that suppress nothing.

A comment that outlives what it was for hides the next finding, which nobody has looked at. Where a rule
no longer reports anything at the place, the comment goes.

The fix takes the rule out of the comment, and the comment with the last of its rules; it is safe.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule


@set_rule(
    "JT901",
    "unused-suppression",
    level="warning",
    bad=[
        Bad(
            "<!-- jtbdlint-disable-next[«missing-outcome»] -- the goal is told above -->\n\n"
            "When the tide turns, I want to hear of it an hour before, so I can bring in the nets\n",
            fixed="\nWhen the tide turns, I want to hear of it an hour before, so I can bring in the nets\n",
            name="page.md",
        ),
        Bad(
            "# jtbdlint-disable-file[be-able-to, «JT103»] -- drafts\n"
            "- id: nets\n"
            "  statement: When the tide turns, I want to be able to hear of it early, so I can bring in the nets\n",
            fixed="# jtbdlint-disable-file[be-able-to] -- drafts\n"
            "- id: nets\n"
            "  statement: When the tide turns, I want to be able to hear of it early, so I can bring in the nets\n",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            "<!-- jtbdlint-disable-next[missing-outcome] -- the goal is told above -->\n\n"
            "- When the tide turns, I want to hear of it an hour before\n",
            name="page.md",
        ),
        Good(
            "This is how a suppression looks:\n\n"
            "```\n<!-- jtbdlint-disable-next[missing-outcome] -- the goal is told above -->\n```\n\n"
            "When the tide turns, I want to hear of it an hour before, so I can bring in the nets\n",
            name="page.md",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:  # noqa: ARG001
    """Nothing: these problems arise where suppressions are applied."""
    return ()
