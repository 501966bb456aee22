"""The machine format, version 1. Its types are its own: what is told to machines changes on purpose only."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from jtbdlint import __version__
from jtbdlint.coverage import Belonging, Coverage
from jtbdlint.engine import Finding, Report
from jtbdlint.frame import EMPTY, Frame
from jtbdlint.rule import Fix, applicable
from jtbdlint.statement import Statement
from jtbdlint.text import Document, Slice


class PositionV1(TypedDict):
    """Line and column from 1, offset from 0, in code points."""

    line: int
    column: int
    offset: int


class StatementV1(TypedDict):
    """The statement that a place belongs to."""

    id: str | None
    text: str


class RelatedV1(TypedDict):
    """Another place."""

    path: str
    start: PositionV1
    end: PositionV1
    message: str
    statement: StatementV1 | None


class EditV1(TypedDict):
    """A change of text."""

    path: str
    start: PositionV1
    end: PositionV1
    text: str


class FixV1(TypedDict):
    """Edits that go together."""

    safe: bool
    edits: list[EditV1]


class FindingV1(TypedDict):
    """A finding."""

    code: str
    name: str
    level: str
    message: str
    path: str
    start: PositionV1
    end: PositionV1
    statement: StatementV1 | None
    related: list[RelatedV1]
    fix: FixV1 | None
    fingerprint: str
    new: bool
    data: dict[str, Any]


class ErrorV1(TypedDict):
    """Why the answer is not complete."""

    path: str
    message: str


class SummaryV1(TypedDict):
    """Figures of the run."""

    files: int
    statements: int
    findings: int
    new: int
    suppressed: int
    baselined: int


class CheckV1(TypedDict):
    """What `check` says."""

    schema: str
    version: str
    summary: SummaryV1
    findings: list[FindingV1]
    errors: list[ErrorV1]


class ClauseV1(TypedDict):
    """A clause."""

    text: str
    start: PositionV1
    end: PositionV1


# "value", "from" (key, heading, parent, "heading (guess)", "verb (guess)"), "declared", "path", "start", "end"
BelongingV1 = dict[str, Any]


class BelongsV1(TypedDict):
    """What a statement belongs to, and whence each was read; a guess is called one."""

    group: BelongingV1 | None
    goal: BelongingV1 | None
    personas: list[BelongingV1]
    step: BelongingV1 | None


class ParsedV1(TypedDict):
    """A statement as it was read."""

    path: str
    start: PositionV1
    end: PositionV1
    id: str | None
    parent: str | None
    group: str | None
    persona: str | None
    form: str
    language: str
    text: str
    belongs: BelongsV1
    clauses: dict[str, ClauseV1 | None]


class ParseV1(TypedDict):
    """What `parse` says."""

    schema: str
    version: str
    statements: list[ParsedV1]
    errors: list[ErrorV1]


def document(report: Report) -> Iterator[str]:
    """One JSON document."""
    said: CheckV1 = {
        "schema": "jtbdlint/check/v1",
        "version": __version__,
        "summary": _summary(report),
        "findings": [_finding(one) for one in report.findings],
        "errors": _errors(report),
    }
    yield from _laid_out(said)


def lines(report: Report) -> Iterator[str]:
    """A JSON document a line: the findings, then the errors, then the summary, each under its name."""
    for finding in report.findings:
        yield _dumped({"finding": _finding(finding)})
    for error in _errors(report):
        yield _dumped({"error": error})
    yield _dumped({"summary": _summary(report)})


def parsed(report: Report, frame: Frame = EMPTY) -> Iterator[str]:
    """One JSON document of how each statement was read, and where it belongs in a frame."""
    coverage = Coverage(report.statements, frame)
    said: ParseV1 = {
        "schema": "jtbdlint/parse/v1",
        "version": __version__,
        "statements": [_parsed(one, coverage) for one in report.statements],
        "errors": _errors(report),
    }
    yield from _laid_out(said)


def _laid_out(said: Mapping[str, Any]) -> Iterator[str]:
    """A document with an entry of its lists a line: readable, and as fast as without any lines."""
    yield "{"
    for number, (key, value) in enumerate(said.items(), 1):
        comma = "," * (number < len(said))
        if isinstance(value, list) and value:
            yield f"  {_dumped(key)}: ["
            yield from (f"    {_dumped(one)}{',' * (place < len(value))}" for place, one in enumerate(value, 1))
            yield f"  ]{comma}"
        else:
            yield f"  {_dumped(key)}: {_dumped(value)}{comma}"
    yield "}"


def _dumped(value: Any) -> str:
    # ASCII: undecodable bytes in file names cannot break the output, and no locale can.
    return json.dumps(value, default=str)


def _summary(report: Report) -> SummaryV1:
    return {
        "files": report.files,
        "statements": len(report.statements),
        "findings": len(report.findings),
        "new": sum(one.new for one in report.findings),
        "suppressed": report.suppressed,
        "baselined": report.baselined,
    }


def _errors(report: Report) -> list[ErrorV1]:
    return [{"path": one.path, "message": one.message} for one in report.errors]


def _position(inside: Document, offset: int) -> PositionV1:
    line, column = inside.position(offset)
    return {"line": line, "column": column, "offset": offset}


def _start(at: Slice) -> PositionV1:
    return _position(at.document, at.start)


def _end(at: Slice) -> PositionV1:
    return _position(at.document, at.end)


def _statement(statement: Statement | None) -> StatementV1 | None:
    return None if statement is None else {"id": statement.id or None, "text": statement.source}


def _finding(finding: Finding) -> FindingV1:
    problem = finding.problem
    related: list[RelatedV1] = [
        {
            "path": other.at.document.path,
            "start": _start(other.at),
            "end": _end(other.at),
            "message": other.message,
            "statement": _statement(statement),
        }
        for other, statement in zip(problem.related, finding.related, strict=True)
    ]
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "level": finding.level.value,
        "message": problem.message,
        "path": finding.path,
        "start": _start(problem.at),
        "end": _end(problem.at),
        "statement": _statement(finding.statement),
        "related": related,
        "fix": _fix(problem.fix),
        "fingerprint": finding.fingerprint,
        "new": finding.new,
        "data": _data(problem.data),
    }


def _fix(fix: Fix | None) -> FixV1 | None:
    if fix is None or not applicable(fix, unsafe=True):
        return None
    edits: list[EditV1] = [
        {"path": one.at.document.path, "start": _start(one.at), "end": _end(one.at), "text": one.text}
        for one in fix.edits
    ]
    return {"safe": fix.safe, "edits": edits}


def _data(data: Mapping[str, object]) -> dict[str, Any]:
    return {key: data[key] for key in sorted(data)}


def _parsed(statement: Statement, coverage: Coverage) -> ParsedV1:
    names = ("situation", "motivation", "outcome")
    return {
        "path": statement.document.path,
        "start": _start(statement),
        "end": _end(statement),
        "id": statement.id or None,
        "parent": statement.parent or None,
        "group": statement.group or None,
        "persona": statement.persona or None,
        "form": statement.form.value,
        "language": statement.language,
        "text": statement.source,
        "belongs": {
            "group": _belonging(coverage.group(statement)),
            "goal": _belonging(coverage.goal(statement)),
            "personas": [_placed(one) for one in coverage.personas(statement)],
            "step": _belonging(coverage.step(statement)),
        },
        "clauses": {name: _clause(one) for name, one in zip(names, statement.clauses, strict=True)},
    }


def _belonging(one: Belonging | None) -> BelongingV1 | None:
    return None if one is None else _placed(one)


def _placed(one: Belonging) -> BelongingV1:
    return {
        "value": one.value,
        "from": one.source,
        "declared": one.declared,
        "path": one.at.document.path,
        "start": _start(one.at),
        "end": _end(one.at),
    }


def _clause(clause: Slice) -> ClauseV1 | None:
    return {"text": clause.source, "start": _start(clause), "end": _end(clause)} if clause else None
