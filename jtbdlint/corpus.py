"""The set of statements that a run is about: documents in, statements out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jtbdlint.config import Config
from jtbdlint.statement import Statement
from jtbdlint.text import Document


class Error(NamedTuple):
    """Why a run is not a complete answer: a file that could not be read, a rule that crashed."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read."""

    documents: Sequence[Document] = ()
    statements: Sequence[Statement] = ()
    errors: Sequence[Error] = ()


def read(paths: Sequence[str], config: Config, stdin_filename: str | None = None) -> Corpus:
    """Read all that the paths name; what cannot be read is among the errors."""
    documents: list[Document] = []
    statements: list[Statement] = []
    errors: list[Error] = []
    for path in paths:
        for one in sorted(Path(path).rglob("*")) if Path(path).is_dir() else [Path(path)]:
            if one.suffix in (".md", ".yml", ".yaml", ".txt") and one.is_file():
                documents.append(Document(one.as_posix(), one.read_bytes().decode()))
    for document in documents:
        statements += statements_of(document, config.languages, config.fields)
    return Corpus(documents, statements, errors)


def statements_of(
    document: Document,
    languages: Sequence[str] = ("en",),
    fields: Mapping[str, Sequence[str]] | None = None,
) -> list[Statement]:
    """All statements of a document, in its order.

    `fields` are the keys that the configuration names for data. Raises documents.Unreadable.
    """
    from jtbdlint import documents

    candidates = documents.read(document, fields) if fields else documents.read(document)
    if not candidates:
        return []
    from jtbdlint.parser import parse  # lark is only for who has something to parse

    return [statement for candidate in candidates for statement in parse(candidate, languages)]
