"""What `[terms]` and `[[term-rules]]` of the configuration hold: words of one's own, and rules made of words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from jtbdlint.rule import Level


class Terms(NamedTuple):
    """Words of one's own, each list for all rules that have a use for it."""

    solution: Annotated[tuple[str, ...], "Products and technologies, which are solutions and no part of a job."] = ()
    org: Annotated[tuple[str, ...], "Teams, departments and product categories, which the performer does not see."] = ()
    acronyms: Annotated[tuple[str, ...], "Letters that need not be spelled out."] = ()
    prefer: Annotated[Mapping[str, tuple[str, ...]], "A term, and the words that it is to be used instead of."] = (
        MappingProxyType({})
    )


class TermRule(NamedTuple):
    """A rule without code: words that are not to stand in some clauses."""

    code: Annotated[str, "Capital letters and digits: ACME1. JT is taken."]
    name: Annotated[str, "Small letters and hyphens: no-jargon."]
    message: Annotated[str, "What is wrong; {word} is what was found. Without it: '{word}' is not used here."] = ""
    suggest: Annotated[str, "What to do about it."] = ""
    clauses: Annotated[tuple[Literal["situation", "motivation", "outcome"], ...], "Where it looks."] = (
        "situation",
        "motivation",
        "outcome",
    )
    words: Annotated[tuple[str, ...], "The words; one without capitals is found with them, too."] = ()
    pattern: Annotated[str, "Instead of words a regular expression, as Python reads it; capitals count."] = ""
    fix: Annotated[str, "What to write in the place of what was found, if that never changes what is said."] = ""
    level: Annotated[Level, "Its level."] = Level.WARNING
    bad: Annotated[tuple[str, ...], "Statements that it flags, with «marks» around what it finds."] = ()
    good: Annotated[tuple[str, ...], "Statements that it does not flag."] = ()
