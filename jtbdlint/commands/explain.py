"""`jtbdlint explain`: the page of a rule."""

import sys
from typing import Any

import click

from jtbdlint.catalog import named, rules_of
from jtbdlint.commands._options import configuration, configured
from jtbdlint.commands._output import colored, look, out
from jtbdlint.pages import page


@click.command("explain")
@click.argument("rule")
@configuration
def command(rule: str, **options: Any) -> int:
    """Show a rule's page: what it forbids, why, and examples.

    RULE is a code (JT103) or a name (missing-outcome).
    """
    config = configured(options)
    found = named(rule, rules_of(config))
    if sys.stdout.isatty() or colored(options["color"]):
        from jtbdlint.reporters.rules import page as lines  # rich is for this alone

        out(lines(found, look(options)))
    else:
        out(page(found).split("\n")[:-1])
    return 0
