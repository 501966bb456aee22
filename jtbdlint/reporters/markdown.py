"""A note for a merge request, or a step summary: what is new, as a table in Markdown."""

import re
from collections.abc import Iterator

from jtbdlint.engine import Report
from jtbdlint.reporters.paths import from_root
from jtbdlint.reporters.summary import summary
from jtbdlint.reporters.visible import escaped
from jtbdlint.rule import Level

_SIGNS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "info"}
_MOST = 100
"""So many findings are listed: notes have a size limit, and nobody reads more."""


def lines(report: Report) -> Iterator[str]:
    """A heading with the figures, a table of the findings that are new, the gravest first, and the errors."""
    new = [finding for finding in report.findings if finding.new]
    yield "### Job statements"
    yield ""
    yield summary(report)
    for error in report.errors:
        yield ""
        yield f"**Not checked:** {_code(error.path) + ': ' if error.path else ''}{_text(error.message)}"
    if not new:
        return
    yield ""
    yield "| | place | rule | what is wrong |"
    yield "| --- | --- | --- | --- |"
    listed = [finding for level in _SIGNS for finding in new if finding.level is level][:_MOST]
    for finding in listed:
        problem = finding.problem
        place = _code(f"{from_root(finding.path)}:{problem.at.position.line}")
        said = _text(problem.message) + (f"<br>{_text(problem.help)}" if problem.help else "")
        for other in problem.related:
            said += (
                f"<br>{_code(f'{from_root(other.at.document.path)}:{other.at.position.line}')} {_text(other.message)}"
            )
        yield f"| {_SIGNS[finding.level]} | {place} | {finding.rule.code} {finding.rule.name} | {said} |"
    if len(new) > _MOST:
        yield ""
        yield f"{len(new) - _MOST} more are not listed."


def _text(text: str) -> str:
    """Text that Markdown and HTML leave as it is, on one line; nobody is mentioned by it either."""
    said = re.sub(r"([\\`*_{}\[\]#|~])", r"\\\1", escaped(" ".join(text.split())))
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u2060")


def _code(text: str) -> str:
    return f"`{escaped(text).replace('`', chr(39)).replace('|', chr(92) + '|')}`"
