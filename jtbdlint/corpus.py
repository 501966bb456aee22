"""The set of statements that a run is about: documents in, statements out."""

from collections.abc import Mapping, Sequence

from jtbdlint.statement import Statement
from jtbdlint.text import Document


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
