"""The findings as a page of HTML that needs nothing but itself: to be kept as an artifact and opened in a browser."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from jtbdlint.engine import Finding, Report
from jtbdlint.reporters.html import Cell, Part, heading, page, paragraph, table
from jtbdlint.reporters.paths import from_root
from jtbdlint.reporters.summary import summary
from jtbdlint.reporters.visible import escape, escaped
from jtbdlint.rule import Level
from jtbdlint.statement import Statement
from jtbdlint.text import Slice

_LEVELS = (Level.ERROR, Level.WARNING, Level.INFO)
_ABSENT = "\u2038"
"""A caret: here something is not there."""
_CLAUSES = ("situation", "motivation", "outcome")


def lines(report: Report) -> Iterator[str]:
    """The figures, why the answer is not complete, how often each rule found something, and all that is new."""
    new = [finding for finding in report.findings if finding.new]
    sections = []
    if report.errors:
        told = [(Cell([Part(escaped(one.path), "code")]), Cell(escaped(one.message))) for one in report.errors]
        sections += [heading("Not checked"), table(["file", "why"], told)]
    if new:
        legend = [part for name in _CLAUSES for part in (Part(name, kind=name), Part(" "))]
        sections += [heading("Rules"), _by_rule(new), heading("Findings")]
        sections += [paragraph([Part("The clauses of a statement: "), *legend]), _findings(new)]
    yield from page("Job statements", sections, summary(report))


def _by_rule(findings: list[Finding]) -> str:
    counts = Counter((finding.rule.code, finding.level) for finding in findings)
    rules = {finding.rule.code: finding.rule for finding in findings}
    return table(
        ["rule", "level", "findings", "what it says"],
        (
            [f"{code} {rules[code].name}", _level(level), Cell(str(count), "number"), rules[code].summary]
            for (code, level), count in sorted(counts.items(), key=lambda one: (-one[1], one[0][0]))
        ),
    )


def _findings(findings: list[Finding]) -> str:
    head = ["level", "place", "rule", "what is wrong", "statement"]
    return table(head, (_row(one) for level in _LEVELS for one in findings if one.level is level))


def _row(finding: Finding) -> list[Cell | str]:
    problem = finding.problem
    said = [Part(escaped(problem.message))]
    if problem.help:
        said.append(Part(f"help: {escaped(problem.help)}", "small"))
    for other in problem.related:
        said.append(Part(f"see: {_place(other.at)} {escaped(other.message)}".rstrip(), "small"))
    place = [Part(_place(problem.at), "code")]
    if finding.statement is not None and finding.statement.id:
        place.append(Part(escaped(finding.statement.id), "small"))
    order = f"{from_root(finding.path)}:{problem.at.position.line:07}"
    rule = f"{finding.rule.code} {finding.rule.name}"
    return [_level(finding.level), Cell(place, sort=order), rule, Cell(said), Cell(_statement(finding))]


def _level(level: Level) -> Cell:
    return Cell([Part(level.value, kind=level.value)], sort=str(_LEVELS.index(level)))


def _place(at: Slice) -> str:
    return escaped(f"{from_root(at.document.path)}:{at.position.line}")


def _statement(finding: Finding) -> list[Part]:
    """The statement with each clause in its colour, and what the finding is about marked in it."""
    at, statement = finding.problem.at, finding.statement
    if statement is None or at.reading.original is not statement.reading:
        return _coloured(statement, statement.begin, statement.stop) if statement else [Part(_plain(at), "mark")]
    first, last = min(statement.begin, at.begin), max(statement.stop, at.stop)
    before, after = _coloured(statement, first, at.begin), _coloured(statement, at.stop, last)
    marked = [Part(part.text, "mark", part.kind) for part in _coloured(statement, at.begin, at.stop)]
    return [*before, *(marked or [Part(_ABSENT, "mark", "error")]), *after]


def _coloured(statement: Statement, begin: int, stop: int) -> list[Part]:
    text = statement.reading.text
    return [
        Part("".join(" " if text[index].isspace() else escape(text[index]) for index in run), kind=kind)
        for kind, run in groupby(range(begin, stop), key=lambda index: _clause(index, statement))
    ]


def _plain(at: Slice) -> str:
    return escaped(" ".join(at.text.split()))


def _clause(index: int, statement: Statement) -> str:
    for name, clause in zip(_CLAUSES, statement.clauses, strict=True):
        if clause.begin <= index < clause.stop:
            return name
    return ""
