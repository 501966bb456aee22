"""The line at the end of a run."""

from jtbdlint.engine import Report
from jtbdlint.rule import Level, applicable

NAMES = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def summary(report: Report, fixes: int = 0) -> str:
    """The line at the end of a run, for people."""
    new = [one for one in report.findings if one.new]
    parts = [
        counted(sum(one.level is level for one in new), name)
        for level, name in NAMES.items()
        if any(one.level is level for one in new)
    ]
    none = "no findings" if report.errors else "No findings"
    said = "Incomplete: " if report.errors else ""
    said += f"{', '.join(parts) or none} in {counted(len(report.statements), 'statement')}"
    said += f" of {counted(report.files, 'file')}."
    if fixes:
        said += f" {fixes} fixed."
    safe = sum(applicable(one.problem.fix) for one in new)
    if safe:
        said += f" {safe} can be fixed with --fix."
    for count, what in (
        (len(report.findings) - len(new), "known before"),
        (report.baselined, "in the baseline"),
        (report.suppressed, "suppressed"),
    ):
        if count:
            said += f" {count} {what}."
    return said


def counted(number: int, name: str) -> str:
    """A number of things: "1 file", "2 files"."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
