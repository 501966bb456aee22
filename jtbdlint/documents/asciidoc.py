"""AsciiDoc: list items, paragraphs, quotes, tables and titles. Not read: listings, comments, attributes."""

import re

from jtbdlint.documents.announced import announces
from jtbdlint.documents.candidate import Candidate, Place
from jtbdlint.documents.lines import LINE, Block, Page
from jtbdlint.patterns import compiled
from jtbdlint.text import Document, Slice

_MARKUP = compiled(
    r"""\\(?P<escaped>[*_`\#+\[{<|])
      | (?P<gap>(?:[ ]\+)?[ \t]*(?:\r\n|\r|\n)(?:[ \t]*//(?!/)[^\r\n]*(?:\r\n|\r|\n))*+[ \t]*(?:>[ \t]*)*+)
      | (?:\[[\w.\#%-]{1,40}\](?=[*_`\#]))?
        (?: (?P<twice>\*\*|__|``|\#\#) (?P<inside>[^\r\n]{1,400}?) (?P=twice)
          | (?<!\w)(?P<once>[*_`\#])(?!\s|(?P=once)) (?P<text>[\s\S]{0,400}?\S) (?P=once)(?!\w) )
      | (?:https?://|link:|xref:|mailto:)[^\s\[\]]{0,400}\[(?P<label>[^\[\]\r\n]*?)(?:\^|,[^\[\]\r\n]*)?\]
      | <<[^<>,\r\n]+,(?P<title>[^<>\r\n]+)>> | \[\[[\w:.-]+\]\]
      | (?:image|icon|footnote|anchor|kbd|btn):[^\s\[\]]{0,400}\[[^\[\]\r\n]*\]""",
    re.VERBOSE,
)
_HEADING = compiled(r"(={1,6}|\#{1,6})[ \t]+(?=\S)")
_UNDERLINE = compiled(r"([=\-~^+])\1{2,}")
_VERBATIM = compiled(r"-{4,}|\.{4,}|\+{4,}|/{4,}|[,:]===|(```)[\w-]*")
_TABLES = ("|===", "!===")
_BORDER = compiled(r"={4,}|\*{4,}|_{4,}|--|'{3,}|-{3}|\*{3}|<{3}|[|!]===|\+")
_ALONE = compiled(r"\s*//(?!/).*|:!?\w[\w-]*!?:(?:\s.*)?|\w+::\S*\[.*\]")
_ATTRIBUTES = compiled(r"\[(?:[^\s\]].*)?\]")
_UNREAD = compiled(r"\[(?:source|listing|literal|stem|pass|comment|\w*diagram|plantuml)\b")
_ITEM = compiled(r"\s*(\*+|-|\.+|\d{1,4}\.|[a-zA-Z]\.|<[\d.]+>|•)\s+(?:\[[ xX*]\]\s+)?(?=\S)")
_TERM = compiled(r"\s*(\S.{0,120}?)(:{2,4}|;;)(?:\s+|$)")
_CELL = compiled(r"(?<!\\)(?:(?<!\S)(?:(\d{0,2})(?:\.\d+)?[+*])?[<^>]?(?:\.[<^>])?[adehlmsv]?)?\|")
_COLUMNS = compiled(r"\bcols=(?:\"([^\"]*)\"|([^],]*))")
_COLUMN = compiled(r"(?:^|[,;])\s*(?:(\d{1,2})\*)?")
_FIRST = compiled(r"\s*[^\r\n]*")
_HEAD = compiled(r"[ \t]*\S[^\r\n]*(?>\r\n|\r|\n)[ \t]*[\r\n]")


def read(document: Document, *, code: bool = False) -> list[Candidate]:
    """The candidates of an AsciiDoc page, in its order. With `code`, what stands in listings is text as well."""
    return _Page(document, code=code).candidates()


class _Page(Page):
    """One pass over the lines of a page."""

    def __init__(self, document: Document, *, code: bool) -> None:
        super().__init__(document, _MARKUP)
        self.code = code
        self.attributes = ""
        """Those of the block that comes now."""
        self.quoted = False
        """Whether it stands in a quote."""
        self.markers: list[str] = []
        """Those of the open lists."""
        until: str | None = None
        begin = 0
        for line in LINE.finditer(document.text):
            content = line[1].rstrip()
            if until is None:
                until, begin = self.line(content, line.start()), line.end()
            elif content == until:
                if until in _TABLES:
                    self.cells(begin, line.start())
                until, self.attributes = None, ""

    def line(self, content: str, start: int) -> str | None:
        """Read a line. Gives the line, if any, up to which the next ones are something else."""
        block, end = self.block, start + len(content)
        if block and _UNDERLINE.fullmatch(content) and abs(block.end - block.start - len(content)) < 2:
            self.block = None
            self.heading("=-~^+".index(content[0]), self.read(block.start, block.end))
        elif not content or _BORDER.fullmatch(content):
            self.flush()
            self.quoted ^= content[:4] == "____"
            return content if content in _TABLES else None
        elif verbatim := _VERBATIM.fullmatch(content):
            self.flush()
            return None if self.code and content[0] in "-.`" else verbatim[1] or content
        elif _ATTRIBUTES.fullmatch(content):
            self.flush()
            self.attributes += content
        elif _ALONE.fullmatch(content) or (
            not (block and block.place is Place.PARAGRAPH) and self.item(content, start)
        ):
            pass
        elif block:
            block.end = end
        elif title := _HEADING.match(content):
            self.heading(len(title[1]) - 1, self.read(start + title.end(), end))
        elif content[0] == "." and content[1:2] not in ". ":
            self.block = Block(Place.PARAGRAPH, start + 1, end)
            self.flush()
            self.announced = announces(content[1:])
        elif (content[0] in " \t" or _UNREAD.search(self.attributes)) and not self.code:
            return ""
        else:
            quoted = self.quoted or content[0] == ">" or self.attributes.startswith(("[quote", "[verse"))
            self.block = Block(Place.QUOTE if quoted else Place.PARAGRAPH, end - len(content.lstrip("> \t")), end)
            self.attributes = ""
        return None

    def item(self, content: str, start: int) -> bool:
        """Begin the list item that a line begins, if it does."""
        match = _ITEM.match(content) or _TERM.match(content)
        if match is None or (self.block and self.block.place is not Place.ITEM):
            return False
        self.flush()
        term = self.read(start, start + match.end(1)) if match.re is _TERM else None
        marker = match[2] if term else re.sub(r"\w+", "1", match[1])
        self.markers = self.markers[: self.markers.index(marker)] if marker in self.markers else self.markers
        self.markers.append(marker)
        self.block = Block(Place.ITEM, start + match.end(), start + len(content), len(self.markers), term)
        return True

    def cells(self, start: int, end: int) -> None:
        """Read a table."""
        text = self.document.text
        marks = list(_CELL.finditer(text, start, end))
        given, first = _COLUMNS.search(self.attributes), _FIRST.match(text, start)
        columns = sum(int(size or 1) for size in _COLUMN.findall(given[1] or given[2])) if given else 0
        cells: list[Slice] = []
        for mark, stop in zip(marks, [mark.start() for mark in marks[1:]] + [end], strict=False):
            if not columns and first and mark.start() >= first.end():
                # As many as the first line has.
                columns = len(cells)
            cell = self.read(mark.end(), stop)
            cells += [cell, *[cell.after()] * (int(mark[1] or 1) - 1)]
        columns = columns or len(cells) or 1
        rows = [cells[number : number + columns] for number in range(0, len(cells), columns)]
        self.table(rows, "header" in self.attributes or _HEAD.match(text, start) is not None)
