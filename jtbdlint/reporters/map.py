"""The coverage matrix as lines: for a terminal, as Markdown, CSV, JSON, and as a page of HTML."""

import json
from collections.abc import Iterator
from typing import Any

from jtbdlint import __version__
from jtbdlint.coverage import Cell, Matrix
from jtbdlint.reporters import PLAIN, Look
from jtbdlint.reporters.visible import escaped

NOWHERE = "none"
"""What the row and the column of statements that belong nowhere are called."""

_LABEL = 24
_SHORT = 4


def lines(matrix: Matrix, output_format: str) -> Iterator[str]:
    """The matrix in a format for machines or pages: markdown, csv, json or html."""
    return {"markdown": markdown, "csv": csv, "json": document, "html": html}[output_format](matrix)


def pretty(matrix: Matrix, look: Look = PLAIN) -> Iterator[str]:
    """A table with the holes marked, and what the marks mean."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from jtbdlint.reporters.terminal import Terminal

    terminal = Terminal(look)
    table = Table(box=box.SIMPLE_HEAD if look.unicode else box.ASCII, show_footer=True, padding=(0, 1, 0, 0))
    head = [column or NOWHERE for column in matrix.columns]
    if sum(len(one) + 2 for one in (*head, "total")) > terminal.width - _LABEL:
        # The first letters tell the steps apart as well.
        head = [one[:_SHORT] for one in head]
    totals = [matrix.column_total(column) for column in matrix.columns]
    table.add_column(Text(matrix.kinds[0]), footer=Text("total", "bold"), overflow="fold")
    for one, total in zip(head, totals, strict=True):
        table.add_column(Text(escaped(one)), footer=Text(str(total), "bold"), justify="right", no_wrap=True)
    table.add_column(Text("total", "bold"), footer=Text(str(matrix.total), "bold"), justify="right", no_wrap=True)
    hole = "○" if look.unicode else "o"
    for row in matrix.rows:
        cells = [matrix.cell(row, column) for column in matrix.columns]
        shown = [
            Text(str(len(cell.statements)), "dim" if cell.guessed == len(cell.statements) else "")
            if cell.statements
            else Text(mark(cell, row and column, hole), "dim" if cell.skipped else "bold red")
            for cell, column in zip(cells, matrix.columns, strict=True)
        ]
        total = matrix.row_total(row)
        table.add_row(Text(escaped(_title(matrix, row))), *shown, Text(str(total), "bold" if total else "bold red"))
    yield from terminal.rendered(table)
    yield from terminal.hanging(0, Text(f"{hole} hole   - left open on purpose   dim: by a guess", "dim"))
    for note in notes(matrix):
        yield from terminal.hanging(0, Text(escaped(note)))


def mark(cell: Cell, place: str, hole: str = "○") -> str:
    """What stands in an empty cell: a hole, a dash where it is left open; nothing where nothing can be missing."""
    return "-" if cell.skipped else hole if place else ""


def notes(matrix: Matrix) -> Iterator[str]:
    """What is to be said of a matrix: how much is missing, and how much of it is guessed."""
    empty = [_title(matrix, row) for row in matrix.uncovered]
    yield f"{_counted('statement', matrix.total)}, {_counted('hole', matrix.holes)}."
    if empty:
        yield f"No statement for: {', '.join(empty)}."
    if matrix.guessed:
        guesses = {"step": "a step by the verb of the motivation", "persona": "a persona by the form of a heading"}
        said = " and ".join(guess for kind, guess in guesses.items() if kind in matrix.kinds)
        yield f"Placed by a guess: {matrix.guessed} of them, {said}. The keys of a job tell it for sure."


def _counted(name: str, count: int) -> str:
    return f"{count} {name if count == 1 else f'{name}s'}"


def _title(matrix: Matrix, row: str) -> str:
    return matrix.titles.get(row, row) or NOWHERE


def markdown(matrix: Matrix) -> Iterator[str]:
    """A table, then the notes."""
    head = [matrix.kinds[0], *(column or NOWHERE for column in matrix.columns), "total"]
    yield _line(head)
    yield _line(["---", *["--:"] * (len(head) - 1)])
    for row in matrix.rows:
        cells = [(matrix.cell(row, column), column) for column in matrix.columns]
        shown = [str(len(cell.statements)) if cell.statements else mark(cell, row and column) for cell, column in cells]
        yield _line([_title(matrix, row), *shown, str(matrix.row_total(row))])
    totals = [matrix.column_total(column) for column in matrix.columns]
    yield _line(["**total**", *map(str, totals), str(matrix.total)])
    for note in notes(matrix):
        yield ""
        yield _escaped(note)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |" if cells[0] != "---" else f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return escaped(text).replace("|", "\\|").replace("<", "&lt;")


def csv(matrix: Matrix) -> Iterator[str]:
    """Comma-separated values: a line a row, a number a cell, the totals last."""
    head = [matrix.kinds[0], *(column or NOWHERE for column in matrix.columns), "total"]
    yield _joined(head)
    for row in matrix.rows:
        counts = [len(matrix.cell(row, column).statements) for column in matrix.columns]
        yield _joined([_title(matrix, row), *counts, sum(counts)])
    totals = [matrix.column_total(column) for column in matrix.columns]
    yield _joined(["total", *totals, matrix.total])


def _joined(values: list[Any]) -> str:
    import csv
    from io import StringIO

    line = StringIO()
    # A spreadsheet would run what begins like a formula.
    safe = [f"'{one}" if isinstance(one, str) and one[:1] in tuple("=+-@\t") else one for one in values]
    csv.writer(line, lineterminator="").writerow(safe)
    return line.getvalue()


def document(matrix: Matrix) -> Iterator[str]:
    """One JSON document."""
    said = {
        "schema": "jtbdlint/map/v1",
        "version": __version__,
        "rows": {"kind": matrix.kinds[0], "names": [_named(matrix, row) for row in matrix.rows]},
        "columns": {"kind": matrix.kinds[1], "names": [column or None for column in matrix.columns]},
        "cells": [
            {
                "row": row or None,
                "column": column or None,
                "count": len(cell.statements),
                "guessed": cell.guessed,
                "hole": cell.hole and bool(row and column),
                "skipped": cell.skipped or None,
                "statements": [_place(one) for one in cell.statements],
            }
            for row in matrix.rows
            for column in matrix.columns
            for cell in [matrix.cell(row, column)]
        ],
        "summary": {"statements": matrix.total, "holes": matrix.holes, "guessed": matrix.guessed},
    }
    yield json.dumps(said, indent=2)


def _named(matrix: Matrix, row: str) -> dict[str, Any]:
    at = matrix.places.get(row)
    return {
        "name": row or None,
        "title": _title(matrix, row),
        "total": matrix.row_total(row),
        "path": at.document.path if at else None,
        "line": at.position.line if at else None,
    }


def _place(statement: Any) -> dict[str, Any]:
    return {
        "id": statement.id or None,
        "path": statement.document.path,
        "line": statement.position.line,
        "text": statement.source,
    }


def html(matrix: Matrix) -> Iterator[str]:
    """A page of its own."""
    from jtbdlint.reporters import html as page

    most = max((len(cell.statements) for cell in matrix.cells.values()), default=0) or 1

    def shown(row: str, column: str) -> page.Cell:
        cell = matrix.cell(row, column)
        count = len(cell.statements)
        if count:
            said = [" ".join(one.text.split()) for one in cell.statements[:10]]
            more = [f"and {count - 10} more"] if count > 10 else []
            return page.Cell(str(count), "heat", "\n".join([*said, *more]), heat=count / most)
        kind = "skipped" if cell.skipped else "hole" if row and column else ""
        return page.Cell(mark(cell, row and column), kind, cell.skipped or "hole" * bool(kind), "0")

    rows = (
        [_title(matrix, row), *(shown(row, column) for column in matrix.columns), _number(matrix.row_total(row))]
        for row in matrix.rows
    )
    totals = [matrix.column_total(column) for column in matrix.columns]
    head = [matrix.kinds[0], *(column or NOWHERE for column in matrix.columns), "total"]
    table = page.table(head, rows, total=["total", *map(_number, totals), _number(matrix.total)])
    title = f"Coverage: {matrix.kinds[0]}s by {matrix.kinds[1]}s"
    yield from page.page(title, [table, *map(page.paragraph, notes(matrix))])


def _number(value: int) -> Any:
    from jtbdlint.reporters.html import Cell as HtmlCell

    return HtmlCell(str(value), "number total")
