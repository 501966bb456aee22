"""SARIF 2.1.0, for GitHub code scanning and others."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jtbdlint import __version__
from jtbdlint.engine import Finding, Report
from jtbdlint.pages import page
from jtbdlint.reporters.paths import from_root
from jtbdlint.rule import Level, Rule, Slice, applicable

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note", Level.OFF: "none"}


def lines(report: Report) -> Iterator[str]:
    """One SARIF document; `results` is there when it is empty, too."""
    rules = {finding.rule.code: finding.rule for finding in report.findings}
    numbers = {code: number for number, code in enumerate(sorted(rules))}
    errors = [
        {"level": "error", "message": {"text": error.message}, **_error_place(error.path)} for error in report.errors
    ]
    yield json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "jtbdlint",
                            "semanticVersion": __version__,
                            "rules": [_rule(rules[code]) for code in sorted(rules)],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": errors}],
                    "results": [_result(one, numbers[one.rule.code]) for one in report.findings],
                }
            ],
        },
        indent=1,
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.rationale or rule.summary},
        "help": {"text": rule.rationale or rule.summary, "markdown": page(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(finding: Finding, number: int) -> dict[str, Any]:
    problem = finding.problem
    said = f"{problem.message}: {problem.help}" if problem.help else problem.message
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.level],
        "message": {"text": said},
        "locations": [{"physicalLocation": _place(problem.at)}],
        "partialFingerprints": {"jobStatement/v1": finding.fingerprint, "primaryLocationLineHash": finding.fingerprint},
        "baselineState": "new" if finding.new else "unchanged",
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": place, "physicalLocation": _place(other.at), "message": {"text": other.message or "see also"}}
            for place, other in enumerate(problem.related, 1)
        ]
    if problem.fix is not None and applicable(problem.fix):
        changes: dict[str, list[dict[str, Any]]] = {}
        for edit in problem.fix.edits:
            replacement = {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}}
            changes.setdefault(edit.at.document.path, []).append(replacement)
        result["fixes"] = [
            {
                "description": {"text": problem.help or "fix it"},
                "artifactChanges": [
                    {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
                    for path, replacements in changes.items()
                ],
            }
        ]
    return result


def _place(at: Slice) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(at.document.path)}, "region": _region(at)}


def _region(at: Slice) -> dict[str, int]:
    (line, column), (end_line, end_column) = at.position, at.end_position
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _error_place(path: str) -> dict[str, Any]:
    if not path:
        return {}
    return {"locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}]}


def _uri(path: str) -> str:
    """A path from the root of the repository as a relative reference; one that lies elsewhere as a whole URI."""
    shown = Path(from_root(path))
    return shown.as_uri() if shown.is_absolute() else quote(shown.as_posix().encode("utf-8", "surrogateescape"))
