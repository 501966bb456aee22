"""The command line: read, call, print, exit."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from jtbdlint import __version__

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("pretty", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson", "markdown", "html")
FAIL_LEVELS = ("error", "warning", "info", "never")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status and raises nothing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        status = commands.main(arguments, prog_name="jtbdlint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        return 130
    except BrokenPipeError:
        return _closed()
    except Exception as error:
        from jtbdlint.config import ConfigError

        if "--debug" in arguments:
            raise
        if isinstance(error, ConfigError):
            say(f"jtbdlint: {error}")
        else:
            say(f"jtbdlint: internal error: {type(error).__name__}: {error} (--debug shows where; please report it)")
        return 2
    return status if isinstance(status, int) else 0


def _closed() -> int:
    """Whoever read our output has had enough: no more of it, not even from the interpreter's own flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def say(text: str) -> None:
    """A line on standard error."""
    from jtbdlint.reporters.visible import escaped

    click.echo("\n".join(map(escaped, text.split("\n"))), err=True)


def _out(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="jtbdlint %(version)s")
def commands() -> None:
    """Check job statements: "When [situation], I want to [motivation], so I can [outcome]".

    Each statement for its form and wording, and all of them together for being mutually exclusive and
    collectively exhaustive.
    """


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _listed(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...] | None:
    """Repeated and comma-separated values as one list; None where there is none."""
    return tuple(one.strip() for text in value for one in text.split(",") if one.strip()) or None


_paths = click.argument("paths", nargs=-1, metavar="[PATH...]")
_configuration = _options(
    click.option("--config", "config_file", metavar="FILE", help="Read this configuration, and no other."),
    click.option("--isolated", is_flag=True, help="Read no configuration."),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in the output."
    ),
    click.option("--debug", is_flag=True, hidden=True),
)
_reading = _options(
    _configuration,
    click.option("--stdin-filename", metavar="NAME", help="What standard input (-) is called, and so how it is read."),
    click.option("--allow-empty", is_flag=True, help="That there is no statement is no error."),
)
_rules = _options(
    click.option(
        "--select",
        multiple=True,
        callback=_listed,
        metavar="RULES",
        help="Run these rules only (codes, beginnings of codes, names).",
    ),
    click.option("--extend-select", multiple=True, callback=_listed, metavar="RULES", help="Run these rules besides."),
    click.option("--ignore", multiple=True, callback=_listed, metavar="RULES", help="Do not run these rules."),
)


@commands.command()
@_paths
@_reading
@_rules
@click.option(
    "--output-format", type=click.Choice(FORMATS), default="pretty", show_default=True, help="The form of the findings."
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write the findings to a file as well; repeatable.",
)
@click.option("--fix", is_flag=True, help="Apply fixes that never change what a statement says.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: the other fixes as well.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit 1 where something was fixed.")
@click.option(
    "--fail-level", type=click.Choice(FAIL_LEVELS), help="From which level on findings exit 1.  [default: error]"
)
@click.option("--max-warnings", type=int, metavar="N", help="Exit 1 on more warnings than this.")
@click.option(
    "--exit-zero", is_flag=True, help="Exit 0 whatever is found; never hides that something could not be checked."
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this file lists.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline.")
@click.option("--new-since", metavar="REF", help="Only what was not there at this git revision is new, and fails.")
@click.option("--focus", is_flag=True, help="Report on the given files only; the set is still all of the corpus.")
@click.option("--no-suppressions", is_flag=True, help="Report what comments suppress.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="Tell which configuration and files were read.")
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Check job statements in files, folders or standard input (-).

    Without PATH: the corpus of the configuration, else the current folder.
    """
    from jtbdlint import run
    from jtbdlint.corpus import STDIN
    from jtbdlint.gate import Exit, verdict
    from jtbdlint.reporters import FOR_PEOPLE, reporter
    from jtbdlint.reporters.summary import counted, summary

    _await_stdin(paths)
    config = _configured(
        options,
        select=options["select"],
        extend_select=options["extend_select"],
        ignore=options["ignore"],
        fail_level=options["fail_level"],
        max_warnings=options["max_warnings"],
        baseline=options["baseline"],
    )
    task = run.Task(
        paths=paths,
        focus=options["focus"],
        stdin_filename=options["stdin_filename"],
        allow_empty=options["allow_empty"],
        new_since=options["new_since"],
        fix=options["fix"] or options["diff"],
        unsafe=options["unsafe_fixes"],
        write=not options["diff"],
    )
    suppressing = not options["no_suppressions"]
    reports = [_report_to(one) for one in options["reports"]]
    if options["write_baseline"]:
        report, path = run.write_baseline(task, config, suppressing=suppressing)
        _errors(report)
        say(f"{path}: {counted(len(report.findings), 'finding')}" if not report.errors else f"{path}: not written")
        return Exit.INCOMPLETE if report.errors else Exit.CLEAN
    result = run.check_paths(task, config, suppressing=suppressing)
    report = result.report
    if options["diff"]:
        _out(_diffs(result.changed, options))
        _errors(report)
        return Exit.INCOMPLETE if report.errors else Exit.FINDINGS if result.changed else Exit.CLEAN
    lines = _statistics(report) if options["statistics"] else reporter(options["output_format"], _look(options))(report)
    if options["fix"] and STDIN in paths:
        # Standard output is the fixed text then.
        sys.stdout.write(next(one.text for one in report.documents if one.path == run.stdin_name(task)))
        sys.stdout.flush()
        say("\n".join(lines))
    else:
        _out(lines)
    report = _write_reports(reports, report)
    _errors(report)
    if options["verbose"]:
        say(f"configuration: {config.path or 'none'}")
        say("\n".join(f"statements in: {one.path}" for one in report.documents))
    if not options["quiet"] and options["output_format"] in FOR_PEOPLE:
        say(summary(report, result.fixes))
    if result.note and not options["quiet"] and STDIN not in paths:
        say(result.note)
    if options["exit_non_zero_on_fix"] and result.fixes and not report.errors:
        return Exit.FINDINGS
    return verdict(report, config.fail_level, config.max_warnings, exit_zero=options["exit_zero"])


def _configured(options: dict[str, Any], **given: Any) -> Any:
    """The configuration that the options ask for, with what the command line sets itself."""
    from jtbdlint.config import FailLevel, discover, load

    if options["isolated"]:
        path = None
    elif options["config_file"]:
        path = Path(options["config_file"])
    else:
        path = discover(Path.cwd())
    if given.get("fail_level") is not None:
        given["fail_level"] = FailLevel(given["fail_level"])
    if given.get("baseline") is not None:
        given["baseline"] = str(Path(given["baseline"]).absolute())
    if given.get("select") is not None and given.get("ignore") is None:
        # Who asks for a rule gets it, whatever the configuration ignores.
        given["ignore"] = ()
    return load(path).with_options(**given)


def _look(options: dict[str, Any]) -> Any:
    """How the terminal on standard output shows things."""
    from jtbdlint.reporters import Look

    return Look(_width(), _colored(options["color"]), (sys.stdout.encoding or "").lower().startswith("utf"))


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def _colored(wish: str) -> bool:
    """Whether to colour: as asked, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _await_stdin(paths: tuple[str, ...]) -> None:
    """Tell who is at a terminal that it is their turn."""
    if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
        say("reading standard input: type a statement, then Ctrl-D (on Windows Ctrl-Z and Enter)")


def _statistics(report: Any) -> Iterable[str]:
    """How often each rule found something, the most frequent first."""
    from collections import Counter

    counts = Counter((one.rule.code, one.rule.name, one.level.value) for one in report.findings if one.new)
    width = len(str(max(counts.values(), default=0)))
    for (code, name, level), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"{count:>{width}} {level:<7} {code} {name}"


def _diffs(changed: Iterable[tuple[Any, Any]], options: dict[str, Any]) -> Iterable[str]:
    from jtbdlint.fixes import diff
    from jtbdlint.reporters.visible import escaped

    colors = {"+": "green", "-": "red", "@": "cyan"} if _colored(options["color"]) else {}
    for before, after in changed:
        for line in diff(before, after):
            # Not escaped in a pipe: there it is a patch.
            shown = escaped(line) if colors else line
            yield click.style(shown, colors[line[0]]) if line[:1] in colors else shown


def _report_to(wish: str) -> tuple[str, str]:
    """The format and the file of `--report FORMAT=FILE`."""
    name, equals, file = wish.partition("=")
    if name not in FORMATS or not equals or not file:
        raise click.BadParameter(f"'{wish}' is no FORMAT=FILE; formats: {', '.join(FORMATS)}", param_hint="--report")
    return name, file


def _write_reports(reports: Iterable[tuple[str, str]], report: Any) -> Any:
    """Write the report to files; those that cannot be written are added to its errors."""
    from jtbdlint import run
    from jtbdlint.corpus import Error
    from jtbdlint.reporters import reporter

    for name, file in reports:
        try:
            run.write_atomically(Path(file), "".join(f"{line}\n" for line in reporter(name)(report)))
        except OSError as error:
            report = report._replace(errors=[*report.errors, Error(file, f"not written: {error.strerror or error}")])
    return report


def _errors(report: Any) -> None:
    for error in report.errors:
        say(f"{error.path}: {error.message}" if error.path else f"jtbdlint: {error.message}")


@commands.command()
@_paths
@_reading
@click.option("--output-format", type=click.Choice(["pretty", "json"]), default="pretty", show_default=True)
def parse(paths: tuple[str, ...], **options: Any) -> int:
    """Show the statements and how each was read: its clauses, or what was expected where it is none."""
    from jtbdlint import run
    from jtbdlint.engine import Report
    from jtbdlint.gate import Exit

    _await_stdin(paths)
    config = _configured(options)
    task = run.Task(paths=paths, stdin_filename=options["stdin_filename"], allow_empty=options["allow_empty"])
    corpus = run.read(task, config)
    report = Report((), corpus.documents, corpus.statements, corpus.errors, corpus.files)
    if options["output_format"] == "json":
        from jtbdlint.reporters import json_v1

        _out(json_v1.parsed(report, config.frame))
    else:
        from jtbdlint.reporters import pretty

        _out(pretty.parsed(report, _look(options)))
    _errors(report)
    return Exit.INCOMPLETE if report.errors else Exit.CLEAN


@commands.command()
@_paths
@_reading
@_rules
@click.option(
    "--output-format",
    type=click.Choice(["pretty", "markdown", "mermaid", "dot", "json"]),
    default="pretty",
    show_default=True,
)
@click.option("--group", metavar="NAME", help="Only the jobs of this group.")
@click.option("--check", "page", metavar="FILE", help="Exit 1 if this file is not what the Markdown would be now.")
def tree(paths: tuple[str, ...], **options: Any) -> int:
    """Show the hierarchy of the jobs: goals or groups, main jobs, micro jobs, and what hangs in the air.

    At each node the findings about hierarchy and coverage are counted (JT5, JT6), or those of --select.
    With --output-format markdown, the page that a handbook shows.
    """
    from jtbdlint import run
    from jtbdlint.engine import Report
    from jtbdlint.gate import Exit
    from jtbdlint.outline import outline
    from jtbdlint.reporters import tree as shown

    rules = {name: options[name] for name in ("select", "extend_select", "ignore")}
    config = _configured(options, **rules)
    if not config.select:
        config = config.with_options(select=("JT5", "JT6"))
    linter = run.Linter.of(config)
    task = run.Task(paths=paths, stdin_filename=options["stdin_filename"], allow_empty=options["allow_empty"])
    corpus = run.without(run.read(task, config), options["page"])
    group = run.known_group(options["group"], config.frame, corpus)
    counted = options["output_format"] in ("pretty", "json") and not options["page"]
    report = linter.lint(corpus) if counted else Report((), corpus.documents, corpus.statements, corpus.errors)
    found = outline(report.statements, config.frame, report.findings, group)
    stale = run.stale(options["page"], shown.markdown(found)) if options["page"] else []
    if options["page"]:
        _out(stale)
    elif options["output_format"] == "pretty":
        _out(shown.pretty(found, _look(options)))
    else:
        _out(shown.lines(found, options["output_format"]))
    _errors(report)
    return Exit.INCOMPLETE if report.errors else Exit.FINDINGS if stale else Exit.CLEAN


@commands.command("map")
@_paths
@_reading
@click.option(
    "--output-format",
    type=click.Choice(["pretty", "markdown", "csv", "json", "html"]),
    default="pretty",
    show_default=True,
)
@click.option("--rows", type=click.Choice(["groups", "personas", "goals"]), help="The rows.  [default: what is there]")
@click.option("--columns", type=click.Choice(["steps", "groups"]), default="steps", show_default=True)
def map_(paths: tuple[str, ...], **options: Any) -> int:
    """Show what the jobs cover, and the holes: groups, personas or goals by steps of the job map."""
    from jtbdlint import run
    from jtbdlint.coverage import Coverage
    from jtbdlint.derive import matrix_of
    from jtbdlint.gate import Exit
    from jtbdlint.reporters import map as shown

    config = _configured(options)
    task = run.Task(
        paths=paths, stdin_filename=options["stdin_filename"], allow_empty=options["allow_empty"], keep_all=True
    )
    corpus = run.read(task, config)
    coverage = Coverage.of(corpus.statements, config.frame)
    found = matrix_of(coverage, corpus.documents, options["rows"], options["columns"])
    if options["output_format"] == "pretty":
        _out(shown.pretty(found, _look(options)))
    else:
        _out(shown.lines(found, options["output_format"]))
    _errors(corpus)
    return Exit.INCOMPLETE if corpus.errors else Exit.CLEAN


@commands.command()
@_paths
@_reading
def init(paths: tuple[str, ...], **options: Any) -> int:
    """Write a first configuration, with a frame of what the files name. Changes nothing where there is one."""
    from jtbdlint import run
    from jtbdlint.config import NAMES, discover
    from jtbdlint.derive import configuration, found_in
    from jtbdlint.gate import Exit

    there = discover(Path.cwd())
    if there is not None:
        say(f"{there.name}: there is a configuration already; nothing was changed")
        return Exit.INCOMPLETE
    config = _configured({**options, "isolated": True})
    corpus = run.read(run.Task(paths=paths, stdin_filename=options["stdin_filename"], keep_all=True), config)
    _errors(corpus)
    if corpus.errors:
        return Exit.INCOMPLETE
    found = found_in(corpus.documents, corpus.statements)
    places = [*corpus.statements, *(at for at, _ in found.personas.values() if at is not None)]
    lines = configuration(found, sorted({one.document.path for one in places}))
    run.write_atomically(Path(NAMES[0]), "".join(f"{line}\n" for line in lines))
    say(f"{NAMES[0]}: written")
    return Exit.CLEAN


@commands.command()
@_paths
@_reading
@click.option(
    "--output-format",
    type=click.Choice(["pretty", "json", "csv", "mermaid", "dot", "html"]),
    default="pretty",
    show_default=True,
)
def overlap(paths: tuple[str, ...], **options: Any) -> int:
    """Show the jobs that look alike, in clusters, the strongest first."""
    from jtbdlint import run
    from jtbdlint.clusters import RULES, clusters_of, pairs_of
    from jtbdlint.gate import Exit
    from jtbdlint.reporters import overlap as shown

    config = _configured(options, select=RULES)
    task = run.Task(paths=paths, stdin_filename=options["stdin_filename"], allow_empty=options["allow_empty"])
    report = run.check_paths(task, config).report
    clusters = clusters_of(pairs_of(report.findings))
    if options["output_format"] == "pretty":
        _out(shown.pretty(clusters, _look(options)))
        say(f"{len(clusters)} clusters in {len(report.statements)} statements.")
    else:
        formats = {"json": shown.document, "csv": shown.csv, "mermaid": shown.mermaid, "dot": shown.dot}
        _out(formats.get(options["output_format"], shown.html)(clusters))
    _errors(report)
    return Exit.INCOMPLETE if report.errors else Exit.CLEAN


@commands.command()
@_paths
@_configuration
@click.option("--situation", metavar="TEXT", help="What goes on when the need comes up: When ...")
@click.option("--motivation", metavar="TEXT", help="What they want to get done: I want to ...")
@click.option("--outcome", metavar="TEXT", help="What they can do then: so I can ...")
@click.option("--into", metavar="FILE", help="Append it to the list in this YAML or Markdown file.")
@click.option("--fix", is_flag=True, help="Apply fixes that never change what a statement says.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: the other fixes as well.")
def new(paths: tuple[str, ...], **options: Any) -> int:
    """Compose a statement, asked for clause by clause, and check it against those of PATH.

    Without PATH: those of the configured corpus, else of the file that it is put into. With findings that fail
    the run nothing is put into a file.
    """
    from jtbdlint import compose, run
    from jtbdlint.corpus import Corpus
    from jtbdlint.gate import Exit, verdict

    config = _configured(options)
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
    _errors(found)
    status = Exit.INCOMPLETE if found.errors else verdict(report, config.fail_level, config.max_warnings)
    _out([text])
    if not options["into"] or status is Exit.INCOMPLETE:
        return status
    if status is Exit.FINDINGS and not (asking and dialogue.agree("Put it into the file all the same?")):
        say(f"{options['into']}: unchanged")
        return status
    _append(options["into"], text, config)
    return status


def _dialogue(options: dict[str, Any]) -> Any:
    """How a person at a terminal is asked, on standard error."""
    from rich.console import Console
    from rich.prompt import Confirm, Prompt

    from jtbdlint.compose import Dialogue
    from jtbdlint.reporters import reporter

    console = Console(stderr=True, highlight=False)

    def answered(question: Callable[..., Any], text: str) -> Any:
        from rich.text import Text

        try:
            return question(Text(text), console=console)
        except (EOFError, KeyboardInterrupt):
            raise click.Abort from None

    def tell(report: Any) -> None:
        for line in reporter("pretty", _look(options))(report):
            click.echo(line, err=True)

    return Dialogue(lambda text: answered(Prompt.ask, text), lambda text: answered(Confirm.ask, text), tell)


def _append(file: str, text: str, config: Any) -> None:
    """Put a statement into the list of a file. Raises ConfigError where that cannot be done."""
    from jtbdlint.append import AppendError, appended
    from jtbdlint.config import ConfigError
    from jtbdlint.corpus import statements_of
    from jtbdlint.documents.candidate import Unreadable
    from jtbdlint.fixes import UnwritableError, write
    from jtbdlint.text import Document

    try:
        before = Document(file, Path(file).read_bytes().decode("utf-8-sig"))
        after = appended(before, text, lambda one: statements_of(one, config.languages, config.fields))
        write(before, after, config.root)
    except (AppendError, OSError, UnicodeError, Unreadable, UnwritableError) as error:
        raise ConfigError(f"{file}: not appended: {getattr(error, 'strerror', None) or error}") from error
    say(f"{file}: appended")


@commands.command()
@click.argument("rule")
@_configuration
def explain(rule: str, **options: Any) -> int:
    """Show the page of a rule (a code or a name): what it forbids, why, and examples."""
    from jtbdlint.catalog import named, rules_of

    config = _configured(options)
    found = named(rule, rules_of(config))
    if sys.stdout.isatty() or _colored(options["color"]):
        from jtbdlint.reporters.rules import page as lines

        _out(lines(found, _look(options)))
    else:
        from jtbdlint.pages import page

        _out(page(found).split("\n")[:-1])
    return 0


@commands.command()
@_configuration
@click.option("--output-format", type=click.Choice(["pretty", "json", "markdown"]), default="pretty", show_default=True)
@click.option("--test", is_flag=True, help="Run the examples of all rules instead; exit 1 where one fails.")
def rules(**options: Any) -> int:
    """List all rules, with their levels under the configuration."""
    from jtbdlint.catalog import choose, rules_of

    config = _configured(options)
    found = rules_of(config)
    if options["test"]:
        return _test(found)
    if options["output_format"] == "markdown":
        from jtbdlint.pages import index

        _out(index(found).split("\n"))
    else:
        from jtbdlint.reporters import rules as shown

        levels = {one.rule.code: one.level for one in choose(config, found)}
        if options["output_format"] == "json":
            _out(shown.document(found, levels))
        else:
            _out(shown.table(found, levels, _look(options)))
    return 0


def _test(rules: Iterable[Any]) -> int:
    """Run the examples of rules and print what is wrong; the exit status."""
    from jtbdlint.gate import Exit
    from jtbdlint.testing import faults

    wrong = [(rule, fault) for rule in rules for fault in faults(rule)]
    _out(f"{rule.code} {fault}" for rule, fault in wrong)
    say(f"{len(wrong)} of the examples failed." if wrong else "All examples hold.")
    return Exit.FINDINGS if wrong else Exit.CLEAN


@commands.command()
@_configuration
@click.option("--schema", is_flag=True, help="Print the JSON schema of the configuration file instead.")
def config(**options: Any) -> int:
    """Show the configuration that holds here, and where each key of it was set."""
    from jtbdlint.catalog import choose, rules_of
    from jtbdlint.config import schema, shown

    found = _configured(options)
    known = rules_of(found)
    if options["schema"]:
        import json

        _out([json.dumps(schema({rule.name: rule.settings for rule in known}), indent=2)])
        return 0
    choose(found, known)
    _out(shown(found))
    return 0
