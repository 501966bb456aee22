"""Faults 24 to 32, those that test_documents.py does not test: pages that are hostile or broken."""

import json
from typing import Any

import pytest

from jtbdlint import documents
from jtbdlint.text import Document
from tests.faults.support import BAD, FIXABLE, GOOD, Run, write


@pytest.mark.parametrize("opening", ["```\n", "~~~~ x\n", "<!--\n", "<script>\n"])
def test_what_is_never_closed_holds_no_statement(run: Run, opening: str) -> None:
    write("page.md", f"{GOOD}\n{opening}{BAD}")
    status, out, _ = run("parse", "page.md", "--output-format", "json")

    assert status == 0
    assert len(json.loads(out)["statements"]) == 1


@pytest.mark.parametrize("front", ["---\ntitle: é 😀\n---\n", "---\r\ntitle:   'x'\r\n---\r\n", "+++\nx = 1\n+++\n"])
def test_front_matter_is_kept(run: Run, front: str) -> None:
    path = write("page.md", f"{front}\n{FIXABLE}")
    run("check", "page.md", "--fix")

    assert path.read_bytes() == f"{front}\n{FIXABLE}".replace("be able to ", "").encode()


def test_a_reader_that_crashes_costs_one_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = documents.read

    def crashing(document: Document, *arguments: Any, **options: Any) -> object:
        if document.path == "bad.md":
            raise IndexError("oh")
        return before(document, *arguments, **options)

    monkeypatch.setattr(documents, "read", crashing)
    write("bad.md", GOOD)
    write("page.md", BAD)
    status, out, err = run("check", ".", "--output-format", "json")

    assert status == 2
    assert "bad.md: internal error, please report it: IndexError: oh" in err
    assert {one["path"] for one in json.loads(out)["findings"]} == {"page.md"}
