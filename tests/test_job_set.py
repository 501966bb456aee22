"""What the rules about a set share: statements that say the same, and what they are declared to be."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbdlint.similarity import MOST_NAMED, JobSet, Kind, Weights
from jtbdlint.statement import Statement
from tests.support import corpus

SAID = "When the tide turns, I want to haul in the nets, so I can sell the catch fresh"
NAMES = ("a", "b", "c", "d")

entries = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(NAMES)},
        optional={
            "group": st.sampled_from(("Harbour", "harbour", "Market")),
            "parent": st.sampled_from(NAMES),
            "distinct-from": st.sampled_from((*NAMES, "a, c")),
        },
    ),
    min_size=2,
    max_size=8,
)


def listed(jobs: list[dict[str, str]]) -> list[Statement]:
    lines = []
    for job in jobs:
        lines += [f"{'- ' if key == 'id' else '  '}{key}: {value}" for key, value in job.items()]
        lines.append(f"  statement: {SAID}")
    return list(corpus({"jobs.yml": "\n".join(lines) + "\n"}).statements)


@settings(deadline=None)
@given(entries)
def test_copies_are_told_apart_as_if_each_met_each(jobs: list[dict[str, str]]) -> None:
    statements = listed(jobs)
    of = JobSet(statements)
    tests: list[Callable[[Statement, Statement], bool]] = [
        of.kin,
        lambda one, other: not of.kin(one, other) and not of.owned(one, other),
        lambda one, other: not of.kin(one, other) and of.owned(one, other),
    ]

    for test in tests:
        expected = {
            id(mine): [
                id(one) for one in statements if one is not mine and not of.parted(mine, one) and test(mine, one)
            ]
            for mine in statements
        }
        found = {id(mine): others for mine, others in of.copies_where(test)}
        assert {mine: [id(one) for one in others.first] for mine, others in found.items()} == {
            mine: others for mine, others in expected.items() if others
        }
        for mine, others in found.items():
            assert others.number == len(expected[mine])
            one = next(one for one in statements if id(one) == mine)
            of_others = [other for other in statements if id(other) in expected[mine] and of.owned(one, other)]
            assert others.groups == {other.group for other in of_others}


@pytest.mark.parametrize(
    ("of_one", "classes"),
    [
        (lambda _: {}, 1),
        (lambda number: {"group": f"dock {number % 5}"}, 5),
        (lambda number: {"parent": f"voyage-{number}"}, 1),
        (lambda number: {"distinct-from": f"voyage-{number}"}, 1),
        (lambda number: {"parent": "job-7", "group": f"dock {number % 5}"}, 6),
    ],
)
def test_a_thousand_copies_are_tested_by_what_they_declare(
    of_one: Callable[[int], dict[str, str]], classes: int
) -> None:
    """Which means little work, however many there are: what each declares by itself concerns no other."""
    statements = listed([{"id": f"job-{number}", **of_one(number)} for number in range(1_000)])
    asked = []

    def test(one: Statement, other: Statement) -> bool:
        asked.append((one, other))
        return True

    found = list(JobSet(statements).copies_where(test))

    assert {others.number for _, others in found} == {999}
    assert {len(others.first) for _, others in found} == {MOST_NAMED}
    assert len(asked) == classes**2


def test_rules_that_are_asked_about_one_list_share_what_they_find_out() -> None:
    statements = listed([{"id": "a"}, {"id": "b"}])

    assert JobSet.of(statements) is JobSet.of(statements)
    assert JobSet.of(list(statements)) is not JobSet.of(statements)


@pytest.mark.parametrize("copies", [1, MOST_NAMED, MOST_NAMED + 30])
def test_an_overlap_names_so_many_copies_of_the_other_end(copies: int) -> None:
    other = "When a storm comes up, I want to haul all nets in, so I can sell a fresh catch"
    text = "".join(f"- id: job-{n}\n  statement: {other}\n" for n in range(copies))
    statements = corpus({"jobs.yml": f"- id: mine\n  statement: {SAID}\n{text}"}).statements

    (overlap,) = (
        one
        for kind in Kind
        for one in JobSet(statements).overlaps(kind, Weights(), 0.1, 0.2)
        if one.mine is statements[0]
    )

    assert [one.id for one in (overlap.theirs, *overlap.copies)] == [f"job-{n}" for n in range(min(copies, MOST_NAMED))]
