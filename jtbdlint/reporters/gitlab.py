"""GitLab Code Quality: a JSON array, always of all findings, since GitLab itself compares with the target branch."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from jtbdlint.engine import Report
from jtbdlint.reporters.paths import from_root
from jtbdlint.rule import Level

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


def lines(report: Report) -> Iterator[str]:
    """The array, an entry a line; errors of the run are entries too."""
    entries = []
    for finding in report.findings:
        problem = finding.problem
        also = "".join(f" ({from_root(other.at.document.path)}:{other.at.position.line})" for other in problem.related)
        entries.append(
            {
                # GitLab does not show check_name.
                "description": f"{finding.rule.name} ({finding.rule.code}): {problem.message}{also}",
                "check_name": finding.rule.name,
                "fingerprint": finding.fingerprint,
                "severity": _SEVERITIES[finding.level],
                "location": {
                    "path": from_root(finding.path),
                    "lines": {"begin": problem.at.position.line, "end": problem.at.end_position.line},
                },
            }
        )
    for error in report.errors:
        said = f"{error.path}\0{error.message}".encode("utf-8", "backslashreplace")
        entries.append(
            {
                "description": f"jtbdlint: {error.message}",
                "check_name": "jtbdlint",
                "fingerprint": sha256(said).hexdigest(),
                "severity": "critical",
                "location": {"path": from_root(error.path) if error.path else ".", "lines": {"begin": 1}},
            }
        )
    yield from _array(entries)


def _array(entries: list[dict[str, Any]]) -> Iterator[str]:
    if not entries:
        yield "[]"
        return
    yield "["
    yield from (f"  {json.dumps(one)}{',' * (number < len(entries))}" for number, one in enumerate(entries, 1))
    yield "]"
