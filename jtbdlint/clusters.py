"""Which jobs of a set look alike, in groups: findings of the JT4 rules in, clusters out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Statements that pairs hold together, each at least by one."""

    statements: Sequence[Statement]
    pairs: Sequence[Pair]
    """Strongest first."""

    @property
    def score(self) -> float:
        """The score of its strongest pair."""
        return self.pairs[0].score


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
                found[key] = Pair(one, other, finding.rule.name, *_scores(finding))
    return sorted(found.values(), key=lambda pair: (-pair.score, _order(pair.one), _order(pair.other)))


def clusters_of(pairs: Sequence[Pair]) -> list[Cluster]:
    """The groups that pairs make of statements, strongest first; pairs come strongest first."""
    root: dict[int, int] = {}

    def find(at: int) -> int:
        while root.setdefault(at, at) != at:
            root[at] = at = root[root[at]]
        return at

    for pair in pairs:
        root[find(id(pair.one))] = find(id(pair.other))
    groups: dict[int, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(find(id(pair.one)), []).append(pair)
    return [Cluster(_statements(group), group) for group in groups.values()]


def _statements(pairs: Iterable[Pair]) -> list[Statement]:
    members = {id(one): one for pair in pairs for one in (pair.one, pair.other)}
    return sorted(members.values(), key=_order)


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
