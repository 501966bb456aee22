"""What goes to standard output and to standard error, and how the terminal looks."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from jtbdlint.corpus import Corpus
    from jtbdlint.engine import Report
    from jtbdlint.reporters import Look


_begun = False
"""Whether anything was written to standard output since the command began."""


def begin() -> None:
    """Note that a command begins."""
    global _begun
    _begun = False


def say(text: str) -> None:
    """A line on standard error."""
    from jtbdlint.reporters.visible import escaped

    click.echo("\n".join(map(escaped, text.split("\n"))), err=True)


def out(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    global _begun
    for line in lines:
        _begun = True
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def unanswered(arguments: Sequence[str], message: str) -> None:
    """Give a machine that waits for a document one that holds nothing but the error for which there is no other."""
    values = [
        one.partition("=")[2] or after
        for one, after in zip(arguments, [*arguments[1:], ""], strict=True)
        if one.partition("=")[0] == "--output-format"
    ]
    command, form = "".join(arguments[:1]), values[-1] if values else ""
    if _begun or "--diff" in arguments or ("--fix" in arguments and "-" in arguments):
        return
    from jtbdlint.corpus import Error
    from jtbdlint.engine import Report
    from jtbdlint.reporters import FOR_PEOPLE, FORMATS, reporter

    if command == "check" and form in FORMATS and form not in FOR_PEOPLE:
        out(reporter(form)(Report(errors=[Error("", message)])))
    elif form == "json":
        import json

        document = {"schema": f"jtbdlint/{command}/v1", "errors": [{"path": "", "message": message}]}
        out([json.dumps(document, indent=2)])


def tell_errors(report: "Report | Corpus") -> None:
    """Say why the answer is not complete, if it is not."""
    from jtbdlint.reporters.visible import cut

    for error in report.errors:
        say(f"{error.path or 'jtbdlint'}: {cut(error.message)}")


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
