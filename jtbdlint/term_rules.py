"""From `[[term-rules]]` of the configuration to rules like any other."""

import re
from collections.abc import Sequence
from math import prod

from jtbdlint.config import Origin
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Rule, Statement, statement_rule
from jtbdlint.terms import TermRule

LONGEST_PATTERN = 200
LONGEST_CLAUSE = 500
"""What is searched of a clause, in characters: nobody's is longer."""
MOST_WAYS = 10_000
"""In how many ways a pattern may match at one place at most, so that no search takes long."""
_MANY = 100
"""How often what may repeat without end is taken to repeat."""

_MARKED = compiled("«([^»]*)»")


def rule_of(given: TermRule, origin: Origin) -> Rule:
    """The rule that a table declares. Raises ConfigError with the place of what is wrong."""
    if not re.fullmatch("[A-Z]+[0-9]+", given.code) or given.code.startswith("JT"):
        raise origin.at("code").error(
            f"'{given.code}' is no code of your own: capital letters, then digits; JT is taken"
        )
    if not re.fullmatch("[a-z]+(-[a-z]+)*", given.name):
        raise origin.at("name").error(f"'{given.name}' is no name: words in small letters, with hyphens between them")
    if bool(given.words) == bool(given.pattern):
        raise origin.error("give either 'words' or a 'pattern'")
    if not given.clauses:
        raise origin.at("clauses").error("it looks nowhere")
    found = _words(given.words, origin.at("words")) if given.words else _pattern(given.pattern, origin.at("pattern"))
    message = given.message or "'{word}' is not used here"

    def check(statement: Statement) -> Problems:
        for clause in given.clauses:
            place = getattr(statement, clause)
            for term in filter(None, place.part(0, min(LONGEST_CLAUSE, place.stop - place.begin)).find(found)):
                fix = Fix((term.replaced_by(_cased(given.fix, term.text)),)) if given.fix else None
                yield Problem(term, message.replace("{word}", term.text), help=given.suggest, fix=fix)

    rule = statement_rule(
        given.code,
        given.name,
        level=given.level,
        bad=[Bad(text, fixed=_fixed(text, given.fix)) for text in given.bad],
        good=given.good,
    )(check)
    named = ", ".join(f"'{word}'" for word in given.words) or f"what matches `{given.pattern}`"
    summary = given.suggest or f"avoid {named}"
    summary = f"{summary[:1].upper()}{summary[1:].rstrip('.')}."
    return rule._replace(page=f"{summary}\n\nA rule of the configuration ({origin}), which finds {named}.")


def _fixed(text: str, fix: str) -> str | None:
    """A bad example as the fix leaves it."""
    return _MARKED.sub(lambda marked: _cased(fix, marked[1]), text) if fix else None


def _cased(text: str, found: str) -> str:
    """A text with a capital where what it replaces had one."""
    return text[:1].upper() + text[1:] if found[:1].isupper() else text


def _words(words: Sequence[str], origin: Origin) -> re.Pattern[str]:
    if not all(word.strip() for word in words):
        raise origin.error("one of the words is empty")
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    spelled = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    either = (f"(?i:{one})" if word == word.lower() else one for one, word in zip(spelled, longest_first, strict=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])")


def _pattern(pattern: str, origin: Origin) -> re.Pattern[str]:
    if len(pattern) > LONGEST_PATTERN:
        raise origin.error(f"a pattern has at most {LONGEST_PATTERN} characters, not {len(pattern)}")
    try:
        made = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise origin.error(f"no regular expression: {error}") from None
    if made.flags & re.VERBOSE or "(?(" in pattern:
        raise origin.error("neither the flag x nor conditions are understood here")
    if made.match(""):
        raise origin.error("the pattern matches where nothing is")
    if _Ways(pattern).count() > MOST_WAYS:
        raise origin.error(
            "the pattern repeats too much and could search for ever; repeat less, and nothing in brackets"
        )
    return made


_TOKEN = compiled(
    r"(?P<open>\((?:\?(?:<?[=!]|>|P?<\w+>|[a-zA-Z-]*[:)]|P=\w+\)|#[^)]*\)))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<again>(?:[*+?]|\{\d*,?\d*\})[?+]?)|(?P<one>\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.)",
    re.DOTALL,
)


class _Ways:
    """In how many ways a regular expression can match at one place, counted generously.

    Backtracking tries each of them at worst, so that a bound on them is one on the time.
    """

    def __init__(self, pattern: str) -> None:
        self.tokens = [(one.lastgroup or "", one[0]) for one in _TOKEN.finditer(pattern)]
        self.at = 0

    def count(self) -> int:
        """The ways up to the end of the group or pattern: those of its alternatives together."""
        total, here = 0, 1
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            self.at += 1
            if kind == "close":
                break
            if kind == "or":
                total, here = total + here, 1
                continue
            # A group that is closed in its own opening, such as (?i), holds nothing.
            own = self.count() if kind == "open" and not text.endswith(")") else 1
            here = min(here * self._repeated(own), 10 * MOST_WAYS)
        return total + here

    def _repeated(self, ways: int) -> int:
        if self.at == len(self.tokens) or self.tokens[self.at][0] != "again":
            return ways
        least, most = _times(self.tokens[self.at][1])
        self.at += 1
        if ways == 1:
            return most - least + 1
        return sum(prod([ways] * min(times, 20)) for times in range(least, min(most, least + 20) + 1))


def _times(again: str) -> tuple[int, int]:
    """How often at least and at most a quantifier lets something stand."""
    if again[0] in "*+?":
        return int(again[0] == "+"), 1 if again[0] == "?" else _MANY
    least, comma, most = again.rstrip("?+").strip("{}").partition(",")
    low = int(least or 0)
    return low, min(max(low, int(most) if most else _MANY if comma else low), low + _MANY)
