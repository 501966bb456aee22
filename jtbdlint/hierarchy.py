"""The tree of jobs: which job is a part of which. Linear in the jobs, whatever its depth."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from jtbdlint.statement import Form, Statement
from jtbdlint.text import Slice


class Job:
    """An entry of a set: a job with its statement, or several, or none that can be read."""

    def __init__(self, statements: Sequence[Statement], id: str, parent_id: str) -> None:  # noqa: A002
        """`id` is its declared identifier, `parent_id` the one that it names as its parent, or nothing."""
        self.statements = statements
        self.id = id
        self.parent_id = parent_id
        self.parent: Job | None = None
        """The job that it is a part of, where that is in the set."""
        self.children: list[Job] = []
        """The jobs that are a part of it, in the order of the set."""

    @property
    def first(self) -> Statement:
        """Its first statement: what is declared stands beside each of them."""
        return self.statements[0]

    @property
    def title(self) -> str:
        """What to call it in a few words: its short name, else what it says, else its id."""
        said = self.first.title or next((one.text for one in self.statements if one.text.strip()), "")
        return " ".join((said or self.first.item.text or self.id).split())

    @property
    def group(self) -> str:
        """The group it is listed under, or nothing."""
        return self.first.group.strip()

    @property
    def at(self) -> Slice:
        """Where it stands: its id, else its short name, else its text."""
        declared = self.first.declared
        return declared.get("id") or declared.get("title") or self.first

    @property
    def parent_at(self) -> Slice:
        """Where its parent is named; where it stands itself if none is."""
        return self.first.declared.get("parent") or self.at

    @property
    def stated(self) -> bool:
        """Whether it has a statement that could be read."""
        return any(one.form is not Form.FRAGMENT for one in self.statements)


class Hierarchy:
    """All jobs of a set, and how they hang together."""

    _latest: ClassVar[tuple[Iterable[Statement], "Hierarchy"] | None] = None

    @classmethod
    def of(cls, statements: Iterable[Statement], known: Iterable[str] = ()) -> "Hierarchy":
        """The hierarchy of statements; `known` are ids that a parent may name besides: those of goals.

        Rules are asked about one list after another, and share what is made of it.
        """
        elsewhere = frozenset(known)
        latest = cls._latest
        if latest is None or latest[0] is not statements or latest[1].known != elsewhere:
            latest = cls._latest = statements, cls(statements, elsewhere)
        return latest[1]

    def __init__(self, statements: Iterable[Statement], known: frozenset[str]) -> None:
        self.known = known
        """What a parent may name besides: the ids of goals."""
        self.jobs = _jobs(statements)
        self.by_id: dict[str, Job] = {}
        """The first job of each id."""
        for job in self.jobs:
            if job.id:
                self.by_id.setdefault(job.id, job)
        self.dangling: list[Job] = []
        """Those whose parent is nowhere."""
        for job in self.jobs:
            if not job.parent_id:
                continue
            job.parent = self.by_id.get(job.parent_id)
            if job.parent is not None:
                job.parent.children.append(job)
            elif job.parent_id not in known:
                self.dangling.append(job)
        self.by_statement = {id(one): job for job in self.jobs for one in job.statements}
        """The job of each statement, by its identity."""
        self.cycles = list(_cycles(self.jobs))
        """Jobs that are a part of themselves: each of the next, the last of the first, which is first in the set."""

    @property
    def roots(self) -> Iterator[Job]:
        """The jobs from which all others are reached, each once: those without a parent in the set, and of each
        cycle its first job.
        """
        first = {id(cycle[0]) for cycle in self.cycles}
        return (job for job in self.jobs if job.parent is None or id(job) in first)

    @property
    def main_jobs(self) -> Iterator[Job]:
        """The jobs of lists that are not a part of another job, though perhaps of a goal."""
        for job in self.jobs:
            if job.id and (not job.parent_id or (job.parent is None and job.parent_id in self.known)):
                yield job

    def above(self, job: Job) -> Iterator[Job]:
        """The job's parent, the parent of that, and so on, each once."""
        seen = {id(job)}
        at = job.parent
        while at is not None and id(at) not in seen:
            seen.add(id(at))
            yield at
            at = at.parent


def _jobs(statements: Iterable[Statement]) -> list[Job]:
    """The entries of a set: the statements of one list item, field or cell, or of one entry of a list of jobs."""
    entries: dict[tuple[int, int], list[Statement]] = {}
    for statement in statements:
        at = statement.declared.get("id") or statement.item
        entries.setdefault((id(at.reading), at.begin), []).append(statement)
    return [Job(one, one[0].id.strip(), one[0].parent.strip()) for one in entries.values()]


def _cycles(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """Every job has one parent at most, so a walk up meets a new cycle, a root, or what was walked before."""
    order = {id(job): number for number, job in enumerate(jobs)}
    walked: dict[int, int] = {}
    for number, job in enumerate(jobs):
        path: list[Job] = []
        at: Job | None = job
        while at is not None and id(at) not in walked:
            walked[id(at)] = number
            path.append(at)
            at = at.parent
        if at is not None and walked[id(at)] == number:
            cycle = path[path.index(at) :]
            first = min(range(len(cycle)), key=lambda one: order[id(cycle[one])])
            yield cycle[first:] + cycle[:first]
