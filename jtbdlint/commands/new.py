"""`jtbdlint new`: a statement, composed clause by clause."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from jtbdlint import compose, run
from jtbdlint.append import AppendError, appended
from jtbdlint.commands._options import configuration, configured, paths
from jtbdlint.commands._output import look, out, say, tell_errors
from jtbdlint.compose import Dialogue
from jtbdlint.config import Config, ConfigError
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.documents.candidate import Unreadable
from jtbdlint.engine import Report
from jtbdlint.fixes import UnwritableError, write
from jtbdlint.gate import Exit, verdict
from jtbdlint.reporters import reporter
from jtbdlint.text import Document


@click.command("new")
@paths
@configuration
@click.option("--situation", metavar="TEXT", help="What goes on when the need comes up: When ...")
@click.option("--motivation", metavar="TEXT", help="What they want to get done: I want to ...")
@click.option("--outcome", metavar="TEXT", help="What they can do then: so I can ...")
@click.option("--into", metavar="FILE", help="Append it to the list in this YAML or Markdown file.")
@click.option("--fix", is_flag=True, help="Apply fixes that never change what a statement says.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: the other fixes as well.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Compose a statement, checked clause by clause.

    It is checked by itself and against those of PATH. Without PATH: those of the configured corpus, else of the file
    that it is put into. With findings that fail the run nothing is put into a file.
    """
    config = configured(options)
    paths = paths or (() if config.path or not options["into"] else (options["into"],))
    found = run.read(run.Task(paths=paths, allow_empty=True), config) if paths or config.path else Corpus()
    checker = compose.Checker(run.Linter.of(config), found)
    given = [options[name] for name in compose.CLAUSES]
    asking = None in given
    if asking and not sys.stdin.isatty():
        missing = ", ".join(f"--{name}" for name in compose.CLAUSES if options[name] is None)
        raise click.UsageError(f"without a terminal all three clauses are needed: {missing}")
    dialogue = _dialogue(options)
    text = (compose.guided(checker, dialogue, given) if asking else compose.Draft(*given)).text
    if options["fix"]:
        text = checker.fixed(text, unsafe=options["unsafe_fixes"])
    report = checker.among(text)
    dialogue.tell(report)
    tell_errors(found)
    status = Exit.INCOMPLETE if found.errors else verdict(report, config.fail_level, config.max_warnings)
    out([text])
    if not options["into"] or status is Exit.INCOMPLETE:
        return status
    if status is Exit.FINDINGS and not (asking and dialogue.agree("Put it into the file all the same?")):
        say(f"{options['into']}: unchanged")
        return status
    _append(options["into"], text, config)
    return status


def _dialogue(options: dict[str, Any]) -> Dialogue:
    """How a person at a terminal is asked, on standard error."""
    from rich.console import Console
    from rich.prompt import Confirm, Prompt
    from rich.text import Text

    console = Console(stderr=True, highlight=False)

    def answered(question: Callable[..., Any], text: str) -> Any:
        try:
            return question(Text(text), console=console)
        except (EOFError, KeyboardInterrupt):
            raise click.Abort from None

    def tell(report: Report) -> None:
        for line in reporter("pretty", look(options))(report):
            click.echo(line, err=True)

    return Dialogue(lambda text: answered(Prompt.ask, text), lambda text: answered(Confirm.ask, text), tell)


def _append(file: str, text: str, config: Config) -> None:
    """Put a statement into the list of a file. Raises ConfigError where that cannot be done."""
    try:
        before = Document(file, Path(file).read_bytes().decode("utf-8-sig"))
        after = appended(before, text, lambda one: statements_of(one, config.languages, config.fields))
        write(before, after, config.root)
    except (AppendError, OSError, UnicodeError, Unreadable, UnwritableError) as error:
        raise ConfigError(f"{file}: not appended: {getattr(error, 'strerror', None) or error}") from error
    say(f"{file}: appended")
