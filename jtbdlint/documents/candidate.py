"""What every reader finds: stretches of text that may hold a statement."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from jtbdlint.text import Reading, Slice


class Place(StrEnum):
    """What kind of text a candidate is."""

    FIELD = "field"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    PARAGRAPH = "paragraph"
    HEADING = "heading"


CELL_END = "\x1f"
"""Stands between the cells of a table row in its reading, so that a statement may run over several."""


class Candidate(NamedTuple):
    """A text that may hold one statement or more: a list item, a field, a paragraph, a table row."""

    reading: Reading
    place: Place
    meant: bool = False
    """Whether it stands where statements are meant to stand: a field for them, or a list under a heading for them."""
    headings: tuple[Slice, ...] = ()
    """The headings above it, outermost first."""
    declared: Mapping[str, Slice] = MappingProxyType({})
    """What stands beside it, by name: id, parent, group, title, persona, confidence, source ..."""
    repeated: tuple[tuple[Slice, Slice], ...] = ()
    """The keys that stand beside it again, each after where it stood before: the value there is lost."""
    clauses: Mapping[str, Slice] = MappingProxyType({})
    """Its clauses by name (role, situation, motivation, outcome), where titles of columns or keys name them."""
    language: str = ""
    """The language of these titles."""


def cells(reading: Reading) -> list[Slice]:
    """The cells of a table row, without white space around them."""
    found, begin = [], 0
    for text in reading.text.split(CELL_END):
        found.append(reading.slice(begin, begin + len(text)).stripped())
        begin += len(text) + 1
    return found


class Unreadable(ValueError):  # noqa: N818 -- it says what the document is
    """A document cannot be read as what its name says it is. `offset` is the place where that shows."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
