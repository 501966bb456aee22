"""Faults 64 to 74: what is shown does nothing to a terminal, and a format stays what it is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.faults.support import BAD, GOOD, ROOT, Run, process, write

HARMFUL = ["\x1b[31m", "\x1b]8;;x\x07", "\x08", "\x9b31m", "\x7f", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028"]
SENTENCE = BAD.removeprefix("- ").strip()


@pytest.mark.parametrize("form", ["pretty", "concise"])
@pytest.mark.parametrize("harmful", HARMFUL)
def test_what_would_steer_a_terminal_is_shown_as_an_escape(run: Run, harmful: str, form: str) -> None:
    write("page.md", BAD.replace("deploy", f"de{harmful}ploy"))
    _, out, err = run("check", "page.md", "nowhere\x1b.md", "--output-format", form)

    assert out
    assert harmful not in out
    assert "\x1b" not in out + err
    assert "nowhere\\x1b.md" in err


@pytest.mark.parametrize("form", ["pretty", "concise"])
def test_what_is_too_long_to_be_read_is_cut(run: Run, form: str) -> None:
    words = "word " * 20_000
    jobs = (f"- id: {one} {words}\n  title: {words}\n  jtbd: {SENTENCE}\n" for one in "ab")
    write("jobs.yml", "".join(jobs))
    status, out, _ = run("check", "jobs.yml", "--output-format", form)

    assert status == 1
    assert "duplicate-statement" in out
    assert len(out) < 20_000
    assert max(map(len, out.splitlines())) < 1000


@pytest.mark.parametrize("markup", ["[/]", "[bold]", "[situation]", "[link=x]y[/link]", ":smile:", "\\["])
def test_text_is_no_markup(run: Run, markup: str) -> None:
    write("page.md", f"# Jobs to be done\n\n- When {markup} `{markup}` fails, I want to roll it back\n")
    status, out, _ = run("parse", "page.md")

    assert status == 0
    assert markup in out


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize(
    "name", ["a\nb.md", "a:b,c%d.md", "a::error::b.md", "\n::error::x.md", "[bold]a.md", "a\tb.md"]
)
def test_the_name_of_a_file_forges_no_line(run: Run, name: str) -> None:
    write(name, BAD)
    select = ["--select", "JT103", "--output-format"]

    assert len(run("check", ".", *select, "concise")[1].splitlines()) == 1
    (line,) = run("check", ".", *select, "github")[1].splitlines()
    assert line.startswith("::error file=")
    assert json.loads(run("check", ".", *select, "json")[1])["findings"][0]["path"] == name


@pytest.mark.skipif(sys.platform != "linux", reason="no such names elsewhere")
@pytest.mark.parametrize(
    "form", ["pretty", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown", "html"]
)
def test_a_name_that_is_not_utf8(run: Run, form: str) -> None:
    write("caf\udce9.md", BAD)
    status, out, _ = run("check", ".", "--output-format", form)

    assert status == 1
    assert out.encode(errors="backslashreplace")
    if form in ("json", "sarif", "gitlab"):
        assert out.isascii()
        json.loads(out)
    if form == "junit":
        ElementTree.fromstring(out)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (GOOD, None),
        ("Prose.\n", None),
        (BAD, (1, 58)),
        ("caf\u00e9 \x1b\n\n" + BAD, (3, 58)),
        (f"When a deploy fails, I want to roll {'it ' * 50}back, so that I can sleep\n", (1, 1)),
    ],
)
def test_sarif_counts_from_one_and_always_has_results(run: Run, text: str, first: tuple[int, int] | None) -> None:
    write("a b/\u00e9.md", text)
    (said,) = json.loads(run("check", ".", "nowhere.md", "--output-format", "sarif")[1])["runs"]

    assert said["columnKind"] == "unicodeCodePoints"
    assert not said["invocations"][0]["executionSuccessful"]
    assert (said["results"] == []) == (first is None)
    for result in said["results"][:1]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == first
    for result in said["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "a%20b/%C3%A9.md"
        assert min(place["region"].values()) >= 1


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_errors_leave_a_document_valid(run: Run, form: str) -> None:
    write("page.md", BAD)
    write("jobs.yml", "- jtbd: [ a ] ]\n")
    status, out, _ = run("check", ".", "nowhere.md", "--output-format", form)

    assert status == 2
    assert json.loads(out)


def crash(*_: object, **__: object) -> None:
    raise ZeroDivisionError("oh")


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "rdjson", "junit"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "did you mean 'select'"),
        (["--isolated", "--config", "nowhere.toml", "--select", "missing-outcom"], "missing-outcom"),
        (["--config", "nowhere.toml"], "nowhere.toml"),
        (["--isolated", "--new-since", "no-such-commit"], "--new-since"),
        (["--isolated", "--report", "nonsense"], "nonsense"),
        (["--isolated", "--max-warnings", "many"], "many"),
        (["--no-such-option"], "--no-such-option"),
    ],
)
def test_what_stops_a_run_is_told_in_a_valid_document(run: Run, form: str, arguments: list[str], said: str) -> None:
    write("page.md", BAD)
    write("jtbdlint.toml", "selct = []\n")
    for option in (["--output-format", form], [f"--output-format={form}"]):
        status, out, err = run("check", "page.md", *arguments, *option)

        assert status == 2
        assert said in err
        if form == "junit":
            assert ElementTree.fromstring(out).get("errors") == "1"
            continue
        told = [json.loads(line) for line in (out.splitlines() if form == "jsonl" else [out])]
        assert said in json.dumps(told)
        if form == "json":
            assert told[0]["findings"] == []


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_crash_is_told_in_a_valid_document(run: Run, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    write("page.md", BAD)
    monkeypatch.setattr("jtbdlint.run.check_paths", crash)
    status, out, err = run("check", "page.md", "--output-format", form)

    assert status == 2
    assert "internal error: ZeroDivisionError: oh" in err
    assert "ZeroDivisionError" in json.dumps(json.loads(out))


@pytest.mark.parametrize("command", ["parse", "tree", "map", "overlap", "rules"])
def test_every_command_tells_a_machine_what_stopped_it(run: Run, command: str) -> None:
    write("jtbdlint.toml", "selct = []\n")
    status, out, _ = run(command, "--output-format", "json")

    assert status == 2
    assert json.loads(out)["schema"] == f"jtbdlint/{command}/v1"
    assert "selct" in json.loads(out)["errors"][0]["message"]


@pytest.mark.parametrize("options", [["--output-format", "pretty"], ["--output-format", "json", "--diff"], []])
def test_who_waits_for_no_document_gets_none(run: Run, options: list[str]) -> None:
    write("jtbdlint.toml", "selct = []\n")

    assert run("check", *options)[1] == ""


def test_what_was_begun_is_followed_by_no_other_document(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("page.md", BAD)
    monkeypatch.setattr("jtbdlint.commands.check.tell_errors", crash)
    status, out, _ = run("check", "page.md", "--output-format", "json")

    assert status == 2
    assert json.loads(out)["findings"]


def test_a_report_that_cannot_be_written_leaves_the_old_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("page.md", BAD)
    old = write("report.json", "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    status, _, err = run("check", "page.md", "--report", "json=report.json")

    assert status == 2
    assert "report.json: not written: No space left on device" in err
    assert old.read_bytes() == b"old"
    assert sorted(one.name for one in Path().iterdir()) == ["page.md", "report.json"]


def test_a_reader_that_goes_away_is_no_error() -> None:
    write("page.md", BAD * 2_000)
    command = [sys.executable, "-m", "jtbdlint", "check", ".", "-q", "--select", "JT103", "--output-format", "concise"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        assert done.stdout
        assert done.stderr
        assert done.stdout.readline().startswith(b"page.md:1:58: ")
        done.stdout.close()
        said = done.stderr.read()

    assert (done.returncode, said) == (0, b"")


@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1252"}, {"NO_COLOR": "1"}])
def test_a_poor_terminal_gets_no_escapes_and_no_crash(env: dict[str, str]) -> None:
    write("page.md", BAD.replace("deploy", "d\u00e9ploy \U0001f600"))
    done = process("check", "page.md", env={**env, "TERM": "dumb"})

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout
