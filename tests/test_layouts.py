"""Statements whose clauses stand apart: in cells under titles, in keys of their own, in items side by side."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint.catalog import bundled, choose
from jtbdlint.config import Config
from jtbdlint.corpus import read as read_corpus
from jtbdlint.corpus import statements_of
from jtbdlint.documents import CELL_END, Unreadable, read
from jtbdlint.documents.titles import TITLES, clauses_named
from jtbdlint.fixes import mend
from jtbdlint.run import Linter
from jtbdlint.statement import Form, Statement
from jtbdlint.text import Document
from tests.support import corpus

Clauses = tuple[str, str, str]

LATE: Clauses = ("The last guest stays late", "lock up from home", "I catch my train")
RAIN: Clauses = ("Rain is forecast", "move the stalls indoors", "the market opens anyway")


def statements(text: str, name: str = "page.md") -> Sequence[Statement]:
    """The statements of a document; the places of their clauses are checked besides."""
    found = corpus({name: text}).statements
    for one in found:
        for clause in filter(None, (one, *one.clauses)):
            assert 0 <= clause.start <= clause.end <= len(text)
            assert one.start <= clause.start
            assert clause.end <= one.end
        for clause in one.clauses:
            assert one.begin <= clause.begin <= clause.stop <= one.stop
            assert CELL_END not in clause.text
    return found


def clauses(text: str, name: str = "page.md") -> list[tuple[str, ...]]:
    return [tuple(clause.text for clause in one.clauses) for one in statements(text, name)]


def table(titles: Sequence[str], *rows: Sequence[str]) -> str:
    lines = [titles, ["-"] * len(titles), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


# --- Titles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "language"),
    [
        (["Situation", "Motivation", "Outcome"], "en"),
        (["#", "When", "I want to", "So I can"], "en"),
        (["when", "i_want_to", "so_i_can"], "en"),
        (["when", "want", "soThat"], "en"),
        (["When ...", "I want to ...", "so that I can…"], "en"),
        (["Situation (when)", "Motivation / goal", "Expected outcome:"], "en"),
        (["When I’m", "I WANT", "So"], "en"),
        (["As a/an", "I want to", "So that"], "en"),
        (["Wenn ich", "möchte ich", "damit ich"], "de"),
        (["Cuando", "Quiero", "Para"], "es"),
        (["Quand", "Je veux", "Afin de"], "fr"),
        (["Quando", "Voglio", "Così da"], "it"),
        (["Quando", "Quero", "Para que"], "pt"),
        (["Wanneer ik", "Wil ik", "Zodat"], "nl"),
        (["Когда", "Я хочу", "Чтобы"], "ru"),
        (["Коли", "Я хочу", "Щоб"], "uk"),
        (["状況", "動機", "成果"], "ja"),
    ],
)
def test_titles_that_name_clauses(titles: Sequence[str], language: str) -> None:
    named = clauses_named(titles)
    assert named is not None
    assert named.language == language
    assert len(named.numbers) == 3


@pytest.mark.parametrize(
    "titles",
    [
        [],
        [""],
        ["When", "Who", "Where"],
        ["Given", "When", "Then"],
        ["Situation", "Task", "Action", "Result"],
        ["Decision", "Motivation", "Outcome"],
        ["Situation", "Complication", "Outcome"],
        ["When I want to know", "Want list", "So"],
    ],
)
def test_other_titles(titles: Sequence[str]) -> None:
    assert clauses_named(titles) is None


def test_two_clauses_are_enough_where_statements_are_announced() -> None:
    assert clauses_named(["When", "I want to"]) is None
    assert clauses_named(["When", "I want to"], announced=True) is not None
    assert clauses_named(["When", "So I can"], announced=True) is None


def test_titles_are_plain() -> None:
    for of_clause in TITLES.values():
        assert of_clause.keys() == {"role", "situation", "motivation", "outcome"}
        for names in of_clause.values():
            assert all(name == name.strip().lower() for name in names)
        assert clauses_named([names[0] for names in of_clause.values()]) is not None


# --- Tables --------------------------------------------------------------------------------------

TABLES = {
    "nouns": (table(["Situation", "Motivation", "Outcome"], LATE, RAIN), [LATE, RAIN]),
    "markers": (table(["When", "I want to", "So that"], LATE), [LATE]),
    "other columns": (table(["#", "When", "Who", "I want", "So"], ["1", LATE[0], "x", *LATE[1:]]), [LATE]),
    "another order": (table(["I want", "So", "When"], [*LATE[1:], LATE[0]]), [LATE]),
    "no outcome": (table(["When", "I want", "So"], [*LATE[:2], ""], [*LATE[:2], "—"]), [(*LATE[:2], "")] * 2),
    "no motivation": (table(["When", "I want", "So"], [LATE[0], "", LATE[2]]), [(LATE[0], "", LATE[2])]),
    "full stops": (table(["When", "I want", "So"], [f"{one}." for one in LATE]), [LATE]),
    "markup": (table(["**When**", "*I want*", "`So`"], [f"**{one}**" for one in LATE]), [LATE]),
    "one filled cell": (table(["When", "I want", "So"], ["Evenings", "", ""], LATE), [LATE]),
    "a placeholder": (table(["When", "I want", "So"], ["[x]", LATE[1], LATE[2]]), [("[x]", *LATE[1:])]),
    "markers in the cells as well": (
        table(["Situation", "Motivation", "Outcome"], ["When it rains,", "I want to stay dry", "so that I can work."]),
        [("When it rains", "I want to stay dry", "so that I can work")],
    ),
    "markers in some cells": (
        table(["Situation", "Motivation", "Outcome"], ["When it rains", "stay dry", "work on"]),
        [("When it rains", "stay dry", "work on")],
    ),
    "announced": ("## Jobs to be done\n\n" + table(["When", "I want"], LATE[:2]), [(*LATE[:2], "")]),
    "rows with a clause each": (
        table(["", ""], ["When", LATE[0]], ["I want to", LATE[1]], ["So I can", LATE[2]]),
        [LATE],
    ),
    "the head is such a row": (table(["When", LATE[0]], ["I want to", LATE[1]], ["So", LATE[2]]), [LATE]),
    "several in one table": (
        table(
            ["Clause", "Text"],
            *zip(["Situation", "Motivation", "Outcome"] * 2, [*LATE, *RAIN], strict=True),
            ["Owner", "Ann"],
        ),
        [LATE, RAIN],
    ),
    "set apart by other rows": (
        table(
            ["", ""],
            ["Owner", "Ann"],
            *zip(["When", "I want", "So"], LATE, strict=True),
            ["Owner", "Bob"],
            *zip(["When", "I want", "So"], RAIN, strict=True),
        ),
        [LATE, RAIN],
    ),
    "a job a column": (
        table(["", "Porter", "Trader"], *zip(["When", "I want to", "So I can"], LATE, RAIN, strict=True)),
        [LATE, RAIN],
    ),
    "a job a column, nouns": (
        table(["Clause", "A", "B"], *zip(["Situation", "Motivation", "Outcome"], LATE, RAIN, strict=True)),
        [LATE, RAIN],
    ),
    "a job a column from the head on": (table(*zip(["When", "I want", "So"], LATE, RAIN, strict=True)), [LATE, RAIN]),
    "a column with holes": (
        table(["", "A", "B"], ["When", LATE[0], ""], ["I want", LATE[1], RAIN[1]], ["So", "", ""]),
        [(*LATE[:2], "")],
    ),
    "a column that explains": (
        table(
            ["Part", "Description", "Example"],
            ["Situation", "what goes on", LATE[0]],
            ["Motivation", "what is wanted", LATE[1]],
            ["Outcome", "what for", LATE[2]],
        ),
        [LATE],
    ),
    "rows with an empty one": (
        table(["", ""], ["When", LATE[0]], ["I want", ""], ["So", LATE[2]]),
        [(LATE[0], "", LATE[2])],
    ),
    "other tables": (table(["When", "Who", "Where"], LATE), []),
    "a timetable a column": (table(["When", "A", "B"], ["Monday", "I rest", "I work"], ["So", "a", "b"]), []),
    "a timetable": (table(["When", "What"], ["Monday", "I rest"], ["So", "I wait"]), []),
    "decisions": (table(["Decision", "Motivation", "Outcome"], LATE), []),
}


@pytest.mark.parametrize(("page", "expected"), TABLES.values(), ids=TABLES)
def test_tables(page: str, expected: list[Clauses]) -> None:
    assert clauses(page) == expected


def test_a_column_for_the_role_makes_user_stories() -> None:
    (one,) = statements(table(["As a", "I want to", "So that"], ["baker", "see the orders", "I can plan"]))
    assert one.form is Form.USER_STORY
    assert one.text.startswith("baker")
    (one,) = statements(table(["As a", "When", "I want to", "So that"], ["baker", *LATE]))
    assert one.form is Form.JOB_STATEMENT


def test_a_template_is_no_statement() -> None:
    (one,) = statements(table(["When", "I want to", "So that"], ["[situation]", "[wish]", "[outcome]"]))
    assert one.form is Form.FRAGMENT


def test_the_language_is_that_of_the_titles_or_of_the_cells() -> None:
    (one,) = statements(table(["Wenn", "möchte ich", "damit ich"], ["es regnet", "Bus fahren", "trocken bleibe"]))
    assert one.language == "de"
    (one,) = statements(table(["When", "I want to", "So I can"], LATE))
    assert one.language == "en"
    page = table(["Situation", "Motivation", "Outcome"], ["Wenn es regnet", "möchte ich Bus fahren", "trocken bleiben"])
    assert [one.language for one in statements(page)] == ["de"]


def test_rules_know_that_titles_replace_opening_words_and_order() -> None:
    page = table(
        ["I want to", "When", "So I can"], ["lock up from home", "the last guest stays late", "catch my train"]
    )
    rules = bundled()
    assert not Linter(rules, choose(Config(), rules)).lint(corpus({"page.md": page})).findings


CELL = st.text(st.sampled_from("ab é😀*`&\\<> .,'\"’"), max_size=12)


@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_places_in_tables(rows: list[tuple[str, str, str]], end: str, headed: bool) -> None:
    if headed:
        page = table(["Situation", "Motivation", "Outcome"], *rows)
    else:
        titled = [pair for row in rows for pair in zip(["When", "I want", "So"], row, strict=True)]
        page = table(["", ""], *titled)
    for one in statements(page.replace("\n", end)):
        for clause in one.clauses:
            assert "|" not in clause.source
            assert all(character in clause.source for character in clause.text if character.isalpha())


# --- YAML and JSON -------------------------------------------------------------------------------

DATA = {
    "keys with markers": (
        f"- id: a\n  when: {LATE[0]}\n  i_want_to: {LATE[1]}\n  so_i_can: {LATE[2]}\n",
        [LATE],
    ),
    "short keys": (f"- {{when: {LATE[0]}, want: {LATE[1]}, so_that: {LATE[2]}}}\n", [LATE]),
    "nouns": (
        "".join(f"- situation: {one}\n  motivation: {two}\n  outcome: {three}\n" for one, two, three in (LATE, RAIN)),
        [LATE, RAIN],
    ),
    "under the key of the statement": (
        f"jobs:\n  - slug: a\n    jtbd:\n      when: {LATE[0]}\n      want: {LATE[1]}\n      so: {LATE[2]}\n",
        [LATE],
    ),
    "two are enough there": (f"- jtbd:\n    when: {LATE[0]}\n    i-want-to: {LATE[1]}\n", [(*LATE[:2], "")]),
    "a mapping of jobs": (
        f"lock-up:\n  When: {LATE[0]}\n  iWantTo: {LATE[1]}\n  soThat: {LATE[2]}\nother: 1\n",
        [LATE],
    ),
    "another order, and more keys": (
        f"- want: {LATE[1]}\n  owner: Ann\n  so_that: {LATE[2]}\n  note: When in doubt\n  when: {LATE[0]}\n",
        [LATE],
    ),
    "quotes and blocks": (
        f"- when: '{LATE[0]}'\n  want: >-\n    lock up\n    from home\n  so_that: \"{LATE[2]}.\"\n",
        [(LATE[0], "lock up from home", LATE[2])],
    ),
    "no outcome": (f"- when: {LATE[0]}\n  want: {LATE[1]}\n  so_that:\n", [(*LATE[:2], "")]),
    "an alias": (
        (
            f"- when: &rain {RAIN[0]}\n  want: {RAIN[1]}\n  so_that: {RAIN[2]}\n"
            f"- when: *rain\n  want: {LATE[1]}\n  so_that: {LATE[2]}\n"
        ),
        [RAIN, (RAIN[0], *LATE[1:])],
    ),
    "markers in the values as well": (
        "- when: When it rains\n  want: I want to stay dry\n  so_that: so that I can work\n",
        [("When it rains", "I want to stay dry", "so that I can work")],
    ),
    "a statement beside": (
        "- jtbd: When it rains, I want to stay dry, so I can work\n  situation: a\n  motivation: b\n  outcome: c\n",
        [("When it rains", "I want to stay dry", "so I can work")],
    ),
    "a pipeline": ("build:\n  script: make\n  when: manual\n  needs: [lint]\n", []),
    "a scenario": ("- given: a cart\n  when: I pay\n  then: it is empty\n", []),
    "two elsewhere": ("- motivation: to learn\n  outcome: a paper\n", []),
    "lists": ("- when: [a, b]\n  want: [c, d]\n  so_that: [e, f]\n", []),
}


@pytest.mark.parametrize(("data", "expected"), DATA.values(), ids=DATA)
def test_data(data: str, expected: list[Clauses]) -> None:
    assert clauses(data, "data.yml") == expected


def test_data_that_is_json() -> None:
    data = [{"slug": "a", "when": LATE[0], "want": 'see "now"', "so_that": "caf\u00e9 \U0001f600"}]
    for escaped in (True, False):
        (one,) = statements(json.dumps(data, ensure_ascii=escaped), "data.json")
        assert one.id == "a"
        assert [clause.text for clause in one.clauses] == [LATE[0], 'see "now"', "caf\u00e9 \U0001f600"]


def test_what_stands_beside_clauses() -> None:
    found = statements(
        "group: night\njobs:\n"
        "  - id: a\n    when: b\n    want: c\n    so_that: d\n    children:\n"
        "      - {id: e, when: f, want: g, so_that: h}\n",
        "data.yml",
    )
    assert [(one.id, one.parent, one.group) for one in found] == [("a", "", "night"), ("e", "a", "night")]


def test_a_job_without_clauses_among_jobs_with_them_is_empty() -> None:
    found = statements("- {id: a, title: b, when: c, want: d, so: e}\n- {id: f, title: g, when: , want: }\n", "d.yml")
    assert [(one.id, one.form, bool(one)) for one in found] == [
        ("a", Form.JOB_STATEMENT, True),
        ("f", Form.FRAGMENT, False),
    ]


def test_keys_of_clauses_may_be_named() -> None:
    text = "- trigger_event: It rains\n  need: stay dry\n  benefit: work on\n"
    fields = {"situation": ("Trigger event",), "motivation": ("need",), "outcome": ("benefit",)}
    found = statements_of(Document("data.yml", text), fields=fields)
    assert [[clause.text for clause in one.clauses] for one in found] == [["It rains", "stay dry", "work on"]]
    assert not statements_of(Document("data.yml", text))


def quoted(text: str, style: int) -> str:
    if style == 0:
        return json.dumps(text)
    if style == 1:
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"


@given(
    st.lists(st.tuples(CELL, st.integers(0, 2)), min_size=3, max_size=3),
    st.permutations(["when", "want", "so_that"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_places_in_data(values: list[tuple[str, int]], keys: list[str], end: str) -> None:
    lines = [f"{key}: {quoted(*value)}" for key, value in zip(keys, values, strict=True)]
    text = "- id: a\n" + "".join(f"  {line}\n" for line in lines)
    for one in statements(text.replace("\n", end), "data.yml"):
        for clause in filter(None, one.clauses):
            if one.tabular:
                assert end not in clause.source
                assert any(clause.source in quoted(*value) for value in values)


# --- Blocks --------------------------------------------------------------------------------------

WET: Clauses = ("When it rains", "I want to stay dry", "so that I can work")
MARKED = ("**When** it rains", "**I want to** stay dry", "**so that** I can work")
LABELLED = tuple(zip(["**Situation:**", "**Motivation**:", "Outcome:"], LATE, strict=True))

BLOCKS = {
    "items": ("".join(f"- {one}\n" for one in WET), [WET]),
    "items with commas": ("".join(f"1. {one},\n" for one in WET), [WET]),
    "items in an item": ("- A wet day\n" + "".join(f"  - {one}\n" for one in MARKED), [WET]),
    "wrapped items": (
        "- When\n  it rains\n- I want to\n  stay dry\n- so that I can work\n- Else\n",
        [("When it rains", "I want to stay dry", WET[2])],
    ),
    "whole statements that open as one in parts would": (
        (
            "- When it rains, I want to stay dry, so that I can work\n"
            "- I want to stay dry when it rains, so I can work\n- So that I can work, I want to stay dry\n"
        ),
        [
            WET,
            ("when it rains", "I want to stay dry", "so I can work"),
            ("", "I want to stay dry", "So that I can work"),
        ],
    ),
    "whole statements without commas": (
        (
            "- When it rains I want to stay dry\n- I want to stay dry so that I can work\n"
            "- So that I can work, I want a hat\n"
        ),
        [
            ("When it rains", "I want to stay dry", ""),
            ("", "I want to stay dry", "so that I can work"),
            ("", "I want a hat", "So that I can work"),
        ],
    ),
    "two statements": ("".join(f"- {one}\n" for one in [*WET, *WET]), [WET, WET]),
    "paragraphs": ("\n\n".join(MARKED), [WET]),
    "paragraphs of a quote": ("> " + "\n>\n> ".join(MARKED), [WET]),
    "lines": ("  \n".join(MARKED), [WET]),
    "labels in a paragraph": ("  \n".join(f"{label} {text}" for label, text in LABELLED), [LATE]),
    "labels in items": ("".join(f"- {label} {text}.\n" for label, text in LABELLED), [LATE]),
    "labels in paragraphs": ("\n\n".join(f"{label} {text}" for label, text in LABELLED), [LATE]),
    "a label over more lines": (
        "Situation: The last guest\nstays late\nMotivation: lock up from home\nOutcome: I catch my train",
        [("The last guest stays late", *LATE[1:])],
    ),
    "under headings": (
        "".join(f"### {a}\n\n{b}\n\n" for a, b in zip(["When", "I want to", "So I can"], LATE, strict=True)),
        [LATE],
    ),
    "under bold lines": (
        "".join(f"**{a}**\n\n{b}.\n\n" for a, b in zip(["Situation", "Motivation", "Outcome"], LATE, strict=True)),
        [LATE],
    ),
    "under headings, at length": (
        "".join(f"## {a}\n\nWe met. It rained. We left.\n\n" for a in ["Situation", "Motivation", "Outcome"]),
        [],
    ),
    "headings alone": ("## Situation\n\n## Motivation\n\n## Outcome\n\na\n\nb\n\nc\n", []),
    "slashes": ("- When it rains / I want to stay dry / so that I can work\n", [WET]),
    "labels in a line": (f"Situation: {LATE[0]}. Motivation: {LATE[1]}. Outcome: {LATE[2]}.", [LATE]),
    "labels between slashes": (f"- When: {LATE[0]} / I want to: {LATE[1]} / So: {LATE[2]}\n", [LATE]),
    "bold labels in a line": (
        " ".join(f"**{a}:** {b}" for a, b in zip(["When", "I want", "So"], LATE, strict=True)),
        [LATE],
    ),
    "no labels": ("The Situation: a, the Motivation: b, the Outcome: c", []),
    "quotes around each clause": ('- "When it rains," "I want to stay dry," "so that I can work."\n', [WET]),
    "a name before a dash": (
        "- Traders - when it rains, I want to stay dry, so that I can work\n",
        [(WET[0].lower(), *WET[1:])],
    ),
    "brackets that are filled in": (
        "- When [the last guest stays late], I want to [lock up from home], so I can [catch my train].\n",
        [("When [the last guest stays late]", "I want to [lock up from home]", "so I can [catch my train]")],
    ),
    "brackets that are not": ("- When [a trigger], I want to [do something], so I can [reach my goal].\n", []),
    "labels and markers": (
        "- Situation: When it rains\n- Motivation: I want to stay dry\n- Outcome: so that I can work\n",
        [WET],
    ),
    "plain paragraphs": ("When it rains\n\nI want to stay dry\n\nSo that I can work", []),
    "whole sentences": ("- When we began, all was wet. It rained.\n- I want to add a word.\n- So that was it.\n", []),
    "another order": ("- So that was the year\n- When it rained\n- I want to say more\n", []),
    "two of three labels": ("Situation: a\n\nOutcome: b\n\nc", []),
    "a case study": ("Situation: We met. It rained.\n\nMotivation: none\n\nOutcome: wet", []),
}


@pytest.mark.parametrize(("page", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(page: str, expected: list[Clauses]) -> None:
    assert clauses(page) == expected


def test_blocks_of_plain_text() -> None:
    assert clauses("".join(f"* {one}\n" for one in WET), "notes.txt") == [WET]
    assert clauses("".join(f"{label.strip('*:')}: {text}\n" for label, text in LABELLED), "notes.txt") == [LATE]


ADOC_TABLE = "[cols=3*]\n|===\n{}|===\n"
LINED = {
    "an item": ("page.adoc", f"* {', '.join(WET)}.\n", [WET]),
    "bold markers": ("page.adoc", ". *When* it rains, *I want to* stay dry, *so that* I can work.\n", [WET]),
    "a label": ("page.adoc", f"*JTBD-7 - Rain.* {', '.join(WET)}.\n", [WET]),
    "items with a clause each": ("page.adoc", "".join(f"* {one}\n" for one in WET), [WET]),
    "terms": (
        "page.adoc",
        "When:: it rains\nI want to:: stay dry\nSo that:: I can work\n",
        [("it rains", "stay dry", "I can work")],
    ),
    "a row a job": (
        "page.adoc",
        ADOC_TABLE.format("".join("|" + " |".join(row) + "\n" for row in (["When", "I want to", "So"], LATE, RAIN))),
        [LATE, RAIN],
    ),
    "a cell a line": (
        "page.adoc",
        ADOC_TABLE.format("".join(f"|{one}\n" for one in ("Situation", "Motivation", "Outcome", *LATE))),
        [LATE],
    ),
    "a column a job": (
        "page.adoc",
        ADOC_TABLE.format(
            "".join(f"|{a} |{b} |{c}\n" for a, b, c in zip(["When", "I want", "So"], LATE, RAIN, strict=True))
        ),
        [LATE, RAIN],
    ),
    "a quote": ("page.adoc", f"[quote]\n____\n{', '.join(WET)}\n____\n", [WET]),
    "a listing": ("page.adoc", f"----\n{', '.join(WET)}\n----\n", []),
    "an item of rst": ("page.rst", "- **When** it rains, **I want to** stay dry, **so that** I can work.\n", [WET]),
    "a line block": ("page.rst", "".join(f"| {one}\n" for one in WET), [WET]),
    "definitions": ("page.rst", "".join(f"{label.strip('*:')}\n   {text}\n" for label, text in LABELLED), [LATE]),
    "fields": ("page.rst", "".join(f":{label.strip('*:')}: {text}\n" for label, text in LABELLED), [LATE]),
    "a list table": (
        "page.rst",
        ".. list-table::\n   :header-rows: 1\n\n   * - When\n     - I want to\n     - So I can\n   * - "
        + "\n     - ".join(LATE),
        [LATE],
    ),
    "a literal block": ("page.rst", f"For instance::\n\n   {', '.join(WET)}\n", []),
    "a comment": ("page.rst", f".. {', '.join(WET)}\n", []),
}


@pytest.mark.parametrize(("name", "page", "expected"), LINED.values(), ids=LINED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_pages_of_lines(name: str, page: str, expected: list[Clauses], end: str) -> None:
    assert clauses(page.replace("\n", end), name) == expected


def test_wrapped_cells_of_a_grid() -> None:
    rule = "+--------------+------------+-------------+\n"
    page = (
        f"{rule}| Situation    | Motivation | Outcome     |\n{rule.replace('-', '=')}"
        f"| The last     | lock up    | I catch     |\n| guest stays  | from       | my train    |\n"
        f"| late         | home       |             |\n{rule}"
    )
    (one,) = corpus({"page.rst": page}).statements
    assert [clause.text.split() for clause in one.clauses] == [clause.split() for clause in LATE]
    assert (one.situation.position, one.outcome.end_position) == ((4, 3), (5, 39))


@pytest.mark.parametrize(
    ("name", "page", "fixed"),
    [
        (
            "page.adoc",
            "* *When* it rains I want to be able to stay *dry*, so that I can work\n",
            "* *When* it rains, I want to stay *dry*, so that I can work\n",
        ),
        (
            "page.rst",
            "#. **When** it rains I want to be able to stay dry,\n   so that I can work\n",
            "#. **When** it rains, I want to stay dry,\n   so that I can work\n",
        ),
        (
            "page.rst",
            ":Situation: When it rains\n:Motivation: I want to be able to stay dry\n:Outcome: so I can work\n",
            ":Situation: When it rains\n:Motivation: I want to stay dry\n:Outcome: so I can work\n",
        ),
    ],
)
def test_fixes_in_pages_of_lines(name: str, page: str, fixed: str) -> None:
    rules = bundled()
    lint = Linter(rules, choose(Config(select=("clause-separator", "be-able-to")), rules)).lint

    result = mend(corpus({name: page}), lint, statements_of)

    assert [after.text for _, after in result.changed] == [fixed]


@given(st.lists(CELL, min_size=3, max_size=3), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["- ", "", "> "]))
def test_places_in_blocks(values: list[str], end: str, bullet: str) -> None:
    gap = "\n" if bullet == "- " else f"\n{bullet}\n"
    lines = [f"{bullet}**{label}**: {text}" for label, text in zip(["When", "I want", "So"], values, strict=True)]
    for one in statements(gap.join(lines).replace("\n", end)):
        for clause in filter(None, one.clauses):
            assert all(character in clause.source for character in clause.text if character.isalpha())


# --- Code blocks ---------------------------------------------------------------------------------

STATEMENT = "When it rains, I want to stay dry, so that I can work"

CODE = {
    "a fenced block": (f"```\n{STATEMENT}.\n```\n", 1),
    "with a language": (f"~~~ text\n\n{STATEMENT}\n\n{STATEMENT}\n~~~\n", 2),
    "an indented block": (f"Text:\n\n    {STATEMENT}\n", 1),
    "items": (f"```md\n# Jobs\n- {STATEMENT}\n- {STATEMENT}\n```\n", 2),
    "wrapped": ("```\nWhen it rains,\n  I want to stay dry,\nso that I can work\n```\n", 1),
    "in an item": (f"- Like this:\n\n  ```\n  {STATEMENT}\n  ```\n", 1),
    "in a quote": (f"> ```\n> {STATEMENT}\n> ```\n", 1),
    "never closed": (f"```\n{STATEMENT}", 1),
    "real code": ("```sh\nwhen() { want; }\n```\n", 0),
    "empty": ("```\n```\n", 0),
}


@pytest.mark.parametrize(("page", "number"), CODE.values(), ids=CODE)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_code_blocks_are_read_when_asked_for(page: str, number: int, end: str) -> None:
    document = Document("page.md", page.replace("\n", end))
    found = statements_of(document, code=True)
    assert len(found) == number
    for one in found:
        assert (one.situation.source, one.outcome.source) == ("When it rains", "so that I can work")
    assert not statements_of(document)


@given(st.text(st.sampled_from("aé😀`~>-* \n\t"), max_size=40), st.sampled_from(["\n", "\r\n", "\r"]))
def test_places_in_code_blocks(text: str, end: str) -> None:
    document = Document("page.md", f"```\n{text}\n```\n".replace("\n", end))
    for one in read(document, code=True):
        whole = one.reading.whole()
        assert 0 <= whole.start <= whole.end <= len(document.text)
        assert whole.source.split() == whole.text.split()


# --- CSV -----------------------------------------------------------------------------------------

CSV = {
    "a column for each clause": (
        f"id,Situation,Motivation,Outcome\na,{','.join(LATE)}\nb,{','.join(RAIN)}",
        [LATE, RAIN],
    ),
    "semicolons": (f"When;I want to;So I can\n{';'.join(LATE)}\n", [LATE]),
    "tabs": ("When\tI want to\tSo I can\n" + "\t".join(LATE) + "\n", [LATE]),
    "quotes": ('when,want,so\n"a, b","c ""d""", "e\nf" \n', [("a, b", 'c "d"', "e f")]),
    "empty cells and lines": (f"when,want,so\n\n{LATE[0]},{LATE[1]},\n,,\n", [(*LATE[:2], "")]),
    "short and long lines": (f"when,want,so\na\n{','.join(LATE)},b\n", [("", "", ""), LATE]),
    "a column for the statement": (
        'id,Job statement\na,"When it rains, I want to stay dry, so that I can work."\nb,\n',
        [("When it rains", "I want to stay dry", "so that I can work")],
    ),
    "other tables": ("when,who,where\na,b,c\n", []),
    "nothing": ("", []),
    "a quote that is never closed": (f'when,want,so\n{",".join(LATE)}\n"a,b,c\n', []),
}


@pytest.mark.parametrize(("text", "expected"), CSV.values(), ids=CSV)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv(text: str, expected: list[Clauses], end: str) -> None:
    assert clauses(text.replace("\n", end), "jobs.tsv" if "\t" in text else "jobs.csv") == expected


def test_what_stands_beside_a_statement_in_csv() -> None:
    (one,) = statements("slug,parent,when,want,so\na,b,c,d,e\n", "jobs.csv")
    assert (one.id, one.parent) == ("a", "b")


def test_csv_that_was_named_and_is_broken() -> None:
    with pytest.raises(Unreadable) as error:
        read(Document("jobs.csv", 'when,want,so\na,"b,c\n'), named=True)
    assert error.value.offset == 15


@given(
    st.lists(st.text(st.sampled_from('aé😀", \n;'), max_size=12), min_size=3, max_size=3),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_places_in_csv(values: list[str], end: str) -> None:
    row = ",".join('"' + value.replace('"', '""') + '"' for value in values)
    for one in statements(f"when,want,so\n{row}\n".replace("\n", end), "jobs.csv"):
        for clause in filter(None, one.clauses):
            assert clause.source.replace('""', '"').replace(end, " ") == clause.text


def test_csv_is_read_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text(f"when,want,so\n{','.join(LATE)}\n", encoding="utf-8")
    (tmp_path / "other.csv").write_bytes(b"\xff\xff")
    paths = {"folder": str(tmp_path), "file": str(tmp_path / "jobs.csv")}
    included = Config(root=str(tmp_path), include=("jobs.csv",))
    assert [len(read_corpus([paths["folder"]], one).statements) for one in (Config(), included)] == [0, 1]
    assert len(read_corpus([paths["file"]], Config()).statements) == 1
    assert not read_corpus([paths["folder"]], Config()).errors
