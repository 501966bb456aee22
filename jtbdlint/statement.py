"""A job statement: three clauses, and what is declared beside them."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from jtbdlint.text import Reading, Slice

_NOTHING: Mapping[str, Slice] = MappingProxyType({})


class Form(StrEnum):
    """What kind of sentence stands where a job statement is looked for."""

    JOB_STATEMENT = "job_statement"
    """It has a motivation, and a situation or an outcome."""
    USER_STORY = "user_story"
    """It opens with a role: "As a ..., I want ..."."""
    FRAGMENT = "fragment"
    """It stands where a statement is meant to stand and is none: a template, a bare task, prose, nothing."""


class Failure(NamedTuple):
    """Why a text is no statement: what was read, what was expected next, and where."""

    at: Slice
    read: str
    expected: tuple[str, ...]


class Statement(Slice):
    """A statement and its clauses. As a slice it runs from the first clause to the end of the last.

    A clause begins at its opening words and ends before the comma or full stop. An absent clause is
    an empty slice where it would stand, so that a rule asks `if not statement.outcome` and can still
    point there. Clauses are unwrapped: where a line breaks inside one, it reads a space.
    """

    __slots__ = (
        "declared",
        "failure",
        "form",
        "headings",
        "item",
        "language",
        "meant",
        "motivation",
        "number",
        "outcome",
        "place",
        "repeated",
        "situation",
        "tabular",
    )

    form: Final[Form]
    situation: Final[Slice]
    motivation: Final[Slice]
    outcome: Final[Slice]
    item: Final[Slice]
    """All of the list item, cell, field or paragraph that the statement was found in."""
    number: int
    """Which statement of its item it is, from 0; known when all of them are."""
    language: Final[str]
    meant: Final[bool]
    """Whether the item stands in a field or list that is meant for statements."""
    place: Final[str]
    """What the item is: field, item, quote, cell, paragraph, heading."""
    headings: Final[tuple[Slice, ...]]
    """The headings above it, outermost first."""
    declared: Final[Mapping[str, Slice]]
    """What stands beside it, by name (id, parent, group, title, persona ...): the slice of each value."""
    repeated: Final[tuple[tuple[Slice, Slice], ...]]
    """The keys that stand beside it again, each after where it stood before: the value there is lost."""
    tabular: Final[bool]
    """Whether its clauses stand in cells or fields of their own, whose titles replace opening words and order."""
    failure: Final[Failure | None]
    """For a fragment that does not parse: where and why."""

    def __init__(
        self,
        reading: Reading,
        begin: int,
        stop: int,
        *,
        form: Form,
        situation: Slice,
        motivation: Slice,
        outcome: Slice,
        item: Slice,
        number: int = 0,
        language: str = "en",
        meant: bool = False,
        place: str = "paragraph",
        headings: tuple[Slice, ...] = (),
        declared: Mapping[str, Slice] = _NOTHING,
        repeated: tuple[tuple[Slice, Slice], ...] = (),
        tabular: bool = False,
        failure: Failure | None = None,
    ) -> None:
        super().__init__(reading, begin, stop)
        self.form = form
        self.situation = situation
        self.motivation = motivation
        self.outcome = outcome
        self.item = item
        self.number = number
        self.language = language
        self.meant = meant
        self.place = place
        self.headings = headings
        self.declared = declared
        self.repeated = repeated
        self.tabular = tabular
        self.failure = failure

    def said(self, name: str) -> str:
        """What is declared under a name; empty when nothing is."""
        value = self.declared.get(name)
        return value.text if value is not None else ""

    @property
    def id(self) -> str:
        """Its declared identifier, or nothing."""
        return self.said("id")

    @property
    def parent(self) -> str:
        """The identifier of the job it is a part of, or nothing."""
        return self.said("parent")

    @property
    def group(self) -> str:
        """The group it is listed under, or nothing."""
        return self.said("group")

    @property
    def persona(self) -> str:
        """The persona who performs the job, or nothing."""
        return self.said("persona")

    @property
    def title(self) -> str:
        """Its short name, or nothing."""
        return self.said("title")

    @property
    def clauses(self) -> tuple[Slice, Slice, Slice]:
        """Situation, motivation and outcome."""
        return self.situation, self.motivation, self.outcome


class Asked(list[Statement]):
    """All statements of a run where only some are asked about. What a rule says about the others nobody hears."""

    def __init__(self, statements: Iterable[Statement], about: Iterable[Statement]) -> None:
        super().__init__(statements)
        self._about = {id(one) for one in about}

    def is_about(self, statement: Statement) -> bool:
        """Whether a statement is one of those."""
        return id(statement) in self._about


def asked(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Those of some statements that a rule is asked about: all, unless they say otherwise."""
    return [one for one in statements if statements.is_about(one)] if isinstance(statements, Asked) else statements
