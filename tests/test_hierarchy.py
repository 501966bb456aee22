"""The tree of jobs: whose part each is, what hangs in the air, and that any shape of it ends."""

import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint import testing
from jtbdlint.catalog import bundled
from jtbdlint.frame import EMPTY, Frame, Goal
from jtbdlint.hierarchy import Hierarchy
from jtbdlint.outline import outline
from jtbdlint.reporters import tree
from tests.jobs import jobs

RULES = {rule.code: rule for rule in bundled()}
HIERARCHY_RULES = [RULES[code] for code in ("JT602", "JT603", "JT604", "JT605", "JT606", "JT607", "JT608")]


def family(*rows: tuple[str, ...]) -> Hierarchy:
    return Hierarchy.of(jobs(rows))


def test_a_job_knows_its_parent_and_its_parts_in_the_order_of_the_set() -> None:
    found = family(("b", "a"), ("a",), ("c", "a"))
    b, a, c = found.jobs

    assert (b.parent, a.parent, c.parent) == (a, None, a)
    assert a.children == [b, c]
    assert [job.id for job in found.roots] == [job.id for job in found.main_jobs] == ["a"]
    assert not found.dangling
    assert not found.cycles


def test_a_parent_that_is_nowhere_is_dangling_unless_it_is_a_goal() -> None:
    statements = jobs([("a", "gone"), ("b", "safe")])

    assert [job.id for job in Hierarchy.of(statements).dangling] == ["a", "b"]
    assert [job.id for job in Hierarchy.of(statements, ["safe"]).dangling] == ["a"]
    assert [job.id for job in Hierarchy.of(statements, ["safe"]).main_jobs] == ["b"]


@pytest.mark.parametrize(
    ("rows", "cycles"),
    [
        ([("a", "a")], [["a"]]),
        ([("a", "b"), ("b", "a")], [["a", "b"]]),
        ([("tail", "b"), ("a", "b"), ("b", "c"), ("c", "a")], [["a", "b", "c"]]),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")], [["a", "b"], ["c", "d"]]),
        ([("a",), ("b", "a"), ("c", "b")], []),
    ],
)
def test_cycles(rows: list[tuple[str, ...]], cycles: list[list[str]]) -> None:
    assert [[job.id for job in cycle] for cycle in family(*rows).cycles] == cycles


def test_statements_of_one_entry_are_one_job() -> None:
    text = "- id: a\n  jtbd:\n  - When it rains, I want to wait, so I can stay dry\n  - When it snows, I want to wait\n"
    found = Hierarchy.of(testing.statements_in([text], "jobs.yml"))

    assert [len(job.statements) for job in found.jobs] == [2]


def test_of_two_jobs_with_one_id_the_first_is_the_parent() -> None:
    found = family(("a",), ("a",), ("b", "a"))

    assert found.jobs[2].parent is found.jobs[0]


# Each job has a parent among the others, itself or nobody, or one that is nowhere.
SHAPES = st.integers(1, 12).flatmap(
    lambda size: st.lists(st.integers(-2, size - 1), min_size=size, max_size=size).map(
        lambda parents: [(str(n), str(p) if p >= 0 else "gone" * -(p + 1)) for n, p in enumerate(parents)]
    )
)


@given(SHAPES)
def test_a_job_is_in_a_cycle_exactly_when_walking_up_leads_back_to_it(rows: list[tuple[str, str]]) -> None:
    parents = {name: parent for name, parent in rows if parent.isdigit()}

    def leads_back(name: str) -> bool:
        at = name
        for _ in rows:
            at = parents.get(at, "")
            if at == name:
                return True
        return False

    found = Hierarchy.of(jobs(rows))
    in_cycles = [job.id for cycle in found.cycles for job in cycle]

    assert sorted(in_cycles) == sorted(name for name, _ in rows if leads_back(name))
    for cycle in found.cycles:
        assert [job.parent for job in cycle] == [*cycle[1:], cycle[0]]
        assert cycle[0] is min(cycle, key=found.jobs.index)


@given(SHAPES)
def test_an_outline_shows_every_job_once_and_below_its_parent(rows: list[tuple[str, str]]) -> None:
    found = outline(jobs(rows), EMPTY)
    shown = [node.job.id for node in found.nodes if node.job is not None]

    assert sorted(shown) == sorted(name for name, _ in rows)
    for node in found.nodes:
        if node.under is not None and node.under.job is not None and node.job is not None:
            assert node.job.parent is node.under.job
    broken = sum(parent == "gone" for _, parent in rows) + len(Hierarchy.of(jobs(rows)).cycles)
    assert found.broken == broken


def calls(act: Callable[[], Any]) -> int:
    """How many functions a piece of work calls: its effort, the same on every machine."""
    count = 0

    def counted(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def chain(size: int) -> Iterator[tuple[str, ...]]:
    return ((f"job{n}", f"job{n - 1}" if n else "", "Group") for n in range(size))


def ring(size: int) -> Iterator[tuple[str, ...]]:
    return ((f"job{n}", f"job{(n - 1) % size}", "Group") for n in range(size))


def groups(size: int) -> Iterator[tuple[str, ...]]:
    for n in range(size):
        yield f"job{n}", f"job{n - 1}" if n % 10 else "", f"Group {n // 20}"


@pytest.mark.parametrize("shape", [chain, ring, groups])
@pytest.mark.parametrize("work", ["rules", "outline", "pages"])
def test_twice_the_jobs_are_twice_the_work(shape: Callable[[int], Iterator[tuple[str, ...]]], work: str) -> None:
    def effort(size: int) -> int:
        statements = jobs(shape(size))
        found = outline(statements, EMPTY)
        acts: dict[str, Callable[[], Any]] = {
            "rules": lambda: [list(rule.check(statements)) for rule in HIERARCHY_RULES],
            "outline": lambda: outline(statements, Frame(goals=(Goal("job0"),))),
            "pages": lambda: [list(form(found)) for form in (tree.mermaid, tree.dot, tree.document, tree.markdown)],
        }
        return calls(acts[work])

    effort(10)  # what is imported or compiled once
    assert effort(800) < 2.3 * effort(400)


@pytest.mark.parametrize("shape", [chain, ring])
def test_ten_thousand_levels_end(shape: Callable[[int], Iterator[tuple[str, ...]]]) -> None:
    statements = jobs(shape(10_000))
    problems = [problem for rule in HIERARCHY_RULES for problem in rule.check(statements)]

    assert len(outline(statements, EMPTY).nodes) == 10_001
    assert sum("part of itself" in problem.message for problem in problems) == (shape is ring)
