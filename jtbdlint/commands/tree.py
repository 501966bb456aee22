"""`jtbdlint tree`: the hierarchy of the jobs."""

from typing import Any

import click

from jtbdlint import run
from jtbdlint.commands._options import caching, configured, paths, reading, selection
from jtbdlint.commands._output import look, out, tell_errors
from jtbdlint.engine import Report
from jtbdlint.gate import Exit
from jtbdlint.outline import outline
from jtbdlint.reporters import tree as shown


@click.command("tree")
@paths
@reading
@selection
@caching
@click.option(
    "--output-format",
    type=click.Choice(["pretty", "markdown", "mermaid", "dot", "json"]),
    default="pretty",
    show_default=True,
)
@click.option("--group", metavar="NAME", help="Only the jobs of this group.")
@click.option("--check", "page", metavar="FILE", help="Exit 1 if this file is not what the Markdown would be now.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Show the hierarchy of the jobs.

    Goals or groups, main jobs, micro jobs, and what hangs in the air.
    At each node the findings about hierarchy and coverage are counted (JT5, JT6), or those of --select.
    With --output-format markdown, the page that a handbook shows.
    """
    rules = {name: options[name] for name in ("select", "extend_select", "ignore")}
    config = configured(options, **rules)
    if not config.select:
        config = config.with_options(select=("JT5", "JT6"))
    linter = run.Linter.of(config)
    task = run.Task(
        paths=paths,
        stdin_filename=options["stdin_filename"],
        allow_empty=options["allow_empty"],
        cached=not options["no_cache"],
    )
    corpus = run.without(run.read(task, config), options["page"])
    group = run.known_group(options["group"], config.frame, corpus)
    counted = options["output_format"] in ("pretty", "json") and not options["page"]
    report = linter.lint(corpus) if counted else Report((), corpus.documents, corpus.statements, corpus.errors)
    found = outline(report.statements, config.frame, report.findings, group)
    stale = run.stale(options["page"], shown.markdown(found)) if options["page"] else []
    if options["page"]:
        out(stale)
    elif options["output_format"] == "pretty":
        out(shown.pretty(found, look(options)))
    else:
        out(shown.lines(found, options["output_format"]))
    tell_errors(report)
    return Exit.INCOMPLETE if report.errors else Exit.FINDINGS if stale else Exit.CLEAN
