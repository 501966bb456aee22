"""What goes to standard output and to standard error, and how the terminal looks."""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from jtbdlint.corpus import Corpus
    from jtbdlint.engine import Report
    from jtbdlint.reporters import Look


def say(text: str) -> None:
    """A line on standard error."""
    from jtbdlint.reporters.visible import escaped

    click.echo("\n".join(map(escaped, text.split("\n"))), err=True)


def out(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def tell_errors(report: "Report | Corpus") -> None:
    """Say why the answer is not complete, if it is not."""
    for error in report.errors:
        say(f"{error.path}: {error.message}" if error.path else f"jtbdlint: {error.message}")


def look(options: Mapping[str, Any]) -> "Look":
    """How the terminal on standard output shows things."""
    from shutil import get_terminal_size  # with five modules for archives: not for who prints plain lines

    from jtbdlint.reporters import Look

    width = get_terminal_size((80, 24)).columns
    return Look(width, colored(options["color"]), (sys.stdout.encoding or "").lower().startswith("utf"))


def colored(wish: str) -> bool:
    """Whether to colour: as asked, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def await_stdin(paths: tuple[str, ...]) -> None:
    """Tell who is at a terminal that it is their turn."""
    if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
        say("reading standard input: type a statement, then Ctrl-D (on Windows Ctrl-Z and Enter)")
