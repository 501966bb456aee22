"""Markdown: list items, paragraphs, block quotes, table rows and headings, with exact places.

pulldown-cmark reads the page and tells where in it every bit of text stands. Not read: code blocks,
HTML, comments, front matter, link targets and titles, the alternative text of images.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from jtbdlint.documents.announced import announces, is_announcement
from jtbdlint.documents.blocks import gathered
from jtbdlint.documents.candidate import CELL_END, Candidate, Place, cells
from jtbdlint.documents.plain import BULLET
from jtbdlint.documents.tables import of_table
from jtbdlint.patterns import compiled
from jtbdlint.text import Document, Piece, Reading, Slice, Wrap

# Lines that site generators take out: attributes of kramdown, tags of Liquid, short codes of Hugo.
_TAG_LINES = compiled(
    r"^[ \t]*(?:\{:[^}\r\n]*\}|\{%[^\r\n]*?%\}|\{\{[<%][^\r\n]*?[%>]\}\})[ \t]*(?=\r?\n|\Z)", re.MULTILINE
)
_LINE = compiled(r"[^\n]*(?:\n|\Z)")
_LONE_CR = compiled(r"\r(?!\n)")
_IN_LINE = compiled(r"[^\r\n]")
_CODE_BREAK = compiled(r"\r?\n[ \t]*(?:>[ \t]*)*")
# Up to a blank line, or a line that begins with a bullet.
_CODE_PART = compiled(rf"[^\s](?:[^\n]|\n(?![ \t]*(?:\n|\Z|{BULLET.pattern})))*")
_ESCAPED_BAR = compiled(r"\\\|")
_BREAK_TAG = compiled(r"<br\s*/?>", re.IGNORECASE)
_HTML_TAG = compiled(r"<(/?)(?!(?:img|input|wbr|hr)\b)([a-z][\w-]*)\b[^>]*>", re.IGNORECASE)

# Runs of characters that take two, four or three bytes in UTF-8. A class from \u0800 to \uffff is slow to compile.
_WIDE = compiled("[\x80-\u07ff]+|[\U00010000-\U0010ffff]+|[^\x00-\u07ff\U00010000-\U0010ffff]+")

_UNREAD = ("CodeBlock", "HtmlBlock", "MetadataBlock", "Image")
_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
_MARKUP = ("Emphasis", "Strong", "Strikethrough", "Link")


def read(document: Document, *, templates: bool = False, code: bool = False) -> list[Candidate]:
    """The candidates of a Markdown page, in its order.

    With `templates`, tags `<% ... %>` are not its text. With `code`, what stands in code blocks is text
    as well: paragraphs and list items.
    """
    return _Page(document, templates=templates, code=code).candidates()


def _characters(text: str) -> Callable[[int], int]:
    """The map from offsets in the UTF-8 form of a text to offsets in the text."""
    if text.isascii():
        return int
    # Stretches of characters that are equally wide, by their first byte.
    bytes_, characters, widths = [0], [0], [1]
    for run in _WIDE.finditer(text):
        start = bytes_[-1] + (run.start() - characters[-1]) * widths[-1]
        width = len(run[0][0].encode())
        bytes_ += start, start + width * len(run[0])
        characters += run.span()
        widths += width, 1

    def character(byte: int) -> int:
        number = bisect_right(bytes_, byte) - 1
        return characters[number] + (byte - bytes_[number]) // widths[number]

    return character


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _masked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A template as long as before, but without its tags, and where they stood.

    A line of nothing but tags becomes a blank one. A tag inside a line becomes a word, since white
    space would move the text after it into an indented code block.
    """
    tags: list[tuple[int, int]] = []
    at = 0
    while (start := text.find("<%", at)) >= 0 and (end := text.find("%>", start)) >= 0:
        at = end + 2
        tags.append((start, at))
    blank, word = _filled(text, tags, " "), _filled(text, tags, "x")
    lines = (line[0] if line[0].isspace() else word[line.start() : line.end()] for line in _LINE.finditer(blank))
    return "".join(lines), tags


def _filled(text: str, tags: list[tuple[int, int]], filler: str) -> str:
    parts, at = [], 0
    for start, end in tags:
        parts += [text[at:start], _IN_LINE.sub(filler, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


class _Text:
    """The text of one block, while its events come in."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.wraps: list[Wrap] = []
        self.length = 0
        self.gap: tuple[int, int, str] | None = None
        self.markup: list[tuple[int, int, int]] = []
        self.tags: list[tuple[str, int, int]] = []

    def add(self, start: int, end: int, text: str) -> None:
        if text:
            self.pieces.append(Piece(start, end, text))
            self.length += len(text)

    def leave_gap(self, start: int, end: int, text: str) -> None:
        """Read a break, which ends (with indentation and markers) where the next text begins."""
        if self.gap is not None:
            start, text = self.gap[0], max(self.gap[2], text)
        self.gap = start, end, text

    def close_gap(self, next_start: int) -> None:
        if self.gap is not None:
            start, end, text = self.gap
            self.gap = None
            self.add(start, max(end, next_start), text)

    def wrap(self, begin: int, start: int, end: int) -> None:
        """Note markup around what was read from `begin` on."""
        if begin < self.length:
            self.wraps.append(Wrap(begin, self.length, start, end))

    def tag(self, source: str, start: int, end: int) -> None:
        """Read an HTML tag inside a line: nothing, but a pair of them wraps what is between."""
        match = _HTML_TAG.fullmatch(source)
        if match is None:
            return
        closes, name = match.groups()
        if not closes:
            self.tags.append((name, self.length, start))
        elif self.tags and self.tags[-1][0] == name:
            _, begin, opened = self.tags.pop()
            self.wrap(begin, opened, end)


class _Container:
    """A list item, quote or footnote that is open. `meant` until it had its statement."""

    def __init__(self, place: Place, *, meant: bool = False) -> None:
        self.place = place
        self.meant = meant


class _Page:
    """One pass over the events of a page."""

    def __init__(self, document: Document, *, templates: bool, code: bool) -> None:
        self.with_code = code
        self.document = document
        # pulldown-cmark takes a lone CR for a line end here, but not there.
        source = _LONE_CR.sub("\n", document.text)
        if "{" in source:
            source = _TAG_LINES.sub(_blank, source)
        self.source, self.template_tags = _masked(source) if templates else (source, [])
        self.found: list[Candidate] = []
        self.text: _Text | None = None
        """The block that is being read."""
        self.unread = 0
        """How many blocks are open that are not read."""
        self.character = _characters(self.source)
        self.headings: list[tuple[int, Slice]] = []
        self.titles: tuple[Slice, ...] = ()
        """Their texts."""
        self.containers: list[_Container] = []
        self.lists: list[bool] = []
        """For each open list, whether it is announced as one of job statements."""
        self.announced = False
        """Whether the text before, or the head of the table, is such an announcement."""
        self.titled = False
        """Whether the nearest heading is one."""
        self.cell_end: int | None = None
        """In a table, where the cell before ends."""
        self.head: Candidate | None = None
        """Of a table, its column titles."""
        self.rows: list[Candidate] = []
        """Of a table, the rows below."""

    def candidates(self) -> list[Candidate]:
        """All of them, in the order of the page."""
        character = self.character
        for kind, value, span in self.events():
            if kind == "Start":
                self.start(value, span)
            elif kind == "End":
                self.end(value)
            elif not self.unread:
                self.inline(kind, value, character(span["start"]), character(span["end"]))
        return gathered(self.found)

    def events(self) -> Iterator[tuple[str, Any, dict[str, int]]]:
        """The parser's events: kind, value, and where they stand in bytes.

        The value of Start and End is the name of the block or markup; of the end of a heading its level.
        """
        import pyromark

        option = pyromark.Options
        options = (
            option.ENABLE_TABLES
            | option.ENABLE_FOOTNOTES
            | option.ENABLE_STRIKETHROUGH
            | option.ENABLE_TASKLISTS
            | option.ENABLE_HEADING_ATTRIBUTES
            | option.ENABLE_YAML_STYLE_METADATA_BLOCKS
            | option.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
            | option.ENABLE_GFM
        )
        event: Any
        span: Any
        for event, span in pyromark.events_with_range(self.source, options=options):
            if event.__class__ is str:
                yield event, "", span
                continue
            kind, value = event.popitem()
            if value.__class__ is dict:
                name, data = value.popitem()
                value = data if kind == "End" and name == "Heading" else name
            yield kind, value, span

    def start(self, tag: str, span: Mapping[str, int]) -> None:
        """A block or markup begins."""
        if tag == "Image":
            self.unread += 1
        elif tag == "CodeBlock" and self.with_code and not self.unread:
            self.flush()
        elif tag in _UNREAD:
            self.flush()
            self.unread += 1
        elif self.unread:
            return
        elif tag in _MARKUP:
            text = self.current()
            start = self.character(span["start"])
            text.close_gap(start)
            text.markup.append((text.length, start, self.character(span["end"])))
        elif tag == "Paragraph":
            # The paragraphs of a list item are one text.
            if self.text is not None and self.text.pieces:
                self.text.leave_gap(self.text.pieces[-1].end, self.character(span["start"]), "\n\n")
        elif tag == "Item":
            self.containers.append(_Container(Place.ITEM, meant=self.lists[-1]))
        elif tag == "List":
            self.flush(nests=True)
            self.lists.append(self.announced or self.titled or (bool(self.lists) and self.lists[-1]))
        elif tag == "TableCell":
            if self.cell_end is not None:
                text = self.current()
                text.gap = None  # a break at the end of the cell before
                text.add(self.cell_end, self.character(span["start"]), CELL_END)
            self.cell_end = self.character(span["end"])
        elif tag in ("TableHead", "TableRow"):
            self.cell_end = None
        else:
            self.flush()
            self.announced = False
            if tag in ("BlockQuote", "FootnoteDefinition"):
                self.containers.append(_Container(Place.QUOTE if tag == "BlockQuote" else Place.PARAGRAPH))

    def end(self, tag: str) -> None:
        """A block or markup ends."""
        if tag == "CodeBlock" and self.with_code and not self.unread:
            self.code_block()
        elif tag in _UNREAD:
            self.unread -= 1
        elif self.unread:
            return
        elif tag in _MARKUP:
            text = self.current()
            text.wrap(*text.markup.pop())
        elif tag == "Paragraph":
            if not self.containers or self.containers[-1].place is not Place.ITEM:
                self.flush()
        elif tag in ("Item", "BlockQuote", "FootnoteDefinition"):
            self.flush()
            self.containers.pop()
        elif tag == "List":
            self.lists.pop()
            self.announced = False
        elif tag == "TableHead":
            self.table_head()
        elif tag == "TableRow":
            self.row()
        elif tag == "Table":
            self.table()
        elif tag in _LEVELS:
            self.heading(_LEVELS[tag])

    def inline(self, kind: str, value: str, start: int, end: int) -> None:
        """Text, or what is between it."""
        text = self.current()
        if kind == "Text":
            text.close_gap(start)
            if len(value) == end - start:
                self.verbatim(text, start, end)
            else:
                text.add(start, end, value)
        elif kind in ("SoftBreak", "HardBreak") or (kind == "InlineHtml" and _BREAK_TAG.fullmatch(value)):
            text.leave_gap(start, end, "\n")
        elif kind == "Code":
            text.close_gap(start)
            self.code(text, start, end)
        elif kind == "InlineHtml" and not value.startswith("<!"):
            text.close_gap(start)
            text.tag(value, start, end)
        elif kind == "Rule":
            self.flush()
            self.announced = False

    def current(self) -> _Text:
        """The block that is being read, begun if there is none."""
        if self.text is None:
            self.text = _Text()
        return self.text

    def verbatim(self, text: _Text, start: int, end: int) -> None:
        """Read what stands in the file character by character. A template's tag is one space."""
        number = bisect_right(self.template_tags, start, key=itemgetter(1)) if self.template_tags else 0
        while number < len(self.template_tags) and self.template_tags[number][0] < end:
            tag_start, tag_end = self.template_tags[number]
            text.add(start, tag_start, self.document.text[start:tag_start])
            text.add(max(start, tag_start), min(end, tag_end), " ")
            start = min(end, tag_end)
            number += 1
        text.add(start, end, self.document.text[start:end])

    def code(self, text: _Text, start: int, end: int) -> None:
        """Read inline code without its backticks and the space that pads them."""
        source = self.source[start:end]
        ticks = len(source) - len(source.lstrip("`"))
        begin, at, stop = text.length, start + ticks, end - ticks
        if self.source[at] == self.source[stop - 1] == " " and self.source[at:stop].strip():
            at, stop = at + 1, stop - 1
        in_table = self.cell_end is not None
        for part in (_ESCAPED_BAR if in_table else _CODE_BREAK).finditer(self.source, at, stop):
            self.verbatim(text, at, part.start())
            text.add(part.start(), part.end(), "|" if in_table else "\n")
            at = part.end()
        self.verbatim(text, at, stop)
        text.wrap(begin, start, end)

    def take(self) -> Reading | None:
        """The block that was being read, unless it holds nothing."""
        text, self.text = self.text, None
        reading = Reading(self.document, text.pieces, text.wraps) if text else None
        return reading if reading and reading.text.strip() else None

    def flush(self, *, nests: bool = False) -> None:
        """The block that was being read is a candidate. `nests` when it is a list item with a list inside."""
        reading = self.take()
        if reading is None:
            return
        container = self.containers[-1] if self.containers else _Container(Place.PARAGRAPH)
        self.found.append(Candidate(reading, container.place, container.meant and not nests, self.titles))
        container.meant = False
        self.announced = is_announcement(reading)

    def heading(self, level: int) -> None:
        """A heading is a candidate and stands above what follows. One in an item or quote is not above the rest."""
        reading = self.take()
        above = [(number, title) for number, title in self.headings if number < level]
        if reading is not None:
            self.found.append(Candidate(reading, Place.HEADING, headings=tuple(title for _, title in above)))
            above.append((level, reading.whole().stripped()))
        if not self.containers:
            self.headings, self.titles = above, tuple(title for _, title in above)
            self.titled = reading is not None and announces(reading.text)

    def table_head(self) -> None:
        """The column titles may announce job statements."""
        reading = self.take()
        self.announced = reading is not None and any(announces(title.text) for title in cells(reading))
        self.head = Candidate(reading, Place.CELL, self.announced, self.titles) if reading else None

    def code_block(self) -> None:
        """The paragraphs and items in a code block are candidates."""
        reading = self.take()
        for part in reading.whole().find(_CODE_PART) if reading else ():
            bullet = BULLET.match(part.text)
            text = part.part(bullet.end() if bullet else 0, len(part.text)).stripped()
            place = Place.ITEM if bullet else Place.PARAGRAPH
            self.found.append(Candidate(Reading.joined([text], ""), place, headings=self.titles))

    def row(self) -> None:
        """A table row ends."""
        reading = self.take()
        if reading is not None:
            self.rows.append(Candidate(reading, Place.CELL, self.announced, self.titles))

    def table(self) -> None:
        """A table ends."""
        self.found += of_table(self.head, self.rows, announced=self.announced or self.titled)
        self.rows = []
        self.cell_end = None
        self.announced = False
