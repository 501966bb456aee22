"""`jtbdlint rules`: all rules."""

from collections.abc import Iterable
from typing import Any

import click

from jtbdlint.catalog import choose, rules_of
from jtbdlint.commands._options import configuration, configured
from jtbdlint.commands._output import look, out, say
from jtbdlint.gate import Exit
from jtbdlint.pages import index
from jtbdlint.rule import Rule
from jtbdlint.testing import faults


@click.command("rules")
@configuration
@click.option("--output-format", type=click.Choice(["pretty", "json", "markdown"]), default="pretty", show_default=True)
@click.option("--test", is_flag=True, help="Run the examples of all rules instead; exit 1 where one fails.")
def command(**options: Any) -> int:
    """List all rules, with their levels under the configuration."""
    config = configured(options)
    found = rules_of(config)
    if options["test"]:
        return _test(found)
    if options["output_format"] == "markdown":
        out(index(found).split("\n"))
    else:
        from jtbdlint.reporters import rules as shown

        levels = {one.rule.code: one.level for one in choose(config, found)}
        if options["output_format"] == "json":
            out(shown.document(found, levels))
        else:
            out(shown.table(found, levels, look(options)))
    return 0


def _test(rules: Iterable[Rule]) -> int:
    """Run the examples of rules and print what is wrong; the exit status."""
    wrong = [(rule, fault) for rule in rules for fault in faults(rule)]
    out(f"{rule.code} {fault}" for rule, fault in wrong)
    faulty = f"{len(wrong)} {'fault' if len(wrong) == 1 else 'faults'} in rules and their examples."
    say(faulty if wrong else "All examples hold.")
    return Exit.FINDINGS if wrong else Exit.CLEAN
