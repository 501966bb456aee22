"""What several tests need: a corpus in memory, and what the rules say about it."""

from collections.abc import Mapping, Sequence

from jtbdlint.config import Config
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.engine import Report
from jtbdlint.run import Linter
from jtbdlint.text import Document


def corpus(files: Mapping[str, str]) -> Corpus:
    """A corpus of documents that are nowhere on the disk."""
    documents = [Document(path, text) for path, text in files.items()]
    return Corpus(documents, [one for document in documents for one in statements_of(document)])


def lint(files: Mapping[str, str], select: Sequence[str] = (), *, suppressing: bool = True) -> Report:
    """What the selected rules say about files."""
    return Linter.of(Config(select=tuple(select)), suppressing=suppressing).lint(corpus(files))


def told(report: Report) -> list[str]:
    """The findings of a report, short: "page.md:3 missing-outcome"."""
    return [f"{one.path}:{one.problem.at.position.line} {one.rule.name}" for one in report.findings]
