"""Words that several rules know."""

import re

from jtbdlint.statement import Failure

# What stands where a statement is meant to stand and is none -------------------------------------------------

BLANK = re.compile(
    r"\[[^\W\d_][^\]\n]*\]|<[^\W\d_][^>\n]*>|\{[^\W\d_][^}\n]*\}|_{3,}|\.{3}|…"
    r"|\b(?:TBD|TBC|TBA|TODO|FIXME|XXX)\b|\btbd\b|(?<!\S)\?{3,}|\blorem ipsum\b"
)
"""A place that a template leaves open: in brackets, as dots or a line, or with a note to fill it in."""

PROSE = re.compile(
    r"[.!?:;]\s+\S|:\s*$"
    r"|^\W*(?:The|This|That|These|Those|Here|There|It|We|You|If|See|Note|For|In|Our|Please|Each|All|No|Not|As)\b"
    r"|^(?:\S+\s+){18}\S"
)
"""What tells a sentence about jobs from a bare task: a second sentence, a colon, how it opens, its length."""


_GERUND = re.compile(r"\w+ing\b", re.IGNORECASE)


def opens_no_clause(failure: Failure | None) -> bool:
    """Whether a text that does not parse opens no clause; "Cutting costs" is a task that looks like a situation."""
    return failure is None or not failure.read or _GERUND.match(failure.read) is not None
