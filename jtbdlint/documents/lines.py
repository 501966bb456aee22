"""Pages whose blocks are told by their lines: what the readers of AsciiDoc and reStructuredText share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jtbdlint.documents.announced import announces, is_announcement
from jtbdlint.documents.blocks import gathered
from jtbdlint.documents.candidate import CELL_END, Candidate, Place
from jtbdlint.documents.tables import of_table
from jtbdlint.documents.titles import clauses_named
from jtbdlint.patterns import compiled
from jtbdlint.text import Document, Piece, Reading, Slice, Wrap

LINE = compiled(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


@dataclass(slots=True)
class Block:
    """A block that is being read: from `start` to `end`, after the `term` that it explains, if there is one."""

    place: Place
    start: int
    end: int
    depth: int | None = None
    """For a new item, how deep its list is in others, from 1."""
    term: Slice | None = None


class Page:
    """The candidates of a page, while its blocks come in.

    `markup` matches what is not read as it stands. Its last group tells what is read instead: of "text" what it
    holds, with markup around; of "escaped" only that; for "gap" a line break; for none nothing.
    """

    def __init__(self, document: Document, markup: re.Pattern[str]) -> None:
        self.document = document
        self.markup = markup
        self.found: list[Candidate] = []
        self.block: Block | None = None
        """The block that is being read."""
        self.headings: list[tuple[int, Slice]] = []
        self.titles: tuple[Slice, ...] = ()
        self.titled = False
        """Whether the nearest heading announces job statements."""
        self.announced = False
        """Whether the text before does."""
        self.lists: list[bool] = []
        """For each open list, whether it is announced as one of job statements."""

    def candidates(self) -> list[Candidate]:
        """All of them, in the order of the page."""
        self.flush()
        return gathered(self.found)

    def read(self, start: int, end: int) -> Slice:
        """What is read from `start` to `end`, without white space around it."""
        source = self.document.text
        pieces: list[Piece] = []
        wraps: list[Wrap] = []
        length = 0

        def inside(start: int, end: int) -> None:
            nonlocal length
            for match in self.markup.finditer(source, start, end):
                pieces.append(Piece(start, match.start(), source[start : match.start()]))
                length += match.start() - start
                start, group = match.end(), match.lastgroup
                if group in ("gap", "escaped"):
                    pieces.append(Piece(*match.span(), "\n" if group == "gap" else match[group]))
                    length += len(pieces[-1].text)
                elif group is not None:
                    begin = length
                    inside(*match.span(group))
                    if begin < length:
                        wraps.append(Wrap(begin, length, *match.span()))
            pieces.append(Piece(start, end, source[start:end]))
            length += end - start

        inside(start, end)
        reading = Reading(self.document, pieces, wraps) if length else Reading.empty(self.document, start)
        return reading.whole().stripped()

    def flush(self) -> None:
        """The block that was being read is a candidate."""
        block, self.block = self.block, None
        if block is None:
            return
        parts = [one for one in (block.term, self.read(block.start, block.end)) if one]
        if not parts:
            return
        if block.place is not Place.ITEM:
            self.lists.clear()
        elif block.depth is not None:
            del self.lists[block.depth :]
            if len(self.lists) < block.depth:
                if self.lists:
                    # It was the title of a list.
                    self.found[-1] = self.found[-1]._replace(meant=False)
                self.lists.append(self.announced or self.titled or self.lists[-1:] == [True])
        # What is read otherwise than it is written must not be as long.
        gap = self.document.text[parts[0].end : parts[-1].start]
        reading = Reading.joined(parts, ": " if gap == ": " or len(gap) != len(": ") else ":  ")
        meant = block.depth is not None and self.lists[-1]
        self.found.append(Candidate(reading, block.place, meant, self.titles))
        self.announced = is_announcement(reading)

    def heading(self, level: int, title: Slice) -> None:
        """A heading, which stands above what follows."""
        self.flush()
        above = [(number, one) for number, one in self.headings if number < level]
        titles = tuple(one for _, one in above)
        if title:
            self.found.append(Candidate(Reading.joined([title], ""), Place.HEADING, headings=titles))
        self.headings, self.titles = [*above, (level, title)], (*titles, title)
        self.titled, self.announced = announces(title.text), False
        self.lists.clear()

    def table(self, rows: Sequence[Sequence[Slice]], headed: bool) -> None:
        """A table, whose first row may be its head."""
        rows = [row for row in rows if any(row)]
        titles = [title.text for title in rows[0]] if rows else []
        announced = self.announced or (headed and any(map(announces, titles)))
        candidates = [Candidate(Reading.joined(row, CELL_END), Place.CELL, announced, self.titles) for row in rows]
        headed = bool(rows) and (headed or clauses_named(titles) is not None)
        head = candidates.pop(0) if headed else None
        self.found += of_table(head, candidates, announced=announced or self.titled)
        self.announced = False
        self.lists.clear()
