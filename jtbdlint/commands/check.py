"""`jtbdlint check`: the findings, as a person or a machine wants them, and what is mended."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from time import perf_counter
from typing import Any

import click

from jtbdlint import run
from jtbdlint.commands._options import caching, configured, paths, reading, selection
from jtbdlint.commands._output import await_stdin, colored, look, out, say, tell_errors
from jtbdlint.commands._progress import progress
from jtbdlint.config import FailLevel
from jtbdlint.corpus import STDIN, Error
from jtbdlint.engine import Report
from jtbdlint.gate import Exit, verdict
from jtbdlint.reporters import FOR_PEOPLE, FORMATS, PLAIN, reporter
from jtbdlint.reporters.summary import counted, summary
from jtbdlint.reporters.visible import escaped
from jtbdlint.text import Document


@click.command("check")
@paths
@reading
@selection
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
    "--fail-level",
    type=click.Choice([one.value for one in FailLevel]),
    help="From which level on findings exit 1.  [default: error]",
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
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="How many processes read; 0: as many as are of use.  [default: 0]",
)
@caching
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Tell which configuration and files were read, and how long it took."
)
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Check job statements in files, folders or standard input (-).

    Without PATH: the corpus of the configuration, else the current folder.
    """
    started = perf_counter()
    await_stdin(paths)
    config = configured(
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
        jobs=options["jobs"],
        cached=not options["no_cache"],
    )
    if options["statistics"] and options["output_format"] not in FOR_PEOPLE:
        raise click.UsageError(f"--statistics is for people, and has no form as {options['output_format']}")
    suppressing = not options["no_suppressions"]
    reports = [_report_to(one) for one in options["reports"]]
    if options["write_baseline"]:
        report, path = run.write_baseline(task, config, suppressing=suppressing)
        tell_errors(report)
        say(f"{path}: {counted(len(report.findings), 'finding')}" if not report.errors else f"{path}: not written")
        return Exit.INCOMPLETE if report.errors else Exit.CLEAN
    with progress(wanted=not options["quiet"]) as tell:
        result = run.check_paths(task._replace(progress=tell), config, suppressing=suppressing)
    report = result.report
    begun = perf_counter()
    if options["diff"]:
        out(_diffs(result.changed, options["color"]))
        tell_errors(report)
        return Exit.INCOMPLETE if report.errors else Exit.FINDINGS if result.changed else Exit.CLEAN
    # First of all, since whoever reads standard output may have had enough of it.
    report = _write_reports(reports, report)
    shown = look(options) if options["output_format"] == "pretty" else PLAIN
    lines = _statistics(report) if options["statistics"] else reporter(options["output_format"], shown)(report)
    if options["fix"] and STDIN in paths:
        # Standard output is the fixed text then.
        sys.stdout.write(next(one.text for one in report.documents if one.path == run.stdin_name(task)))
        sys.stdout.flush()
        say("\n".join(lines))
    else:
        out(lines)
    tell_errors(report)
    if options["verbose"]:
        say(f"configuration: {os.path.normpath(config.path) if config.path else 'none'}")
        say("\n".join(f"statements in: {one.path}" for one in report.documents))
        if result.cache:
            say(f"cache: {result.cache}")
        now = perf_counter()
        say("\n".join(_shares({**report.seconds, "report": now - begun}, now - started)))
    if not options["quiet"] and options["output_format"] in FOR_PEOPLE:
        say(summary(report, result.fixes))
    if result.note and not options["quiet"] and STDIN not in paths:
        say(result.note)
    if options["exit_non_zero_on_fix"] and result.fixes and not report.errors:
        return Exit.FINDINGS
    return verdict(report, config.fail_level, config.max_warnings, exit_zero=options["exit_zero"])


def _shares(seconds: Mapping[str, float], total: float) -> Iterable[str]:
    """How long each stage took, and its share of all seconds; what is left is for loading and configuring."""
    stages = {**seconds, "other": max(0.0, total - sum(seconds.values())), "in all": total}
    for stage, took in stages.items():
        if took < 0.0005:
            continue
        yield f"{stage:<14} {took:8.3f} s {took / (total or 1):5.0%}"


def _statistics(report: Report) -> Iterable[str]:
    """How often each rule found something, the most frequent first."""
    counts = Counter((one.rule.code, one.rule.name, one.level.value) for one in report.findings if one.new)
    width = len(str(max(counts.values(), default=0)))
    for (code, name, level), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"{count:>{width}} {level:<7} {code} {name}"


def _diffs(changed: Iterable[tuple[Document, Document]], color: str) -> Iterable[str]:
    """What was or would be changed, as a patch."""
    colors = {"+": "green", "-": "red", "@": "cyan"} if colored(color) else {}
    for before, after in changed:
        from jtbdlint.fixes import diff

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


def _write_reports(reports: Iterable[tuple[str, str]], report: Report) -> Report:
    """Write the report to files; those that cannot be written are added to its errors."""
    for name, file in reports:
        from jtbdlint.fixes import write_whole

        try:
            write_whole(file, "".join(f"{line}\n" for line in reporter(name)(report)))
        except OSError as error:
            report = report._replace(errors=[*report.errors, Error(file, f"not written: {error.strerror or error}")])
    return report
