"""Statements and rules in, findings out. Pure: reads nothing, prints nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from jtbdlint.corpus import Error
from jtbdlint.rule import Level, Problem, Rule
from jtbdlint.statement import Asked, Statement
from jtbdlint.text import Document, Slice

if TYPE_CHECKING:
    from jtbdlint.catalog import Chosen


class Finding(NamedTuple):
    """A problem with the rule that found it, its level, and the statement that it is about."""

    rule: Rule
    level: Level
    problem: Problem
    statement: Statement | None
    related: tuple[Statement | None, ...]
    """The statement at each related place of the problem."""
    key: str = ""
    """What it is about, and which of several about the same it is: knows no path, no line, no message."""
    new: bool = True
    """Whether it was not there in the state that the run is compared with."""

    @property
    def fingerprint(self) -> str:
        """The same as long as it is the same finding: a digest of its key, in hexadecimal digits."""
        from hashlib import sha256  # 5 ms: only for the reports that show it

        return sha256(f"jtbdlint/v1\0{self.key}".encode("utf-8", "backslashreplace")).hexdigest()

    @property
    def path(self) -> str:
        """The path of the document that it stands in."""
        return self.problem.at.document.path

    def order(self) -> tuple[str, int, int, str, str]:
        """The key by which findings are sorted."""
        at = self.problem.at
        return self.path, at.start, at.end, self.rule.code, self.problem.message


class Report(NamedTuple):
    """All that a reporter gets to know of a run."""

    findings: Sequence[Finding] = ()
    documents: Sequence[Document] = ()
    statements: Sequence[Statement] = ()
    errors: Sequence[Error] = ()
    files: int = 0
    """How many files were read."""
    suppressed: int = 0
    baselined: int = 0
    seconds: Mapping[str, float] = {}
    """How long each stage took, by its name."""


class _Places:
    """Which statement stands where."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.by_reading: dict[int, list[Statement]] = {}
        for statement in statements:
            for reading in {id(one.reading) for one in (statement, *statement.declared.values())}:
                self.by_reading.setdefault(reading, []).append(statement)

    def at(self, place: Slice) -> Statement | None:
        """The statement that holds a slice, in its text or in what is declared beside it."""
        here = self.by_reading.get(id(place.reading.original), [])
        if len(here) == 1:
            return here[0]
        own = [one for one in here if one.reading is place.reading.original]
        if not own:
            return None
        return next((one for one in own if one.begin <= place.begin and place.stop <= one.stop), None) or max(
            (one for one in own if one.begin <= place.begin), key=lambda one: one.begin, default=own[0]
        )


def check(
    statements: Sequence[Statement],
    chosen: "Sequence[Chosen]",
    seconds: dict[str, float] | None = None,
    focus: Callable[[str], bool] | None = None,
) -> tuple[list[Finding], list[Error]]:
    """Ask every rule about all statements; with a `focus`, for what touches the documents of such paths only.

    The findings come in the order of path, offset and code, whatever the order of the statements. A
    rule that crashes is an error that names it; the others are asked all the same. How long each family
    of rules and the sorting take is added to `seconds`.
    """
    seconds = {} if seconds is None else seconds
    begun = perf_counter()
    statements = sorted(statements, key=lambda one: (one.document.path, one.start, one.number))
    if focus is not None:
        statements = _in_focus(statements, focus)
    places = _Places(statements)
    seconds["sort"] = perf_counter() - begun
    findings: list[Finding] = []
    errors: list[Error] = []
    for one in chosen:
        start = perf_counter()
        try:
            problems = list(one.rule.check(statements, **one.settings))
        except Exception as error:
            errors.append(Error("", f"{one.rule.code} {one.rule.name} crashed: {type(error).__name__}: {error}"))
            continue
        for problem in problems:
            level = one.level_in(problem.at.document.path)
            if level is not Level.OFF:
                related = tuple(places.at(other.at) for other in problem.related)
                findings.append(Finding(one.rule, level, problem, places.at(problem.at), related))
        family = f"rules {one.rule.code[:3]}"
        seconds[family] = seconds.get(family, 0.0) + perf_counter() - start
    begun = perf_counter()
    found = keyed(findings)
    seconds["sort"] += perf_counter() - begun
    return found if focus is None else touching(found, focus), errors


def _in_focus(statements: Sequence[Statement], focus: Callable[[str], bool]) -> Asked:
    """Statements that are asked about where a path is in focus, and where one has the identity of one that is.

    Findings are numbered where they have the same key: so those are found, too, and the numbers are as ever.
    """
    about = {identity(one) for one in statements if focus(one.document.path)}
    return Asked(statements, (one for one in statements if identity(one) in about))


def touching(findings: Iterable[Finding], focus: Callable[[str], bool]) -> list[Finding]:
    """The findings that stand in such paths, or name a place there."""
    return [
        one
        for one in findings
        if focus(one.path) or any(focus(other.at.document.path) for other in one.problem.related)
    ]


def keyed(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in their order, each with its key; equal ones are told apart by their number."""
    seen: dict[str, int] = {}
    result = []
    for finding in sorted(findings, key=Finding.order):
        key = "\0".join((finding.rule.name, *identities(finding)))
        ordinal = seen[key] = seen.get(key, -1) + 1
        result.append(finding._replace(key=f"{key}\0{ordinal}"))
    return result


def identities(finding: Finding) -> tuple[str, ...]:
    """What the finding is about, first its own statement, then the related ones, sorted."""
    own = identity(finding.statement) if finding.statement else normalised(finding.problem.at.text)
    others = {identity(one) for one in finding.related if one is not None and one is not finding.statement}
    return own or finding.problem.message, *sorted(others)


def identity(statement: Statement) -> str:
    """What makes a statement the same one after an edit: its declared id, else its words."""
    return statement.id or normalised(statement.text)


_STRAIGHT: Mapping[int, str] = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


def normalised(text: str) -> str:
    """Text without differences of case, quotes and white space."""
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", text).translate(_STRAIGHT).casefold().split())
