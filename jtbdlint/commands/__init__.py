"""The commands, one module each: `jtbdlint NAME` is `command` in NAME. A module is loaded when it is asked for."""

from importlib import import_module
from pathlib import Path

import click


class Commands(click.Group):
    """The modules beside this one as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, if there is one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return found
