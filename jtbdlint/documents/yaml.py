"""YAML and JSON: lists of jobs, with exact places in every kind of scalar.

Only the parser's events are read: nothing is constructed, an alias is never expanded, a tag never obeyed,
and text is text whatever it looks like. JSON is read as JSON, since it is not quite YAML.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from jtbdlint.documents.candidate import CELL_END, Candidate, Place, Unreadable, cells
from jtbdlint.documents.titles import TITLES, Clauses, clauses_named, may_be_keys, of_cells
from jtbdlint.patterns import compiled
from jtbdlint.text import Document, Piece, Reading, Slice

FIELDS: Mapping[str, tuple[str, ...]] = {
    "statement": ("jtbd", "job_statement", "job_story", "jobstatement", "jobstory", "jobs_to_be_done"),
    "id": ("id", "slug"),
    "parent": ("parent", "parent_id", "parent_slug"),
    "group": ("group", "stage", "category"),
    "title": ("short_jtbd", "micro_job", "title", "short_name", "name"),
    "persona": ("persona", "personas", "performer", "job_performer"),
    "goal": ("goal",),
    "step": ("step", "job_step"),
    "confidence": ("confidence",),
    "maturity": ("maturity", "grade"),
    "source": ("source", "sources", "research", "evidence"),
    "distinct-from": ("distinct_from",),
    "situation": (),
    "motivation": (),
    "outcome": (),
}
"""What stands beside a statement, and the keys for it; of several the first that has a value counts.

The clauses, where they have keys of their own, need none here: those of `titles.TITLES` are always known.
Upper and lower case, and "-", "_" and " " in keys, are alike.
"""

# Many kinds of files have these: they count where more is there that makes a job of it.
_AMBIGUOUS = ("statement", "job")
_CLAUSES = ("situation", "motivation", "outcome")
_INHERITED = ("persona", "group", "goal", "step")
_OF_JOBS = compiled(
    r"jtbd|jobs?[ _-]?to[ _-]?be[ _-]?done|job[ _-]?(?:stor|statement)|(?:^|[^a-z])jobs(?:$|[^a-z])", re.I
)
_FEW_WORDS = 5
_DEEPEST = 100

_BREAKS = "\r\n\x85\u2028\u2029"
_BREAK = rf"(?:\r\n|[{_BREAKS}])"
_FOLD = compiled(rf"{_BREAK}[ \t]*")
_SINGLE = compiled(rf"''|{_BREAK}[ \t]*")
_DOUBLE = compiled(
    rf"""\\(?: {_BREAK}[ \t]*
             | u[dD][89abAB][0-9a-fA-F]{{2}} \\u[dD][c-fC-F][0-9a-fA-F]{{2}}
             | x[0-9a-fA-F]{{2}} | u[0-9a-fA-F]{{4}} | U[0-9a-fA-F]{{8}} | . )
       | {_BREAK}[ \t]*""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_JSON_ESCAPE = compiled(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_LINE = compiled(rf"([^{_BREAKS}]*)({_BREAK}|\Z)")
_PROPERTIES = compiled(r"(?:[&!]\S*(?:\s+(?:#[^\r\n]*\s+)*)?)*")
_JSON_TOKEN = compiled(r'[\[{]|[\]}]|"(?:[^"\\]|\\.)*"|[^\s\[\]{}",:]+')


def read(
    document: Document, fields: Mapping[str, Sequence[str]] | None = None, *, named: bool = False
) -> list[Candidate]:
    """The candidates of a YAML or JSON document, in its order: the statements of its lists of jobs.

    `fields` replaces keys of `FIELDS`. A file that is no list of jobs gives nothing; when it is broken
    as well, that is told only when it was `named`. Raises Unreadable.
    """
    keys = _keys_for(fields)
    text = document.text
    if not named and not keys.may_be_in(text):
        return []
    try:
        roots = _json(text) if document.path.lower().endswith(".json") else _yaml(text)
    except Unreadable:
        if named or keys.are_in(text):
            raise
        return []
    jobs = _Jobs(document, keys)
    for root in roots:
        jobs.walk(root, "", {})
    return jobs.found


def may_hold(text: str, fields: Mapping[str, Sequence[str]] | None = None) -> bool:
    """Whether a text may hold jobs; False is certain, for a file that nobody named."""
    return _keys_for(fields).may_be_in(text)


def _keys_for(fields: Mapping[str, Sequence[str]] | None) -> "_Keys":
    return _keys(tuple((name, tuple(of_name)) for name, of_name in (fields or {}).items()))


class _Keys:
    """The keys that are looked for."""

    def __init__(self, fields: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        given = dict(fields)
        names = {name: tuple(map(_normal, keys)) for name, keys in {**FIELDS, **given}.items()}
        self.statement = names.pop("statement")
        self.titles = {key: TITLES["en"][clause][0] for clause in _CLAUSES for key in names.pop(clause)}
        """For the keys that the configuration has for clauses, the titles that they stand for."""
        self.ambiguous = () if "statement" in given else _AMBIGUOUS
        self.beside = {key: (name, rank) for name, keys in names.items() for rank, key in enumerate(keys)}
        self.words = frozenset(
            key.split("_")[0].removesuffix("y") for key in (*self.statement, *self.ambiguous, *self.titles)
        )

    def may_be_in(self, text: str) -> bool:
        """Whether a text holds a key that is in every file with statements."""
        text = text.lower()
        return (any(word in text for word in self.words) and self.written.search(text) is not None) or may_be_keys(text)

    @cached_property
    def written(self) -> re.Pattern[str]:
        """The keys of statements and clauses as they may be written, with up to three letters that make a plural."""
        keys = (re.escape(key.removesuffix("y")) for key in (*self.statement, *self.ambiguous, *self.titles))
        return compiled(rf"(?:{'|'.join(keys).replace('_', '[ _-]')})\w{{,3}}\s*[\"']?(?:\s|#[^\n]*)*:")

    def are_in(self, text: str) -> bool:
        """Whether one of the keys that leave no doubt is written in a text, as a key."""
        # Up to three letters make a plural.
        keys = "|".join(re.escape(key.removesuffix("y")).replace("_", "[ _-]") for key in self.statement)
        return re.search(rf"(?<!\w)(?:{keys})\w{{,3}}[\"']?\s*:", text, re.IGNORECASE) is not None


_keys = cache(_Keys)


@lru_cache(maxsize=1_000)
def _normal(key: str) -> str:
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _singular(key: str) -> str:
    return key[:-3] + "y" if key.endswith("ies") else key.removesuffix("s")


# --- The jobs in a tree ------------------------------------------------------------------------


@dataclass(slots=True)
class _Entry:
    """A mapping that may be a job: where its statement stands, and what is declared beside it."""

    statement: "_Node | None" = None
    certain: bool = False
    """Whether the key of the statement leaves no doubt."""
    parted: Candidate | None = None
    """The statement whose clauses have keys of their own, where there is no other."""
    blank: "_Scalar | None" = None
    """The empty value of such a key."""
    declared: dict[str, Slice] = field(default_factory=dict)
    repeated: list[tuple[Slice, Slice]] = field(default_factory=list)

    @property
    def like_a_job(self) -> bool:
        """Whether it has what the jobs around it have, but for the statement."""
        return self.blank is not None or len(self.declared.keys() & {"id", "title", "parent", "group"}) > 1


class _Jobs:
    """Finds the jobs in trees of nodes."""

    def __init__(self, document: Document, keys: _Keys) -> None:
        self.document = document
        self.keys = keys
        self.found: list[Candidate] = []

    def walk(self, node: "_Node | None", name: str, above: Mapping[str, Slice], key: "_Scalar | None" = None) -> None:
        """All jobs in a node that stands under the key `name`; `above` is declared for all in it."""
        if isinstance(node, _List):
            self.list(node, name, above)
        elif isinstance(node, _Map):
            entry = self.entry(node, name)
            if entry.parted or (entry.certain and entry.statement is not None and self.is_sentence(entry.statement)):
                if key is not None:
                    entry.declared.setdefault("id", self.reading(key).whole())
                self.job(entry, name, above)
            self.walk_values(node, entry, above)

    def list(self, node: "_List", name: str, above: Mapping[str, Slice]) -> None:
        """The jobs in a list: mappings, bare sentences, or more lists."""
        texts = [item for item in node.items if isinstance(item, _Scalar) and not item.empty]
        certain = _singular(name) in self.keys.statement or name in self.keys.statement
        sentences = sum(len(text.value.split()) >= _FEW_WORDS for text in texts)
        if certain or (_singular(name) in self.keys.ambiguous and 2 * sentences > len(texts)):
            for text in texts:
                self.add(self.reading(text), above, meant=certain or self.is_of_jobs(name))
        entries = [(item, self.entry(item, name) if isinstance(item, _Map) else _Entry()) for item in node.items]
        certain = any(entry.parted or (entry.certain and entry.statement is not None) for _, entry in entries)
        for item, entry in entries:
            if entry.parted or entry.statement is not None:
                self.job(entry, name, above)
            elif certain and isinstance(item, _Map) and entry.like_a_job:
                at = entry.blank.inside if entry.blank else item.start
                self.add(Reading.empty(self.document, at), {**above, **entry.declared}, True, entry.repeated)
            if isinstance(item, _Map):
                self.walk_values(item, entry, above)
            else:
                self.walk(item, name, above)

    def walk_values(self, node: "_Map", entry: _Entry, above: Mapping[str, Slice]) -> None:
        """The jobs inside a mapping, which may be a job itself: then it is their parent."""
        inside = {**above, **{name: value for name, value in entry.declared.items() if name in _INHERITED}}
        if (entry.parted or entry.statement is not None) and "id" in entry.declared:
            inside["parent"] = entry.declared["id"]
        for key, value in node.pairs:
            if value is not entry.statement and isinstance(key, _Scalar) and not isinstance(value, _Scalar):
                self.walk(value, _normal(key.value), inside, key)

    def job(self, entry: _Entry, name: str, above: Mapping[str, Slice]) -> None:
        """The statement of an entry, or its statements."""
        declared = {**above, **entry.declared}
        meant = entry.certain or self.is_of_jobs(name)
        statement = entry.statement
        parted = entry.parted or (self.parted(statement, announced=True) if isinstance(statement, _Map) else None)
        if parted is not None:
            self.found.append(parted._replace(declared=declared, repeated=tuple(entry.repeated)))
        elif isinstance(statement, _List):
            for text in statement.texts:
                self.add(self.reading(text), declared, meant, entry.repeated)
        elif isinstance(statement, _Map):
            self.add(self.joined(statement.texts, CELL_END), declared, meant, entry.repeated)
        elif statement is not None:
            self.add(self.reading(statement), declared, meant, entry.repeated)

    def parted(self, node: "_Map", *, announced: bool) -> Candidate | None:
        """The statement whose clauses are values of a mapping, under keys that name them."""
        keys = [key.value if isinstance(key, _Scalar) else "" for key, _ in node.pairs]
        named = clauses_named([self.keys.titles.get(_normal(key), key) for key in keys], announced=announced)
        if named is None:
            return None
        values = [(clause, node.items[2 * number + 1]) for clause, number in named.numbers.items()]
        # An alias may stand for what was said before.
        filled = {one.start: (one, clause) for clause, one in values if isinstance(one, _Scalar) and not one.empty}
        if not filled:
            return None
        reading = self.joined([filled[start][0] for start in sorted(filled)], CELL_END)
        numbers = {filled[start][1]: number for number, start in enumerate(sorted(filled))}
        candidate = Candidate(reading, Place.FIELD, meant=True)
        return of_cells(candidate, cells(reading), Clauses(named.language, numbers))

    def add(
        self,
        reading: Reading,
        declared: Mapping[str, Slice],
        meant: bool,
        repeated: Sequence[tuple[Slice, Slice]] = (),
    ) -> None:
        self.found.append(Candidate(reading, Place.FIELD, meant, declared=declared, repeated=tuple(repeated)))

    def entry(self, node: "_Map", name: str) -> _Entry:
        """What a mapping under the key `name` says of a job. Of a repeated key the last value counts, as everywhere."""
        entry = _Entry()
        statements: dict[str, _Node | None] = {}
        ranks: dict[str, int] = {}
        seen: dict[str, _Scalar] = {}
        for key, value in node.pairs:
            if not isinstance(key, _Scalar):
                continue
            normal = _normal(key.value)
            if normal in seen:
                entry.repeated.append((self.reading(seen[normal]).whole(), self.reading(key).whole()))
            seen[normal] = key
            if normal in self.keys.statement or normal in self.keys.ambiguous:
                statements[normal] = value
            elif normal in self.keys.beside:
                name, rank = self.keys.beside[normal]
                if value is not None and value.texts and rank <= ranks.get(name, rank):
                    ranks[name] = rank
                    entry.declared[name] = self.joined(value.texts, ", ").whole()
        for normal in self.keys.statement:
            value = statements.get(normal)
            if value is not None and value.texts:
                entry.statement, entry.certain = value, True
                break
            if isinstance(value, _Scalar):
                entry.blank = value
        label = statements.get("job")
        if isinstance(label, _Scalar) and not label.empty and len(seen.keys() & statements.keys()) > 1:
            entry.declared.setdefault("title", self.reading(label).whole())
        if entry.statement is None and entry.declared:
            values = (statements.get(normal) for normal in self.keys.ambiguous)
            entry.statement = next(
                (one for one in values if isinstance(one, _Scalar) and " " in one.value.strip()), None
            )
        if entry.statement is None:
            entry.parted = self.parted(node, announced=self.is_of_jobs(name))
        return entry

    @staticmethod
    def is_sentence(node: "_Node") -> bool:
        return any(len(text.value.split()) > 1 for text in node.texts)

    def is_of_jobs(self, name: str) -> bool:
        """Whether a list is named for jobs: by the key over it or by its file."""
        return any(_OF_JOBS.search(one) for one in (name, self.document.path.rsplit("/", 1)[-1]))

    def reading(self, scalar: "_Scalar") -> Reading:
        return Reading(self.document, scalar.pieces(self.document.text))

    def joined(self, scalars: "Sequence[_Scalar]", separator: str) -> Reading:
        """Several scalars as one text."""
        if len(scalars) == 1:
            return self.reading(scalars[0])
        pieces: list[Piece] = []
        for scalar in scalars:
            more = scalar.pieces(self.document.text)
            if pieces and more:
                pieces.append(Piece(pieces[-1].end, more[0].start, separator))
            pieces += more
        return Reading(self.document, pieces)


# --- From a file to trees ----------------------------------------------------------------------


@dataclass(slots=True)
class _Scalar:
    """A scalar. `style` is its quote or block indicator, "json" or nothing; `start` is where that stands."""

    start: int
    end: int
    value: str
    style: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written there."""
        return not self.value.strip() or (not self.style and self.value in ("~", "null", "Null", "NULL"))

    @property
    def inside(self) -> int:
        """Where its text begins."""
        return self.start + (self.style not in ("", "|", ">"))

    @property
    def texts(self) -> "list[_Scalar]":
        """Itself, if anything is written there."""
        return [] if self.empty else [self]

    def pieces(self, text: str) -> list[Piece]:
        """What is read there. Every line break of the file is one in the reading, also where YAML folds it."""
        if self.style in ("|", ">"):
            return list(self._block(text))
        quoted = bool(self.style)
        if self.value == text[self.start + quoted : self.end - quoted]:
            return [Piece(self.start + quoted, self.end - quoted, self.value)]
        pattern = {"": _FOLD, "'": _SINGLE, '"': _DOUBLE, "json": _JSON_ESCAPE}[self.style]
        return list(_flow(text, self.start + quoted, self.end - quoted, pattern))

    def _block(self, text: str) -> Iterator[Piece]:
        if not self.value.strip():
            return
        _, *lines = _LINE.finditer(text, self.start, self.end)
        while not lines[-1][1].strip():
            lines.pop()
        filled = next(number for number, line in enumerate(lines) if line[1].strip())
        # With an indicator, spaces that stand before the first text may belong to it: what YAML made of it tells.
        first = next(line for line in _LINE.findall(self.value) if line[0].strip())[0]
        indent = _indent(lines[filled][1]) - _indent(first)
        end = None
        for line in lines[filled:]:
            start = min(line.start() + indent, line.end(1))
            if end is not None:
                yield Piece(end, start, "\n")
            end = line.end(1)
            yield Piece(start, end, text[start:end])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _flow(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Piece]:
    """The pieces of a plain or quoted scalar, whose escapes and line breaks the pattern finds."""
    for match in pattern.finditer(text, start, end):
        source = match[0]
        breaks = source[0] in _BREAKS
        stop = match.start()
        if breaks:
            stop = start + len(text[start:stop].rstrip(" \t"))
        yield Piece(start, stop, text[start:stop])
        yield Piece(stop, match.end(), "\n" if breaks else _unescaped(source))
        start = match.end()
    yield Piece(start, end, text[start:end])


def _unescaped(source: str) -> str:
    """The character that an escape stands for; nothing for an escaped line break."""
    if source == "''":
        return "'"
    if source[1] in _BREAKS:
        return ""
    if source[1] not in "xuU":
        return _ESCAPES.get(source[1], source[1])
    if len(source) == 12:
        return (bytes.fromhex(source[2:6]) + bytes.fromhex(source[8:])).decode("utf-16-be")
    number = int(source[2:], 16)
    return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)


@dataclass(slots=True)
class _List:
    """A sequence."""

    start: int
    items: "list[_Node | None]" = field(default_factory=list)

    @property
    def texts(self) -> list[_Scalar]:
        """The scalars in it, those with something written."""
        return [item for item in self.items if isinstance(item, _Scalar) and not item.empty]


@dataclass(slots=True)
class _Map:
    """A mapping: keys and values in turn."""

    start: int
    items: "list[_Node | None]" = field(default_factory=list)

    @property
    def pairs(self) -> "Iterator[tuple[_Node | None, _Node | None]]":
        """The keys with their values."""
        return zip(self.items[::2], self.items[1::2], strict=True)

    @property
    def texts(self) -> list[_Scalar]:
        """The scalar values in it, those with something written."""
        return [item for item in self.items[1::2] if isinstance(item, _Scalar) and not item.empty]


_Node = _Scalar | _List | _Map


class _Tree:
    """Grows from the events of a parser. An alias of a scalar is that scalar; any other is None."""

    def __init__(self) -> None:
        self.roots: list[_Node | None] = []
        self.open: list[_List | _Map] = []

    def put(self, node: _Node | None) -> None:
        (self.open[-1].items if self.open else self.roots).append(node)

    def begin(self, node: _List | _Map) -> None:
        if len(self.open) >= _DEEPEST:
            raise Unreadable(f"nested more than {_DEEPEST} levels deep", node.start)
        self.put(node)
        self.open.append(node)

    def end(self) -> None:
        self.open.pop()


def _yaml(text: str) -> list[_Node | None]:
    """The documents of a YAML stream."""
    import yaml

    tree = _Tree()
    anchors: dict[str, _Scalar | None] = {}
    event: Any
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                start = event.start_mark.index
                if event.anchor is not None or event.tag is not None:
                    start = _after_properties(text, start, event.end_mark.index)
                scalar = _Scalar(start, event.end_mark.index, event.value, event.style or "")
                if event.anchor is not None:
                    anchors[event.anchor] = scalar
                tree.put(scalar)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                if event.anchor is not None:
                    anchors[event.anchor] = None
                tree.begin((_Map if kind is yaml.MappingStartEvent else _List)(event.start_mark.index))
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                tree.end()
            elif kind is yaml.AliasEvent:
                if event.anchor not in anchors:
                    raise Unreadable(f"not YAML: undefined alias '{event.anchor}'", event.start_mark.index)
                tree.put(anchors[event.anchor])
    except yaml.reader.ReaderError as error:
        character = error.character if isinstance(error.character, int) else ord(error.character)
        raise Unreadable(f"not YAML: {error.reason}", max(text.find(chr(character)), 0)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = ", ".join(filter(None, (error.problem, error.context)))
        raise Unreadable(f"not YAML: {message}", mark.index if mark else 0) from error
    return tree.roots


def _after_properties(text: str, start: int, end: int) -> int:
    """Where a scalar begins whose anchor and tag begin at `start`."""
    match = _PROPERTIES.match(text, start, end)
    return match.end() if match else start


def _json(text: str) -> list[_Node | None]:
    """The value of a JSON file."""
    try:
        # Numbers stay text: they may be longer than Python converts.
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.pos) from error
    except RecursionError:
        pass  # deeper than the tree may grow, which is told below
    tree = _Tree()
    for match in _JSON_TOKEN.finditer(text):
        token, start = match[0], match.start()
        if token == "{":
            tree.begin(_Map(start))
        elif token == "[":
            tree.begin(_List(start))
        elif token in ("}", "]"):
            tree.end()
        elif token[0] == '"':
            value = str(json.loads(token)) if "\\" in token else token[1:-1]
            tree.put(_Scalar(start, match.end(), value, "json"))
        else:
            tree.put(_Scalar(start, match.end(), token))
    return tree.roots
