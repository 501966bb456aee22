"""Where text is, never what it means.

All offsets are code points from 0 in the decoded file (a byte order mark is not counted); ends are
exclusive. Lines and columns count from 1.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from jtbdlint.patterns import compiled

# Editors and git end a line at these and at nothing else: not at form feeds, NEL or U+2028.
_LINE_END = compiled(r"\r\n|\r|\n")
_WORD = compiled(r"[^\W_]+(?:['’\-][^\W_]+)*")


class Position(NamedTuple):
    """A place as people name it: line and column, both from 1, the column in code points."""

    line: int
    column: int


class Document:
    """A file that was read. Its equality is its identity."""

    def __init__(self, path: str, text: str) -> None:
        """`path` is the name to show; `text` the decoded text without a byte order mark."""
        self.path: Final = path
        self.text: Final = text

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end."""
        start = self._line_starts[number - 1]
        end = _LINE_END.search(self.text, start)
        return self.text[start : end.start() if end else len(self.text)]

    def offset_of_line(self, number: int) -> int:
        """The offset at which a line (from 1) begins."""
        return self._line_starts[number - 1]

    @property
    def lines(self) -> int:
        """How many lines there are; text without a line end has one."""
        return len(self._line_starts)

    def whole(self) -> "Slice":
        """The whole document, read as it stands."""
        return Reading(self, [Piece(0, len(self.text), self.text)]).whole()


class Piece(NamedTuple):
    """A stretch of a document, from `start` to `end`, and what is read there.

    When `text` is as long as the stretch, it stands there character by character; otherwise (an
    entity, an escape, a line wrap with its indentation) the stretch is read as a whole.
    """

    start: int
    end: int
    text: str


class Wrap(NamedTuple):
    """Markup around what is read from `begin` to `stop`: it stands from `start` to `end` in the file."""

    begin: int
    stop: int
    start: int
    end: int


class Reading:
    """What a person reads in a part of a document, and where each character of it stands.

    Markup, escapes and indentation are not part of it; a line break is one "\\n". `pieces` come in
    the order of the document and do not overlap; `wraps` are the emphasis and links around parts.
    """

    __slots__ = ("_begins", "_pieces", "_small", "document", "original", "text", "wraps")

    def __init__(self, document: Document, pieces: Iterable[Piece], wraps: Iterable[Wrap] = ()) -> None:
        self.document = document
        self._pieces = [piece for piece in pieces if piece.text] or [Piece(0, 0, "")]
        self._begins = [0]
        self.text = self._pieces[0].text
        # Most readings are of one piece.
        if len(self._pieces) > 1:
            self._begins = [0, *accumulate(len(piece.text) for piece in self._pieces[:-1])]
            self.text = "".join(piece.text for piece in self._pieces)
        self._small: str | None = None
        self.wraps = tuple(wraps)
        self.original: Reading = self
        """The reading that this one is the unwrapped form of, or itself."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """What it is made of, in the order of the document."""
        return self._pieces

    @property
    def small(self) -> str:
        """The text in small letters, as long as before."""
        if self._small is None:
            self._small = _lowered(self.text)
        return self._small

    def unwrapped(self) -> "Reading":
        """The same reading with a space for each line break, at the same places."""
        if "\n" not in self.text:
            return self
        other = Reading(self.document, self._pieces, self.wraps)
        other.text = self.text.replace("\n", " ")
        other.original = self.original
        return other

    @classmethod
    def empty(cls, document: Document, offset: int) -> "Reading":
        """A reading of nothing that stands at an offset: the place of what is absent."""
        reading = cls(document, ())
        reading._pieces = [Piece(offset, offset, "")]
        return reading

    @classmethod
    def joined(cls, slices: "Sequence[Slice]", separator: str) -> "Reading":
        """Several slices of one document, which come in its order, as one text. The separator is read between them."""
        pieces: list[Piece] = []
        wraps: list[Wrap] = []
        length = 0
        for number, one in enumerate(slices):
            if number and separator:
                start = one.reading.source_start(one.begin)
                end = pieces[-1].end if pieces else start
                pieces.append(Piece(end, max(start, end), separator))
                length += len(separator)
            shift = length - one.begin
            for begin, piece in zip(one.reading._begins, one.reading._pieces, strict=True):
                first, last = max(one.begin - begin, 0), min(one.stop - begin, len(piece.text))
                if first >= last:
                    continue
                if len(piece.text) == piece.end - piece.start:
                    piece = Piece(piece.start + first, piece.start + last, piece.text[first:last])
                pieces.append(piece)
                length += len(piece.text)
            for wrap in one.reading.wraps:
                if one.begin <= wrap.begin and wrap.stop <= one.stop:
                    wraps.append(wrap._replace(begin=wrap.begin + shift, stop=wrap.stop + shift))
        return cls(slices[0].document, pieces, wraps)

    def source_start(self, index: int) -> int:
        """Where in the document the character at `index` of the text begins."""
        number = max(bisect_right(self._begins, index) - 1, 0)
        piece = self._pieces[number]
        within = index - self._begins[number]
        if len(piece.text) == piece.end - piece.start:
            return piece.start + within
        return piece.start if within < len(piece.text) else piece.end

    def source_end(self, index: int) -> int:
        """Where in the document the text up to (not with) `index` ends."""
        if index <= 0:
            return self._pieces[0].start
        number = max(bisect_right(self._begins, index - 1) - 1, 0)
        piece = self._pieces[number]
        if len(piece.text) == piece.end - piece.start:
            return piece.start + index - self._begins[number]
        return piece.end

    def slice(self, begin: int, stop: int) -> "Slice":
        """The stretch of the text from `begin` to `stop`."""
        return Slice(self, begin, stop)

    def whole(self) -> "Slice":
        """All that is read."""
        return Slice(self, 0, len(self.text))


def _lowered(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


class Slice:
    """A stretch of what is read, which knows where it stands. Anything that can be pointed at.

    `begin` and `stop` count in the reading; `start` and `end` in the document. A slice takes in the
    markup that it wholly holds: "**When** I" starts at the asterisks. False when empty.
    """

    # No data class: there are a million in a large set, and a frozen one takes three times as long to make.
    __slots__ = ("begin", "reading", "stop")

    def __init__(self, reading: Reading, begin: int, stop: int) -> None:
        self.reading: Final = reading
        self.begin: Final = begin
        self.stop: Final = stop

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self) or not isinstance(other, Slice):
            return NotImplemented
        here, there = self.reading.original, other.reading.original
        return here is there and self.begin == other.begin and self.stop == other.stop

    def __hash__(self) -> int:
        return hash((id(self.reading.original), self.begin, self.stop))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r}, {self.begin}, {self.stop})"

    @property
    def document(self) -> Document:
        """The document it stands in."""
        return self.reading.document

    @property
    def text(self) -> str:
        """What is read there."""
        return self.reading.text[self.begin : self.stop]

    @property
    def start(self) -> int:
        """Its first offset in the document."""
        start = self.reading.source_start(self.begin)
        if self.begin < self.stop:
            for wrap in self.reading.wraps:
                if self.begin == wrap.begin and wrap.stop <= self.stop:
                    start = min(start, wrap.start)
        return start

    @property
    def end(self) -> int:
        """The offset in the document after its last character."""
        if self.begin >= self.stop:
            return self.start
        end = self.reading.source_end(self.stop)
        for wrap in self.reading.wraps:
            if wrap.stop == self.stop and wrap.begin >= self.begin:
                end = max(end, wrap.end)
        return end

    @property
    def source(self) -> str:
        """The document's own text from start to end, markup and all."""
        return self.document.text[self.start : self.end]

    @property
    def position(self) -> Position:
        """The line and column of its start."""
        return self.document.position(self.start)

    @property
    def end_position(self) -> Position:
        """The line and column after its last character."""
        return self.document.position(self.end)

    def __bool__(self) -> bool:
        return self.begin < self.stop

    def part(self, begin: int, stop: int) -> "Slice":
        """A part of it, `begin` and `stop` counted from its own beginning."""
        return Slice(self.reading, self.begin + begin, self.begin + stop)

    def find(self, pattern: re.Pattern[str], *, small: bool = False) -> Iterator["Slice"]:
        """Every match of a pattern, as slices. The pattern sees what is read, not the markup.

        With `small` it sees that in small letters, and is written in them: in half the time of one that ignores case.
        """
        text = self.reading.small if small else self.reading.text
        for match in pattern.finditer(text, self.begin, self.stop):
            yield Slice(self.reading, match.start(), match.end())

    def words(self) -> Iterator["Slice"]:
        """Its words, as slices: letters and digits, with apostrophes and hyphens inside."""
        return self.find(_WORD)

    def stripped(self, characters: str | None = None) -> "Slice":
        """Without the given characters (white space, unless told) at either edge."""
        text = self.text
        begin = len(text) - len(text.lstrip(characters))
        return self.part(begin, max(begin, len(text.rstrip(characters))))

    def up_to(self, other: "Slice") -> "Slice":
        """From its own beginning to the end of `other`, which stands later in the same reading."""
        return Slice(self.reading, self.begin, other.stop)

    def before(self) -> "Slice":
        """The empty slice where it begins."""
        return Slice(self.reading, self.begin, self.begin)

    def after(self) -> "Slice":
        """The empty slice where it ends."""
        return Slice(self.reading, self.stop, self.stop)

    def replaced_by(self, text: str) -> "Edit":
        """The edit that puts `text` in its place."""
        return Edit(self, text)


class Edit(NamedTuple):
    """A change of text: what stands `at` is replaced by `text`. The only way to change anything."""

    at: Slice
    text: str

    @property
    def clean(self) -> bool:
        """Whether it touches words and white space only, and no markup or escape between them."""
        return " ".join(self.at.source.split()) == " ".join(self.at.text.split())
