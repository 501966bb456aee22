"""Close what you open, or the rest of the page is lost.

A code block or a comment that is never closed goes on to the end of the page: what stands below is shown as code,
or not at all, and no statement in it is read, checked or counted. Mostly somebody forgot a fence, and nobody notices,
since nothing fails.

To fix it, close the block where it was meant to end. The rule reports a block only where over half of the page
is in it and something in there may be a statement.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule


@set_rule(
    "JT907",
    "unclosed-block",
    level="warning",
    bad=[
        Bad(
            "«```sh»\nmake nets\n\n# Jobs to be done\n\n"
            "- When the tide turns, I want to hear of it an hour before, so I can call the crew\n",
            name="page.md",
        ),
        Bad(
            "«<!-- to do»\n\nWhen the tide turns, I want to hear of it an hour before, so I can call the crew\n",
            name="page.md",
        ),
    ],
    good=[
        Good(
            "```sh\nmake nets\n```\n\n# Jobs to be done\n\n"
            "- When the tide turns, I want to hear of it an hour before, so I can call the crew\n",
            name="page.md",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:  # noqa: ARG001
    """Nothing: these problems arise where pages are read."""
    return ()
