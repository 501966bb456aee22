"""Where a statement belongs, and whence that was read; what of a frame is covered."""

from collections.abc import Sequence

import pytest

from jtbdlint.config import frame_in
from jtbdlint.coverage import Coverage, matrix, persona_of
from jtbdlint.derive import found_in, matrix_of
from jtbdlint.frame import EMPTY, Frame, Goal, Step, nearest
from jtbdlint.testing import statements_in
from jtbdlint.text import Document
from tests.jobs import jobs
from tests.support import corpus

RAIN = "When it rains, I want to {}, so I can stay dry"
PAGE = """\
# People

## Ines (Beekeeper)

### What she told us

- When a hive hums, I want to open it, so I can look for the queen

## Olu, Orchard Owner

- When frost comes, I want to light fires, so I can save the blossom

## Nobody (2024)

- When nobody asks, I want to answer, so I can be heard

## Silent (Witness)

Said nothing.
"""


def belongings(text: str, kind: str, frame: Frame = EMPTY, name: str = "jobs.yml") -> list[list[tuple[str, str, bool]]]:
    """What each statement of a text belongs to: value, whence, whether it is declared."""
    statements = statements_in([text], name)
    coverage = Coverage(statements, frame)
    return [[(one.value, one.source, one.declared) for one in coverage.belonging(each, kind)] for each in statements]


@pytest.mark.parametrize(
    ("heading", "persona"),
    [
        ("Ines (Beekeeper)", ("Ines", "Beekeeper")),
        ("Olu, Orchard Owner", ("Olu", "Orchard Owner")),
        ("Persona: Mel", ("Mel", "")),
        ("Dr. Wu (Chief Physician)", ("Dr. Wu", "Chief Physician")),
        ("Żaneta (Nurse)", ("Żaneta", "Nurse")),
        ("Goals, motivations and fears", None),
        ("Goals, Motivations", None),
        ("Changes (2024)", None),
        ("notes (draft)", None),
        ("How do people (and cats) live?", None),
        ("Who are they (Really), and why do they want that so much", None),
        ("Jobs", None),
        ("", None),
    ],
)
def test_a_heading_names_a_persona_by_its_form(heading: str, persona: tuple[str, str] | None) -> None:
    assert persona_of(heading) == persona


class TestPersonas:
    def test_without_a_frame_a_heading_is_a_guess(self) -> None:
        assert belongings(PAGE, "persona", name="page.md") == [
            [("Ines (Beekeeper)", "heading (guess)", False)],
            [("Olu, Orchard Owner", "heading (guess)", False)],
            [],
        ]

    @pytest.mark.parametrize("written", ["Ines (Beekeeper)", "Ines, Beekeeper", "Ines", "ines  (beekeeper)"])
    def test_a_declared_persona_is_known_by_each_of_its_names(self, written: str) -> None:
        page = PAGE.replace("Ines (Beekeeper)", written)
        frame = Frame(personas=("Ines (Beekeeper)",))

        assert belongings(page, "persona", frame, "page.md")[0] == [("Ines (Beekeeper)", "heading", True)]

    def test_a_name_that_two_personas_have_tells_neither(self) -> None:
        frame = Frame(personas=("Sam (Cook)", "Sam (Waiter)"))
        page = "## Sam\n\n- " + RAIN.format("wait")

        assert belongings(page, "persona", frame, "page.md") == [[]]

    @pytest.mark.parametrize("written", ["[Cook, Waiter]", "Cook, Waiter", "Cook; Waiter", "[Cook (night), Waiter]"])
    def test_the_key_may_name_several(self, written: str) -> None:
        text = f"- id: a\n  persona: {written}\n  jtbd: {RAIN.format('wait')}\n"

        (found,) = belongings(text, "persona", Frame(personas=("Cook", "Cook (night)", "Waiter")))
        assert [one[1:] for one in found] == [("key", True), ("key", True)]

    def test_an_unknown_one_is_told_as_written(self) -> None:
        text = f"- id: a\n  persona: Cok\n  jtbd: {RAIN.format('wait')}\n"

        assert belongings(text, "persona", Frame(personas=("Cook",))) == [[("Cok", "key", False)]]


class TestGoals:
    FRAME = Frame(goals=(Goal("dry", "Stay dry", "well"), Goal("well", "Be well"), Goal("warm")))

    @pytest.mark.parametrize(
        ("rows", "goals"),
        [
            ([("a", "dry"), ("b", "a"), ("c", "b")], ["parent", "parent", "parent"]),
            ([("dry",), ("b", "dry")], ["key", "parent"]),
            ([("a", "", "", "", "dry"), ("b", "a")], ["key", "parent"]),
            ([("a",), ("b", "a")], [None, None]),
            ([("a", "b"), ("b", "a")], [None, None]),
        ],
    )
    def test_by_key_and_by_the_chain_of_parents(self, rows: Sequence[tuple[str, ...]], goals: list[str | None]) -> None:
        statements = jobs(rows)
        coverage = Coverage(statements, self.FRAME)
        found = [coverage.goal(one) for one in statements]

        assert [one and one.source for one in found] == goals
        assert {one.value for one in found if one} <= {"dry"}

    def test_by_a_heading(self) -> None:
        page = "## Stay dry\n\n- " + RAIN.format("wait")

        assert belongings(page, "goal", self.FRAME, "page.md") == [[("dry", "heading", True)]]

    def test_what_serves_a_goal_serves_those_above_it(self) -> None:
        coverage = Coverage(jobs([("a", "dry"), ("b", "a")]), self.FRAME)

        assert coverage.covered_goals() == {"dry": 2, "well": 2}

    def test_the_order_of_asking_does_not_matter(self) -> None:
        statements = jobs([("a", "dry"), ("b", "a"), ("c", "b")])
        upwards, downwards = Coverage(statements, self.FRAME), Coverage(statements, self.FRAME)

        assert [downwards.goal(one) for one in statements] == [upwards.goal(one) for one in statements[::-1]][::-1]


class TestSteps:
    @pytest.mark.parametrize(
        ("motivation", "step"),
        [
            ("check the roof", "confirm"),
            ("be able to check the roof", "confirm"),
            ("quickly find a roof", "locate"),
            ("find out who has a roof", "locate"),
            ("keep an eye on the clouds", "monitor"),
            ("make sure that it is dry", "confirm"),
            ("make a roof", "execute"),
            ("finding a roof", None),
            ("check-in early", None),
            ("dance", None),
        ],
    )
    def test_by_the_verb_of_the_motivation_as_a_guess(self, motivation: str, step: str | None) -> None:
        text = f"- id: a\n  jtbd: {RAIN.format(motivation)}\n"

        assert belongings(text, "step") == [[(step, "verb (guess)", False)] if step else []]

    def test_the_key_counts_before_the_verb(self) -> None:
        text = f"- id: a\n  step: Define\n  jtbd: {RAIN.format('check it')}\n"

        assert belongings(text, "step") == [[("define", "key", True)]]

    def test_a_frame_may_have_steps_and_verbs_of_its_own(self) -> None:
        frame = Frame(steps=("confirm", Step("dance", ("dance", "check in"))))

        for verb, step in (("dance", "dance"), ("check in", "dance"), ("check", "confirm")):
            text = f"- id: a\n  jtbd: {RAIN.format(f'{verb} at once')}\n"
            assert belongings(text, "step", frame) == [[(step, "verb (guess)", True)]]

    def test_verbs_are_guessed_in_english_only(self) -> None:
        german = "Wenn es regnet, möchte ich das Dach prüfen, damit ich trocken bleibe"

        assert belongings(f"- id: a\n  jtbd: {german}\n", "step") == [[]]


class TestGroups:
    def test_by_key_whatever_its_case(self) -> None:
        text = f"- id: a\n  group: roofs\n  jtbd: {RAIN.format('wait')}\n"

        assert belongings(text, "group", Frame(groups=("Roofs",))) == [[("Roofs", "key", True)]]
        assert belongings(text, "group") == [[("roofs", "key", False)]]

    def test_by_a_heading_only_where_the_frame_has_it(self) -> None:
        page = "## Roofs\n\n### More\n\n- " + RAIN.format("wait")

        assert belongings(page, "group", Frame(groups=("Roofs",)), "page.md") == [[("Roofs", "heading", True)]]
        assert belongings(page, "group", name="page.md") == [[]]


class TestMatrix:
    FRAME = frame_in(
        '[frame]\ngroups = ["Roofs", "Doors"]\nsteps = ["define", "confirm"]\n[frame.skip]\n"Doors/define" = "later"\n',
        "jtbdlint.toml",
    )

    def test_counts_holes_guesses_and_totals(self) -> None:
        statements = jobs([("a", "", "Roofs", "define"), ("b", "", "Roofs"), ("c", "", "Windows")])
        found = matrix(Coverage(statements, self.FRAME), "group", "step")
        shown = {
            (row, column): "-" if cell.skipped else len(cell.statements) for (row, column), cell in found.cells.items()
        }

        assert shown == {
            ("Roofs", "define"): 1,
            ("Roofs", "confirm"): 1,
            ("Doors", "define"): "-",
            ("Doors", "confirm"): 0,
            ("Windows", "define"): 0,
            ("Windows", "confirm"): 1,
        }
        assert (found.holes, found.guessed, found.total) == (2, 2, 3)
        assert [found.row_total(row) for row in found.rows] == [2, 0, 1]
        assert [found.column_total(column) for column in found.columns] == [1, 2]
        assert list(found.uncovered) == ["Doors"]

    def test_personas_of_headings_are_rows_also_without_a_statement(self) -> None:
        read = corpus({"page.md": PAGE})
        found = matrix_of(Coverage(read.statements, EMPTY), read.documents, None, "steps")

        assert found.rows == ("Ines (Beekeeper)", "Olu, Orchard Owner", "Silent (Witness)", "")
        assert list(found.uncovered) == ["Silent (Witness)"]
        assert found.places["Silent (Witness)"].position.line == 17

    def test_a_goal_above_counts_what_is_below_once(self) -> None:
        found = matrix(Coverage(jobs([("a", "dry"), ("b", "a")]), TestGoals.FRAME), "goal", "step")

        assert {row: found.row_total(row) for row in found.rows} == {"dry": 2, "well": 2, "warm": 0}
        assert found.column_total("confirm") == found.total == 2


def test_what_the_data_names() -> None:
    jobs_yml = (
        f"- id: a\n  group: Roofs\n  jtbd: {RAIN.format('wait')}\n"
        f"- id: b\n  group: roofs\n  parent: a\n  persona: Mel\n  jtbd: {RAIN.format('run')}\n"
    )
    read = corpus({"jobs.yml": jobs_yml, "page.md": PAGE})
    found = found_in(read.documents, read.statements)

    assert found.groups == {"Roofs": 2}
    assert {name: count for name, (_, count) in found.personas.items()} == {
        "Ines (Beekeeper)": 1,
        "Olu, Orchard Owner": 1,
        "Silent (Witness)": 0,
        "Mel": 1,
    }
    assert [job.id for job in found.goals] == ["a"]


@pytest.mark.parametrize(
    ("written", "meant"), [("relese", "Release"), ("code_revew", "code_review"), ("Roofs", "Roofs"), ("zebra", "")]
)
def test_what_was_meant(written: str, meant: str) -> None:
    assert nearest(written, ["Release", "code_review", "Roofs"]) == meant


def test_a_document_that_is_no_page_names_no_persona() -> None:
    assert found_in([Document("jobs.yml", "# Ines (Beekeeper)\n- id: a\n")], []).personas == {}
