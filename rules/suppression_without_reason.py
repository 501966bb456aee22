"""Say why a rule is suppressed.

Who comes later cannot tell a considered exception from a shortcut unless the comment says so, after
two hyphens.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule


@set_rule(
    "JT903",
    "suppression-without-reason",
    level="off",
    bad=[
        Bad(
            "«<!-- jtbdlint-disable-next[missing-outcome] -->»\n\n"
            "- When the tide turns, I want to hear of it an hour before\n",
            name="page.md",
        ),
    ],
    good=[
        Good(
            "<!-- jtbdlint-disable-next[missing-outcome] -- the goal is told above -->\n\n"
            "- When the tide turns, I want to hear of it an hour before\n",
            name="page.md",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:  # noqa: ARG001
    """Nothing: these problems arise where suppressions are applied."""
    return ()
