"""Compose a statement clause by clause, each checked as it is given, and the whole against the set."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from jtbdlint.corpus import Corpus
from jtbdlint.documents.candidate import Candidate, Place
from jtbdlint.engine import Finding, Report
from jtbdlint.fixes import mend
from jtbdlint.parser import parse
from jtbdlint.run import Linter
from jtbdlint.statement import Statement
from jtbdlint.text import Document, Piece, Reading

Clause = Literal["situation", "motivation", "outcome"]
CLAUSES: tuple[Clause, ...] = get_args(Clause)

NAME = "new statement"
"""What the document of a statement is called that stands nowhere yet."""

OVERLAPS = "JT4"
"""The family of rules that compare it with the set."""
_OF_SETS = (OVERLAPS, "JT5", "JT6", "JT9")

_SITUATION = re.compile(r"(?:when|whenever|while|whilst|if|once|after|before|during|until|where|as)\b", re.IGNORECASE)
_WISH = re.compile(r"(?:I|we)\b(?!/)", re.IGNORECASE)


class Draft(NamedTuple):
    """The clauses as somebody gives them, with or without their opening words."""

    situation: str
    motivation: str
    outcome: str

    @property
    def text(self) -> str:
        """The statement that they make, without a full stop."""
        situation, motivation, outcome = (one.strip().rstrip(",;.").strip() for one in self)
        if not _SITUATION.match(situation):
            situation = f"When {_small(situation)}"
        if not _WISH.match(motivation):
            motivation = (
                f"I want {_small(motivation)}" if _begins(motivation, "to") else f"I want to {_small(motivation)}"
            )
        if not _begins(outcome, "so"):
            if _begins(outcome, "that"):
                outcome = f"so {_small(outcome)}"
            else:
                outcome = f"so {outcome}" if _WISH.match(outcome) else f"so I can {_small(outcome)}"
        return f"{situation[:1].upper()}{situation[1:]}, {motivation}, {_small(outcome)}"


def _begins(text: str, word: str) -> bool:
    return re.match(rf"{word}\b", text, re.IGNORECASE) is not None


def _small(text: str) -> str:
    """A text as it goes on in a sentence: without a capital, unless its first word is "I" or letters such as "PDF"."""
    first = text.split(" ", 1)[0]
    return text if first == "I" or first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


STAND_IN = Draft("a day ends", "know what is left", "plan the next one")
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
    "situation": "Situation: what goes on when the need comes up?  When ...",
    "motivation": "Motivation: what do they want to get done?  I want to ...",
    "outcome": "Outcome: what can they do then?  So I can ...",
}


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
