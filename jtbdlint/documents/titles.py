"""Titles of table columns and keys of data that name a clause: "Situation", "I want to", `so_that`."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jtbdlint.documents.candidate import Candidate
from jtbdlint.text import Slice

TITLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "role": ("as a", "as an", "as"),
        "situation": ("situation", "when", "when i", "when i am", "when i'm", "trigger"),
        "motivation": ("motivation", "i want", "i want to", "want", "want to", "i need", "i need to"),
        "outcome": ("outcome", "expected outcome", "desired outcome", "so", "so i can", "so that", "so that i can"),
    },
    "de": {
        "role": ("als",),
        "situation": ("situation", "auslöser", "wenn", "wenn ich"),
        "motivation": ("motivation", "möchte ich", "will ich", "ich möchte", "ich will"),
        "outcome": ("ergebnis", "nutzen", "damit", "damit ich", "sodass ich", "so dass ich"),
    },
    "es": {
        "role": ("como",),
        "situation": ("situación", "cuando"),
        "motivation": ("motivación", "quiero"),
        "outcome": ("resultado", "para", "para que", "para poder"),
    },
    "fr": {
        "role": ("en tant que",),
        "situation": ("situation", "quand", "quand je", "lorsque", "lorsque je"),
        "motivation": ("motivation", "je veux", "je souhaite"),
        "outcome": ("résultat", "afin de", "afin que", "pour", "pour que"),
    },
    "it": {
        "role": ("come",),
        "situation": ("situazione", "quando"),
        "motivation": ("motivazione", "voglio", "vorrei"),
        "outcome": ("risultato", "così da", "in modo da", "così posso"),
    },
    "pt": {
        "role": ("como",),
        "situation": ("situação", "quando"),
        "motivation": ("motivação", "quero", "eu quero"),
        "outcome": ("resultado", "para", "para que", "para que eu possa", "para poder"),
    },
    "ru": {
        "role": ("как",),
        "situation": ("ситуация", "когда", "когда я"),
        "motivation": ("мотивация", "я хочу", "хочу"),
        "outcome": ("результат", "чтобы", "чтобы я мог"),
    },
    "uk": {
        "role": ("як",),
        "situation": ("ситуація", "коли", "коли я"),
        "motivation": ("мотивація", "я хочу", "хочу"),
        "outcome": ("результат", "щоб", "щоб я міг"),
    },
    "ja": {
        "role": ("役割",),
        "situation": ("状況", "いつ"),
        "motivation": ("動機", "したいこと"),
        "outcome": ("成果", "期待する成果"),
    },
}
"""By language and clause, in lower case. Which of them stand together tells a table of statements from others."""

# "When ... (situation)", "Motivation / goal": what comes after the title proper.
_MORE = re.compile(r"\s*(?:[(\[/:：…_]|\.\.).*", re.DOTALL)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GAPS = re.compile(r"[\s_-]+")

_WANTS = {title for of_clause in TITLES.values() for title in of_clause["motivation"]}
_WORDS = sorted({max(title.split(), key=len) for title in _WANTS})
_KEY = re.compile(rf"(?:{'|'.join(sorted(_WANTS)).replace(' ', '[ _-]?')})[\"']?[ \t]*:")


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
