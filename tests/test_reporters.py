"""Each format against one fixed report. `UPDATE=1 pytest` rewrites tests/reports/."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint.catalog import Chosen, bundled
from jtbdlint.corpus import Corpus, Error
from jtbdlint.engine import Finding, Report, check
from jtbdlint.reporters import FORMATS, PLAIN, Look, json_v1, pretty, reporter, rules
from jtbdlint.reporters.paths import from_root
from jtbdlint.reporters.visible import escaped
from jtbdlint.rule import Fix, Level, Problem, Problems, Related, Statement, set_rule
from jtbdlint.text import Document
from tests.support import corpus

REPORTS = Path(__file__).parent / "reports"

FILES = {
    "pages/a b.md": (
        "# Jobs to be done\n\n"
        "- When the café’s till breaks, I want to \x1b[31mquickly\x1b[0m pay [cash] [/], so I can go 🎉\n"
        "- When the café’s till is **down**, I want to pay [cash]\n"
    ),
    "jobs.yml": (
        "- slug: pay-later\n"
        "  jtbd: >-\n"
        "    When the till of the shop breaks while many people are waiting in line behind me,\n"
        "    I want to pay another day,\n"
        "    so I can take home what I came for\n"
    ),
}


@set_rule("JT901", "alike-jobs", level="warning", bad=[], good=[])
def alike(statements: Sequence[Statement]) -> Problems:
    """Say alike, wherever.

    The page.
    """
    first = statements[0]
    for one in statements[1:]:
        message = "the same job as 'pay-later', [bold]in other words[/bold]"
        yield Problem(
            one.motivation, message, "merge them", (Related(first.motivation, "this one"),), data={"score": 93}
        )
        yield Problem(first.motivation, "the same job", "merge them", (Related(one.motivation, "this one"),))


@set_rule("JT902", "no-quickly", level="error", bad=[], good=[])
def quickly(statements: Sequence[Statement]) -> Problems:
    for one in statements:
        for word in one.words():
            if word.text == "cash":
                yield Problem(word, "no 'cash'", fix=Fix((word.replaced_by("money"),)))
            if word.text == "down":
                yield Problem(word, "no 'down'", fix=Fix((word.replaced_by("broken"),), safe=False))
        if not one.outcome:
            yield Problem(one.outcome, "no outcome", "close with 'so I can ...'")


@set_rule("JT903", "whole", level="info", bad=[], good=[])
def whole(statements: Sequence[Statement]) -> Problems:
    for one in statements:
        yield Problem(one, "look at the whole")


CHOSEN = [Chosen(alike, Level.WARNING), Chosen(quickly, Level.ERROR), Chosen(whole, Level.INFO)]


def made(files: dict[str, str]) -> Report:
    read = corpus(files)
    findings, errors = check(read.statements, CHOSEN)
    return Report(findings, read.documents, read.statements, errors, len(files))


@pytest.fixture(scope="module")
def report() -> Report:
    made_ = made(FILES)
    findings = [one._replace(new=one.rule is not whole or one.path == "jobs.yml") for one in made_.findings]
    errors = [Error("pages/latin.md", "not UTF-8: byte 0xe9 on line 1"), Error("", "JT999 x crashed: ValueError: 1%")]
    return made_._replace(findings=findings, errors=errors, suppressed=2, baselined=1)


def compare(name: str, lines: Sequence[str], update: bool) -> None:
    path = REPORTS / name
    text = "".join(f"{line}\n" for line in lines)
    if update:
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pretty"])
def test_a_format(name: str, report: Report, update: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CI_PROJECT_DIR", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(variable, raising=False)
    lines = list(reporter(name)(report))

    compare(f"{name}.txt", lines, update)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_of_nothing(name: str, update: bool) -> None:
    lines = list(reporter(name)(Report()))

    compare(f"{name}-empty.txt", lines, update)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_pretty(width: int, report: Report, update: bool) -> None:
    lines = list(pretty.lines(report, Look(width)))

    compare(f"pretty-{width}.txt", lines, update)
    assert max(map(len, lines)) <= width


def test_pretty_in_colours(report: Report, update: bool) -> None:
    colored = list(pretty.lines(report, Look(80, color=True)))

    compare("pretty-colored.txt", colored, update)
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in colored]
    assert plain == list(pretty.lines(report, Look(80)))


def test_pretty_for_an_old_terminal(report: Report) -> None:
    lines = list(pretty.lines(report, Look(80, unicode=False)))

    assert not any("│" in line for line in lines)
    assert any(line.lstrip().split(" ")[1:2] == ["|"] for line in lines)


@pytest.mark.parametrize("width", [60, 100])
def test_parsed(width: int, update: bool) -> None:
    files = {**FILES, "more.yml": "- jtbd: As a reader, I want to borrow, so that I can read\n- jtbd: Build models\n"}
    lines = list(pretty.parsed(made(files), Look(width)))

    compare(f"parsed-{width}.txt", lines, update)


def test_parsed_as_json(update: bool) -> None:
    compare("parsed.json.txt", list(json_v1.parsed(made(FILES))), update)


class TestText:
    """The text of a document does nothing to the terminal, and nothing of it is lost."""

    @pytest.mark.parametrize("name", ["pretty", "concise", "markdown", "html"])
    def test_no_control_character_comes_out(self, name: str, report: Report) -> None:
        text = "\n".join(reporter(name)(report))

        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)

    def test_brackets_are_no_markup(self, report: Report) -> None:
        text = "\n".join(reporter("pretty")(report))

        assert "[cash] [/], so I can go" in text
        assert "[bold]in other words[/bold]" in text
        assert r"\x1b[31mquickly" in text

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a\x1b[0m", r"a\x1b[0m"),
            ("\x9b", r"\x9b"),
            ("\u202eabc", r"\u202eabc"),
            ("\u200b", r"\u200b"),
            ("a\tb", "a b"),
            ("\udce9", r"\udce9"),
            ("naïve 日本 🎉", "naïve 日本 🎉"),
        ],
    )
    def test_escaped(self, text: str, expected: str) -> None:
        assert escaped(text) == expected

    @given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(20, 130))
    def test_an_excerpt_of_anything_fits_and_points_right(self, text: str, width: int) -> None:
        document = Document("a.md", text)
        at = document.whole().part(len(text) // 3, len(text) // 2)
        finding = Finding(whole, Level.INFO, Problem(at, "here"), None, ())
        lines = list(pretty.lines(Report([finding], [document]), Look(width)))

        assert lines[0].startswith("info JT903 whole")
        assert any("^" in line for line in lines)


def spans(text: str, start: dict[str, int], end: dict[str, int]) -> str:
    return text[start["offset"] : end["offset"]]


class TestJson:
    @pytest.fixture
    def said(self, report: Report) -> dict[str, Any]:
        said: dict[str, Any] = json.loads("\n".join(reporter("json")(report)))
        return said

    def test_the_schema_and_the_figures(self, said: dict[str, Any]) -> None:
        assert said["schema"] == "jtbdlint/check/v1"
        assert said["summary"] == {
            "files": 2,
            "statements": 3,
            "findings": 11,
            "new": 9,
            "suppressed": 2,
            "baselined": 1,
        }

    def test_offsets_and_lines_agree(self, said: dict[str, Any]) -> None:
        for one in said["findings"]:
            text = FILES[one["path"]]
            for place in (one["start"], one["end"]):
                before = text[: place["offset"]]
                assert place["line"] == before.count("\n") + 1
                assert place["column"] == len(before) - before.rfind("\n")

    def test_the_text_of_a_statement_is_that_of_the_file(self) -> None:
        said = json.loads("\n".join(json_v1.parsed(made(FILES))))
        clauses = [one for s in said["statements"] for one in [s, *s["clauses"].values()] if one]

        assert len(clauses) == 3 + 8
        for statement in said["statements"]:
            text = FILES[statement["path"]]
            for one in [statement, *filter(None, statement["clauses"].values())]:
                assert spans(text, one["start"], one["end"]) == one["text"]

    def test_it_is_ascii(self, report: Report) -> None:
        assert "\n".join(reporter("json")(report)).isascii()
        assert "\n".join(reporter("gitlab")(report)).isascii()

    def test_a_fix_that_cannot_be_applied_is_none(self) -> None:
        at = Document("a.md", "x").whole()
        (finding,), _ = check(
            (),
            [Chosen(set_rule("JT1", "x", level="error", bad=[], good=[])(lambda _: [Problem(at, "m")]), Level.ERROR)],
        )

        assert json.loads(next(iter(json_v1.lines(Report([finding])))))["finding"]["fix"] is None

    def test_lines_say_the_same(self, report: Report, said: dict[str, Any]) -> None:
        lines = [json.loads(line) for line in reporter("jsonl")(report)]

        assert [one["finding"] for one in lines if "finding" in one] == said["findings"]
        assert [one["error"] for one in lines if "error" in one] == said["errors"]
        assert lines[-1] == {"summary": said["summary"]}


class TestServices:
    def test_gitlab_has_all_findings_and_each_a_fingerprint_of_its_own(self, report: Report) -> None:
        entries = json.loads("\n".join(reporter("gitlab")(report)))

        assert len(entries) == len(report.findings) + len(report.errors)
        assert len({one["fingerprint"] for one in entries}) == len(entries)
        for one in entries:
            assert {"description", "check_name", "fingerprint", "severity", "location"} <= one.keys()
            assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert one["location"]["lines"]["begin"] >= 1
            assert not one["location"]["path"].startswith(("/", "./"))

    def test_sarif(self, report: Report) -> None:
        (run,) = json.loads("\n".join(reporter("sarif")(report)))["runs"]
        codes = [one["id"] for one in run["tool"]["driver"]["rules"]]

        assert run["columnKind"] == "unicodeCodePoints"
        assert run["invocations"][0]["executionSuccessful"] is False
        assert len(run["results"]) == len(report.findings)
        for one in run["results"]:
            assert codes[one["ruleIndex"]] == one["ruleId"]
            assert one["level"] in {"error", "warning", "note"}
            place = one["locations"][0]["physicalLocation"]
            assert unquote(place["artifactLocation"]["uri"]) in FILES
            assert min(place["region"].values()) >= 1
        assert {one["baselineState"] for one in run["results"]} == {"new", "unchanged"}

    def test_sarif_without_findings_has_results(self) -> None:
        (run,) = json.loads("\n".join(reporter("sarif")(Report())))["runs"]

        assert run["results"] == []

    def test_junit_counts_its_cases(self, report: Report) -> None:
        root = ET.fromstring("\n".join(reporter("junit")(report)))

        assert int(root.get("tests", "")) == len(root.findall(".//testcase"))
        told = [one.level is not Level.INFO for one in report.findings]
        assert int(root.get("failures", "")) == len(root.findall(".//failure")) == sum(told)
        assert len(root.findall(".//system-out")) == told.count(False) > 0
        assert int(root.get("errors", "")) == len(root.findall(".//error")) == 2
        names = [(one.get("classname"), one.get("name")) for one in root.findall(".//testcase")]
        assert len(set(names)) == len(names)

    def test_junit_has_a_passing_case_for_a_clean_statement(self) -> None:
        read = corpus(FILES)
        root = ET.fromstring("\n".join(reporter("junit")(Report((), read.documents, read.statements))))

        assert len(root.findall(".//testcase")) == 3
        assert not root.findall(".//failure")

    def test_junit_says_no_more_than_its_schema_knows(self, report: Report) -> None:
        known = {
            "testsuites": {"name", "tests", "failures", "errors"},
            "testsuite": {"name", "tests", "failures", "errors", "file"},
            "testcase": {"classname", "name"},
            "failure": {"type", "message"},
            "error": {"type", "message"},
            "system-out": set(),
        }

        for one in ET.fromstring("\n".join(reporter("junit")(report))).iter():
            assert set(one.keys()) <= known[one.tag], one.tag

    def test_sarif_tells_a_file_that_lies_elsewhere_by_a_whole_uri(self) -> None:
        path = Path("/elsewhere/a b.md").absolute()
        (run,) = json.loads("\n".join(reporter("sarif")(made({str(path): "- When I pay, I want to pay\n"}))))["runs"]
        uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}

        assert uris == {path.as_uri()}

    @pytest.mark.parametrize(("before", "width"), [("café’s", 6 + 1 + 2), ("cafe's", 6), ("🎉", 4), ("日本", 6)])
    def test_rdjson_counts_what_stands_before(self, before: str, width: int) -> None:
        text = f"- When the {before} till breaks, I want to pay cash, so I can go\n"
        diagnostics = json.loads("\n".join(reporter("rdjson")(made({"a.md": text}))))["diagnostics"]
        (cash,) = [one for one in diagnostics if one["message"] == "no 'cash'"]

        plain = len("- When the ") + width + len(" till breaks, I want to pay ")
        assert cash["location"]["range"]["start"] == {"line": 1, "column": plain + 1}
        assert cash["suggestions"][0]["range"]["end"] == {"line": 1, "column": plain + len("cash") + 1}

    def test_rdjson_counts_columns_in_bytes(self, report: Report) -> None:
        diagnostics = json.loads("\n".join(reporter("rdjson")(report)))["diagnostics"]
        cash = next(one for one in diagnostics if one["message"] == "no 'cash'")
        line = FILES["pages/a b.md"].split("\n")[2].encode()
        start, end = (cash["location"]["range"][name]["column"] for name in ("start", "end"))

        assert line[start - 1 : end - 1] == b"cash"
        assert cash["suggestions"][0]["text"] == "money"

    def test_github_escapes_what_would_forge_an_annotation(self) -> None:
        path = "100%,a:b\n::error::c.md"
        text = "- When a deploy fails, I want to roll it back\n"
        lines = list(reporter("github")(made({path: text})))

        assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
        assert "file=100%25%2Ca%3Ab%0A%3A%3Aerror%3A%3Ac.md," in lines[0]

    def test_github_puts_the_gravest_first_and_no_columns_over_several_lines(self, report: Report) -> None:
        lines = list(reporter("github")(report))
        kinds = [line.split(" ")[0] for line in lines]

        assert kinds[:-2] == sorted(kinds[:-2], key=["::error", "::warning", "::notice"].index)
        assert all(
            ("col=" in line) == (f"line={n}," in line and f"endLine={n}," in line)
            for line in lines
            if "jobs.yml" in line and "::notice" in line
            for n in [3]
        )

    def test_markdown_makes_no_markup_of_texts(self, report: Report) -> None:
        text = "\n".join(reporter("markdown")(report))

        assert "<b" not in text.replace("<br>", "")
        assert r"\[bold\]" in text


class TestPage:
    """The page of HTML."""

    def cells(self, page: str, column: int) -> list[str]:
        rows = page.partition("<h2>Findings</h2>")[2].split("<tbody>")[1].split("</tbody>")[0].split("</tr>")
        return [re.findall(r"<td.*?</td>", row)[column] for row in rows if "<td" in row]

    def test_the_clauses_have_a_colour_each_and_the_place_is_marked(self, report: Report) -> None:
        page = "\n".join(reporter("html")(report))
        cash = next(one for one in self.cells(page, 4) if ">cash</mark>" in one)

        assert '<span class="situation">When the café’s till breaks</span>' in cash
        assert '<mark class="motivation">cash</mark>' in cash
        assert '<span class="outcome">so I can go 🎉</span>' in cash

    def test_what_is_absent_has_a_caret_where_it_would_stand(self, report: Report) -> None:
        page = "\n".join(reporter("html")(report))
        rows = zip(self.cells(page, 3), self.cells(page, 4), strict=True)

        (absent,) = [statement for said, statement in rows if "no outcome" in said]
        assert absent.endswith("\u2038</mark></td>")

    def test_it_lists_what_is_new_the_gravest_first(self, report: Report) -> None:
        page = "\n".join(reporter("html")(report))
        levels = [re.sub("<.*?>", "", one) for one in self.cells(page, 0)]

        assert len(levels) == sum(one.new for one in report.findings)
        assert levels == sorted(levels, key=["error", "warning", "info"].index)

    def test_texts_are_no_markup_and_nothing_is_fetched(self, report: Report) -> None:
        page = "\n".join(reporter("html")(made({"a.md": "- When I <b>x</b> <script>, I want to <img src=x> it\n"})))

        assert "<script>," not in page
        assert "<img" not in page
        assert "://" not in page + "\n".join(reporter("html")(report))


class TestPaths:
    @pytest.fixture(autouse=True)
    def forget(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from_root.cache_clear()
        (tmp_path / ".git").mkdir()
        (tmp_path / "deep").mkdir()
        monkeypatch.chdir(tmp_path / "deep")
        for variable in ("CI_PROJECT_DIR", "GITHUB_WORKSPACE"):
            monkeypatch.delenv(variable, raising=False)

    def test_they_are_seen_from_the_root_of_the_repository(self) -> None:
        assert from_root("a.md") == "deep/a.md"

    def test_or_from_where_ci_says(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "deep"))

        assert from_root("a.md") == "a.md"

    def test_what_lies_elsewhere_keeps_its_path(self) -> None:
        assert from_root("/elsewhere/a.md") == "/elsewhere/a.md"


class TestRules:
    @pytest.mark.parametrize("width", [60, 100])
    def test_every_page_fits_the_terminal(self, width: int) -> None:
        for rule in bundled():
            lines = list(rules.page(rule, Look(width)))
            assert rule.summary.split()[0] in " ".join(lines)
            assert max(map(len, lines)) <= width

    def test_a_page_is_set_for_the_terminal(self) -> None:
        rule = next(one for one in bundled() if one.name == "be-able-to")._replace(
            page="Sum.\n\nIt is *so*:\n\n- `one` and\n  more\n- two", good=()
        )
        plain, colored = ("\n".join(rules.page(rule, Look(60, color=color))) for color in (False, True))

        assert "It is *so*:\n\n- `one` and more\n- two\n\nMeasured: it fires" in plain
        assert "«the ability to»" in plain
        assert "\n  fixed: When a judge" in plain
        assert "Not flagged" not in plain
        assert "`" not in colored
        assert "*" not in colored

    def test_the_table_names_every_rule(self) -> None:
        for width in (60, 120):
            text = "\n".join(rules.table(bundled(), {}, Look(width)))
            assert all(f" {rule.code} " in text for rule in bundled())

    def test_the_document_names_every_rule(self) -> None:
        said = json.loads("\n".join(rules.document(bundled(), {"JT103": Level.WARNING})))
        by_code = {one["code"]: one for one in said["rules"]}

        assert set(by_code) == {rule.code for rule in bundled()}
        assert by_code["JT103"]["page"].startswith("# JT103 missing-outcome\n")
        assert (by_code["JT103"]["level"], by_code["JT103"]["default_level"]) == ("warning", "error")


def test_an_empty_corpus_is_nothing() -> None:
    assert Corpus().statements == ()
    assert PLAIN.width == 80
