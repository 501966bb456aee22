"""`jtbdlint new`: a statement, composed clause by clause."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from jtbdlint import compose, run
from jtbdlint.append import AppendError, appended, beside
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
from jtbdlint.statement import Statement
from jtbdlint.text import Document


@click.command("new")
@paths
@configuration
@click.option("--situation", metavar="TEXT", help="What goes on when the need comes up: When ...")
@click.option("--motivation", metavar="TEXT", help="What they want to get done: I want to ...")
@click.option("--outcome", metavar="TEXT", help="What they can do then: so I can ...")
@click.option("--into", metavar="FILE", help="Append it to the list in this YAML or Markdown file.")
@click.option("--id", metavar="TEXT", help="With --into: what it is called in the list.")
@click.option("--group", metavar="TEXT", help="With --into: the group it is listed under.")
@click.option("--fix", is_flag=True, help="Apply fixes that never change what a statement says.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: the other fixes as well.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Compose a statement, checked clause by clause.

    It is checked by itself and against those of PATH. Without PATH: those of the configured corpus, else of the file
    that it is put into. With findings that fail the run nothing is put into a file. Where all entries of the file have
    an id or a group, the new one gets one, too: by --id and --group, or asked for.
    """
    config = configured(options)
    into = _Into(options["into"], config) if options["into"] else None
    said = {name: options[name] for name in compose.BESIDE if options[name] is not None}
    if said and into is None:
        raise click.UsageError(f"--{' and --'.join(said)} without --into: there is no list to put it into")
    paths = paths or (() if config.path or not options["into"] else (options["into"],))
    found = run.read(run.Task(paths=paths, allow_empty=True), config) if paths or config.path else Corpus()
    checker = compose.Checker(run.Linter.of(config), found)
    given = [options[name] for name in compose.CLAUSES]
    asking = None in given
    missing = {name: one for name, one in (into.beside if into else {}).items() if name not in said}
    if (asking or missing) and not sys.stdin.isatty():
        clauses = [name for name in compose.CLAUSES if options[name] is None]
        needed = "all three clauses are" if clauses else f"what all entries of {options['into']} have is"
        wanted = ", ".join(f"--{name}" for name in (*clauses, *missing))
        raise click.UsageError(f"without a terminal {needed} needed: {wanted}")
    taken = {one.id for one in (*found.statements, *(into.statements if into else ()))}
    if said.get("id") in taken:
        raise click.UsageError(f"--id: '{said['id']}' is taken")
    dialogue = _dialogue(options)
    draft = compose.guided(checker, dialogue, given) if asking else compose.Draft(*given)
    text = checker.fixed(draft.text, unsafe=options["unsafe_fixes"]) if options["fix"] else draft.text
    report = checker.among(text)
    dialogue.tell(report)
    tell_errors(found)
    status = Exit.INCOMPLETE if found.errors else verdict(report, config.fail_level, config.max_warnings)
    out([text])
    if into is None or status is Exit.INCOMPLETE:
        return status
    if status is Exit.FINDINGS and not (asking and dialogue.agree("Put it into the file all the same?")):
        say(f"{options['into']}: unchanged")
        return status
    for name, one in missing.items():
        suggested = compose.fresh(draft.slug, one.last, taken) if name == "id" else one.last
        said[name] = compose.asked_beside(dialogue, name, one.key, suggested, taken if name == "id" else ())
    into.append(text, said)
    return status


def _dialogue(options: dict[str, Any]) -> Dialogue:
    """How a person at a terminal is asked, on standard error."""
    from rich.console import Console
    from rich.prompt import Confirm, Prompt
    from rich.text import Text

    console = Console(stderr=True, highlight=False)

    class Words(Prompt):
        prompt_suffix = " "

    def answered(question: Callable[..., Any], text: str) -> Any:
        try:
            return question(Text(text), console=console)
        except (EOFError, KeyboardInterrupt):
            raise click.Abort from None

    def tell(report: Report) -> None:
        for line in reporter("pretty", look(options))(report):
            click.echo(line, err=True)

    return Dialogue(lambda text: answered(Words.ask, text), lambda text: answered(Confirm.ask, text), tell)


class _Into:
    """The file that a statement is to be put into. Raises ConfigError where that cannot be done."""

    def __init__(self, file: str, config: Config) -> None:
        self.file = file
        self.config = config
        with self._refusing():
            self.document = Document(file, Path(file).read_bytes().decode("utf-8-sig"))
            self.statements = self._read(self.document)
            self.beside = beside(self.document, self._read)

    def append(self, text: str, said: Mapping[str, str]) -> None:
        with self._refusing():
            write(self.document, appended(self.document, text, self._read, said), self.config.root)
        say(f"{self.file}: appended")

    def _read(self, document: Document) -> list[Statement]:
        return statements_of(document, self.config.languages, self.config.fields)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except (AppendError, OSError, UnicodeError, Unreadable, UnwritableError) as error:
            why = getattr(error, "strerror", None) or error
            raise ConfigError(f"{self.file}: not appended: {why}") from error
