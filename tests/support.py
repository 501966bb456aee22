"""What several tests need: a corpus in memory, and what some plain rules say about it.

The rules here are simpler than those of the same names that are shipped, which may change their minds.
"""

from collections.abc import Mapping, Sequence

from jtbdlint.catalog import OWN, bundled, choose
from jtbdlint.config import Config
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.engine import Report
from jtbdlint.rule import Problem, Problems, Statement, statement_rule
from jtbdlint.run import Linter
from jtbdlint.text import Document


@statement_rule("JT101", "missing-situation", level="error", bad=[], good=[])
def missing_situation(statement: Statement) -> Problems:
    if not statement.situation:
        yield Problem(statement.situation, "no situation")


@statement_rule("JT103", "missing-outcome", level="error", bad=[], good=[])
def missing_outcome(statement: Statement) -> Problems:
    if not statement.outcome:
        yield Problem(statement.outcome, "no outcome")


RULES = [missing_situation, missing_outcome, *(rule for rule in bundled() if rule.code.startswith(OWN))]


def corpus(files: Mapping[str, str]) -> Corpus:
    """A corpus of documents that are nowhere on the disk."""
    documents = [Document(path, text) for path, text in files.items()]
    return Corpus(documents, [one for document in documents for one in statements_of(document)])


def lint(files: Mapping[str, str], select: Sequence[str] = (), *, suppressing: bool = True) -> Report:
    """What the selected ones of the rules here say about files."""
    return Linter(RULES, choose(Config(select=tuple(select)), RULES), suppressing).lint(corpus(files))


def told(report: Report) -> list[str]:
    """The findings of a report, short: "page.md:3 missing-outcome"."""
    return [f"{one.path}:{one.problem.at.position.line} {one.rule.name}" for one in report.findings]
