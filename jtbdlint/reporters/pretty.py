"""For people in a terminal: the place, the statement with its clauses in colours, what is wrong and what to do.

The only user of rich. Text of documents is never read as markup and is escaped before it is shown.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from jtbdlint.engine import Finding, Report
from jtbdlint.patterns import compiled
from jtbdlint.reporters import PLAIN, Look
from jtbdlint.reporters.terminal import Terminal
from jtbdlint.reporters.visible import LONGEST, cut, escape, escaped
from jtbdlint.rule import Level, Related, applicable
from jtbdlint.statement import Form, Statement
from jtbdlint.text import Slice

CLAUSES = (("situation", "cyan"), ("motivation", "green"), ("outcome", "magenta"))
"""The clauses in the order of Statement.clauses, each with its colour."""

LEVELS = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.INFO: "bold blue"}

_AROUND = 30
"""So many characters of a line are shown before and after what it is about; the rest is cut."""
_READ = 40
"""So many characters are quoted of what was read before something else was expected."""
_SPACE = compiled(r"\s")
_LINES = 8
"""Of what is longer, only the lines that the problem is on are shown."""


def lines(report: Report, look: Look = PLAIN) -> Iterator[str]:
    """Every finding that is new, with its excerpt; an empty line after each."""
    page = _Page(look)
    for finding in report.findings:
        if finding.new:
            yield from page.finding(finding)
            yield ""


def parsed(report: Report, look: Look = PLAIN) -> Iterator[str]:
    """Every statement with its clauses; where one was not understood, what was read and what was expected."""
    page = _Page(look)
    for statement in report.statements:
        yield from page.statement(statement)
        yield ""


class _Shown(NamedTuple):
    """A line of a document as it is shown: characters, and the offset in the document of each."""

    number: int
    characters: list[str]
    offsets: list[int]


class _Page(Terminal):
    """Renders parts of the output as lines."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._seen: dict[tuple[int, Related, Statement | None], list[str]] = {}

    def finding(self, finding: Finding) -> Iterator[str]:
        """A finding: head, excerpt, message, help, related places."""
        problem = finding.problem
        line, column = problem.at.position
        style = LEVELS.get(finding.level, "bold")
        place = Text(escaped(f"{finding.path}:{line}:{column}"), "bold")
        rule = Text.assemble((finding.level.value, style), f" {finding.rule.code} ", (finding.rule.name, "bold"))
        if finding.statement is not None and finding.statement.id:
            place.append(f"  {escaped(cut(finding.statement.id))}", "dim")
        head = Text.assemble(rule, "  ", place)
        yield from self.printed(*([head] if head.cell_len <= self.width else [rule, place]))
        gutter = yield from self.excerpt(problem.at, finding.statement, style)
        yield from self.hanging(gutter, Text(escaped(cut(problem.message)), "bold" if not style else style.split()[-1]))
        notes = [("help", problem.help)] if problem.help else []
        if applicable(problem.fix, unsafe=True) and problem.fix is not None:
            notes.append(("fix", "--fix mends this" if problem.fix.safe else "--fix --unsafe-fixes mends this"))
        for name, text in notes:
            yield from self.hanging(gutter, Text(escaped(cut(text))), Text(f"{name}: ", "bold"))
        for other, statement in zip(problem.related, finding.related, strict=True):
            # What many findings name is laid out once.
            key = gutter, other, statement
            if key not in self._seen:
                self._seen[key] = list(self.related(gutter, other, statement))
            yield from self._seen[key]

    def related(self, gutter: int, other: Related, statement: Statement | None) -> Iterator[str]:
        """A related place, and what stands there."""
        line, column = other.at.position
        head = Text(escaped(f"{other.at.document.path}:{line}:{column}"), "bold")
        if statement is not None and statement.id:
            head.append(f"  {escaped(cut(statement.id))}", "not bold dim")
        if other.message:
            head.append(f"  {escaped(cut(other.message))}", "not bold")
        yield from self.hanging(gutter, head, Text("see: ", "bold"))
        yield from self.hanging(gutter + 5, _coloured(statement or other.at))

    def statement(self, statement: Statement) -> Iterator[str]:
        """A statement as it was read."""
        line, column = statement.position
        head = Text.assemble((escaped(f"{statement.document.path}:{line}:{column}"), "bold"))
        if statement.id:
            head.append(f"  {escaped(statement.id)}", "dim")
        form = statement.form.value.replace("_", " ")
        if statement.form is not Form.JOB_STATEMENT:
            head.append(f"  {form}", "yellow")
        yield from self.printed(head)
        for clause, (name, color) in zip(statement.clauses, CLAUSES, strict=True):
            if clause:
                yield from self.hanging(2, Text(_plain(clause), color), Text(f"{name:<12}", "dim"))
        if not any(statement.clauses):
            yield from self.hanging(2, Text(_plain(statement.item)), Text(f"{'text':<12}", "dim"))
        failure = statement.failure
        if failure is not None:
            line, column = failure.at.position
            said = Text.assemble((escaped(" or ".join(failure.expected)), "red"), f" at {line}:{column}")
            read = escaped(" ".join(failure.read.split()))
            if read:
                said.append(f", after '{read if len(read) <= _READ else '… ' + read[-_READ:]}'")
            yield from self.hanging(2, said, Text(f"{'expected':<12}", "dim"))

    def excerpt(self, at: Slice, statement: Statement | None, style: str) -> Generator[str, None, int]:
        """The lines that a problem is on, its statement coloured, with a caret line under the span.

        Returns the width of the margin.
        """
        rows = _rows(at, statement)
        margin = len(str(rows[-1].number)) + 1
        room = max(self.width - margin - 3, 10)
        styles = _styles(statement)
        for row in rows:
            number = str(row.number)
            for begin, stop in _wrapped(row.characters, room):
                text = Text.assemble((f"{number:>{margin}} {self.bar} ", "dim"))
                styled = (_style(offset, styles) for offset in row.offsets[begin:stop])
                _append(text, zip(row.characters[begin:stop], styled, strict=True))
                yield from self.printed(text)
                number = ""
                carets = self._carets(row, begin, stop, at)
                if carets:
                    yield from self.printed(Text.assemble((f"{'':>{margin}} {self.bar} ", "dim"), (carets, style)))
        return margin + 3

    def _carets(self, row: _Shown, begin: int, stop: int, at: Slice) -> str:
        """The line under a stretch of a row: carets under the span, nothing if it is not there."""
        marks = ""
        start, end = at.start, at.end
        for index in range(begin, stop):
            offset = row.offsets[index]
            width = cell_len(row.characters[index])
            if offset > start and not marks.strip() and row.characters[index] == " ":
                marks += " "  # the indentation of a later line
            elif offset == start:
                marks += "^" + "~" * (width - 1) * (start < end)
            else:
                marks += ("~" if start < offset < end else " ") * width
        document = at.document
        ends = document.offset_of_line(row.number) + len(document.line(row.number))
        after = document.offset_of_line(row.number + 1) if row.number < document.lines else ends + 1
        if ends <= start < after and stop == len(row.characters):
            marks += "^"  # past the last character of the line, or in its line end
        return marks.rstrip()


def _coloured(at: Slice) -> Text:
    """A statement as one line, its clauses in their colours."""
    if not isinstance(at, Statement):
        return Text(escaped(cut(" ".join(at.text.split()))))
    text = Text()
    said = cut(at.text)
    edges = {edge - at.begin for clause in at.clauses for edge in (clause.begin, clause.stop)}
    for begin, stop in pairwise([0, *sorted(edge for edge in edges if 0 < edge < len(said)), len(said)]):
        text.append(escaped(_SPACE.sub(" ", said[begin:stop])), _clause_style(at.begin + begin, at))
    return text


def _append(text: Text, characters: Iterable[tuple[str, str]]) -> Text:
    """Append characters with their styles, those of one style together."""
    for style, run in groupby(characters, key=itemgetter(1)):
        text.append("".join(character for character, _ in run), style)
    return text


def _clause_style(index: int, statement: Statement) -> str:
    """The colour of the clause that a character of the reading is in."""
    for clause, (_, color) in zip(statement.clauses, CLAUSES, strict=True):
        if clause.begin <= index < clause.stop:
            return color
    return ""


def _plain(at: Slice) -> str:
    """What is read in a slice, on one line."""
    return escaped(" ".join(at.text.split()))


def _styles(statement: Statement | None) -> list[tuple[int, int, str]]:
    """Where in the document the clauses and the statement stand, each with its colour."""
    if statement is None:
        return []
    clauses = zip(statement.clauses, CLAUSES, strict=True)
    return [
        *((clause.start, clause.end, color) for clause, (_, color) in clauses if clause),
        (statement.start, statement.end, ""),
    ]


def _style(offset: int, styles: Sequence[tuple[int, int, str]]) -> str:
    """The colour of a character in the document; what is around a statement is dim."""
    if not styles:
        return ""
    return next((style for start, end, style in styles if start <= offset < end), "dim")


def _rows(at: Slice, statement: Statement | None) -> list[_Shown]:
    """The lines of the document to show: those of the statement, or of the problem where that is too many."""
    document = at.document
    spans: Sequence[Slice] = [at]
    if statement is not None and statement.document is document:
        spans = [at, statement]
    start, end = min(one.start for one in spans), max(one.end for one in spans)
    first, last = document.position(start).line, document.position(end).line
    if last - first >= _LINES:
        start, end = at.start, at.end
        first = document.position(start).line
        last = min(document.position(end).line, first + _LINES - 1)
    rows = []
    for number in range(first, last + 1):
        begins = document.offset_of_line(number)
        text = document.line(number)
        left = max(0, start - begins - _AROUND) if number == first else 0
        right = min(len(text), end - begins + _AROUND) if number == last else len(text)
        if right - left > LONGEST:
            left = max(left, min(at.start - begins, right) - _AROUND)
            right = min(right, left + LONGEST)
        characters = [escape(one) for one in text[left:right]]
        offsets = list(range(begins + left, begins + right))
        if left:
            characters.insert(0, "…")
            offsets.insert(0, -1)
        if right < len(text):
            characters.append("…")
            offsets.append(-1)
        rows.append(_Shown(number, characters, offsets))
    return rows


def _wrapped(characters: Sequence[str], room: int) -> Iterator[tuple[int, int]]:
    """Stretches of a line that fit into so many columns, cut at spaces where there are any."""
    begin = 0
    while True:
        stop, used, space = begin, 0, 0
        while stop < len(characters) and used + cell_len(characters[stop]) <= room:
            used += cell_len(characters[stop])
            stop += 1
            if characters[stop - 1] == " ":
                space = stop
        if stop < len(characters) and space > begin:
            stop = space
        stop = max(stop, min(begin + 1, len(characters)))
        yield begin, stop
        begin = stop
        if begin >= len(characters):
            return
