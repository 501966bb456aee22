"""Tables of reStructuredText: grids, simple tables, and lists that are tables."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from jtbdlint.patterns import compiled
from jtbdlint.text import Reading, Slice

BORDER = compiled(r"\+(?:[-=]+\+)+|=+(?:[ ]+=+)+")
_RULED = compiled(r"-+(?:[ ]+-+)*")
_RUN = compiled(r"=+")
_CELL = compiled(r"[ \t]*(\*[ \t]+)?-(?:[ \t]+|$)")
_HEADED = compiled(r"[ \t]*:header-rows:[ \t]*[1-9]")

Lines = Sequence[tuple[int, str]]
"""Where each line begins, and its text."""
Read = Callable[[int, int], Slice]
"""What is read from one offset to another."""


def end(lines: Lines, number: int) -> int:
    """The number of the line after a table whose upper border is a line: a grid ends at a blank line."""
    grid = "+" in lines[number][1]
    for last in range(number + 1, len(lines)):
        if not lines[last][1] and (grid or (last > number + 2 and BORDER.fullmatch(lines[last - 1][1].strip()))):
            return last
    return len(lines)


def rows(lines: Lines, read: Read) -> tuple[list[list[Slice]], bool]:
    """The rows of a grid or simple table and their cells, and whether the first row is the head."""
    border = lines[0][1]
    grid = "+" in border
    edges = _places("+", border) if grid else [*(run.start() - 1 for run in _RUN.finditer(border)), 10**6]
    found: list[list[list[Slice]]] = []
    headed = False
    begins = True
    for start, line in lines[1:-1]:
        bare = line.strip()
        if BORDER.fullmatch(bare):
            headed = headed or ("=" in bare and len(found) == 1)
            begins = True
        elif bare and not _RULED.fullmatch(bare):
            parts = list(_parts(start, line, edges, read, grid=grid))
            if begins or (not grid and parts[0]):
                found.append([[part] for part in parts])
            else:
                for cell, part in zip(found[-1], parts, strict=False):
                    cell.append(part)
            begins = False
    return [[_joined(cell) for cell in row] for row in found], headed


def of_list(lines: Lines, read: Read) -> tuple[list[list[Slice]], bool]:
    """The same for the body of a `list-table`: a list of lists."""
    found: list[list[tuple[int, int]]] = []
    headed = False
    for start, line in lines:
        cell = _CELL.match(line)
        if cell and (cell[1] or found):
            if cell[1]:
                found.append([])
            found[-1].append((start + cell.end(), start + len(line)))
        elif found and line:
            found[-1][-1] = found[-1][-1][0], start + len(line)
        headed = headed or _HEADED.match(line) is not None
    return [[read(*span) for span in row] for row in found], headed


def _places(character: str, line: str) -> list[int]:
    return [number for number, one in enumerate(line) if one == character]


def _parts(start: int, line: str, edges: Sequence[int], read: Read, *, grid: bool) -> Iterator[Slice]:
    """What a line holds of each cell."""
    bars = _places("|", line) if grid else []
    # Wide characters, and cells over several columns, stand between bars elsewhere.
    for left, right in pairwise(edges if not grid or set(edges) <= set(bars) else bars):
        yield read(start + min(left + 1, len(line)), start + min(right, len(line)))


def _joined(parts: Sequence[Slice]) -> Slice:
    filled = [part for part in parts if part]
    return Reading.joined(filled, "\n").whole() if filled else parts[0]
