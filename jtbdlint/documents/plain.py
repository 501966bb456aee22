"""Plain text: paragraphs, and lines that begin with a bullet or a number."""

from jtbdlint.documents.blocks import gathered
from jtbdlint.documents.candidate import Candidate, Place
from jtbdlint.patterns import compiled
from jtbdlint.text import Document, Piece, Reading

_LINE = compiled(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
BULLET = compiled(r"(?:[-*+•‣◦–—·]|\(?\d{1,4}[.)]|\(?[A-Za-z][.)])[ \t]+")


def read(document: Document) -> list[Candidate]:
    """The candidates of a text, in its order. A blank line, or a bullet, ends the one before."""
    found: list[Candidate] = []
    pieces: list[Piece] = []
    place = Place.PARAGRAPH

    def flush() -> None:
        if pieces:
            found.append(Candidate(Reading(document, pieces), place))
            pieces.clear()

    for line in _LINE.finditer(document.text):
        text = line[0].rstrip()
        if not text:
            flush()
            place = Place.PARAGRAPH
            continue
        end = line.start() + len(text)
        start = end - len(text.lstrip())
        bullet = BULLET.match(document.text, start, end)
        if bullet:
            flush()
            place, start = Place.ITEM, bullet.end()
        if pieces:
            pieces.append(Piece(pieces[-1].end, start, "\n"))
        pieces.append(Piece(start, end, document.text[start:end]))
    flush()
    return gathered(found)
