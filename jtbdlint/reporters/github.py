"""Workflow commands that GitHub shows as annotations."""

from collections.abc import Iterator

from jtbdlint.engine import Finding, Report
from jtbdlint.rule import Level

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def lines(report: Report) -> Iterator[str]:
    """An annotation for every finding that is new, the gravest first: GitHub drops all after the tenth of a kind."""
    new = [finding for finding in report.findings if finding.new]
    for level in _COMMANDS:
        yield from (_annotation(finding) for finding in new if finding.level is level)
    for error in report.errors:
        place = f" file={_property(error.path)}" if error.path else ""
        yield f"::error{place}::{_data(error.message)}"


def _annotation(finding: Finding) -> str:
    at = finding.problem.at
    (line, column), (end_line, end_column) = at.position, at.end_position
    properties = {"file": finding.path, "line": str(line), "endLine": str(end_line)}
    if line == end_line:
        # GitHub refuses columns on what runs over several lines.
        properties |= {"col": str(column), "endColumn": str(max(end_column, column + 1))}
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = finding.problem.message + (f"\n{finding.problem.help}" if finding.problem.help else "")
    for other in finding.problem.related:
        message += f"\n{other.at.document.path}:{other.at.position.line}: {other.message}"
    return f"::{_COMMANDS[finding.level]} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
