"""Blocks of a Markdown page that are never closed: to every reader all that comes after is code, or a comment."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jtbdlint import prefilter
from jtbdlint.patterns import compiled
from jtbdlint.rule import Problem
from jtbdlint.text import Document, Slice

_FENCE = compiled(r"(?:`{3,}|~{3,})(?=[ \t]*$)", re.MULTILINE)
_LONE_CR = compiled(r"\r(?!\n)")


class _Kind(NamedTuple):
    """A kind of block that goes on over blank lines."""

    name: str
    opening: str
    closing: str


_HTML = (
    _Kind("comment", "<!--", "-->"),
    _Kind("<script>", "<script", "</script>"),
    _Kind("<style>", "<style", "</style>"),
    _Kind("<pre>", "<pre", "</pre>"),
)


class Unclosed(NamedTuple):
    """A block that is never closed."""

    at: Slice
    """The line that opens it."""
    kind: str
    closing: str


def problems(documents: Iterable[Document], *, code: bool = False) -> list[tuple[str, Problem]]:
    """A problem for each page of which `block` finds one, with the name of the rule."""
    found = []
    for document in documents:
        one = block(document, code=code)
        if one is not None:
            lines = document.position(len(document.text.rstrip())).line - one.at.position.line
            message = f"this {one.kind} is never closed, and the {lines} lines after it are not read"
            found.append(("unclosed-block", Problem(one.at, message, f"close it with '{one.closing}'")))
    return found


def block(document: Document, *, code: bool = False) -> Unclosed | None:
    """The block that is never closed, where it holds over half of a page and may hold a statement.

    With `code`, code blocks are read, and none of them counts.
    """
    if not prefilter.may_be_cut(document.path, document.text):
        return None
    import pyromark

    text = _LONE_CR.sub("\n", document.text)
    option = pyromark.Options
    options = option.ENABLE_YAML_STYLE_METADATA_BLOCKS | option.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    last, first_byte = "", 0
    for event, span in pyromark.events_with_range(text, options=options):
        started = event.get("Start") if isinstance(event, dict) else None
        if started == "HtmlBlock" or (isinstance(started, dict) and "CodeBlock" in started):
            last, first_byte = str(started), span["start"]
    start = len(text.encode()[:first_byte].decode())
    inside = text[start:]
    opening, _, rest = inside.partition("\n")
    kind = None
    if "Fenced" in last and not code:
        fence = opening[: len(opening) - len(opening.lstrip(opening[:1]))]
        closed = any(len(one[0]) >= len(fence) and one[0][0] == fence[0] for one in _FENCE.finditer(rest))
        kind = None if closed else _Kind("code block", fence, fence)
    elif last == "HtmlBlock":
        kind = next((one for one in _HTML if opening.lower().startswith(one.opening)), None)
        kind = None if kind and kind.closing in inside.lower() else kind
    if kind is None or 2 * len(rest) <= len(text) or not prefilter.may_hold(rest, path=document.path):
        return None
    return Unclosed(document.whole().part(start, start + len(opening)).stripped(), kind.name, kind.closing)
