"""Findings that are known: a file with one a line, which survives edits elsewhere and merges cleanly.

    rule <tab> identity [<tab> other identity ...] <tab> # the statement, for people

An identity is the id of a statement or, where it has none, its words: no line numbers, no scores. A line
that stands there twice hides two findings.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jtbdlint.config import ConfigError
from jtbdlint.engine import Finding, identities
from jtbdlint.rule import Problem, Slice
from jtbdlint.text import Document

_HEAD = "# Findings that jtbdlint does not report; written by `jtbdlint check --write-baseline`."

Key = tuple[str, ...]
"""Rule and identities."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a baseline file says: the line of each entry, an entry as often as it stands there."""

    entries: Sequence[tuple[Key, Slice]]


def key(finding: Finding) -> Key:
    """What a finding is known by."""
    return finding.rule.name, *(" ".join(one.split()) for one in identities(finding))


def read(path: str, shown: str) -> Baseline:
    """Read a baseline. Raises ConfigError where it cannot be read."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise ConfigError(f"{shown}: the baseline cannot be read: {why}") from error
    return parse(Document(shown, text))


def parse(document: Document) -> Baseline:
    """The baseline that a document holds. Raises ConfigError for a line that is no entry."""
    entries = []
    whole = document.whole()
    for number in range(1, document.lines + 1):
        line = document.line(number)
        start = document.offset_of_line(number)
        parts = line.split("\t")
        if parts[-1].startswith("# "):
            parts.pop()
        if not line.strip() or line.startswith("#"):
            continue
        if len(parts) < 2:
            raise ConfigError(f"{document.path}:{number}: expected a rule, a tab and what it is about")
        entries.append((tuple(parts), whole.part(start, start + len(line))))
    return Baseline(entries)


def lines(findings: Iterable[Finding]) -> list[str]:
    """The lines of a baseline that holds these findings."""
    said = sorted("\t".join((*key(one), f"# {_comment(one)}")) for one in findings)
    return [_HEAD, *said]


def _comment(finding: Finding) -> str:
    text = finding.statement.text if finding.statement is not None else finding.problem.message
    return " ".join(text.split())


def hide(findings: Sequence[Finding], baseline: Baseline) -> tuple[list[Finding], list[Problem]]:
    """The findings that a baseline does not list, and a problem for every entry that no finding is left for."""
    left = Counter(entry for entry, _ in baseline.entries)
    kept = []
    for finding in findings:
        if left[key(finding)]:
            left[key(finding)] -= 1
        else:
            kept.append(finding)
    stale = []
    for entry, at in baseline.entries:
        if left[entry]:
            left[entry] -= 1
            message = f"{entry[0]} no longer finds this"
            stale.append(Problem(at, message, "write the baseline anew with --write-baseline"))
    return kept, stale
