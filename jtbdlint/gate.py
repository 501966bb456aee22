"""A report and a policy in, an exit status out."""

from enum import IntEnum

from jtbdlint.config import FailLevel
from jtbdlint.engine import Report
from jtbdlint.rule import Level


class Exit(IntEnum):
    """What the exit status of the command says."""

    CLEAN = 0
    """Nothing at or above the fail level."""
    FINDINGS = 1
    """Findings, and everything was checked."""
    INCOMPLETE = 2
    """Wrong usage or configuration, unreadable input, an internal error: not a complete answer."""
    INTERRUPTED = 130
    """Ctrl-C."""


_FAILING = {
    FailLevel.ERROR: {Level.ERROR},
    FailLevel.WARNING: {Level.ERROR, Level.WARNING},
    FailLevel.INFO: {Level.ERROR, Level.WARNING, Level.INFO},
    FailLevel.NEVER: set(),
}


def verdict(
    report: Report, fail_level: FailLevel = FailLevel.ERROR, max_warnings: int | None = None, *, exit_zero: bool = False
) -> Exit:
    """The exit status for a report. Errors of the run outrank findings, and `exit_zero` never hides them."""
    if report.errors:
        return Exit.INCOMPLETE
    new = [finding for finding in report.findings if finding.new]
    warnings = sum(finding.level is Level.WARNING for finding in new)
    failing = any(finding.level in _FAILING[fail_level] for finding in new)
    if not exit_zero and (failing or (max_warnings is not None and warnings > max_warnings)):
        return Exit.FINDINGS
    return Exit.CLEAN
