"""Words that several rules know."""

import re

from jtbdlint.patterns import compiled
from jtbdlint.statement import Failure

CELL_END = "\x1f"
"""Between the cells of a table row, where a reader joins them."""

# What stands where a statement is meant to stand and is none -------------------------------------------------

BLANK = compiled(
    r"\[[^\W\d_][^\[\]\n]*\]|<[^\W\d_][^<>\n]*>|\{[^\W\d_][^{}\n]*\}|___+|\.\.\.|…"
    # All begin with a character of their own, and what is before is looked at behind it: so they are found fast.
    r"|T(?<!\wT)(?:BD|BC|BA|ODO)\b|F(?<!\wF)IXME\b|X(?<!\wX)XX\b|t(?<!\wt)bd\b|l(?<!\wl)orem ipsum\b"
    r"|\?(?<!\S\?)\?\?+"
)
"""A place that a template leaves open: in brackets, as dots or a line, or with a note to fill it in."""

PROSE = compiled(
    r"(?:^\W*|[.!?:;]\s+)(?:The|This|That|These|Those|Here|There|It|We|You|I|My|If|See|Note|Our|Please|Each|All|No|Not"
    r"|Some|Most)\b|:\s*$"
)
"""How a sentence about jobs opens and ends, and a bare task does not."""

BESIDE = compiled(r"\W*\w+(?: \w+)?\W*:\s")
"""The label of what is told beside a statement in a list: "Persona: a nurse"."""

_ASIDE = compiled(
    r"(?:\w+ing|as|at|by|during|every|each|for|from|given|in|on|of|through|under|upon|via|with|without)\b",
    re.IGNORECASE,
)


def opens_no_clause(failure: Failure) -> bool:
    """Whether a text that does not parse opens no clause; "Cutting costs" is a task that looks like a situation."""
    return not failure.read or _ASIDE.match(failure.read) is not None


def words(text: str) -> frozenset[str]:
    """The words of a text: lists of them are written so, since a set is made a hundred times as fast as a pattern."""
    return frozenset(text.split())


# English verbs -------------------------------------------------------------------------------------------------

BARE_VERBS = words(
    """
    add adapt adjust allow apply assess assign attach avoid be become bring build choose collect combine compare
    connect convert create customize decide define delete deploy determine discover do edit enable ensure evaluate
    explore find follow gather get give go have identify improve include keep know learn locate maintain make modify
    organise organize pick predict prepare prevent protect provide publish reach receive recognise recognize reduce
    remove respond see select send share show solve speak stay store switch take teach tell understand verify
    visualise visualize write
    """
) | {"clean up", "set up", "sign up", "log in"}
"""English verbs, in their bare form, that are no nouns."""

VERBS_OR_NOUNS = words(
    """
    access ask book buy call change check clean control copy cut download drive estimate export filter fix help
    import limit link list load look manage map mark measure monitor move open order pay plan play post print read
    record release report request review run save schedule score search sort spend start stop support test track
    transfer try update use view visit watch work
    """
)
"""English verbs, in their bare form, that are nouns as well."""

OBJECTS = words("the a an my our their its this that these those it them")
"""Words that open what a verb is about."""

_TWO_WORDS = compiled(r"([^\W_]+)(?: ([^\W_]+))?")


def bare_verb(text: str, begin: int, objects: frozenset[str]) -> int:
    """Where a verb in its bare form that begins at an offset of a text ends; `begin` itself where there is none.

    One that is a noun as well is given away by what follows it: one of `objects`.
    """
    found = _TWO_WORDS.match(text, begin)
    if found is None:
        return begin
    first, second = found[1].lower(), (found[2] or "").lower()
    if f"{first} {second}" in BARE_VERBS:
        return found.end(2)
    return found.end(1) if first in BARE_VERBS or (first in VERBS_OR_NOUNS and second in objects) else begin
