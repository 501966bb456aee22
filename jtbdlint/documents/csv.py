"""CSV and TSV: tables of jobs with a column for the statement, or one for each of its clauses.

The standard library's reader tells no places.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from jtbdlint.documents.candidate import CELL_END, Candidate, Place, Unreadable, cells
from jtbdlint.documents.titles import Clauses, clauses_named, of_cells
from jtbdlint.documents.yaml import FIELDS
from jtbdlint.patterns import compiled
from jtbdlint.text import Document, Piece, Reading, Slice

_INSIDE = compiled(r'""|\r\n|\r')
_LINE_END = compiled(r"\r\n|\r|\n|\Z")


def read(
    document: Document, fields: Mapping[str, Sequence[str]] | None = None, *, named: bool = False
) -> list[Candidate]:
    """The candidates of a table, in its order: none where no column is one of statements or their clauses.

    The columns are called as the keys in YAML are. Raises Unreadable for a quote that is never closed, if the
    file was `named`.
    """
    head = document.text[: _line_end(document.text)]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = _rows(document, delimiter)
        titles = [cell.text if cell else "" for cell in next(rows)]
        columns = _columns(titles, {**FIELDS, **(fields or {})})
        clauses = None if "statement" in columns else clauses_named(titles)
        if clauses is None and "statement" not in columns:
            return []
        return [one for row in rows if (one := _candidate(row, columns, clauses)) is not None]
    except Unreadable:
        if named:
            raise
        return []


def _line_end(text: str) -> int:
    end = _LINE_END.search(text)
    return end.start() if end else len(text)


def _columns(titles: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The number of the column of each field that has one."""
    normal = [re.sub(r"[-_ ]+", "_", title.strip().lower()) for title in titles]
    keys = {
        name: [key.lower().replace("-", "_").replace(" ", "_") for key in of_name] for name, of_name in fields.items()
    }
    found = {name: next((key for key in of_name if key in normal), None) for name, of_name in keys.items()}
    return {name: normal.index(key) for name, key in found.items() if key is not None}


def _candidate(row: Sequence[Slice | None], columns: Mapping[str, int], clauses: Clauses | None) -> Candidate | None:
    declared = {name: cell for name, number in columns.items() if number < len(row) and (cell := row[number])}
    statement = declared.pop("statement", None)
    if clauses is None:
        return (
            Candidate(Reading.joined([statement], ""), Place.FIELD, meant=True, declared=declared)
            if statement
            else None
        )
    filled = [
        (number, clause, cell)
        for clause, number in clauses.numbers.items()
        if number < len(row) and (cell := row[number]) is not None
    ]
    if not filled:
        return None
    filled.sort(key=lambda one: one[0])
    reading = Reading.joined([cell for _, _, cell in filled], CELL_END)
    numbers = {clause: number for number, (_, clause, _) in enumerate(filled)}
    candidate = Candidate(reading, Place.FIELD, meant=True, declared=declared)
    return of_cells(candidate, cells(reading), Clauses(clauses.language, numbers))


def _rows(document: Document, delimiter: str) -> Iterator[list[Slice | None]]:
    """The rows and their cells; None for an empty one."""
    text = document.text
    cell = compiled(rf' *+"((?:[^"]|"")*+)(?:"[^{delimiter}\r\n]*|\Z)|([^{delimiter}\r\n]*)')
    row: list[Slice | None] = []
    at = 0
    while at < len(text):
        match = cell.match(text, at)
        assert match is not None  # the second alternative matches nothing, too
        quoted = match[1] is not None
        if quoted and match.end(1) == len(text):
            raise Unreadable("not CSV: a quote is never closed", at)
        reading = Reading(document, _pieces(text, *match.span(1 if quoted else 2), quoted=quoted))
        row.append(reading.whole().stripped() or None)
        at = match.end()
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        end = _LINE_END.match(text, at)
        at = end.end() if end else len(text)
        yield row
        row = []
    yield row


def _pieces(text: str, start: int, end: int, *, quoted: bool) -> Iterator[Piece]:
    for match in _INSIDE.finditer(text, start, end) if quoted else ():
        yield Piece(start, match.start(), text[start : match.start()])
        yield Piece(match.start(), match.end(), '"' if match[0] == '""' else "\n")
        start = match.end()
    yield Piece(start, end, text[start:end])
