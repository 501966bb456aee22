"""A frame from the data that is there: what the jobs and pages already name, for a first configuration."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jtbdlint.config import toml
from jtbdlint.coverage import Coverage, Matrix, matrix, persona_of
from jtbdlint.frame import EMPTY, STEPS, folding
from jtbdlint.hierarchy import Hierarchy, Job
from jtbdlint.statement import Form, Statement
from jtbdlint.text import Document, Slice


@dataclass(frozen=True, slots=True)
class Found:
    """What the data names."""

    groups: Mapping[str, int]
    """Each group, and how many jobs it has."""
    personas: Mapping[str, tuple[Slice | None, int]]
    """Each persona, the heading that names it by its form, and how many statements are theirs."""
    goals: Sequence[Job]
    """The main jobs that have parts."""


def persona_headings(documents: Iterable[Document]) -> dict[str, Slice]:
    """The headings of the documents that name a persona by their form."""
    from jtbdlint.documents import Place, Unreadable, read

    found: dict[str, Slice] = {}
    for document in documents:
        # Only pages have headings, and only such text can have one of the form that is looked for.
        if re.search(r"^\s{0,3}#.*(?:\(|,|persona)|^(?:=|-)+\s*$", document.text, re.MULTILINE | re.IGNORECASE):
            try:
                candidates = read(document)
            except Unreadable:
                continue
            for one in candidates:
                at = one.reading.whole().stripped()
                if one.place is Place.HEADING and persona_of(at.text):
                    found.setdefault(" ".join(at.text.split()), at)
    return found


def matrix_of(coverage: Coverage, documents: Sequence[Document], rows: str | None, columns: str) -> Matrix:
    """The matrix of two kinds, in the plural; without rows, of the first kind that the frame or else the data has.

    Where the frame has no personas, those of the documents' headings are rows, too, also without a statement.
    """
    kinds = ("group", "persona", "goal")
    kind = (rows or "").removesuffix("s") or next((one for one in kinds if getattr(coverage.frame, f"{one}s")), "")
    kind = kind or next((one for one in kinds if coverage.covered(one)), kinds[0])
    headings = persona_headings(documents) if kind == "persona" and not coverage.frame.personas else {}
    return matrix(coverage, kind, columns.removesuffix("s"), headings)


def found_in(documents: Sequence[Document], statements: Sequence[Statement]) -> Found:
    """What the documents and their statements name."""
    hierarchy = Hierarchy.of(statements)
    coverage = Coverage(statements, EMPTY, hierarchy)
    groups: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for job in hierarchy.jobs:
        if job.group:
            groups[spelled.setdefault(folding(job.group), " ".join(job.group.split()))] += 1
    personas: dict[str, tuple[Slice | None, int]] = {name: (at, 0) for name, at in persona_headings(documents).items()}
    for statement in statements:
        if statement.form is Form.JOB_STATEMENT:
            for one in coverage.personas(statement):
                at, count = personas.get(one.value, (None, 0))
                personas[one.value] = at, count + 1
    return Found(groups, personas, [job for job in hierarchy.main_jobs if job.children])


def configuration(found: Found, files: Sequence[str]) -> Iterator[str]:
    """The lines of a first configuration: what was found as a frame, and what else there is, in comments."""
    yield "# The configuration of jtbdlint. `jtbdlint init` wrote it from what the files name; now it is yours to edit."
    yield ""
    yield "# The corpus: the files whose jobs are one set."
    yield f"include = {toml(list(files))}"
    yield ""
    yield "# What the set has to cover. `jtbdlint map` shows what it does cover, and JT501 to JT505 name the holes."
    yield "[frame]"
    yield "# The groups that the jobs name. Users do not see teams: goals make better groups."
    yield from _list("groups", [(name, _counted("job", count)) for name, count in found.groups.items()])
    yield '# Who performs the jobs: those whom `persona` or a heading such as "Sasha (Software Developer)" names.'
    yield from _list(
        "personas",
        [(name, _counted("statement", count)) for name, (_, count) in found.personas.items()],
    )
    yield "# The steps that every main job passes through; each may have verbs, which tell it where no `step` is given."
    yield f"# steps = {toml(list(STEPS))}"
    yield '# steps = ["define", "execute", { name = "hand over", verbs = ["hand over", "pass on"] }]'
    yield ""
    if found.goals:
        yield "# The goals of the users: here the main jobs that have parts. `parent` is a larger goal, an aspiration."
    else:
        yield "# The goals of the users, which the jobs name as `goal` or `parent`."
        yield "# [[frame.goals]]"
        yield '# id = "stay-safe"'
        yield '# name = "Keep my applications safe"'
        yield '# parent = ""'
        yield ""
    for job in found.goals:
        yield "[[frame.goals]]"
        yield f"id = {toml(job.id)}"
        if job.first.title:
            yield f"name = {toml(job.title)}"
        yield ""
    yield "# What is left open on purpose, with the reason: a group, persona, goal or step, or the step of one of them."
    yield "# [frame.skip]"
    yield '# "Some group" = "its jobs are researched next year"'
    yield '# "some-main-job/confirm" = "nobody can confirm this beforehand"'


def _list(key: str, names: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not names:
        yield f"# {key} = []"
        yield ""
        return
    yield f"{key} = ["
    for name, said in names:
        yield f"    {toml(name)},  # {said}"
    yield "]"
    yield ""


def _counted(name: str, count: int) -> str:
    return f"{count} {name if count == 1 else f'{name}s'}"
