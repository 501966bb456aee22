"""Faults 45, 48, 49, 74 and 89: many, deep and slow things, and the same answer whatever the order."""

import io
import os
import random
import sys
from collections.abc import Iterator

import pytest

from jtbdlint import __main__, catalog, join
from jtbdlint.commands import _output
from jtbdlint.rule import Problem, Problems, Statement, statement_rule
from tests.faults.support import BAD, FIXABLE, GOOD, Run, process, write

# --- 45 ----------------------------------------------------------------------------------------

UNITS = [
    *("When a, I want ", "I want to ", "so that I can ", "as a ", "As a, ", "when I want ", "and ", "a, b, and "),
    *("[", "[a] ", "<", "{", "(", '"', "“", "_", "...", ",", " ,", "a/", "a-", "A.", "|a", "&amp;", "e.g. ", "`", "*a"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_what_makes_patterns_slow_is_answered(run: Run, unit: str) -> None:
    """A search that tries all ways would not end before the tests are stopped."""
    inside = unit * (3_500 // len(unit))
    write("jobs.txt", f"When a deploy {inside} fails, I want to roll it back, so that I can sleep\n")
    write("jobs.md", f"# Jobs to be done\n\n- When a deploy fails, I want to roll it back {inside}\n- {inside}\n")

    assert run("check", ".")[0] in (0, 1, 2)


# --- 48 ----------------------------------------------------------------------------------------


def test_of_ten_thousand_jobs_few_pairs_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    dot = join.dot

    def counting(one: dict[int, float], other: dict[int, float]) -> float:
        nonlocal compared
        compared += 1
        return dot(one, other)

    rng = random.Random(48)
    words = [f"w{number}" for number in range(4_000)]
    often = [1 / (number + 10) for number in range(4_000)]
    vectors = [dict.fromkeys(rng.choices(words, often, k=8), 1.0) for _ in range(10_000)]
    vectors[9_999] = vectors[0]
    monkeypatch.setattr(join, "dot", counting)
    found = join.join(join.Matrix(vectors, lambda count, size: size / count), 0.6, scale=False)

    assert (0, 9_999) in {(one, other) for one, other, _ in found}
    assert compared < 10_000 * 9_999 / 2 / 100


def test_thousands_of_jobs_are_all_compared(run: Run) -> None:
    rng = random.Random(48)
    words = ["".join(rng.choices("abcdefgh", k=7)) for _ in range(3_000)]
    jobs = [
        f"- When a {' '.join(rng.sample(words, 2))}, I want to {' '.join(rng.sample(words, 4))}, so I can rest\n"
        for _ in range(3_000)
    ]
    write("a.md", f"{GOOD}{''.join(jobs)}")
    write("b.md", GOOD)
    status, out, err = run("check", ".", "--select", "JT401", "--output-format", "concise")

    assert status == 1, err
    assert [line.split(":")[0] for line in out.splitlines()] == ["a.md", "b.md"]


# --- 49 ----------------------------------------------------------------------------------------

COMMANDS = [
    ["check", "--output-format", "json"],
    ["check", "--output-format", "pretty"],
    ["check", "--output-format", "sarif"],
    ["check", "--statistics"],
    ["check", "--diff"],
    ["parse", "--output-format", "json"],
    ["tree"],
    ["map", "--output-format", "json"],
    ["overlap", "--output-format", "json"],
]
FILES = ["one.md", "sub/two.md", "é.md", "jobs.yml", "B.md", "a/b/c.md"]


@pytest.fixture
def set_of_files() -> list[str]:
    titles = ("alpha", "beta", "gamma")
    jobs = [
        f"- id: {one}\n  parent: {other}\n  persona: {other}, {one}\n  group: {one}s\n  title: Roll back\n"
        f"  jtbd: When a {one} deploy fails, I want to roll the {other} release back at once, so that I can sleep\n"
        for one in titles
        for other in titles
    ]
    write("jtbdlint.toml", "[frame]\ngroups = ['alphas', 'zetas', 'etas']\npersonas = ['beta', 'theta', 'iota']\n")
    for name in FILES:
        write(name, "".join(jobs) if name == "jobs.yml" else f"# Jobs to be done\n\n{GOOD}{BAD}{FIXABLE}")
    return FILES


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_order_of_paths_and_folders_changes_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, set_of_files: list[str], command: list[str]
) -> None:
    expected = run(*command, *set_of_files)
    assert expected[1]
    for number in range(2):
        random.Random(number).shuffle(set_of_files)
        assert run(*command, *set_of_files) == expected
    scandir = os.scandir

    class Reversed:
        def __init__(self, path: str) -> None:
            with scandir(path) as listing:
                self.entries = sorted(listing, key=lambda one: one.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            pass

    there = run(*command)
    monkeypatch.setattr(os, "scandir", Reversed)
    assert run(*command) == there


ALL = f"""
import sys
from jtbdlint.cli import main
for command in {COMMANDS!r}:
    print(main([*command, "."]), flush=True)
"""


def test_the_seed_of_hashes_and_the_locale_change_nothing(set_of_files: list[str]) -> None:
    del set_of_files
    write("../all.py", ALL)
    said = {
        process(env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"}, program=["../all.py"]).stdout
        for seed, locale in [("0", "C"), ("1", "C.UTF-8"), ("2", "tr_TR.UTF-8")]
    }

    assert len(said) == 1
    assert said.pop().count(b"JT401") > 3


# --- 74 ----------------------------------------------------------------------------------------


def test_a_hundred_thousand_findings_are_all_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @statement_rule("JT000", "often", level="error", bad=[], good=[])
    def often(statement: Statement) -> Problems:
        for _ in range(100_000):
            yield Problem(statement, "odd")

    monkeypatch.setattr(catalog, "bundled", lambda: [often])
    write("page.md", GOOD)
    status, out, err = run("check", "page.md", "--output-format", "concise")

    assert status == 1
    assert len(out.splitlines()) == 100_000
    assert "100,000 errors" in err.replace("100000", "100,000")


def test_lines_are_printed_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            if self.tell() > 10:
                raise BrokenPipeError
            return super().write(text)

    made = []

    def lines() -> Iterator[str]:
        for number in range(100_000):
            made.append(number)
            yield "line"

    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(BrokenPipeError):
        _output.out(lines())

    assert len(made) < 10


# --- 83 ----------------------------------------------------------------------------------------


def test_ctrl_c_while_modules_are_loaded(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "jtbdlint.cli")
    monkeypatch.setattr("importlib._bootstrap._find_and_load", interrupted)

    assert __main__.main() == 130
    assert capsys.readouterr() == ("", "")


# --- 89 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ["check", "--output-format", "concise", "--select", "JT4,JT5,JT6"],
        ["parse", "--output-format", "json"],
        *(["tree", "--output-format", form] for form in ("pretty", "markdown", "mermaid", "dot", "json")),
        ["map"],
        ["overlap"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("first", ["none", "j1099"])
def test_a_chain_of_parents_deeper_than_the_stack(run: Run, command: list[str], first: str) -> None:
    limit = sys.getrecursionlimit()
    jobs = (
        f"- id: j{number}\n  parent: {f'j{number - 1}' if number else first}\n"
        f"  jtbd: When w{number}x breaks, I want to mend z{number}y, so I can rest\n"
        for number in range(1_100)
    )
    write("jobs.yml", "".join(jobs))
    status, _, err = run(*command, "jobs.yml")

    assert limit < 1_100
    assert status in (0, 1)
    assert "internal error" not in err
    assert "crashed" not in err
