"""Where a statement belongs, and what of the frame is covered. Nothing is guessed silently: each answer says whence."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain as chained
from typing import NamedTuple

from jtbdlint.frame import Frame, folding
from jtbdlint.hierarchy import Hierarchy, Job
from jtbdlint.patterns import compiled
from jtbdlint.statement import Form, Statement
from jtbdlint.text import Slice

KINDS = ("group", "goal", "persona", "step")
"""What a statement can belong to. A frame has the plural of each."""

KEY, HEADING, PARENT, GUESSED_HEADING, VERB = "key", "heading", "parent", "heading (guess)", "verb (guess)"

# "Sasha (Software Developer)"; "Sasha, Software Developer", where the last word is one for people; "Persona: Sasha".
_NAME = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?"
_ROLE = r"[^\W\d_][^()\d]*"
_FEW_WORDS = 7
_LISTED = compiled(r"[^\s,;](?:\([^()]*\)|[^,;(])*")
"""Each of several names with commas between them, which may have a list in brackets."""


@cache
def _persona() -> re.Pattern[str]:
    """What a heading that names a persona looks like."""
    return compiled(
        rf"(?:persona\s*[:–—-]\s*)?(?P<name>{_NAME})\s*\((?P<role>{_ROLE})\)"
        rf"|(?:persona\s*[:–—-]\s*)?(?P<name2>{_NAME}),\s+(?P<role2>(?:the\s+)?{_ROLE}(?:er|or|ist|ant|ian|ent|yst|ief|ead|ops))"
        rf"|persona\s*[:–—-]\s*(?P<name3>{_NAME})",
        re.IGNORECASE,
    )


@cache
def _wish() -> re.Pattern[str]:
    """What stands before the verb of a motivation: "I want to be able to quickly ..."."""
    return compiled(
        r"\W*(?:(?:I|we|they|he|she|you)(?:['’]d)?\s+(?:also\s+|really\s+|just\s+)?"
        r"(?:want|need|wish|like|love|have|would\s+like|would\s+love|can|must|should|could)\b\s*)?"
        r"(?:to\s+)?(?:be\s+able\s+to\s+)?(?:(?!only\b)\w+ly\s+)*",
        re.IGNORECASE,
    )


class Belonging(NamedTuple):
    """One thing that a statement belongs to."""

    value: str
    """Its name: as the frame declares it, where it does; else as it was read."""
    source: str
    """Whence it was read: key, heading, parent, or a guess by the form of a heading or by a verb."""
    at: Slice
    """Where it was read."""
    declared: bool = False
    """Whether the frame has it."""

    @property
    def guessed(self) -> bool:
        """Whether it is a guess."""
        return self.source in (GUESSED_HEADING, VERB)


class Persona(NamedTuple):
    """What a heading says of a persona, judged by its form."""

    name: str
    role: str


def persona_of(text: str) -> Persona | None:
    """The persona that a heading names by its form, if it does: "Sasha (Software Developer)"."""
    said = " ".join(text.split()).strip("#*_ ")
    likely = len(said.split()) <= _FEW_WORDS and any(mark in said for mark in "(,:–—-")
    match = _persona().fullmatch(said) if likely else None
    if match is None:
        return None
    parts = match.groupdict()
    name = parts["name"] or parts["name2"] or parts["name3"]
    role = parts["role"] or parts["role2"] or ""
    return Persona(name, role.strip()) if name[0].isupper() and (not role or role[0].isupper()) else None


class _Names:
    """Finds declared names in what was written."""

    def __init__(self, names: Iterable[str], others: Callable[[str], Iterable[str]] = lambda _: ()) -> None:
        self.exact: dict[str, str] = {}
        loose: dict[str, set[str]] = {}
        for name in names:
            self.exact.setdefault(folding(name), name)
            for other in others(name):
                loose.setdefault(folding(other), set()).add(name)
        # A short form counts only where one name has it.
        self.loose = {other: min(those) for other, those in loose.items() if len(those) == 1}

    def find(self, written: str) -> str:
        """The declared name for what was written, or nothing."""
        folded = folding(written)
        return self.exact.get(folded) or self.loose.get(folded, "")


def _other_names(persona: str) -> Iterator[str]:
    """Other ways to write a persona."""
    found = persona_of(persona)
    if found is not None:
        yield found.name
        if found.role:
            yield from (found.role, f"{found.name} ({found.role})", f"{found.name}, {found.role}")


class Coverage:
    """Where each statement of a set belongs. Linear in the statements."""

    def __init__(self, statements: Sequence[Statement], frame: Frame, hierarchy: Hierarchy | None = None) -> None:
        self.statements = statements
        self.frame = frame
        self.hierarchy = hierarchy or Hierarchy.of(statements, frame.names("goals"))
        self._goal_of: dict[int, Belonging | None] = {}
        goals = {goal.id: goal.name for goal in self.frame.goals}
        self._groups = _Names(self.frame.groups)
        self._goals = _Names(goals, lambda one: [goals[one]] if goals[one] else [])
        self._personas = _Names(self.frame.personas, _other_names)
        self._steps = _Names(self.frame.verbs)

    def belonging(self, statement: Statement, kind: str) -> tuple[Belonging, ...]:
        """What of a kind ("group", "goal", "persona", "step") a statement belongs to: one thing or none; of
        personas it may be several.
        """
        if kind == "persona":
            return self.personas(statement)
        found = {"group": self.group, "goal": self.goal, "step": self.step}[kind](statement)
        return () if found is None else (found,)

    def all_belonging(self, statement: Statement, kind: str) -> tuple[Belonging, ...]:
        """The same, with the goals that its goal is a part of."""
        found = self.belonging(statement, kind)
        if kind != "goal" or not found:
            return found
        above = self._goals_above(found[0].value)
        return (found[0], *(found[0]._replace(value=name, source=PARENT) for name in above))

    def _goals_above(self, name: str) -> Iterator[str]:
        parents = self._parents
        seen = {name}
        while (name := parents.get(name, "")) and name not in seen:
            seen.add(name)
            yield name

    @cached_property
    def _parents(self) -> dict[str, str]:
        return {goal.id: goal.parent for goal in self.frame.goals}

    def group(self, statement: Statement) -> Belonging | None:
        """Its group: by the key, else by a heading above it that the frame names."""
        return self._by_key(statement, "group", self._groups) or self._by_heading(statement, self._groups)

    def goal(self, statement: Statement) -> Belonging | None:
        """Its goal: by the key, else by the chain of its parents, else by a heading above it."""
        job = self.hierarchy.by_statement.get(id(statement))
        if job is None:
            return self._own_goal(statement)
        # Each job of the chain is asked once, whatever the number of those below it.
        chain: list[Job] = []
        for one in chained((job,), self.hierarchy.above(job)):
            if id(one) in self._goal_of:
                break
            chain.append(one)
        found = self._goal_of.get(id(chain[-1].parent)) if chain else self._goal_of[id(job)]
        for one in reversed(chain):
            own = self._own_goal(one.first) or self._goal_by_id(one)
            found = own or (found and found._replace(source=PARENT))
            self._goal_of[id(one)] = found
        return found

    def _own_goal(self, statement: Statement) -> Belonging | None:
        return self._by_key(statement, "goal", self._goals) or self._by_heading(statement, self._goals)

    def _goal_by_id(self, job: Job) -> Belonging | None:
        """The goal that a job is itself, or that it names as its parent."""
        ids = self._goals.exact
        if folding(job.id) in ids:
            return Belonging(ids[folding(job.id)], KEY, job.at, declared=True)
        if folding(job.parent_id) in ids:
            return Belonging(ids[folding(job.parent_id)], PARENT, job.parent_at, declared=True)
        return None

    def personas(self, statement: Statement) -> tuple[Belonging, ...]:
        """Its personas: by the key, which may name several; else by the nearest heading that names one."""
        at = statement.declared.get("persona")
        if at is not None and at.text.strip():
            return tuple(self._key_personas(at))
        declared = self._by_heading(statement, self._personas)
        if declared is not None:
            return (declared,)
        for heading in reversed(statement.headings):
            if persona_of(heading.text):
                found = self._personas.find(_heading(heading))
                return (Belonging(found or _heading(heading), GUESSED_HEADING, heading, bool(found)),)
        return ()

    def _key_personas(self, at: Slice) -> Iterator[Belonging]:
        parts = [at.stripped()] if self._personas.find(at.text) else at.find(_LISTED)
        for part in parts:
            found = self._personas.find(part.text)
            yield Belonging(found or " ".join(part.text.split()), KEY, part.stripped(), bool(found))

    def step(self, statement: Statement) -> Belonging | None:
        """Its step of the job map: by the key, else by the verb of its motivation, which is a guess."""
        return self._by_key(statement, "step", self._steps) or self._by_verb(statement)

    def _by_key(self, statement: Statement, name: str, names: _Names) -> Belonging | None:
        at = statement.declared.get(name)
        if at is None or not at.text.strip():
            return None
        found = names.find(at.text)
        return Belonging(found or " ".join(at.text.split()), KEY, at.stripped(), bool(found))

    def _by_heading(self, statement: Statement, names: _Names) -> Belonging | None:
        if names.exact:
            for heading in reversed(statement.headings):
                found = names.find(_heading(heading))
                if found:
                    return Belonging(found, HEADING, heading, declared=True)
        return None

    def _by_verb(self, statement: Statement) -> Belonging | None:
        if statement.language != "en" or not statement.motivation:
            return None
        text = statement.motivation.text
        wish = _wish().match(text)
        begin = wish.end() if wish else 0
        verb = self._verbs.match(text, begin)
        if verb is None:
            return None
        step = self._step_of[folding(verb[0])]
        return Belonging(step, VERB, statement.motivation.part(begin, verb.end()), bool(self.frame.steps))

    @cached_property
    def _step_of(self) -> dict[str, str]:
        """The step of each verb; of two steps that have one, the one that the frame gives it itself, else the first."""
        own = {folding(verb): one.name for one in self.frame.steps if not isinstance(one, str) for verb in one.verbs}
        steps = {folding(verb): name for name, verbs in reversed(list(self.frame.verbs.items())) for verb in verbs}
        return {**steps, **own}

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        longest_first = sorted(self._step_of, key=len, reverse=True)
        spaced = (r"\s+".join(map(re.escape, verb.split())) for verb in longest_first)
        return compiled(rf"(?:{'|'.join(spaced) or '(?!)'})(?!['’\w-])", re.IGNORECASE)

    def counted(self) -> Iterator[Statement]:
        """The statements that cover something: job statements, no fragments and no user stories."""
        return (one for one in self.statements if one.form is Form.JOB_STATEMENT)

    def covered(self, kind: str) -> dict[str, int]:
        """How many statements belong to each name of a kind."""
        counts: dict[str, int] = {}
        for statement in self.counted():
            for one in self.belonging(statement, kind):
                counts[one.value] = counts.get(one.value, 0) + 1
        return counts

    def covered_goals(self) -> dict[str, int]:
        """How many statements each goal has, with those of the goals that are a part of it."""
        total: dict[str, int] = {}
        for name, count in self.covered("goal").items():
            for one in (name, *self._goals_above(name)):
                total[one] = total.get(one, 0) + count
        return total


def _heading(heading: Slice) -> str:
    return " ".join(heading.text.split()).strip("#*_ :")


# --- The matrix ----------------------------------------------------------------------------------


class Cell:
    """What of a row stands in a column."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.guessed = 0
        """How many of them stand there by a guess."""
        self.skipped = ""
        """Why it is left open on purpose; nothing where it is not."""

    @property
    def hole(self) -> bool:
        """Whether something is missing here."""
        return not self.statements and not self.skipped


class Matrix(NamedTuple):
    """How many statements each row has in each column. The empty name stands for those that belong nowhere."""

    kinds: tuple[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    places: Mapping[str, Slice]
    """Where each row that has a place stands."""
    titles: Mapping[str, str]
    """What to show for a row, where that is not its name."""
    total: int
    """How many statements there are; one with several personas, or a goal above its goal, stands in several rows."""

    def cell(self, row: str, column: str) -> Cell:
        """The cell of a row and a column."""
        return self.cells[row, column]

    def row_total(self, row: str) -> int:
        """How many statements a row has."""
        return _distinct(self.cells[row, column] for column in self.columns)

    def column_total(self, column: str) -> int:
        """How many statements a column has; one that stands in several rows counts once."""
        return _distinct(self.cells[row, column] for row in self.rows)

    @property
    def uncovered(self) -> Iterator[str]:
        """The rows without a statement that are not left open on purpose."""
        for row in self.rows:
            cells = [self.cells[row, column] for column in self.columns if column]
            if row and not self.row_total(row) and not all(cell.skipped for cell in cells):
                yield row

    @property
    def holes(self) -> int:
        """How many cells are empty and not skipped."""
        return sum(self.cells[row, column].hole for row in self.rows for column in self.columns if row and column)

    @property
    def guessed(self) -> int:
        """How many statements stand where they do by a guess."""
        return sum(cell.guessed for cell in self.cells.values())


def _distinct(cells: Iterable[Cell]) -> int:
    return len({id(statement) for cell in cells for statement in cell.statements})


def matrix(coverage: Coverage, rows: str, columns: str, more: Mapping[str, Slice] | None = None) -> Matrix:
    """The matrix of two kinds. Its rows: those of the frame, then `more`, then those that the statements name."""
    frame = coverage.frame
    names: tuple[dict[str, Slice | None], dict[str, Slice | None]] = ({}, {})
    for kind, known in zip((rows, columns), names, strict=True):
        plural = f"{kind}s"
        declared = frame.names(plural)
        known.update({name: frame.places.get((plural, name)) for name in declared})
    for name, at in (more or {}).items():
        names[0].setdefault(name, at)
    cells: dict[tuple[str, str], Cell] = {}
    total = 0
    for statement in coverage.counted():
        total += 1
        for row in coverage.all_belonging(statement, rows) or (None,):
            for column in coverage.belonging(statement, columns) or (None,):
                key = row.value if row else "", column.value if column else ""
                for known, one in zip(names, (row, column), strict=True):
                    known.setdefault(one.value if one else "", None if one is None else one.at)
                cell = cells.setdefault(key, Cell())
                cell.statements.append(statement)
                cell.guessed += bool((row and row.guessed) or (column and column.guessed))
    ordered = tuple(tuple(sorted(known, key=lambda one: not one)) for known in names)
    for row_name in ordered[0]:
        for column_name in ordered[1]:
            cell = cells.setdefault((row_name, column_name), Cell())
            cell.skipped = frame.skipped(row_name, column_name)
    return Matrix(
        (rows, columns),
        ordered[0],
        ordered[1],
        cells,
        {name: at for name, at in names[0].items() if at is not None},
        {goal.id: goal.title for goal in frame.goals} if rows == "goal" else {},
        total,
    )
