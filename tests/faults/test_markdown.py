"""Faults 24 to 32, those that test_documents.py does not test: pages that are hostile or broken."""

import json
from typing import Any

import pytest

from jtbdlint import documents
from jtbdlint.text import Document
from tests.faults.support import BAD, FIXABLE, FIXED, GOOD, Run, write

TRAPS = ["\"it's\" 'so' ", "www.a.example ", "https://a.example/(b ", "a@b.example ", "-- --- ", "... ", "'\" "]


@pytest.mark.parametrize("trap", TRAPS)
def test_quotes_dashes_and_bare_links_are_text(trap: str) -> None:
    """Extensions of the parser that make something else of them take long for many, and change what is read."""
    sentence = f"When {trap}fails, I want to mend {trap}soon"
    (found,) = documents.read(Document("page.md", f"- {sentence}\n"))
    (many,) = documents.read(Document("page.md", f"- a {trap * 5_000}\n"))

    assert found.reading.text == sentence
    assert many.reading.text.strip() == f"a {trap * 5_000}".strip()


@pytest.mark.parametrize("opening", ["```\n", "~~~~ x\n", "<!--\n", "<script>\n"])
def test_what_is_never_closed_holds_no_statement(run: Run, opening: str) -> None:
    write("page.md", f"{GOOD}\n{opening}{GOOD.removeprefix('- ')}{BAD}")
    status, out, _ = run("parse", "page.md", "--output-format", "json")

    assert status == 0
    assert len(json.loads(out)["statements"]) == 1


@pytest.mark.parametrize("before", ["", "Prose.\n\n", f"# Jobs\n\n{GOOD}\n", "```\ncode\n```\n\n", "> ```\n> code\n\n"])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("```", "```"), ("~~~~ x", "~~~~"), ("<!-- note", "-->"), ("<SCRIPT>", "</script>"), ("````", "````\n```")],
)
def test_a_block_that_swallows_most_of_a_page_is_a_finding(run: Run, before: str, opening: str, closing: str) -> None:
    lost = 5 * f"{BAD}\n```py\n"
    line = before.count("\n") + 1
    write("page.md", f"{before}{opening}\n{lost}")
    _, out, _ = run("check", "page.md", "--output-format", "concise", "--allow-empty")
    assert f"page.md:{line}:1: warning JT907 unclosed-block: " in out
    assert f"the {lost.count(chr(10))} lines after it are not read" in out

    write("page.md", f"{before}{opening}\n{lost}{closing}\n")
    assert "unclosed-block" not in run("check", "page.md", "--output-format", "concise", "--allow-empty")[1]


@pytest.mark.parametrize(
    "text",
    [
        f"{10 * GOOD}\n```\n{BAD}",
        f"```\ncode\n```\n\n{10 * GOOD}\n```py\n{BAD}",
        "```\ncode\n\nmore\n",
        f"<div>\n{BAD}",
        f"---\ntitle: x\n\n{BAD}",
        f"Prose.\n\n    {BAD}",
    ],
)
def test_what_ends_with_the_page_and_hides_little_is_no_finding(run: Run, text: str) -> None:
    write("page.md", text)

    assert "unclosed-block" not in run("check", "page.md", "--output-format", "concise", "--allow-empty")[1]


@pytest.mark.parametrize(
    "front",
    [
        f"---\ntitle: é 😀\n\n{FIXABLE}---\n",
        f"---\r\ntitle:   'x'\r\njobs:\r\n{FIXABLE}---\r\n",
        f"+++\nx = 1\n\n{FIXABLE}+++\n",
    ],
)
def test_front_matter_is_kept(run: Run, front: str) -> None:
    path = write("page.md", f"{front}\n{FIXABLE}")
    run("check", "page.md", "--fix")

    assert path.read_bytes() == f"{front}\n{FIXED}".encode()


@pytest.mark.parametrize("error", [IndexError, RecursionError, MemoryError, ValueError])
def test_a_reader_that_crashes_costs_one_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    before = documents.read

    def crashing(document: Document, *arguments: Any, **options: Any) -> object:
        if document.path == "bad.md":
            raise error("oh")
        return before(document, *arguments, **options)

    monkeypatch.setattr(documents, "read", crashing)
    write("bad.md", GOOD)
    write("page.md", BAD)
    status, out, err = run("check", ".", "--output-format", "json")

    assert status == 2
    assert f"bad.md: internal error, please report it: {error.__name__}: oh" in err
    assert {one["path"] for one in json.loads(out)["findings"]} == {"page.md"}
