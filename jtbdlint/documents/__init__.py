"""From a document to its candidates: one reader a format."""

from collections.abc import Mapping, Sequence

from jtbdlint.documents.candidate import CELL_END, Candidate, Place, Unreadable
from jtbdlint.text import Document

__all__ = ["CELL_END", "SUFFIXES", "TABLES", "Candidate", "Place", "Unreadable", "may_hold", "read"]

_MARKDOWN = (".md", ".markdown", ".mdx")
_TEMPLATES = (".md.erb",)
_YAML = (".yml", ".yaml")
_JSON = (".json",)
_PLAIN = (".txt",)
_ASCIIDOC = (".adoc", ".asciidoc")
_RST = (".rst",)

SUFFIXES = (*_MARKDOWN, *_TEMPLATES, *_YAML, *_JSON, *_PLAIN, *_ASCIIDOC, *_RST)
"""How the names of the files end that there is a reader for, in lower case."""

TABLES = (".csv", ".tsv")
"""Those of files that are read where they are asked for: most tables are large, and not of jobs."""


def read(
    document: Document,
    fields: Mapping[str, Sequence[str]] | None = None,
    *,
    named: bool = False,
    code: bool = False,
) -> Sequence[Candidate]:
    """The candidates of a document, in its order. Its name's suffix says how to read it.

    A name without a known suffix, as standard input may have, is read as Markdown, which a bare
    sentence is too. `fields` are the keys in YAML and JSON under which things stand (see
    `yaml.FIELDS`). `named` says that somebody asked for this very file. With `code`, code
    blocks are read too. Raises Unreadable.
    """
    # A reader is imported when there is something for it: a page does not pay for YAML.
    name = document.path.lower()
    if name.endswith((*_YAML, *_JSON)):
        from jtbdlint.documents import yaml

        return yaml.read(document, fields, named=named)
    if name.endswith(TABLES):
        from jtbdlint.documents import csv

        return csv.read(document, fields, named=named)
    if name.endswith(_PLAIN):
        from jtbdlint.documents import plain

        return plain.read(document)
    if name.endswith(_ASCIIDOC):
        from jtbdlint.documents import asciidoc

        return asciidoc.read(document, code=code)
    if name.endswith(_RST):
        from jtbdlint.documents import rst

        return rst.read(document, code=code)
    from jtbdlint.documents import markdown

    return markdown.read(document, templates=name.endswith(_TEMPLATES), code=code)


def may_hold(path: str, text: str, fields: Mapping[str, Sequence[str]] | None = None) -> bool:
    """Whether data of this name, that nobody named may hold jobs; False is certain. Other files may hold anything."""
    if not path.lower().endswith((*_YAML, *_JSON)):
        return True
    from jtbdlint.documents import yaml

    return yaml.may_hold(text, fields)
