"""Compose a statement clause by clause, each checked as it is given, and the whole against the set."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from jtbdlint.corpus import Corpus
from jtbdlint.documents.candidate import Candidate, Place
from jtbdlint.engine import Finding, Report
from jtbdlint.fixes import mend
from jtbdlint.parser import parse
from jtbdlint.patterns import compiled
from jtbdlint.run import Linter
from jtbdlint.statement import Statement
from jtbdlint.terminals import languages, terminals
from jtbdlint.text import Document, Piece, Reading

Clause = Literal["situation", "motivation", "outcome"]
CLAUSES: tuple[Clause, ...] = get_args(Clause)

NAME = "new statement"
"""What the document of a statement is called that stands nowhere yet."""

OVERLAPS = "JT4"
"""The family of rules that compare it with the set."""
_OF_SETS = (OVERLAPS, "JT5", "JT6", "JT9")

_SITUATION = compiled(r"(?:when|whenever|while|whilst|if|once|after|before|during|until|where|as)\b", re.IGNORECASE)
_WISH = compiled(r"(?:I|we)\b(?!/)", re.IGNORECASE)
_OPENING = compiled(r"(?:i|we)\b[\w'’ ]*? to |to ", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    {
        *("a", "an", "the", "my", "our", "your", "their", "its", "his", "her", "this", "that", "these", "those"),
        *("be", "able", "of", "in", "on", "at", "to", "for", "with", "and", "or"),
    }
)
_UNSPACED = compiled("[\u3040-\u30ff\u3400-\u9fff]")
"""Kana and Han."""


class Draft(NamedTuple):
    """The clauses as somebody gives them, with or without their opening words.

    Opening words are put in where they are missing, in English. A clause that opens in another language stays.
    """

    situation: str
    motivation: str
    outcome: str

    @property
    def text(self) -> str:
        """The statement that they make, without a full stop."""
        situation, motivation, outcome = (one.strip().rstrip(",;.、。").strip() for one in self)
        if not (_SITUATION.match(situation) or _foreign(situation, "WHEN")):
            situation = f"When {_small(situation)}"
        if not (_WISH.match(motivation) or _foreign(motivation, "WANT", "NEED")):
            motivation = (
                f"I want {_small(motivation)}" if _begins(motivation, "to") else f"I want to {_small(motivation)}"
            )
        if not (_begins(outcome, "so") or _foreign(outcome, "SO", "FOR")):
            if _begins(outcome, "that"):
                outcome = f"so {_small(outcome)}"
            else:
                outcome = f"so {outcome}" if _WISH.match(outcome) else f"so I can {_small(outcome)}"
        clauses = f"{situation[:1].upper()}{situation[1:]}", motivation, _small(outcome)
        return ("、" if all(map(_UNSPACED.search, clauses)) else ", ").join(clauses)

    @property
    def slug(self) -> str:
        """An identifier, from the first words of the wish; may be empty."""
        wish = _OPENING.sub("", self.motivation.strip().casefold())
        words = (re.sub(r"[^\w]", "", word) for word in wish.split())
        return "-".join([word for word in words if word and word not in _SMALL_WORDS][:4])


def _foreign(text: str, *names: str) -> bool:
    """Whether a clause opens, in a language other than English, with words that the grammar has under one of the names.

    Where words are not set apart they stand at the end.
    """
    if _UNSPACED.search(text):
        return True
    for language in languages():
        if language != "en":
            opening = terminals(language)
            if any(name in opening and re.match(opening[name], text) for name in names):
                return True
    return False


def _begins(text: str, word: str) -> bool:
    return re.match(rf"{word}\b", text, re.IGNORECASE) is not None


def _small(text: str) -> str:
    """A text as it goes on in a sentence: without a capital, unless its first word is "I" or letters such as "PDF"."""
    first = text.split(" ", 1)[0]
    return text if first == "I" or first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


STAND_IN = Draft("[situation]", "[motivation]", "[outcome]")
"""What stands for the clauses that are not given yet."""


@dataclass(frozen=True, slots=True)
class Checker:
    """What the rules say about a statement that is being made."""

    linter: Linter
    others: Corpus = field(default_factory=Corpus)
    """The set that it is to become a part of."""

    def alone(self, text: str) -> Report:
        """What is found in the statement itself."""
        return self._own.lint(_read(text))

    def clause(self, name: Clause, draft: Draft) -> Report:
        """What is found in one clause of a draft, whatever the others are."""
        report = self.alone(draft.text)
        places = [getattr(one, name) for one in report.statements]
        found = [
            one for one in report.findings if any(place.start <= one.problem.at.start <= place.end for place in places)
        ]
        return Report(found, report.documents, report.statements)

    def among(self, text: str) -> Report:
        """What is found in the statement itself, and where it overlaps with the others."""
        alone, new = self.alone(text), _read(text)
        both = Corpus([*self.others.documents, *new.documents], [*self.others.statements, *new.statements])
        found = self._with(lambda code: code.startswith(OVERLAPS)).lint(both).findings
        own = [one for one in found if one.path == NAME]
        # What is told of another statement is told of this one as well, as a rule.
        told = {one.rule.code for one in own}
        own += [one for one in found if one.rule.code not in told and _is_related(one)]
        return Report([*alone.findings, *own], both.documents, new.statements, alone.errors)

    def fixed(self, text: str, *, unsafe: bool = False) -> str:
        """The statement after the fixes of what is found in it."""
        result = mend(_read(text), self._own.lint, _statements, unsafe=unsafe)
        return result.changed[0][1].text if result.changed else text

    @property
    def _own(self) -> Linter:
        return self._with(lambda code: not code.startswith(_OF_SETS))

    def _with(self, wanted: Callable[[str], bool]) -> Linter:
        return Linter(
            self.linter.rules, [one for one in self.linter.chosen if wanted(one.rule.code)], suppressing=False
        )


def _is_related(finding: Finding) -> bool:
    return any(other.at.document.path == NAME for other in finding.problem.related)


def _read(text: str) -> Corpus:
    document = Document(NAME, text)
    return Corpus([document], _statements(document))


def _statements(document: Document) -> list[Statement]:
    reading = Reading(document, [Piece(0, len(document.text), document.text)])
    return parse(Candidate(reading, Place.FIELD, meant=True))


QUESTIONS: dict[Clause, str] = {
    "situation": "What goes on when the need comes up?\nWhen",
    "motivation": "What do they want to get done?\nI want to",
    "outcome": "What can they do then?\nso I can",
}
"""What is asked for each clause; the last line is how the answer goes on."""

BESIDE = {"id": "What is it called in the list?\n{key}:", "group": "Which group is it listed under?\n{key}:"}
"""How what stands beside a statement is asked for."""


class Dialogue(NamedTuple):
    """How a person is asked and told."""

    ask: Callable[[str], str]
    agree: Callable[[str], bool]
    tell: Callable[[Report], None]


def guided(checker: Checker, dialogue: Dialogue, given: Sequence[str | None] = (None, None, None)) -> Draft:
    """Ask for each clause that is not given, and tell what is found in it before the next one."""
    draft = STAND_IN._replace(**{name: text for name, text in zip(CLAUSES, given, strict=True) if text is not None})
    for name, text in zip(CLAUSES, given, strict=True):
        if text is None:
            draft = _asked(checker, dialogue, name, draft)
    return draft


def _asked(checker: Checker, dialogue: Dialogue, name: Clause, draft: Draft) -> Draft:
    """The draft with a clause as somebody gave it."""
    while True:
        given = dialogue.ask(QUESTIONS[name]).strip()
        if not given:
            continue
        draft = draft._replace(**{name: given})
        report = checker.clause(name, draft)
        if not report.findings:
            return draft
        dialogue.tell(report)
        fixed = _clause(name, checker.fixed(draft.text, unsafe=True))
        if fixed not in ("", _clause(name, draft.text)) and dialogue.agree(f"Write '{fixed}' instead?"):
            return draft._replace(**{name: fixed})
        if not dialogue.agree("Type it again?"):
            return draft


def _clause(name: Clause, text: str) -> str:
    return next((getattr(one, name).text for one in _read(text).statements), "")


def fresh(slug: str, last: str, taken: Container[str]) -> str:
    """An identifier that is not taken, with underscores where the last one has them; empty where it is."""
    if "_" in last and "-" not in last:
        slug = slug.replace("-", "_")
    return "" if slug in taken else slug


def asked_beside(dialogue: Dialogue, name: str, key: str, suggested: str, taken: Container[str] = ()) -> str:
    """What a new entry says beside its statement under a key, such as its id. Who types nothing takes `suggested`."""
    question = BESIDE[name].format(key=key) + (f" [{suggested}]" if suggested else "")
    while True:
        given = dialogue.ask(question).strip() or suggested
        if given and given not in taken:
            return given
        if given:
            question = f"'{given}' is taken.\n{key}:"
            suggested = ""
