"""What `[terms]` and `[[term-rules]]` of the configuration hold: words of one's own, and rules made of words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from jtbdlint.rule import Level


def _key(doc: str, default: Any = ()) -> Any:
    return field(default_factory=dict if isinstance(default, dict) else lambda: default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Terms:
    """Words of one's own, each list for all rules that have a use for it."""

    solution: tuple[str, ...] = _key("Products and technologies, which are solutions and no part of a job.")
    org: tuple[str, ...] = _key("Teams, departments and product categories, which the performer does not see.")
    acronyms: tuple[str, ...] = _key("Letters that need not be spelled out.")
    prefer: Mapping[str, tuple[str, ...]] = _key("A term, and the words that it is to be used instead of.", {})


@dataclass(frozen=True, slots=True)
class TermRule:
    """A rule without code: words that are not to stand in some clauses."""

    code: str = field(metadata={"doc": "Capital letters and digits: ACME1. JT is taken."})
    name: str = field(metadata={"doc": "Small letters and hyphens: no-jargon."})
    message: str = _key("What is wrong; {word} is what was found. Without it: '{word}' is not used here.", "")
    suggest: str = _key("What to do about it.", "")
    clauses: tuple[Literal["situation", "motivation", "outcome"], ...] = _key(
        "Where it looks.", ("situation", "motivation", "outcome")
    )
    words: tuple[str, ...] = _key("The words; one without capitals is found with them, too.")
    pattern: str = _key("Instead of words a regular expression, as Python reads it; capitals count.", "")
    fix: str = _key("What to write in the place of what was found, if that never changes what is said.", "")
    level: Level = _key("Its level.", Level.WARNING)
    bad: tuple[str, ...] = _key("Statements that it flags, with «marks» around what it finds.")
    good: tuple[str, ...] = _key("Statements that it does not flag.")
