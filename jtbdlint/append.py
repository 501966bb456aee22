"""Put one more statement at the end of a list in a document, and leave everything else as it is."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jtbdlint.patterns import compiled
from jtbdlint.statement import Statement
from jtbdlint.text import Document, Slice

if TYPE_CHECKING:
    import yaml

_MARKER = compiled(r"(?P<indent>[ \t>]*)(?P<marker>[-*+]|(?P<number>\d+)(?P<after>[.)]))(?P<space>[ \t]+)")


class AppendError(ValueError):
    """There is no place for the statement; the message says why."""


class Beside(NamedTuple):
    """What every entry of a list says beside its statement."""

    key: str
    """The key that it stands under: "slug", "group" ..."""
    last: str
    """What the last entry says."""


def beside(document: Document, read: Callable[[Document], list[Statement]]) -> dict[str, Beside]:
    """What a new entry of the list has to say besides, by name ("id", "group"). Raises AppendError."""
    last = _last_listed(read(document))
    if not _is_yaml(document):
        return {}
    sequence = _sequence(document, last)
    found = {}
    for name in ("id", "group"):
        key = _key_of(sequence, last.declared.get(name))
        if key and all((one := _scalars(item).get(key)) and one.value for item in sequence.value):
            found[name] = Beside(key, last.said(name))
    return found


def appended(
    document: Document,
    text: str,
    read: Callable[[Document], list[Statement]],
    said: Mapping[str, str] | None = None,
) -> Document:
    """The document with a statement after the last one that stands in a list. Raises AppendError.

    `read` gives the statements of a document: those that were there have to be there still, and one more.
    `said` is what the entry says besides, by name ("id", "group"); in YAML only.
    """
    before = read(document)
    last = _last_listed(before)
    if last.item.text.rstrip().endswith("."):
        text += "."
    if _is_yaml(document):
        at, item = _yaml_item(document, last, text, said or {})
    elif said:
        raise AppendError(f"an entry has no place for {' and '.join(said)} here")
    elif document.path.lower().endswith(".json"):
        raise AppendError("only lists in YAML and Markdown can be appended to")
    else:
        at, item = _markdown_item(document, last, text)
    new = Document(document.path, document.text[:at] + item + document.text[at:])
    texts, now = [_words(one.text) for one in before], [_words(one.text) for one in read(new)]
    if not any(now[:n] + now[n + 1 :] == texts and one == _words(text) for n, one in enumerate(now)):
        raise AppendError("at the end of its last list there is no place that reads as one more statement")
    return new


def _last_listed(statements: Sequence[Statement]) -> Statement:
    listed = [one for one in statements if one and one.place in ("item", "field")]
    if not listed:
        raise AppendError("no list of statements to append to")
    return listed[-1]


def _is_yaml(document: Document) -> bool:
    return document.path.lower().endswith((".yml", ".yaml"))


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


def _yaml_item(document: Document, last: Statement, text: str, said: Mapping[str, str]) -> tuple[int, str]:
    sequence = _sequence(document, last)
    items = sequence.value
    end = _end(document, items[-1])
    apart = len(items) > 1 and _blank_between(document.text[_end(document, items[-2]) : items[-1].start_mark.index])
    newline = _newline(document)
    indent = " " * sequence.start_mark.column
    lines = f"{newline}{indent}  ".join(_entry(sequence, last, text, said))
    return end, f"{newline * (2 if apart else 1)}{indent}- {lines}"


def _sequence(document: Document, last: Statement) -> "yaml.SequenceNode":
    """The list that a statement stands in."""
    import yaml

    sequence = _list_at(yaml.compose(document.text, Loader=yaml.SafeLoader), last.start)
    if sequence is None:
        raise AppendError("its last statement is no item of a list")
    return sequence


def _entry(sequence: "yaml.SequenceNode", last: Statement, text: str, said: Mapping[str, str]) -> list[str]:
    """The lines of a new entry: what is said of it, written as the entry of the last statement is, in its order."""
    import yaml

    keys = {_key_of(sequence, last.declared.get(name)): words for name, words in said.items()}
    if "" in keys:
        missing = " and ".join(name for name in said if not _key_of(sequence, last.declared.get(name)))
        raise AppendError(f"its last entry has no {missing}")
    for item in sequence.value:
        if isinstance(item, yaml.ScalarNode) and _holds(item, last.start):
            return [_scalar(text, item.style)]
        found = next((key for key, value in _scalars(item).items() if _holds(value, last.start)), None)
        if found is not None:
            written = {**keys, found: text}
            return [
                f"{key}: {_scalar(written[key], one.style)}" for key, one in _scalars(item).items() if key in written
            ]
    raise AppendError("its last statement is not written in one piece")


def _key_of(sequence: "yaml.SequenceNode", declared: Slice | None) -> str:
    """The key of an entry under which something is declared, if it stands in an entry."""
    if declared is None:
        return ""
    found = (key for item in sequence.value for key, one in _scalars(item).items() if _holds(one, declared.start))
    return next(found, "")


def _scalars(item: "yaml.Node") -> "dict[str, yaml.ScalarNode]":
    """The keys of an entry whose values are written in one piece."""
    import yaml

    pairs = item.value if isinstance(item, yaml.MappingNode) else ()
    return {str(key.value): value for key, value in pairs if isinstance(value, yaml.ScalarNode)}


def _holds(node: "yaml.Node", offset: int) -> bool:
    return bool(node.start_mark.index <= offset <= node.end_mark.index)


def _list_at(node: "yaml.Node | None", offset: int) -> "yaml.SequenceNode | None":
    """The innermost list, an item a line, that holds an offset."""
    import yaml

    if node is None or not _holds(node, offset):
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
