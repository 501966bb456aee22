"""The commands, one module each: `jtbdlint NAME` is `command` in NAME. A module is loaded when it is asked for."""

import os
from importlib import import_module

import click


class Commands(click.Group):
    """The modules beside this one as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        names = (os.path.splitext(file) for file in os.listdir(os.path.dirname(__file__)))
        return sorted(name for name, suffix in names if suffix == ".py" and name[0] != "_")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, if there is one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return found
