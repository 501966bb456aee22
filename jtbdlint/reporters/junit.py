"""JUnit XML: a suite a file, a case a finding, and a passing case for every statement without one."""

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from jtbdlint.engine import Finding, Report
from jtbdlint.patterns import compiled
from jtbdlint.reporters.paths import from_root
from jtbdlint.rule import Level
from jtbdlint.statement import Statement

# What XML 1.0 cannot hold, not even escaped.
_NO_XML = compiled("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lines(report: Report) -> Iterator[str]:
    """One document."""
    suites = list(_suites(report))
    errors = list(report.errors)
    cases = sum(len(cases) for _, cases in suites) + len(errors)
    failures = sum(failed for _, cases in suites for failed, _ in cases)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<testsuites name="jtbdlint" tests="{cases}" failures="{failures}" errors="{len(errors)}">'
    for path, suite in suites:
        failed = sum(one for one, _ in suite)
        name = _attribute(path)
        yield f'  <testsuite name={name} tests="{len(suite)}" failures="{failed}" errors="0" file={name}>'
        for _, case in suite:
            yield from case
        yield "  </testsuite>"
    if errors:
        yield f'  <testsuite name="jtbdlint" tests="{len(errors)}" failures="0" errors="{len(errors)}">'
        for error in errors:
            yield f'    <testcase classname="jtbdlint" name={_attribute(error.path or "run")}>'
            yield f"      <error message={_attribute(error.message)}/>"
            yield "    </testcase>"
        yield "  </testsuite>"
    yield "</testsuites>"


def _suites(report: Report) -> Iterator[tuple[str, list[tuple[bool, list[str]]]]]:
    """The cases of each file in which there are any: whether a case failed, and its lines."""
    cases: dict[str, list[tuple[bool, list[str]]]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        line = finding.problem.at.position.line
        name = f"{_name(finding.statement, line)}: {finding.rule.name}"
        seen[finding.path, name] += 1
        if seen[finding.path, name] > 1:
            name += f" ({seen[finding.path, name]})"
        fails = finding.level is not Level.INFO
        cases.setdefault(finding.path, []).append((fails, _told(from_root(finding.path), name, finding, fails)))
    flagged = {id(one.statement) for one in report.findings}
    for statement in report.statements:
        if id(statement) not in flagged:
            path = statement.document.path
            head = _head(from_root(path), _name(statement))
            cases.setdefault(path, []).append((False, [f"    <testcase {head}/>"]))
    for path in sorted(cases):
        yield from_root(path), cases[path]


def _name(statement: Statement | None, line: int = 0) -> str:
    # Where there is an id no line goes into the name: GitLab knows a case again by it.
    if statement is not None and statement.id:
        return statement.id
    return f"line {statement.position.line if statement is not None else line}"


def _told(path: str, name: str, finding: Finding, fails: bool) -> list[str]:
    """The case of a finding: a failure, or output for a note, since a note is no reason to look at a test."""
    problem = finding.problem
    line, column = problem.at.position
    text = f"{path}:{line}:{column}: {problem.message}"
    text += f"\n{finding.statement.source}" if finding.statement is not None else ""
    text += f"\n{problem.help}" if problem.help else ""
    for other in problem.related:
        text += f"\n{from_root(other.at.document.path)}:{other.at.position.line}: {other.message}"
    head = _head(path, name)
    attributes = f"type={_attribute(finding.rule.code)} message={_attribute(problem.message)}"
    opening, closing = (f"failure {attributes}", "failure") if fails else ("system-out", "system-out")
    return [
        f"    <testcase {head}>",
        f"      <{opening}>{escape(_NO_XML.sub('?', text))}</{closing}>",
        "    </testcase>",
    ]


def _head(path: str, name: str) -> str:
    # No more than these: the schema of Jenkins, which others follow, knows no file and no line of a case.
    return f"classname={_attribute(path.rpartition('.')[0] or path)} name={_attribute(name)}"


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("?", text))
