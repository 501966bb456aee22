"""`jtbdlint map`: what the jobs cover, and the holes."""

from typing import Any

import click

from jtbdlint import run
from jtbdlint.commands._options import configured, paths, reading
from jtbdlint.commands._output import look, out, tell_errors
from jtbdlint.coverage import Coverage
from jtbdlint.derive import matrix_of
from jtbdlint.gate import Exit
from jtbdlint.reporters import map as shown


@click.command("map")
@paths
@reading
@click.option(
    "--output-format",
    type=click.Choice(["pretty", "markdown", "csv", "json", "html"]),
    default="pretty",
    show_default=True,
)
@click.option("--rows", type=click.Choice(["groups", "personas", "goals"]), help="The rows.  [default: what is there]")
@click.option("--columns", type=click.Choice(["steps", "groups"]), default="steps", show_default=True)
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Show what the jobs cover, and the holes.

    Groups, personas or goals are the rows, the steps of the job map the columns.
    """
    config = configured(options)
    task = run.Task(
        paths=paths, stdin_filename=options["stdin_filename"], allow_empty=options["allow_empty"], keep_all=True
    )
    corpus = run.read(task, config)
    coverage = Coverage(corpus.statements, config.frame)
    found = matrix_of(coverage, corpus.documents, options["rows"], options["columns"])
    if options["output_format"] == "pretty":
        out(shown.pretty(found, look(options)))
    else:
        out(shown.lines(found, options["output_format"]))
    tell_errors(corpus)
    return Exit.INCOMPLETE if corpus.errors else Exit.CLEAN
