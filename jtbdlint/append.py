"""Put one more statement at the end of a list in a document, and leave everything else as it is."""

import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jtbdlint.statement import Statement
from jtbdlint.text import Document

if TYPE_CHECKING:
    import yaml

_MARKER = re.compile(r"(?P<indent>[ \t>]*)(?P<marker>[-*+]|(?P<number>\d+)(?P<after>[.)]))(?P<space>[ \t]+)")


class AppendError(ValueError):
    """There is no place for the statement; the message says why."""


def appended(document: Document, text: str, read: Callable[[Document], list[Statement]]) -> Document:
    """The document with a statement after the last one that stands in a list. Raises AppendError.

    `read` gives the statements of a document: those that were there have to be there still, and one more.
    """
    before = read(document)
    listed = [one for one in before if one and one.place in ("item", "field")]
    if not listed:
        raise AppendError("no list of statements to append to")
    last = listed[-1]
    if last.item.text.rstrip().endswith("."):
        text += "."
    if document.path.lower().endswith((".yml", ".yaml")):
        at, item = _yaml_item(document, last, text)
    elif document.path.lower().endswith(".json"):
        raise AppendError("only lists in YAML and Markdown can be appended to")
    else:
        at, item = _markdown_item(document, last, text)
    new = Document(document.path, document.text[:at] + item + document.text[at:])
    texts, now = [_words(one.text) for one in before], [_words(one.text) for one in read(new)]
    if not any(now[:n] + now[n + 1 :] == texts and one == _words(text) for n, one in enumerate(now)):
        raise AppendError("at the end of its last list there is no place that reads as one more statement")
    return new


def _words(text: str) -> list[str]:
    return text.rstrip(".").split()


def _newline(document: Document) -> str:
    return "\r\n" if "\r\n" in document.text else "\n"


# --- Markdown --------------------------------------------------------------------------------------


def _markdown_item(document: Document, last: Statement, text: str) -> tuple[int, str]:
    number = last.item.position.line
    marker = _MARKER.match(document.line(number))
    if marker is None:
        raise AppendError("its last statement is no item of a list")
    end = max(number, document.position(last.item.end).line)
    while end < document.lines and _is_inside(document.line(end + 1), marker["indent"]):
        end += 1
    ordered = f"{int(marker['number']) + 1}{marker['after']}" if marker["number"] else marker["marker"]
    item = f"{marker['indent']}{ordered}{marker['space']}{text}"
    # A list whose items stand apart goes on like that.
    apart = number > 2 and not document.line(number - 1).strip() and _MARKER.match(document.line(number - 2))
    newline = _newline(document)
    at = document.offset_of_line(end) + len(document.line(end))
    return at, newline * (2 if apart else 1) + item


def _is_inside(line: str, indent: str) -> bool:
    """Whether a line belongs to the item above it that is indented so far."""
    return bool(line.strip()) and line.startswith(indent) and line[len(indent) : len(indent) + 1] in (" ", "\t")


# --- YAML ------------------------------------------------------------------------------------------


def _yaml_item(document: Document, last: Statement, text: str) -> tuple[int, str]:
    import yaml

    sequence = _list_at(yaml.compose(document.text, Loader=yaml.SafeLoader), last.start)
    if sequence is None:
        raise AppendError("its last statement is no item of a list")
    key, style = _written(sequence, last.start)
    items = sequence.value
    end = _end(document, items[-1])
    apart = len(items) > 1 and _blank_between(document.text[_end(document, items[-2]) : items[-1].start_mark.index])
    newline = _newline(document)
    indent = " " * sequence.start_mark.column
    return end, f"{newline * (2 if apart else 1)}{indent}- {key}{_scalar(text, style)}"


def _list_at(node: "yaml.Node | None", offset: int) -> "yaml.SequenceNode | None":
    """The innermost list, an item a line, that holds an offset."""
    import yaml

    if node is None or not node.start_mark.index <= offset <= node.end_mark.index:
        return None
    if isinstance(node, yaml.MappingNode):
        inner: Sequence[yaml.Node] = [value for _, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        inner = node.value
    else:
        return None
    found = next((one for child in inner if (one := _list_at(child, offset)) is not None), None)
    own = node if isinstance(node, yaml.SequenceNode) and not node.flow_style else None
    return found or own


def _written(sequence: "yaml.SequenceNode", offset: int) -> tuple[str, str | None]:
    """How the item at an offset writes its statement: the key, with its colon, and the style of the scalar."""
    import yaml

    for item in sequence.value:
        if isinstance(item, yaml.ScalarNode) and item.start_mark.index <= offset <= item.end_mark.index:
            return "", item.style
        for key, value in item.value if isinstance(item, yaml.MappingNode) else ():
            if isinstance(value, yaml.ScalarNode) and value.start_mark.index <= offset <= value.end_mark.index:
                return f"{key.value}: ", value.style
    raise AppendError("its last statement is not written in one piece")


def _scalar(text: str, style: str | None) -> str:
    import yaml

    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style != '"':
        try:
            if yaml.safe_load(f"- a: {text}") == [{"a": text}]:
                return text
        except yaml.YAMLError:
            pass
    return json.dumps(text, ensure_ascii=False)


def _end(document: Document, node: "yaml.Node") -> int:
    """The end of the last line of a node, behind a comment that stands there."""
    end = len(document.text[: _last(node)].rstrip())
    line = document.position(end).line
    return document.offset_of_line(line) + len(document.line(line))


def _last(node: "yaml.Node") -> int:
    """The offset after what a node holds. The parser's own mark of a block stands before what comes next."""
    import yaml

    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        child = node.value[-1]
        return _last(child[1] if isinstance(child, tuple) else child)
    return int(node.end_mark.index)


def _blank_between(text: str) -> bool:
    return any(not line.strip() for line in text.split("\n")[1:-1])
