"""`jtbdlint overlap`: the jobs that look alike."""

from typing import Any

import click

from jtbdlint import run
from jtbdlint.clusters import RULES, clusters_of, pairs_of
from jtbdlint.commands._options import caching, configured, paths, reading
from jtbdlint.commands._output import look, out, say, tell_errors
from jtbdlint.gate import Exit
from jtbdlint.reporters import overlap as shown


@click.command("overlap")
@paths
@reading
@caching
@click.option(
    "--output-format",
    type=click.Choice(["pretty", "json", "csv", "mermaid", "dot", "html"]),
    default="pretty",
    show_default=True,
)
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Show the jobs that look alike, in clusters, the strongest first."""
    config = configured(options, select=RULES)
    task = run.Task(
        paths=paths,
        stdin_filename=options["stdin_filename"],
        allow_empty=options["allow_empty"],
        cached=not options["no_cache"],
    )
    report = run.check_paths(task, config).report
    clusters = clusters_of(pairs_of(report.findings))
    if options["output_format"] == "pretty":
        out(shown.pretty(clusters, look(options)))
        say(f"{len(clusters)} clusters in {len(report.statements)} statements.")
    else:
        formats = {"json": shown.document, "csv": shown.csv, "mermaid": shown.mermaid, "dot": shown.dot}
        out(formats.get(options["output_format"], shown.html)(clusters))
    tell_errors(report)
    return Exit.INCOMPLETE if report.errors else Exit.CLEAN
