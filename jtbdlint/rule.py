"""The rule API: with `lexicon`, `patterns` and `similarity` all that a rule may import.

A rule is a module: its docstring is the page (a summary line, then the rationale and who says so),
and one function decorated with `statement_rule` or `set_rule` is the check.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from jtbdlint.frame import EMPTY, Frame
from jtbdlint.statement import Failure, Form, Statement, asked
from jtbdlint.text import Edit, Slice

_NOTHING: Mapping[str, Any] = MappingProxyType({})

__all__ = [
    "EMPTY",
    "Bad",
    "Edit",
    "Failure",
    "Fix",
    "Form",
    "Frame",
    "Good",
    "Level",
    "Problem",
    "Problems",
    "Related",
    "Rule",
    "Setting",
    "Slice",
    "Statement",
    "set_rule",
    "statement_rule",
]


class Level(StrEnum):
    """How much a finding weighs; an error must be right 95 times in 100, a warning 85."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Related(NamedTuple):
    """Another place that a problem is about, and what it has to do with it."""

    at: Slice
    message: str = ""


class Fix(NamedTuple):
    """Edits that mend a problem together. A safe one never changes what the statement says."""

    edits: tuple[Edit, ...]
    safe: bool = True


def applicable(fix: Fix | None, unsafe: bool = False) -> bool:
    """Whether a fix may be applied: safe, or unsafe ones are wanted, and no markup is in its way."""
    return fix is not None and (fix.safe or unsafe) and all(edit.clean for edit in fix.edits)


class Problem(NamedTuple):
    """What a rule yields. It knows neither its rule nor its level."""

    at: Slice
    message: str
    """What is wrong: lower-case start, no full stop."""
    help: str = ""
    """What to do: an imperative, lower-case start, no full stop."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    data: Mapping[str, object] = _NOTHING
    """Figures for machines, such as the score of an overlap."""


Problems = Iterable[Problem]


class Bad:
    """An example that a rule must flag, at exactly its «marks».

    Each text is a statement in a field of its own. With `name`, the one text is a whole document of
    that name ("jobs.yml", "page.md"); with several names ("jobs.yml page.md"), each text is one. `fixed`
    holds the texts after the rule's fix: a rule is fixable when an example says so. `settings` are the
    rule's settings under which it is flagged; `frame` is the configuration that declares one, as TOML,
    and may have marks, too.
    """

    def __init__(
        self,
        *texts: str,
        fixed: str | Sequence[str] | None = None,
        name: str = "",
        settings: Mapping[str, Any] | None = None,
        frame: str = "",
    ) -> None:
        self.texts = texts
        self.fixed = (fixed,) if isinstance(fixed, str) else None if fixed is None else tuple(fixed)
        self.name = name
        self.settings = dict(settings or {})
        self.frame = frame


class Good:
    """An example that no rule may flag; like `Bad`, without marks. A plain string is one statement."""

    def __init__(self, *texts: str, name: str = "", settings: Mapping[str, Any] | None = None, frame: str = "") -> None:
        self.texts = texts
        self.name = name
        self.settings = dict(settings or {})
        self.frame = frame


class Setting(NamedTuple):
    """A setting of a rule: a keyword-only parameter of its check."""

    name: str
    type: Any
    default: Any


Check = Callable[..., Problems]

TermsKey = Literal["solution", "org", "acronyms", "prefer"]
"""A list of `[terms]` in the configuration."""


class Rule(NamedTuple):
    """A rule, as the catalogue finds it. `check` takes all statements of a run and the settings."""

    code: str
    name: str
    level: Level
    page: str
    """The docstring of its module: a summary line, a blank line, and the rationale."""
    bad: tuple[Bad, ...]
    good: tuple[Good, ...]
    check: Check
    terms: Mapping[str, TermsKey] = _NOTHING
    """Settings that take the words of a list of `[terms]` besides their own."""

    @property
    def summary(self) -> str:
        """What to do, in a sentence."""
        return inspect.cleandoc(self.page).partition("\n\n")[0].replace("\n", " ")

    @property
    def rationale(self) -> str:
        """Why, and who says so, in paragraphs."""
        return inspect.cleandoc(self.page).partition("\n\n")[2]

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The keyword-only parameters of its check, without the frame."""
        parameters = inspect.signature(self.check, eval_str=True).parameters.values()
        return tuple(
            Setting(one.name, one.annotation, one.default)
            for one in parameters
            if one.kind is one.KEYWORD_ONLY and one.annotation is not Frame
        )

    @property
    def framed(self) -> bool:
        """Whether its check has a parameter `frame`: what the configuration declares that the set has to cover."""
        return any(isinstance(one, Frame) for one in (inspect.unwrap(self.check).__kwdefaults__ or {}).values())

    @property
    def fixable(self) -> bool:
        """Whether an example shows a fix."""
        return any(example.fixed is not None for example in self.bad)


def set_rule(
    code: str,
    name: str,
    *,
    level: str,
    bad: Sequence[Bad],
    good: Sequence[str | Good],
    terms: Mapping[str, TermsKey] | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function over all statements: `check(statements, *, setting=default, ...)`.

    A parameter `frame: Frame = EMPTY` is no setting: it gets the frame of the configuration. `terms` says
    which settings take which list of `[terms]` besides their own words.
    """

    def declare(check: Check) -> Rule:
        return Rule(
            code=code,
            name=name,
            level=Level(level),
            page=sys.modules[check.__module__].__doc__ or "",
            bad=tuple(bad),
            good=tuple(Good(one) if isinstance(one, str) else one for one in good),
            check=check,
            terms=dict(terms or {}),
        )

    return declare


def statement_rule(
    code: str,
    name: str,
    *,
    level: str,
    bad: Sequence[Bad],
    good: Sequence[str | Good],
    forms: Sequence[Form] = (Form.JOB_STATEMENT,),
    languages: Sequence[str] | None = None,
    terms: Mapping[str, TermsKey] | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function over one statement: `check(statement, *, setting=default, ...)`.

    `forms` are the forms it is asked about; `languages` those its word lists speak (None: all); `terms`
    is as in `set_rule`.
    """

    def declare(check: Check) -> Rule:
        @wraps(check)
        def over_all(statements: Sequence[Statement], **settings: Any) -> Problems:
            for statement in asked(statements):
                if statement.form in forms and (languages is None or statement.language in languages):
                    yield from check(statement, **settings)

        return set_rule(code, name, level=level, bad=bad, good=good, terms=terms)(over_all)

    return declare
