"""reStructuredText: list items, paragraphs, quotes, tables and titles. Not read: literal blocks, comments, directives.

Of the directives those are read that only set text apart, and list tables.
"""

import re

from jtbdlint.documents import rst_tables
from jtbdlint.documents.announced import announces
from jtbdlint.documents.candidate import Candidate, Place
from jtbdlint.documents.lines import LINE, Block, Page
from jtbdlint.patterns import compiled
from jtbdlint.text import Document, Slice

_MARKUP = compiled(
    r"""\\(?:(?P<escaped>\S)|[ \t])
      | (?P<gap>[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\|[ \t]+)?)
      | ``(?=\S) (?P<literal>[^`]{0,400}?\S) ``(?!\w)
      | (?<!\w)(?P<mark>\*\*?)(?=\S) (?P<text>[\s\S]{0,400}?\S) (?P=mark)(?!\w)
      | (?::[\w:.+-]{1,80}:)?`(?P<name>[^`<]{1,400}?)\s*(?:<[^`>]{0,400}>)?`(?:__?(?!\w)|:[\w:.+-]{1,80}:)?
      | \[(?:\#[\w-]*|\*|\d+)\]_""",
    re.VERBOSE,
)
_ADORNMENT = compiled(r"([!-/:-@\[-`{-~])\1{2,}")
_DIRECTIVE = compiled(r"\.\.[ \t]+([\w:.+-]+)::(?:[ \t]+|$)")
_TITLED = ("admonition", "rubric", "sidebar", "table", "topic")
_TEXTS = (
    *("attention", "caution", "compound", "container", "danger", "epigraph", "error", "highlights", "hint"),
    *("important", "note", "only", "pull-quote", "seealso", "tip", "warning"),
)
_CODE = ("code", "code-block", "parsed-literal", "sourcecode")
_OPTION = compiled(r"[ \t]+:[\w-]+:")
_ITEM = compiled(r"([-*+•‣⁃]|\(?(?:\d{1,4}|[a-zA-Z#]|[ivxlcIVXLC]{1,8})[.)])(?:[ \t]+|$)")
_FIELD = compiled(r":([^:\s`][^:`]{0,80}):(?:[ \t]+|$)")


def read(document: Document, *, code: bool = False) -> list[Candidate]:
    """The candidates of a page, in its order. With `code`, what stands in literal blocks is text as well."""
    return _Page(document, code=code).candidates()


class _Page(Page):
    """One pass over the lines of a page."""

    def __init__(self, document: Document, *, code: bool) -> None:
        super().__init__(document, _MARKUP)
        self.code = code
        self.lines = [(one.start(), one[1].rstrip()) for one in LINE.finditer(document.text)]
        self.inside: list[tuple[int, Place]] = []
        """The indentation of open items and quotes."""
        self.opened = False
        """Whether what is indented now is no quote but belongs to the directive before."""
        self.adornments: list[str] = []
        """Those of titles, by level."""
        number = 0
        while number < len(self.lines):
            number = self.line(number)

    def line(self, number: int) -> int:
        """Read a line, and those that belong to it; gives the number of the next one."""
        start, content = self.lines[number]
        text = content.lstrip()
        indent, end = len(content) - len(text), start + len(content)
        if not text:
            return self.blank(number)
        while self.inside and indent < self.inside[-1][0] and (self.block is None or self.block.place is Place.ITEM):
            self.flush()
            self.inside.pop()
        if rst_tables.BORDER.fullmatch(text):
            self.flush()
            last = rst_tables.end(self.lines, number)
            self.table(*rst_tables.rows(self.lines[number:last], self.read))
            return last
        if _ADORNMENT.fullmatch(text):
            return self.adornment(number)
        if self.block is not None:
            begun, before = self.block.start, self.lines[number - 1][0]
            if indent > self.indent and begun >= before and self.block.depth is None and not self.opened:
                # A line and what is indented under it are a term and its definition.
                self.begin(indent, start + indent, end, self.read(begun, self.block.end))
            else:
                self.block.end = end
        elif text.startswith(">>>"):
            return next((n for n in range(number, len(self.lines)) if not self.lines[n][1]), len(self.lines))
        elif text[:2] == ".." and text[2:3].strip() == "":
            return self.directive(number, indent)
        else:
            if indent > self.indent:
                self.inside.append((indent, Place.PARAGRAPH if self.opened else Place.QUOTE))
            self.opened = False
            if not self.item(number, indent):
                place = self.inside[-1][1] if self.inside else Place.PARAGRAPH
                self.block = Block(place, end - len(text.removeprefix("| ")), end)
        return number + 1

    @property
    def indent(self) -> int:
        """The indentation of what is open."""
        return self.inside[-1][0] if self.inside else 0

    def after(self, number: int, indent: int) -> int:
        """The line from `number` on that is neither blank nor indented more."""
        for later in range(number, len(self.lines)):
            line = self.lines[later][1]
            if line and len(line) - len(line.lstrip()) <= indent:
                return later
        return len(self.lines)

    def blank(self, number: int) -> int:
        """A blank line ends a block. One that ends in "::" has a literal block after it."""
        literal = self.block is not None and self.document.text.endswith("::", 0, self.block.end)
        if self.block and literal:
            self.block.end -= 1 if self.block.end - self.block.start > 2 else 2
        self.flush()
        self.opened = self.opened or literal
        return self.after(number, self.indent) if literal and not self.code else number + 1

    def adornment(self, number: int) -> int:
        """A line of punctuation is under a title, or around one, or a rule."""
        block, mark = self.block, self.lines[number][1].strip()
        if block is not None and (block.place is not Place.PARAGRAPH or block.start < self.lines[number - 1][0]):
            block.end = self.lines[number][0] + len(self.lines[number][1])
        elif block is not None:
            self.block = None
            self.title(mark[0], block.start, block.end)
        elif [line.strip() for _, line in self.lines[number + 2 : number + 3]] == [mark] and self.lines[number + 1][1]:
            start, title = self.lines[number + 1]
            self.title(mark[:2], start, start + len(title))
            return number + 3
        return number + 1

    def title(self, adornment: str, start: int, end: int) -> None:
        """A title, whose level is that of its adornment."""
        if adornment not in self.adornments:
            self.adornments.append(adornment)
        self.inside.clear()
        self.heading(self.adornments.index(adornment), self.read(start, end))

    def directive(self, number: int, indent: int) -> int:
        """A directive, comment or target. Most are left alone."""
        start, content = self.lines[number]
        match = _DIRECTIVE.match(content, indent)
        name = match[1] if match else ""
        after = self.after(number + 1, indent)
        if match is None or name not in (
            *(*_TITLED, *_TEXTS, "list-table"),
            *(_CODE if self.code else ()),
        ):
            bare = content.strip() == ".." and not "".join(line for _, line in self.lines[number + 1 : number + 2])
            return number + 1 if bare else after
        if name not in _CODE and match.end() < len(content):
            self.block = Block(Place.PARAGRAPH, start + match.end(), start + len(content))
        if name in _TITLED or name == "list-table":
            self.flush()
            self.announced = announces(content[match.end() :])
        if name == "list-table":
            self.table(*rst_tables.of_list(self.lines[number + 1 : after], self.read))
            return after
        self.opened = True
        number += 1
        while number < after and _OPTION.match(self.lines[number][1]):
            number += 1
        return number

    def item(self, number: int, indent: int) -> bool:
        """Begin the list item or field that a line begins, if it does."""
        start, content = self.lines[number]
        match = _ITEM.match(content, indent) or _FIELD.match(content, indent)
        underlined = any(_ADORNMENT.fullmatch(line) for _, line in self.lines[number + 1 : number + 2])
        if match is None or underlined:
            return False
        term = self.read(start + match.start(1), start + match.end(1)) if match.re is _FIELD else None
        self.begin(indent + 1 if term else match.end(), start + match.end(), start + len(content), term)
        return True

    def begin(self, indent: int, start: int, end: int, term: Slice | None) -> None:
        """Begin an item or definition."""
        depth = 1 + sum(place is Place.ITEM for _, place in self.inside)
        self.block = Block(Place.ITEM, start, end, depth, term)
        self.inside.append((indent, Place.ITEM))
