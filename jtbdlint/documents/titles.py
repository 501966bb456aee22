"""Titles of table columns and keys of data that name a clause: "Situation", "I want to", `so_that`."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jtbdlint.documents.candidate import Candidate
from jtbdlint.patterns import compiled
from jtbdlint.terminals import languages, terminals
from jtbdlint.text import Slice

_CLAUSES = ("role", "situation", "motivation", "outcome")


def _titles(language: str) -> dict[str, tuple[str, ...]]:
    known = terminals(language)
    return {clause: tuple(known[f"TITLE_{clause.upper()}"].split("|")) for clause in _CLAUSES}


TITLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    language: _titles(language) for language in sorted(languages(), key=lambda language: (language != "en", language))
}
"""By language and clause, in lower case. Which of them stand together tells a table of statements from others."""

# "When ... (situation)", "Motivation / goal": what comes after the title proper.
_MORE = compiled(r"\s*(?:[(\[/:：…_]|\.\.).*", re.DOTALL)
_HUMP = compiled(r"(?<=[a-z])(?=[A-Z])")
_GAPS = compiled(r"[\s_-]+")

_WANTS = {title for of_clause in TITLES.values() for title in of_clause["motivation"]}
_WORDS = sorted({max(title.split(), key=len) for title in _WANTS})
_WANTED = "|".join(sorted(_WANTS)).replace(" ", r"[\s_-]*")
# As `_normal` reads it, before the colon of a key.
_KEY = compiled(rf"(?:{_WANTED})(?:[\s_-]*(?:[(\[/…：]|\.\.)[^\n]*?|[\s.,;!?–—*_-]*)[\"']?\s*:")


class Clauses(NamedTuple):
    """Which of some titles name clauses."""

    language: str
    numbers: Mapping[str, int]
    """By clause ("role", "situation", "motivation", "outcome") the number of its title, from 0."""


def clauses_named(titles: Sequence[str], *, announced: bool = False) -> Clauses | None:
    """The clauses that titles name, in the language in which they name most; None when they make no statement.

    Three clauses have to be named, a motivation among them: a motivation and an outcome alone are columns
    of other tables too. Where job statements are `announced`, two are enough.
    """
    normal = [_normal(title) for title in titles]
    best: Clauses | None = None
    for language, of_clause in TITLES.items():
        numbers: dict[str, int] = {}
        for number, title in enumerate(normal):
            for clause, names in of_clause.items():
                if title in names:
                    numbers.setdefault(clause, number)
        if best is None or len(numbers) > len(best.numbers):
            best = Clauses(language, numbers)
    enough = 2 if announced else 3
    return best if best and "motivation" in best.numbers and len(best.numbers) >= enough else None


def of_cells(candidate: Candidate, parts: Sequence[Slice], named: Clauses) -> Candidate:
    """A candidate with the clauses that stand in its cells. As it was when fewer than two cells are filled."""
    clauses = {
        clause: parts[number]
        for clause, number in named.numbers.items()
        if number < len(parts) and any(map(str.isalnum, parts[number].text))
    }
    return candidate._replace(meant=True, clauses=clauses, language=named.language) if len(clauses) > 1 else candidate


def may_be_keys(text: str) -> bool:
    """Whether a text, in lower case, may hold keys that name clauses: whether one names a motivation."""
    return any(word in text for word in _WORDS) and _KEY.search(text) is not None


def names_a_clause(title: str) -> bool:
    """Whether a title may be that of a clause, whatever stands beside it."""
    normal = _normal(title)
    return any(normal in names for of_clause in TITLES.values() for names in of_clause.values())


def _normal(title: str) -> str:
    plain = _GAPS.sub(" ", _HUMP.sub(" ", title.replace("’", "'"))).strip()
    return _MORE.sub("", plain).strip(" .,;!?–—*").lower()
