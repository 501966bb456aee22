"""`jtbdlint cache`: where it is kept what earlier runs found, and how to get rid of it."""

import click

from jtbdlint.commands._output import out, say
from jtbdlint.gate import Exit
from jtbdlint.reporters.summary import counted


@click.group("cache")
def command() -> None:
    """Show or remove what is kept from earlier runs.

    Where many files are read, check, parse, tree and overlap keep what they found in a file for each project, so that
    what has not changed need not be read for statements again. It can be removed at any time.
    """


@command.command("dir")
def _dir() -> int:
    """Print the folder."""
    from jtbdlint import cache

    place = cache.folder()
    if place is None:
        say("there is no folder for it: no home")
        return Exit.INCOMPLETE
    out([str(place)])
    return Exit.CLEAN


@command.command("clean")
def _clean() -> int:
    """Remove all of it, for all projects."""
    from jtbdlint import cache

    place = cache.folder()
    try:
        say(f"{counted(cache.clean(place) if place else 0, 'file')} removed")
    except OSError as error:
        say(f"{place}: {error.strerror or error}")
        return Exit.INCOMPLETE
    return Exit.CLEAN
