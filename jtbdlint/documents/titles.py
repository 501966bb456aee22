"""Titles: of table columns and keys that name a clause ("Situation", `so_that`), and those over job statements."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jtbdlint.documents.candidate import Candidate
from jtbdlint.text import Reading, Slice

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


_ANNOUNCES = re.compile(
    r"""[\W\d]*
        (?: (?: the|our|their|my|all|main|primary|secondary|key|top|core|big|small|user|customer|buyer|functional
              | emotional|social|related|supporting|validated ) \s+ )*
        (?: jobs?[ -]?to[ -]?be[ -]?done | jtbds? | job[ ](?:story|stories|statements?|map) | statement[ ]list )
        (?: [ ](?:list|statements?|stories) )?
        (?: \s*[(/:–—-].* | \s+(?:for|of|by)\b.* | \W* )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LONGEST_TITLE = 120


class Clauses(NamedTuple):
    """Which of some titles name clauses."""

    language: str
    numbers: Mapping[str, int]
    """By clause ("role", "situation", "motivation", "outcome") the number of its title, from 0."""


def announces(title: str) -> bool:
    """Whether a heading, a lead-in line or a column title says that job statements follow.

    "Jobs to be done", "Primary JTBD (draft)" and "Job stories for admins" do, "How we use JTBDs" does not.
    """
    return _ANNOUNCES.fullmatch(title) is not None


def is_announcement(reading: Reading) -> bool:
    """Whether a text is a line over job statements: it ends in a colon or is all bold."""
    title = reading.text.strip()
    if len(title) > _LONGEST_TITLE:
        return False
    set_apart = title[-1] in ":：" or any(wrap[:2] == (0, len(title)) for wrap in reading.wraps)
    return set_apart and announces(title)


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
    return replace(candidate, meant=True, clauses=clauses, language=named.language) if len(clauses) > 1 else candidate


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
