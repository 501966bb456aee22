"""Which jobs of a set look alike, in groups: findings of the JT4 rules in, clusters out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jtbdlint.engine import Finding
from jtbdlint.statement import Statement

RULES = ("JT401", "JT402", "JT403", "JT404", "JT405", "JT408")
"""The rules that find two statements of one job."""

CLAUSES = ("situation", "motivation", "outcome")


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two statements that look alike, and why."""

    one: Statement
    other: Statement
    rule: str
    """The name of the rule that says so."""
    score: float
    """From 0 to 1; 1 is the same words."""
    clauses: Mapping[str, float]
    """How alike each clause is that at least one of them has."""
    words: Mapping[str, Sequence[tuple[str, str]]]
    """The words of each clause that match, as each of the two writes them; empty where the clauses are one."""


@dataclass(frozen=True, eq=False)
class Cluster:
    """Statements that pairs hold together, each at least by one."""

    statements: Sequence[Statement]
    pairs: Sequence[Pair]
    """Strongest first."""

    @property
    def score(self) -> float:
        """The score of its strongest pair."""
        return self.pairs[0].score

    @cached_property
    def jobs(self) -> Sequence[Sequence[Statement]]:
        """Its statements, those that say the same together: each list is one job, however often it is written."""
        same = [pair for pair in self.pairs if pair.score >= 1]
        groups = _groups(same)
        told = {id(one): group for group in groups for one in group}
        first = {id(group[0]): group for group in (told.get(id(one), [one]) for one in self.statements)}
        return list(first.values())

    @cached_property
    def links(self) -> Sequence[Pair]:
        """The strongest pair of each two of its jobs, strongest first."""
        job = {id(one): number for number, group in enumerate(self.jobs) for one in group}
        links: dict[frozenset[int], Pair] = {}
        for pair in self.pairs:
            ends = frozenset((job[id(pair.one)], job[id(pair.other)]))
            if len(ends) == 2:
                links.setdefault(ends, pair)
        return list(links.values())

    def rules(self, job: Sequence[Statement]) -> Sequence[str]:
        """The names of the rules that tell that the statements of a job say the same."""
        members = {id(one) for one in job}
        return sorted({pair.rule for pair in self.pairs if {id(pair.one), id(pair.other)} <= members})


def pairs_of(findings: Iterable[Finding]) -> list[Pair]:
    """The pairs that findings tell, each once although both ends tell it; strongest first."""
    found: dict[frozenset[int], Pair] = {}
    for finding in findings:
        mine = finding.statement
        for theirs in finding.related:
            if mine is None or theirs is None or mine is theirs:
                continue
            key = frozenset((id(mine), id(theirs)))
            if key not in found:
                one, other = sorted((mine, theirs), key=_order)
                words = {
                    name: [(here, there) if one is mine else (there, here) for here, there in listed]
                    for name, listed in _words(finding).items()
                }
                found[key] = Pair(one, other, finding.rule.name, *_scores(finding), words)
    return sorted(found.values(), key=lambda pair: (-pair.score, _order(pair.one), _order(pair.other)))


def clusters_of(pairs: Sequence[Pair]) -> list[Cluster]:
    """The groups that pairs make of statements, strongest first; pairs come strongest first."""
    groups = _groups(pairs)
    number = {id(one): at for at, group in enumerate(groups) for one in group}
    held: list[list[Pair]] = [[] for _ in groups]
    for pair in pairs:
        held[number[id(pair.one)]].append(pair)
    return [Cluster(statements, of_it) for statements, of_it in zip(groups, held, strict=True)]


def _groups(pairs: Sequence[Pair]) -> list[list[Statement]]:
    """The statements that pairs hold together, each group in the order of the documents; by their first pair."""
    root: dict[int, int] = {}

    def find(at: int) -> int:
        while root.setdefault(at, at) != at:
            root[at] = at = root[root[at]]
        return at

    for pair in pairs:
        root[find(id(pair.one))] = find(id(pair.other))
    groups: dict[int, dict[int, Statement]] = {}
    for pair in pairs:
        groups.setdefault(find(id(pair.one)), {}).update({id(one): one for one in (pair.one, pair.other)})
    return [sorted(group.values(), key=_order) for group in groups.values()]


def _order(statement: Statement) -> tuple[str, int, int]:
    return statement.document.path, statement.start, statement.number


def _scores(finding: Finding) -> tuple[float, dict[str, float]]:
    """The score of a finding and of its clauses; where it tells none, the words are the same."""
    data = finding.problem.data
    score = data.get("score")
    told = data.get("clauses")
    if not isinstance(score, int | float) or not isinstance(told, Mapping):
        present = finding.statement.clauses if finding.statement else ()
        return 1.0, {name: 1.0 for name, clause in zip(CLAUSES, present, strict=False) if clause}
    return float(score), {name: float(told[name]["score"]) for name in CLAUSES if name in told}


def _words(finding: Finding) -> dict[str, list[tuple[str, str]]]:
    """The words that match in each clause, as this end writes them and as the other does."""
    told = finding.problem.data.get("clauses")
    if not isinstance(told, Mapping):
        return {}
    return {name: [(here, there) for here, there in told[name]["words"]] for name in CLAUSES if name in told}
