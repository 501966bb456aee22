"""Take entries out of the baseline that nothing is found for any more.

A baseline is there to shrink. An entry that is left behind hides the same fault when somebody brings it
back.

To fix it, write the baseline anew: `jtbdlint check --write-baseline`.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule


@set_rule(
    "JT904",
    "stale-baseline-entry",
    level="warning",
    bad=[Bad("# Known.\n«missing-outcome\tnets\t# When the tide turns»\n", name="jtbdlint-baseline.txt")],
    good=[Good("# Known.\n", name="jtbdlint-baseline.txt")],
)
def check(statements: Sequence[Statement]) -> Problems:  # noqa: ARG001
    """Nothing: these problems arise where the baseline is applied."""
    return ()
