"""Faults 33 to 44: data that is hostile, broken or of another kind."""

import json
from pathlib import Path

import pytest

from tests.faults.support import GOOD, Run, write

SENTENCE = GOOD.removeprefix("- ").strip()
JOB = f"- id: a\n  jtbd: {SENTENCE}\n"
SHORT = "When a deploy fails, I want to roll it back in one step"
LONG = "When a deploy fails, I want to be able to roll it back, so that I can sleep"


def unreadable(run: Run, name: str, text: str, message: str) -> None:
    """That a file is told as one that cannot be checked, and the other file is checked."""
    write(name, text)
    write("other.yml", f"- id: b\n  jtbd: {SHORT}\n")
    status, out, err = run("check", ".", "--output-format", "json", "--select", "JT103")
    said = json.loads(out)

    assert status == 2
    assert f"{name}: " in err
    assert message in err
    assert [one["path"] for one in said["findings"]] == ["other.yml"]


def parsed(run: Run, name: str, text: str) -> list[str]:
    """The statements of a file."""
    write(name, text)
    status, out, err = run("parse", name, "--output-format", "json")
    assert status == 0, err
    return [one["text"] for one in json.loads(out)["statements"]]


# --- 33 to 36 ----------------------------------------------------------------------------------


def test_an_alias_bomb_does_not_go_off(run: Run) -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    text = "\n".join([*lines, "jobs:", f"- jtbd: {SENTENCE}", "  personas: *a29", "- jtbd: *a29", ""])

    assert parsed(run, "jobs.yml", text) == [SENTENCE]


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "&a\njobs:\n- *a\n", "- &a {jtbd: *a}\n", "a: &a {<<: *a}\n"])
def test_what_holds_itself_is_read_once(run: Run, text: str) -> None:
    write("jobs.yml", text)
    write("page.md", GOOD)

    assert run("check", ".")[0] in (0, 1)


@pytest.mark.parametrize("text", ["jtbd: " + "[" * 100_000, "jtbd:\n" + "- " * 100_000, "jtbd: " + "{a: " * 500])
def test_yaml_that_is_too_deep_is_told(run: Run, text: str) -> None:
    unreadable(run, "jobs.yml", text, "nested more than 100 levels deep")


@pytest.mark.parametrize("text", ['{"jtbd":' * 100_000, '[{"jtbd":' + "[" * 100_000])
def test_json_that_is_too_deep_is_told(run: Run, text: str) -> None:
    unreadable(run, "jobs.json", text, "nested more than 100 levels deep")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.mkdir [made]", "!secret x", "!Ref [a, b]", "!<!x> {a: b}"])
def test_tags_are_not_obeyed(run: Run, tag: str) -> None:
    assert parsed(run, "jobs.yml", f"- id: a\n  jtbd: !x {SENTENCE}\n  note: {tag}\n") == [SENTENCE]
    assert not Path("made").exists()


# --- 37 to 40 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("jobs.yml", f"- id: a\n  jtbd: {SENTENCE}\n  JTBD: {LONG}\n", [(3, 2)]),
        ("jobs.yml", f"- id: a\n  id: b\n  jtbd: {SENTENCE}\n  note: x\n  id: c\n", [(2, 1), (5, 2)]),
        ("jobs.yml", f"- id: a\n  jtbd:\n  - {SENTENCE}\n  - {LONG}\n  jtbd:\n  - {LONG}\n  - {SHORT}\n", [(5, 2)]),
        ("jobs.json", f'[{{"id": "a",\n"jtbd": "{LONG}",\n"jtbd": "{SENTENCE}"}}]', [(3, 2)]),
    ],
)
def test_a_key_twice_is_a_finding_that_names_both_lines(
    run: Run, name: str, text: str, lines: list[tuple[int, int]]
) -> None:
    write(name, text)
    status, out, _ = run("check", name, "--output-format", "json", "--select", "repeated-key")
    found = json.loads(out)["findings"]

    assert status == 1
    assert [(one["start"]["line"], one["related"][0]["start"]["line"]) for one in found] == lines


@pytest.mark.parametrize("value", ["no", "2001-99-99", "9" * 5000, "1_000", "12:30:45", "0x1f", ".nan", "~x"])
def test_values_are_text(run: Run, value: str) -> None:
    short = value[:50]

    assert parsed(run, "jobs.yml", f"- id: {value}\n  jtbd: {short}\n") == [short]


@pytest.mark.parametrize("value", ["{}", "[]", "null", "~", "", "''", "[[a]]", "{a: {b: c}}"])
def test_a_field_without_a_statement_is_a_finding(run: Run, value: str) -> None:
    write("jobs.yml", f"{JOB}- id: b\n  title: Tell\n  parent: a\n  jtbd: {value}\n")
    _, out, _ = run("check", "jobs.yml", "--output-format", "json")

    assert "empty-statement" in {one["name"] for one in json.loads(out)["findings"]}


@pytest.mark.parametrize(
    "text", [f"{JOB}---\n{JOB}", f"---\n---\n{JOB}...\n---\n{JOB}", f"%YAML 1.1\n---\n{JOB}...\n%TAG ! !x\n---\n{JOB}"]
)
def test_every_document_of_a_stream_is_read(run: Run, text: str) -> None:
    assert parsed(run, "jobs.yml", text) == [SENTENCE, SENTENCE]


# --- 41 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"# kept\n- &x {{id:   a,  jtbd: '{LONG}' }} # kept\n- <<: *x\n",
        f"- id: a   # kept\n  jtbd: >-\n    {LONG}\n\n\n- id: 'b'\n  jtbd: |\n    {LONG.replace('deploy', 'build')}\n",
        f'%YAML 1.1\n---\n- "id" : "a"\n  "jtbd" : "{LONG} \\u2026 \\x41"\n...\n',
        f"-   id: é😀\n    jtbd: {LONG.replace(', so', ',' + chr(10) + '      so')}\n    n: [1,2,\n 3]\n",
        f"- id: a\r\n  jtbd: {LONG}\r\n  when: no\r\n",
    ],
)
def test_a_fix_changes_the_words_and_nothing_else(run: Run, text: str) -> None:
    path = write("jobs.yml", text)
    run("check", "jobs.yml", "--fix")

    assert path.read_bytes() == text.replace("be able to ", "").encode()


# --- 42 to 44 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["- jtbd: [ a, b ] ]\n", "- jtbd: 'a\n", "- jtbd: *a\n", "- jtbd: a\n\tb: c\n", "- jtbd: {a\n", "jtbd: a: b"],
)
def test_broken_yaml_is_told_once_with_its_place(run: Run, text: str) -> None:
    unreadable(run, "jobs.yml", text, "jobs.yml: ")
    _, _, err = run("check", "jobs.yml")

    assert sum(line.startswith("jobs.yml:") for line in err.splitlines()) == 1
    assert ": not YAML: " in err


@pytest.mark.parametrize("value", ["NaN", "1e999", "-Infinity", '"\\udc00"', "9" * 5000, '"\\ud83d"', '"a", "id": "b"'])
def test_odd_json_is_read_and_told_as_ascii(run: Run, value: str) -> None:
    write("jobs.json", f'\ufeff[{{"id": {value}, "jtbd": "{SHORT} \\udc00"}}]')
    status, out, _ = run("check", "jobs.json", "--output-format", "json")

    assert status == 1
    assert out.isascii()
    assert json.loads(out)["findings"]
    for form in ("pretty", "concise", "sarif", "junit", "github", "markdown", "html"):
        assert run("check", "jobs.json", "--output-format", form)[0] == 1
    assert run("parse", "jobs.json")[0] == 0


@pytest.mark.parametrize(
    "text", ["a: {{ .Values.x }}\n  b: c\n", "jobs:\n  build:\n    steps: [a]\n", "# A job of CI.\nsteps: [ a ] ]\n"]
)
def test_data_of_another_kind_is_passed_over(run: Run, text: str) -> None:
    write("deploy.yml", text)
    write("page.md", GOOD)

    assert run("check", ".") == (0, "", run("check", ".")[2])
    assert "deploy.yml" not in run("check", ".")[2]
