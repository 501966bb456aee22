"""`jtbdlint parse`: how each statement was read."""

from typing import Any

import click

from jtbdlint import run
from jtbdlint.commands._options import caching, configured, paths, reading
from jtbdlint.commands._output import await_stdin, look, out, tell_errors
from jtbdlint.engine import Report
from jtbdlint.gate import Exit
from jtbdlint.reporters import json_v1


@click.command("parse")
@paths
@reading
@caching
@click.option("--output-format", type=click.Choice(["pretty", "json"]), default="pretty", show_default=True)
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Show how each statement was read.

    Its clauses, or what was expected where it is none.
    """
    await_stdin(paths)
    config = configured(options)
    task = run.Task(
        paths=paths,
        stdin_filename=options["stdin_filename"],
        allow_empty=options["allow_empty"],
        cached=not options["no_cache"],
    )
    corpus = run.read(task, config)
    report = Report((), corpus.documents, corpus.statements, corpus.errors, corpus.files)
    if options["output_format"] == "json":
        out(json_v1.parsed(report, config.frame))
    else:
        from jtbdlint.reporters import pretty  # rich is for this alone

        out(pretty.parsed(report, look(options)))
    tell_errors(report)
    return Exit.INCOMPLETE if report.errors else Exit.CLEAN
