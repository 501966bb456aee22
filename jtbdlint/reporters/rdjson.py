"""Reviewdog's diagnostic format. Its columns count bytes of UTF-8."""

import json
from collections.abc import Iterator
from typing import Any

from jtbdlint.engine import Finding, Report
from jtbdlint.reporters.paths import from_root
from jtbdlint.rule import Level, Slice, applicable
from jtbdlint.text import Document

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.INFO: "INFO"}


def lines(report: Report) -> Iterator[str]:
    """One document with a diagnostic for every finding that is new, and for every error of the run."""
    diagnostics = [_diagnostic(finding) for finding in report.findings if finding.new]
    diagnostics += [
        {
            "message": error.message,
            "location": {"path": from_root(error.path) if error.path else "."},
            "severity": "ERROR",
        }
        for error in report.errors
    ]
    yield json.dumps({"source": {"name": "jtbdlint"}, "diagnostics": diagnostics}, indent=1)


def _diagnostic(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    said = f"{problem.message}: {problem.help}" if problem.help else problem.message
    diagnostic: dict[str, Any] = {
        "message": said,
        "location": _location(problem.at),
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule.code},
    }
    if problem.fix is not None and applicable(problem.fix):
        diagnostic["suggestions"] = [
            {"range": _range(edit.at), "text": edit.text}
            for edit in problem.fix.edits
            if edit.at.document is problem.at.document
        ]
    if problem.related:
        diagnostic["related_locations"] = [
            {"message": other.message, "location": _location(other.at)} for other in problem.related
        ]
    return diagnostic


def _location(at: Slice) -> dict[str, Any]:
    return {"path": from_root(at.document.path), "range": _range(at)}


def _range(at: Slice) -> dict[str, Any]:
    return {"start": _position(at.document, at.start), "end": _position(at.document, at.end)}


def _position(document: Document, offset: int) -> dict[str, int]:
    line, column = document.position(offset)
    before = document.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
