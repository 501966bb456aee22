"""What the grammar reads: labelled statements and prose, the same in other clothes, and its limits."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark

from jtbdlint import parser
from jtbdlint.documents.candidate import CELL_END, Candidate, Place
from jtbdlint.parser import parse
from jtbdlint.statement import Form, Statement
from jtbdlint.terminals import languages, terminals
from jtbdlint.text import Document

STATEMENTS = Path(__file__).parent / "statements"
# "en-performers.jsonl" holds more statements in English.
LABELLED = [
    (file.stem.partition("-")[0], json.loads(line))
    for file in sorted(STATEMENTS.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


def _as_lark(pattern: str) -> str:
    """A pattern with the escapes read that Lark reads itself."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda code: chr(int(code[1], 16)), pattern).replace(r"\n", "\n")


def read(text: str, place: Place = Place.ITEM, meant: bool = False) -> list[Statement]:
    return parse(Candidate(Document("page.md", text).whole().reading, place, meant=meant))


def told(statement: Statement) -> tuple[str, ...]:
    return (statement.form.value, *(clause.text for clause in statement.clauses))


def wanted(label: dict[str, str | None]) -> tuple[str, ...]:
    return tuple((label.get(key) or "").replace("\n", " ") for key in ("form", "situation", "motivation", "outcome"))


@pytest.mark.parametrize(
    ("language", "case"), LABELLED, ids=lambda one: one if isinstance(one, str) else one["text"][:60]
)
def test_labelled(language: str, case: dict[str, Any]) -> None:
    """Every labelled text gives exactly its statements, in its language; prose gives none."""
    found = read(case["text"], Place(case["place"]), case["meant"])

    assert [wanted(label) for label in case["statements"]] == [told(one) for one in found]
    assert {one.language for one in found} <= {language}


@pytest.mark.parametrize("language", languages())
def test_a_language_brings_its_examples(language: str) -> None:
    """A language is a grammar file and labelled texts: twenty statements or more, and a dozen that are none."""
    labels = [case["statements"] for of, case in LABELLED if of == language]

    assert sum(map(bool, labels)) >= 20
    assert labels.count([]) >= 12


@pytest.mark.parametrize("language", languages())
def test_a_language_is_terminals_that_the_grammar_knows(language: str) -> None:
    """A language's file is Lark, read here as Lark reads it, and defines nothing that no rule of the grammar uses."""
    folder = Path(parser.__file__).parent.parent / "grammar"
    rules = "\n".join((folder / f"{part}.lark").read_text(encoding="utf-8") for part in ("job_statement", "user_story"))
    known = {name for line in re.findall("^//.*", rules, re.MULTILINE) for name in re.findall("[A-Z_]{2,}", line)}
    text = (folder / f"{language}.lark").read_text(encoding="utf-8")
    lark = Lark(f"start: ({' | '.join(sorted(terminals(language)))})*\n{text}", parser="lalr", lexer="basic")

    own = {name: _as_lark(pattern) for name, pattern in terminals(language).items()}
    assert {one.name: one.pattern.to_regexp() for one in lark.terminals} == own
    assert own.keys() <= known


@pytest.mark.parametrize(("language", "case"), [(of, one) for of, one in LABELLED if one["statements"]])
def test_languages_narrow(language: str, case: dict[str, Any]) -> None:
    """Only the languages that are asked for are read."""
    candidate = Candidate(Document("page.md", case["text"]).whole().reading, Place(case["place"]), meant=case["meant"])

    assert {one.language for one in parse(candidate, [language])} == {language}
    others = [other for other in languages() if other != language]
    assert all(one.language != language for one in parse(candidate, others))


@pytest.mark.parametrize("case", [one for of, one in LABELLED if of == "en"], ids=lambda one: one["text"][:50])
def test_english_text_costs_other_languages_nothing(case: dict[str, Any]) -> None:
    """No other language is looked for in English."""
    assert [one.name for one in parser._spoken(case["text"], languages())] == ["en"]


def test_two_languages_in_one_item() -> None:
    """Every statement is read in its own language."""
    german = "Wenn das Regal leer ist, möchte ich nachbestellen, damit niemand wartet."
    spanish = "Cuando el estante está vacío, quiero pedir más, para que nadie espere."

    found = read(f"{spanish} {german} When a shelf is empty, I want to order more, so I can serve all.")

    assert [(one.language, one.number) for one in found] == [("es", 0), ("de", 1), ("en", 2)]


WHOLE = ("When a shelf is empty", "I want to see who took the last box", "so I can order more")


@pytest.mark.parametrize(
    "text",
    [
        "When a shelf is empty, I want to see who took the last box, so I can order more.",
        "When a shelf is empty I want to see who took the last box so I can order more",
        "When a shelf is empty; I want to see who took the last box; so I can order more.",
        "When a shelf is empty —\nI want to see who took the last box —\nso I can order more",
        "Stock: When a shelf is empty, I want to see who took the last box, so I can order more.",
        "JOB-3 - Stock. When a shelf is empty, I want to see who took the last box, so I can order more. It hurts.",
        "“When a shelf is empty, I want to see who took the last box, so I can order more.”",
        "First, When a shelf is empty, I want to see who took the last box, so I can order more.   |",
        "When a shelf is empty, I want to see who took the last box, so I can order more - a common wish.",
        CELL_END.join(
            ["7", "When a shelf is empty", "I want to see who took the last box", "so I can order more", "P1"]
        ),
        f"7{CELL_END}When a shelf is empty, I want to see who took the last box, so I can order more.{CELL_END}P1",
    ],
)
def test_layouts(text: str) -> None:
    """One statement in many clothes is read as the same three clauses."""
    (statement,) = read(text)

    assert (Form.JOB_STATEMENT.value, *WHOLE) == told(statement)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "I want to sleep when the ward is quiet, so I can think",
            ("when the ward is quiet", "I want to sleep", "so I can think"),
        ),
        ("So that I can think, I want to sleep", ("", "I want to sleep", "So that I can think")),
        (
            "When I want to be sure, I want to ask twice, so I can act",
            ("When I want to be sure", "I want to ask twice", "so I can act"),
        ),
        (
            "After lunch, I want a nap that is so short that nobody sees, so I can go on",
            ("After lunch", "I want a nap that is so short that nobody sees", "so I can go on"),
        ),
        ("When paid, I want to file it, to save time", ("When paid", "I want to file it", "to save time")),
        (
            "When paid, I want to tell her so she knows what to send so we can ship",
            ("When paid", "I want to tell her", "so she knows what to send so we can ship"),
        ),
    ],
)
def test_markers_inside_clauses(text: str, clauses: tuple[str, str, str]) -> None:
    """A marker inside a clause is told from one that opens a clause."""
    (statement,) = read(text, meant=True)

    assert clauses == tuple(clause.text for clause in statement.clauses)


def test_two_statements_in_one_item() -> None:
    """Two sentences that are statements are two statements, numbered, with one item."""
    one, two = read("When A rings, I want to know, so I can go. When B rings, I want to hide, so I can rest.")

    assert [one.number, two.number] == [0, 1]
    assert one.item == two.item


@pytest.mark.parametrize(
    ("text", "read_so_far", "expected"),
    [
        ("When a shelf is empty", "When a shelf is empty", "a motivation"),
        ("Stock matters to everybody here", "", "a situation"),
        ("When a shelf is empty, I want to", "When a shelf is empty, I want to", "words"),
    ],
)
def test_failure_tells_what_was_expected(text: str, read_so_far: str, expected: str) -> None:
    """Where a text that should be a statement stops being one, it says what it read and what it expected."""
    (fragment,) = read(text, meant=True)

    assert fragment.form is Form.FRAGMENT
    assert fragment.failure is not None
    assert read_so_far == fragment.failure.read
    assert any(one.startswith(expected) for one in fragment.failure.expected)


def test_absent_clauses_stand_where_they_would() -> None:
    """An absent clause is an empty slice: before the motivation, or after the last clause."""
    (statement,) = read("I want to see who took the last box, so I can order more", meant=True)
    assert not statement.situation
    assert statement.situation.start == statement.motivation.start

    (statement,) = read("When a shelf is empty, I want to see who took it.", meant=True)
    assert not statement.outcome
    assert statement.outcome.start == statement.motivation.end


UNITS = ["When a, I want ", "so ", "I want a, so b ", "! ", "as a b, ", ", to a", '"', " - ", "help me "]


@pytest.mark.parametrize(
    "unit", [*UNITS, *(next(case["text"] + " " for of, case in LABELLED if of == language) for language in languages())]
)
def test_work_is_linear(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text gives at most twice the marks and tokens, and each is looked at a bounded number of times."""
    looked = 0
    real = parser._Parse.parted

    def counting(self: parser._Parse, mark: parser._Mark) -> bool:
        nonlocal looked
        looked += 1
        return real(self, mark)

    monkeypatch.setattr(parser._Parse, "parted", counting)
    counts = []
    for size in (15_000, 30_000):
        looked = 0
        read(unit * (size // len(unit)), meant=True)
        counts.append(looked)

    assert counts[1] <= 2.1 * counts[0] + 10


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "When",
                "I want to",
                "so I can",
                "so",
                "a job",
                "as a",
                ",",
                ".",
                ":",
                "\n",
                CELL_END,
                "(",
                "]",
                " - ",
                "“",
                "to",
                "because",
                "help me",
                "wenn",
                "möchte ich",
                "damit",
                "quiero",
                "para",
                "чтобы",
                "я хочу",
                "とき、",
                "したい。",
                "そうすれば",
                "として、",
            ]
        ),
        max_size=25,
    ),
    st.booleans(),
)
def test_anything_can_be_read(words: list[str], meant: bool) -> None:
    """Whatever the order of markers: no crash, clauses inside the item, in bounds and not overlapping."""
    text = " ".join(words)
    for statement in read(text, meant=meant):
        clauses = sorted(clause for clause in [(c.begin, c.stop) for c in statement.clauses if c])
        assert 0 <= statement.begin <= statement.stop <= len(text)
        assert all(before[1] <= after[0] for before, after in pairwise(clauses))
        assert all(statement.begin <= begin and stop <= statement.stop for begin, stop in clauses)


@given(st.text('ab1 \n\t.!?;:,-–—→|()[]。、"' + CELL_END, max_size=40))
def test_every_separator_begins_as_the_grammar_says(text: str) -> None:
    """To look only where the grammar says that one begins finds what a search of all the text does."""
    english = parser._language("en")
    at = 0
    while wanted := english._separators.search(text, at):
        found = english._separator(text, at)
        assert found is not None
        assert (found.span(), found.lastgroup) == (wanted.span(), wanted.lastgroup)
        at = max(wanted.end(), wanted.start() + 1)
    assert english._separator(text, at) is None


def test_languages_are_files() -> None:
    """A language is a grammar file."""
    assert {"de", "en", "es", "fr", "it", "ja", "nl", "pt", "ru", "uk"} <= set(languages())
