"""`jtbdlint config`: the configuration that holds."""

import json
from typing import Any

import click

from jtbdlint.catalog import choose, rules_of
from jtbdlint.commands._options import configuration, configured
from jtbdlint.commands._output import out
from jtbdlint.config import schema, shown


@click.command("config")
@configuration
@click.option("--schema", is_flag=True, help="Print the JSON schema of the configuration file instead.")
def command(**options: Any) -> int:
    """Show the configuration, and where each key of it was set."""
    found = configured(options)
    known = rules_of(found)
    if options["schema"]:
        out([json.dumps(schema({rule.name: rule.settings for rule in known}), indent=2)])
        return 0
    choose(found, known)
    out(shown(found))
    return 0
