"""Patterns that were compiled in another run: the same as ever, whatever became of the file."""

import ast
import marshal
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jtbdlint import patterns

ROOT = Path(__file__).parent.parent
PATTERNS: list[tuple[Any, int]] = [
    (r"\bso(?: that)?\b", re.IGNORECASE),
    (r"(?P<mark>[«»])(?P<more>.)?", re.DOTALL),
    (r"(?:situaç|ситуа|状況)\w*", 0),
    (rb"\n[ \t>|:]*-[ \t>|:-]*(?=\n)", 0),
    (rb"(?i:when)(?=\s)", 0),
]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file, in a folder of its own that is not there yet, and nothing known of it."""
    path = tmp_path / "new" / "patterns.kept"
    monkeypatch.setattr(patterns, "_path", lambda: str(path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    patterns._kept.cache_clear()
    yield path
    patterns._kept.cache_clear()


def first_run() -> None:
    for pattern, flags in PATTERNS:
        patterns.compiled(pattern, flags)
    patterns.keep()
    patterns._kept.cache_clear()


@pytest.mark.usefixtures("kept")
def test_what_was_compiled_before_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    first_run()

    def compile_(*args: object) -> None:
        raise AssertionError(args)

    monkeypatch.setattr(re, "compile", compile_)
    made = [patterns.compiled(pattern, flags) for pattern, flags in PATTERNS]
    assert made == wanted
    assert [(one.groups, one.groupindex, one.flags) for one in made] == [
        (one.groups, one.groupindex, one.flags) for one in wanted
    ]
    match = made[1].search("a «b")
    assert match is not None
    assert match.groupdict() == {"mark": "«", "more": "b"}
    assert match.lastgroup == "more"


def test_flags_make_another_pattern(kept: Path) -> None:
    first_run()
    pattern = PATTERNS[0][0]
    assert patterns.compiled(pattern).search("SO THAT") is None
    assert patterns.compiled(pattern, re.IGNORECASE).search("SO THAT") is not None
    assert patterns.compiled(r"\d").search(pattern.replace("b", "7")) is not None
    patterns.keep()
    assert len(marshal.loads(kept.read_bytes())[1]) == len(PATTERNS) + 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:0],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"no such thing" + raw[:0],
        lambda raw: marshal.dumps((("another Python",), marshal.loads(raw)[1])),
        lambda raw: marshal.dumps((marshal.loads(raw)[0], dict.fromkeys(marshal.loads(raw)[1], ()))),
        lambda raw: marshal.dumps(
            (marshal.loads(raw)[0], {key: (0, b"\xff" * 8, 0, {}, ()) for key in marshal.loads(raw)[1]})
        ),
        lambda raw: marshal.dumps({"of": raw}),
    ],
    ids=["empty", "half", "garbage", "another Python", "nothing kept", "no code", "another form"],
)
def test_a_file_that_is_broken_or_foreign_is_as_good_as_none(kept: Path, spoil: Callable[[bytes], bytes]) -> None:
    first_run()
    kept.write_bytes(spoil(kept.read_bytes()))
    assert [patterns.compiled(*one) for one in PATTERNS] == [re.compile(*one) for one in PATTERNS]
    patterns.keep()
    patterns._kept.cache_clear()
    assert patterns._kept().known.keys() == set(PATTERNS)


@pytest.mark.usefixtures("kept")
def test_a_pattern_that_is_none_is_an_error_as_ever() -> None:
    with pytest.raises(re.error):
        patterns.compiled("(")
    patterns.keep()


def test_who_writes_no_modules_writes_no_patterns(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    first_run()
    assert not kept.exists()


def test_where_nothing_can_be_written_nothing_is_said(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept.parent.write_text("a file in the folder's place")
    first_run()
    assert [patterns.compiled(*one) for one in PATTERNS] == [re.compile(*one) for one in PATTERNS]
    assert capsys.readouterr() == ("", "")


def test_nothing_is_left_beside_the_file(kept: Path) -> None:
    first_run()
    before = kept.stat().st_mtime_ns
    for one in PATTERNS:
        patterns.compiled(*one)
    patterns.keep()
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]
    assert kept.stat().st_mtime_ns == before


def test_patterns_of_versions_that_are_gone_do_not_pile_up(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_run()
    monkeypatch.setattr(patterns, "_MOST", len(PATTERNS))
    patterns.compiled("another")
    patterns.keep()
    assert list(marshal.loads(kept.read_bytes())[1]) == [("another", 0)]


def test_every_pattern_of_the_tool_is_kept() -> None:
    by_hand = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("jtbdlint", "rules")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute)
        and (ast.unparse(inner) == "re.compile")
        and not isinstance(node, ast.FunctionDef)
    ]
    assert by_hand == []
