"""One line a finding: path:line:column: level CODE name: message."""

from collections.abc import Iterator

from jtbdlint.engine import Report
from jtbdlint.reporters.visible import cut, escaped


def lines(report: Report) -> Iterator[str]:
    """A line for every finding that is new."""
    for finding in report.findings:
        if finding.new:
            line, column = finding.problem.at.position
            place = f"{finding.path}:{line}:{column}"
            rule = f"{finding.rule.code} {finding.rule.name}"
            yield escaped(f"{place}: {finding.level} {rule}: {cut(finding.problem.message)}")
