"""Statements as plain data, which JSON can hold, and back again.

A statement is slices of readings of one document. The document's own text is not stored: whoever brings the data back
has it, and vouches that it is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jtbdlint.documents.candidate import Place
from jtbdlint.statement import Failure, Form, Statement
from jtbdlint.text import Document, Piece, Reading, Slice, Wrap


def stored(statements: Iterable[Statement]) -> list[Any]:
    """The statements of one document as lists of text and numbers."""
    readings = _Readings()
    rows = [_row(one, readings) for one in statements]
    return [readings.rows, rows]


def restored(document: Document, data: Sequence[Any]) -> list[Statement]:
    """The statements that were stored of a document with this text, which share readings as they did.

    Raises ValueError where the data are not what `stored` makes.
    """
    try:
        readings: list[Reading] = []
        for row in data[0]:
            # The unwrapped form of another reading is stored as the number of that one.
            readings.append(readings[row].unwrapped() if isinstance(row, int) else _reading(document, *row))
        return [_statement(readings, row) for row in data[1]]
    except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise ValueError(f"not stored statements: {error}") from error


class _Readings:
    """The readings that statements share, each stored once, after the one that it is the unwrapped form of."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.numbers: dict[int, int] = {}

    def at(self, one: Slice) -> tuple[int, int, int]:
        """A slice: the number of its reading, and where in it."""
        return self.number(one.reading), one.begin, one.stop

    def number(self, reading: Reading) -> int:
        """The number of a reading, which is stored if it is new."""
        known = self.numbers.get(id(reading))
        if known is not None:
            return known
        row: Any
        if reading.original is not reading:
            row = self.number(reading.original)
        else:
            text = reading.document.text
            pieces = [
                (one.start, one.end) if text[one.start : one.end] == one.text else tuple(one) for one in reading.pieces
            ]
            row = (pieces, *([tuple(one) for one in reading.wraps],) * bool(reading.wraps))
        number = self.numbers[id(reading)] = len(self.rows)
        self.rows.append(row)
        return number


def _reading(document: Document, pieces: Sequence[Sequence[Any]], wraps: Iterable[Sequence[int]] = ()) -> Reading:
    read = [Piece(*one) if len(one) > 2 else Piece(one[0], one[1], document.text[one[0] : one[1]]) for one in pieces]
    if len(read) == 1 and not read[0].text:
        return Reading.empty(document, read[0].start)
    return Reading(document, read, [Wrap(*one) for one in wraps])


def _row(one: Statement, readings: _Readings) -> list[Any]:
    at = readings.at
    failure = one.failure and (at(one.failure.at), one.failure.read, one.failure.expected)
    return [
        at(one),
        [at(clause) for clause in one.clauses],
        at(one.item),
        one.form,
        one.number,
        one.language,
        one.meant,
        one.place,
        one.tabular,
        [at(heading) for heading in one.headings],
        {name: at(value) for name, value in one.declared.items()},
        [(at(key), at(first)) for key, first in one.repeated],
        failure,
    ]


def _statement(readings: Sequence[Reading], row: Sequence[Any]) -> Statement:
    at, clauses, item, form, number, language, meant, place, tabular, headings, declared, repeated, failure = row

    def slice_of(row: Sequence[int]) -> Slice:
        reading, begin, stop = row
        return Slice(readings[reading], begin, stop)

    situation, motivation, outcome = map(slice_of, clauses)
    beside: Mapping[str, Slice] = {name: slice_of(one) for name, one in declared.items()}
    return Statement(
        readings[at[0]],
        at[1],
        at[2],
        form=Form(form),
        situation=situation,
        motivation=motivation,
        outcome=outcome,
        item=slice_of(item),
        number=number,
        language=language,
        meant=meant,
        place=Place(place),
        headings=tuple(map(slice_of, headings)),
        declared=beside,
        repeated=tuple((slice_of(key), slice_of(first)) for key, first in repeated),
        tabular=tabular,
        failure=None if failure is None else Failure(slice_of(failure[0]), failure[1], tuple(failure[2])),
    )
