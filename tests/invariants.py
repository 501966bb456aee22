"""What holds for any files and any configuration: the suite asks it of a few, benchmarks/fuzz.py of many."""

import contextlib
import html
import io
import json
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from jtbdlint import corpus, documents
from jtbdlint.cli import main
from jtbdlint.config import Config
from jtbdlint.documents.candidate import CELL_END
from jtbdlint.parser import parse
from jtbdlint.reporters import FORMATS
from jtbdlint.suppressions import directives
from jtbdlint.text import Document, Slice
from tests.strategies import Files

_REFERRING = ("parent", "group", "persona", "goal", "step")
"""What is declared by a name that stands elsewhere, and may be put right."""
_CRASHES = re.compile(r"internal error|crashed|Traceback|do not settle")


@contextlib.contextmanager
def tree(files: Files) -> Iterator[None]:
    """A folder with files, as the working folder."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name, raw in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(raw)
        yield


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command, which must not crash."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    assert status in (0, 1, 2), status
    assert not _CRASHES.search(err.getvalue()), err.getvalue()
    return status, out.getvalue(), err.getvalue()


def hold(files: Files, configuration: str, order: Sequence[str], seconds: float | None = None) -> None:
    """Ask all that must hold of files (by name), whatever is in them. Raises AssertionError.

    `order` are their names in any order. With `seconds`, none may take more of the processor than that.
    """
    with tree({**files, "jtbdlint.toml": configuration.encode("utf-8", "surrogatepass")}):
        options: list[str] = []
        begin = time.process_time()
        first = run("check", "--output-format", "json", "--", *sorted(files))
        if not json.loads(first[1])["summary"]["files"]:
            # The configuration is wrong, or leaves out all files, and that is told.
            assert first[0] == 2
            assert first[2]
            options = ["--isolated"]
            first = run("check", *options, "--output-format", "json", "--", *sorted(files))
        assert seconds is None or time.process_time() - begin < seconds * len(files), "takes too long"
        assert run("check", *options, "--output-format", "json", "--", *order) == first, "the order of files tells"
        reports_are_valid(options, sorted(files), told_in(first[1]))
        for command in ("parse", "tree", "map", "overlap"):
            out = run(command, *options, "--output-format", "json", "--", *sorted(files))[1]
            json.loads(out)
        read = corpus.read(sorted(files), Config())
        for document in read.documents:
            spans_are_true(document)
        fixes_settle(files, options)


def told_in(output: str) -> dict[str, Any]:
    """A report in JSON, whose places are in order."""
    told: dict[str, Any] = json.loads(output)
    assert told["schema"] == "jtbdlint/check/v1"
    assert output.isascii()
    assert len({one["fingerprint"] for one in told["findings"]}) == len(told["findings"])
    for finding in told["findings"]:
        for place in (finding, *finding["related"], *(finding["fix"] or {"edits": []})["edits"]):
            start, end = place["start"], place["end"]
            assert 0 <= start["offset"] <= end["offset"], finding
            assert (1, 1) <= (start["line"], start["column"]) <= (end["line"], end["column"]), finding
    return told


def reports_are_valid(options: Sequence[str], names: Sequence[str], told: Mapping[str, Any]) -> None:
    """Every format is written, and what reads it finds all that is told in JSON."""
    findings, entries = told["findings"], len(told["findings"]) + len(told["errors"])
    with tempfile.TemporaryDirectory() as folder:
        wanted = [f"--report={name}={folder}/{name}" for name in FORMATS]
        run("check", *options, *wanted, "--", *names)
        text = {name: Path(folder, name).read_bytes().decode() for name in FORMATS}
    assert json.loads(text["json"]) == told
    assert all(isinstance(json.loads(line), dict) for line in text["jsonl"].splitlines())
    assert len(json.loads(text["gitlab"])) == entries
    assert len(json.loads(text["rdjson"])["diagnostics"]) == entries
    ElementTree.fromstring(text["junit"])
    (sarif,) = json.loads(text["sarif"])["runs"]
    rules = [one["id"] for one in sarif["tool"]["driver"]["rules"]]
    assert [rules[one["ruleIndex"]] for one in sarif["results"]] == [one["code"] for one in findings]
    for result, finding in zip(sarif["results"], findings, strict=True):
        for one in result["locations"]:
            place = one["physicalLocation"]
            assert re.fullmatch(r"[\w.~%/:@!$&'()*+,;=-]+", place["artifactLocation"]["uri"], re.ASCII)
            assert place["region"]["startLine"] == finding["start"]["line"]
            assert place["region"]["startColumn"] == finding["start"]["column"]


def spans_are_true(document: Document) -> None:
    """For every statement the document's text, from start to end, is what is read there. No page is passed over."""
    statements = corpus.statements_of(document, named=True)
    candidates = documents.read(document, named=True)
    every = [one for candidate in candidates for one in parse(candidate) if one.stop - one.begin <= corpus.LONGEST]
    assert len(statements) == len(every), "the filter of pages lost a statement"
    for statement in statements:
        assert statement.item.begin <= statement.begin <= statement.stop
        assert [one.text for one in statement.clauses if one] or statement.failure or statement.form == "fragment"
        for one in (statement, statement.item, *statement.clauses, *statement.declared.values()):
            is_true(one)
        ordered = sorted((one for one in statement.clauses if one), key=lambda one: one.begin)
        for before, after in pairwise(ordered):
            assert before.stop <= after.begin
            assert before.end <= after.end


def is_true(one: Slice) -> None:
    """What is read in a slice stands in its document from start to end, but for markup, escapes and breaks."""
    document = one.document
    assert 0 <= one.start <= one.end <= len(document.text)
    line, column = one.position
    assert document.offset_of_line(line) + column - 1 == one.start
    before = (one.start, one.start)
    for index in range(one.begin, one.stop):
        start, end = one.reading.source_start(index), one.reading.source_end(index + 1)
        read, source = one.reading.text[index], document.text[start:end]
        assert one.start <= start <= end <= one.end
        assert start >= before[1] or (start, end) == before, "not in the order of the document"
        before = start, end
        if source != read:
            stands_for(source, read, one.reading.text)


def stands_for(source: str, read: str, text: str) -> None:
    """A break, the gap between cells, or an escape stands where a character is read that is not there."""
    if read.isspace() or read in (CELL_END, ",", "\ufffd"):
        return  # a break with what is around it, a tag of a template, the ", " between values
    if read == ":" and source[:1].isspace() and not source.strip("*_` \t\r\n"):
        return  # the break between a term and what it means, with the markup that opens there
    escaped = source.startswith(("&", "\\", "''", '""')) or "\\" in source
    assert escaped, (source, read)
    assert not source.startswith("&") or read in html.unescape(source) or read in text, (source, read)


def fixes_settle(files: Files, options: Sequence[str]) -> None:
    """Fixing changes flagged statements, names in them and suppressions only, and fixing again changes nothing."""
    names = sorted(files)
    options = [*options, "--output-format", "concise", "--quiet"]
    free = {name: flagged(files[name], name) for name in names}
    status, out, _ = run("check", *options, "--diff", "--unsafe-fixes", "--", *names)
    assert {name: Path(name).read_bytes() for name in names} == files
    assert status == 2 or bool(out) is (status == 1)
    run("check", *options, "--fix", "--unsafe-fixes", "--", *names)
    once = {name: Path(name).read_bytes() for name in names}
    run("check", *options, "--fix", "--unsafe-fixes", "--", *names)
    assert {name: Path(name).read_bytes() for name in names} == once, "fixing does not settle"
    assert not list(Path().rglob(".jtbdlint-*"))
    for name in names:
        if once[name] != files[name]:
            assert stand_in(free[name], once[name].decode("utf-8-sig")), "something else was changed"


def stand_in(parts: Sequence[str], text: str) -> bool:
    """Whether a text begins with the first part, ends with the last, and has the others between them in their order."""
    if len(parts) == 1:
        return text == parts[0]
    first, *inner, last = parts
    at, end = len(first), len(text) - len(last)
    for part in inner:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return text.startswith(first) and text.endswith(last) and at <= end


def flagged(raw: bytes, name: str) -> list[str]:
    """The stretches of a file that no fix has to do with: what stands between statements, names and suppressions."""
    document = Document(name, raw.decode("utf-8-sig", "replace"))
    try:
        statements = corpus.statements_of(document, named=True)
    except documents.Unreadable:
        return [document.text]
    touched = [(whole.start, whole.end) for one in statements for whole in [one.reading.whole()]]
    touched += [(one.start, one.end) for it in statements for name, one in it.declared.items() if name in _REFERRING]
    for one in directives(document):
        first, last = one.at.position.line, one.at.end_position.line
        end = document.offset_of_line(last + 1) if last < document.lines else len(document.text)
        touched.append((document.offset_of_line(first), end))
    at, parts = 0, []
    for start, end in sorted(touched):
        parts.append(document.text[at : max(at, start)])
        at = max(at, end)
    return [*parts, document.text[at:]]
