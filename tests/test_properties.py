"""What holds for any input, asked of a few; `benchmarks/fuzz.py` asks it of many."""

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jtbdlint.documents import Unreadable
from jtbdlint.text import Document, Piece, Reading
from tests.invariants import flagged, hold, is_true, spans_are_true, stand_in
from tests.strategies import CONFIGURATIONS, LISTS, PAGES, TABLES, folders

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "handbook"
REAL = {
    ".md": [
        path.read_bytes() for path in [*sorted(EXAMPLES.glob("*.md")), *sorted((ROOT / "tests/sessions").glob("*.md"))]
    ],
    ".yml": [path.read_bytes() for path in sorted(EXAMPLES.glob("*.yml"))],
}


def few(examples: int) -> settings:
    """So many examples, the same every time. What fails is not made smaller: the fuzzer does that."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )


@few(15)
@given(folders(REAL), CONFIGURATIONS, st.randoms(use_true_random=False))
def test_what_holds_for_any_files(files: dict[str, bytes], configuration: str, order: random.Random) -> None:
    hold(files, configuration, order.sample(sorted(files), len(files)))


@few(60)
@given(
    st.one_of(
        st.tuples(st.sampled_from(["a.md", "a.md.erb", "a.txt", "a.adoc", "a.rst"]), PAGES),
        st.tuples(st.sampled_from(["a.yml", "a.json"]), LISTS),
        st.tuples(st.just("a.csv"), TABLES),
    )
)
def test_spans_are_true(file: tuple[str, bytes]) -> None:
    name, raw = file
    document = Document(name, raw.decode("utf-8-sig", "replace"))
    with contextlib.suppress(Unreadable):  # broken data is told, and has no spans
        spans_are_true(document)


@few(10)
@given(CONFIGURATIONS)
def test_any_configuration_is_read_or_refused(text: str) -> None:
    hold({"page.md": b"- When a deploy fails, I want to roll it back\n"}, text, ["page.md"])


def test_a_slice_that_is_not_what_stands_there_is_noticed() -> None:
    document = Document("page.md", "I want tea")
    is_true(document.whole())

    with pytest.raises(AssertionError):
        is_true(Reading(document, [Piece(0, 10, "I want pie")]).whole())


@pytest.mark.parametrize(
    ("parts", "text", "expected"),
    [
        (["all"], "all", True),
        (["all"], "all of it", False),
        (["a ", " c ", " e"], "a b c d e", True),
        (["a ", " c ", " e"], "a  c  e", True),
        (["a ", " c ", " e"], "a b d e", False),
        (["a ", " c ", " e"], "a c e", False),
        (["a", "b"], "b a", False),
    ],
)
def test_what_is_kept_stands_in_its_order(parts: list[str], text: str, expected: bool) -> None:
    assert stand_in(parts, text) is expected


def test_what_refers_to_another_place_may_be_put_right_and_what_is_referred_to_stays() -> None:
    fields = "- id: a\n  parent: b\n  title: t\n  group: g\n  persona: [p, q]\n  goal: z\n  jtbd: "
    raw = f"{fields}When it rains, I want tea, so I can rest\n  note: n\n".encode()

    kept = ["- id: a\n  parent: ", "\n  title: t\n  group: ", "\n  persona: [", "]\n  goal: ", "\n  jtbd: "]
    assert flagged(raw, "jobs.yml") == [*kept, "\n  note: n\n"]


def test_a_parent_with_a_slip_is_put_right() -> None:
    job = "- id: {}\n  parent: {}\n  jtbd: When the {} rings, I want to hear it, so I can rest\n"
    hold(
        {"jobs.yml": (job.format("leave-on-time", "", "bell") + job.format("b", "leave-in-time", "phone")).encode()},
        "",
        ["jobs.yml"],
    )
