"""The commands, one module each: `jtbdlint NAME` is `command` in NAME. A module is loaded when it is asked for."""

from importlib import import_module
from pathlib import Path

import click


class Commands(click.Group):
    """The modules beside this one as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, if there is one."""
        is_name = cmd_name.isidentifier() and cmd_name.islower() and cmd_name[0] != "_"
        if not is_name or not Path(__file__).with_name(f"{cmd_name}.py").is_file():
            return None
        found: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return found
