"""What the rules about a set share: statements that say the same, and what they are declared to be."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbdlint.similarity import MOST_NAMED, JobSet, Kind, Weights, place, wish
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


OTHER = "When the boat leaks, I want to dry the hull, so I can paint it"


def groups(files: dict[str, str]) -> list[list[str]]:
    """The places of statements that say the same."""
    return [
        [f"{one.document.path}:{one.position.line}" for one in group]
        for group in JobSet(corpus(files).statements).copies
    ]


def test_copies_are_what_says_the_same() -> None:
    shouted = SAID.upper().replace(", SO I", " — SO THAT I")
    page = f"# Jobs to be done\n\n- {SAID}\n- {OTHER}\n- {shouted}!\n- The harbour\n- The harbour\n"

    assert groups({"page.md": page}) == [["page.md:3", "page.md:5"], ["page.md:4"]]


def test_a_page_that_shows_a_job_of_a_list_tells_no_second_job() -> None:
    page = f"- {SAID}\n"
    named = f"- id: nets\n  statement: {SAID}\n"
    unnamed = f"- group: sea\n  statement: {SAID}\n"

    assert groups({"jobs.yml": named, "page.md": page}) == [["jobs.yml:2"]]
    assert groups({"jobs.yml": named + unnamed, "page.md": page}) == [["jobs.yml:2", "jobs.yml:4"]]
    assert groups({"jobs.yml": unnamed, "page.md": page}) == [["jobs.yml:2", "page.md:1"]]
    assert groups({"one.md": page, "two.md": page}) == [["one.md:1", "two.md:1"]]


def test_copies_are_found_after_what_nobody_repeats() -> None:
    statements = corpus({"page.md": f"- {OTHER}\n- {SAID}\n- {SAID}\n"}).statements

    found = {id(mine): list(others.first) for mine, others in JobSet(statements).copies_where(lambda *_: True)}

    assert found == {id(statements[1]): [statements[2]], id(statements[2]): [statements[1]]}


@pytest.mark.parametrize(
    ("headings", "parted"),
    [
        (("## Ann (Skipper)", "## Bert (Cook)"), True),
        (("## Ann (Skipper)", "## Ann (Skipper)"), False),
        (("## Ann (Skipper)", "## At sea"), False),
        (("## At sea", "## On land"), False),
        (("## Ann (Skipper)\n\n### At sea", "## Bert (Cook)\n\n### At sea"), True),
        (("## Ann (Skipper)\n\n### Dora (Mate)", "## Ann (Skipper)"), True),
        (("## Ann (Skipper)\n\n### Dora (Mate)", "## Dora (Mate)"), False),
    ],
)
def test_jobs_of_two_personas_are_apart(headings: tuple[str, str], parted: bool) -> None:
    """The persona whose heading stands nearest above is the one."""
    page = "".join(f"{heading}\n\n- {SAID}\n\n" for heading in headings)
    one, other = corpus({"page.md": f"# Jobs to be done\n\n{page}"}).statements
    of = JobSet([one, other])

    assert of.parted(one, other) is of.parted(other, one) is parted


def test_a_place_is_an_id_or_a_line() -> None:
    named, unnamed = corpus(
        {"jobs.yml": f"- id: nets\n  statement: {SAID}\n- group: sea\n  statement: {OTHER}\n"}
    ).statements

    assert (place(named), place(unnamed)) == ("nets", "jobs.yml:4")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("When it is late, I WANT TO leave, so I can sleep", "leave"),
        ("When it is late, we would like to be able to leave, so I can sleep", "leave"),
        ("When it is late, I also need to leave, so I can sleep", "leave"),
        ("When it is late, help me leave, so I can sleep", "help me leave"),
        ("When it is late, I want to  go \n  home, so I can sleep", "go home"),
        ("When it is late, so that nobody waits", "When it is late, so that nobody waits"),
    ],
)
def test_a_wish_is_what_comes_after_the_opening_words(said: str, expected: str) -> None:
    (statement,) = corpus({"jobs.md": f"# Jobs to be done\n\n- {said}\n"}).statements

    assert wish(statement) == expected


def job_set(*rows: dict[str, str]) -> JobSet:
    """A list of jobs."""
    lines = []
    for row in rows:
        keys = [f"{key}: {value}" for key, value in row.items()]
        lines += [f"- {keys[0]}", *(f"  {key}" for key in keys[1:])]
    return JobSet(corpus({"jobs.yml": "\n".join(lines) + "\n"}).statements)


def test_a_child_may_repeat_its_parent_in_other_words() -> None:
    said = "When a net tears, I want to {}, so I can fish"
    of = job_set(
        {"id": "early", "parent": "mend", "statement": said.format("patch the net")},
        {"id": "mend", "statement": said.format("mend the net")},
        {"id": "repair", "parent": "mend", "statement": said.format("quickly repair the net")},
        {"id": "again", "parent": "repair", "statement": said.format("fix the net")},
        {"id": "pier", "parent": "mend", "statement": said.format("mend the net on the pier")},
        {"id": "free", "statement": said.format("repair a net")},
    )

    found = {(child.id, parent.id) for child, parent in of.repeated_parents(0.1)}

    assert found == {("early", "mend"), ("repair", "mend"), ("again", "mend"), ("again", "repair")}
    assert not list(of.repeated_parents(1.1))


def overlapping(of: JobSet) -> set[tuple[str, str]]:
    return {(one.mine.id, one.theirs.id) for kind in Kind for one in of.overlaps(kind, Weights(), 0.1, 0.1)}


NETS = "When a net tears, I want to mend the net, so I can fish"


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("When a net has holes, I want to repair the nets, so that I can fish again", True),
        ("When a net has holes, I want to repair the nets", True),
        ("As a fisher, I want to repair the nets, so that I can fish again", False),
        ("When a net has holes, so that I can fish again", False),
        ("The nets", False),
        ("Wenn ein Netz reißt, möchte ich das Netz flicken, damit ich fischen kann", False),
    ],
)
def test_job_statements_in_english_are_compared(second: str, found: bool) -> None:
    of = job_set({"id": "one", "statement": NETS}, {"id": "other", "statement": second})

    assert overlapping(of) == ({("one", "other"), ("other", "one")} if found else set())


@pytest.mark.parametrize(
    "said",
    [
        "Wenn ein Netz reißt, möchte ich das Netz {} flicken, damit ich fischen kann",
        "When a net tears {} at sea, so that I can fish again",
        "As a fisher {} at sea, I want to repair the nets, so that I can fish again",
    ],
)
def test_others_are_not_compared_however_alike(said: str) -> None:
    rows = [{"id": name, "statement": said.format(name)} for name in ("one", "other")]

    assert not overlapping(job_set(*rows))


def test_of_a_pair_the_clauses_are_told_that_both_have() -> None:
    of = job_set({"id": "one", "statement": NETS}, {"id": "other", "statement": "When a net rips, I want to repair it"})

    ends = [one for kind in Kind for one in of.overlaps(kind, Weights(), 0.1, 0.1)]

    assert [set(one.clauses) for one in ends] == [{"situation", "motivation"}] * 2


def test_of_two_jobs_with_one_id_the_first_is_meant() -> None:
    of = job_set(
        {"id": "a", "parent": "x", "statement": NETS},
        {"id": "a", "parent": "y", "statement": OTHER},
        {"id": "b", "parent": "a", "statement": SAID},
    )

    assert [of.above(one) for one in of.statements] == [{"x"}, {"y"}, {"a", "x"}]


@pytest.mark.parametrize("written", ["b", "b, c", "c ,b", " c,  b ,", '"c, b"'])
def test_a_job_is_distinct_from_those_it_names(written: str) -> None:
    of = job_set(
        {"id": "a", "distinct-from": written, "statement": NETS},
        {"id": "b", "statement": NETS},
        {"id": "bc", "statement": NETS},
    )
    one, other, third = of.statements

    assert of.parted(one, other)
    assert of.parted(other, one)
    assert not of.parted(one, third)
