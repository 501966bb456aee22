"""Faults 86 to 88: a cache that is broken, stale or cannot be written costs time and nothing else."""

import errno
import json
import os
import stat
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from jtbdlint import cache, corpus
from tests.faults.support import BAD, FIXABLE, GOOD, Run, write

FOLDER = cache.folder
CHECK = ("check", "--output-format", "json", "--verbose")


@pytest.fixture(autouse=True)
def place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where caches are; three files are enough to ask them."""
    monkeypatch.setattr(corpus, "_MANY", 3)
    monkeypatch.setattr(cache, "folder", lambda: folder.parent / "caches")
    write("bad.md", BAD)
    write("fixable.md", FIXABLE)
    write("nothing.md", "The door is open.\n")
    return folder.parent / "caches"


@pytest.fixture
def known(run: Run, place: Path) -> Path:
    """The cache of a run."""
    run(*CHECK)
    (path,) = place.iterdir()
    return path


def said(run: Run, *options: str) -> tuple[int, Any, int]:
    """Exit status and findings of a check, and how many files it knew before."""
    status, out, err = run(*CHECK, *options)
    told = [line for line in err.splitlines() if line.startswith("cache: ")]
    hits = int(told[0].rpartition("(")[2].partition(" ")[0]) if told and "files known" in told[0] else 0
    return status, json.loads(out), hits


def signed(path: Path, body: bytes) -> None:
    """Put something into a cache as if it were its own."""
    key = path.read_bytes().partition(b" ")[0]
    path.write_bytes(b"%b %b\n%b" % (key, blake2b(body, digest_size=16).hexdigest().encode(), body))


# --- 86 ----------------------------------------------------------------------------------------


def other_head(path: Path) -> None:
    path.write_bytes(b"0" * 32 + path.read_bytes()[32:])


def other_data(path: Path, data: object) -> None:
    entries = json.loads(path.read_bytes().partition(b"\n")[2])
    signed(path, json.dumps({name: [digest, data, None] for name, (digest, *_) in entries.items()}).encode())


def folder_instead(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def link_instead(path: Path) -> None:
    target = path.with_name("elsewhere.cache")
    path.rename(target)
    path.symlink_to(target)


BREAKAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "one byte": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"),
    "doubled": lambda path: path.write_bytes(path.read_bytes() * 2),
    "garbage": lambda path: path.write_bytes(b"\x80\x04\x95\xff\0" * 99),
    "first line only": lambda path: path.write_bytes(path.read_bytes().partition(b"\n")[0]),
    "other version": other_head,
    "newer": lambda path: path.write_bytes(b"v9 " + path.read_bytes()),
    "huge": lambda path: os.truncate(path, 70_000_000),
    "deep": lambda path: signed(path, b"[" * 100_000),
    "no object": lambda path: signed(path, b"[1]"),
    "no JSON": lambda path: signed(path, b"{"),
    "no entries": lambda path: signed(path, json.dumps({str(one): 7 for one in Path.cwd().iterdir()}).encode()),
    "not two": lambda path: signed(path, json.dumps({str(one): ["x"] for one in Path.cwd().iterdir()}).encode()),
    "number": lambda path: other_data(path, 7),
    "text": lambda path: other_data(path, "ab"),
    "no statements": lambda path: other_data(path, [[], [[1]]]),
    "no readings": lambda path: other_data(path, [[["x"]], []]),
    "a folder": folder_instead,
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_cache_is_passed_by(run: Run, known: Path, breakage: str) -> None:
    expected = said(run, "--no-cache")[:2]
    BREAKAGES[breakage](known)
    status, told, _ = said(run)

    assert (status, told) == expected
    if breakage != "a folder":
        assert said(run) == (*expected, 3)  # it was written anew


@pytest.mark.parametrize("mode", [0o666, 0o620])
@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out of the home")
def test_a_cache_that_others_may_have_written_is_passed_by(run: Run, known: Path, mode: int) -> None:
    known.chmod(mode)

    assert said(run)[2] == 0
    assert said(run)[2] == 3
    assert stat.S_IMODE(known.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out of the home")
def test_a_link_is_no_cache(run: Run, known: Path) -> None:
    link_instead(known)

    assert said(run)[2] == 0
    assert said(run)[2] == 3
    assert not known.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out of the home")
def test_the_folder_of_another_user_is_not_used(run: Run, known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = known.read_bytes()
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    write("new.md", GOOD)
    _, _, err = run(*CHECK)

    assert f"others may write to {known.parent}" in err
    assert known.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out of the home")
def test_a_folder_that_others_may_write_to_is_not_used(run: Run, known: Path) -> None:
    known.parent.chmod(0o777)
    _, _, err = run(*CHECK)

    assert "others may write to" in err


# --- 87 ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("known")
def test_a_file_of_the_same_size_and_time_is_read_again(run: Run) -> None:
    page = Path("bad.md")
    before = page.stat()
    page.write_text(BAD.replace("deploy", "backup"), encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    _, told, hits = said(run)

    assert hits == 2
    assert "backup" in next(one for one in told["findings"] if one["name"] == "missing-outcome")["statement"]["text"]


@pytest.mark.usefixtures("known")
def test_a_file_that_is_as_it_was_needs_no_reading_whatever_its_time(run: Run) -> None:
    for page in Path().iterdir():
        os.utime(page, (2e9, 2e9))

    assert said(run)[2] == 3


@pytest.mark.usefixtures("known")
def test_other_settings_are_another_reading(run: Run) -> None:
    write("jtbdlint.toml", 'languages = ["fr"]\n')
    status, told, hits = said(run)

    assert hits == 0
    assert (status, told["summary"]["statements"]) == (2, 0)


@pytest.mark.usefixtures("known")
def test_another_version_is_another_reading(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jtbdlint.__version__", "99.0")

    assert said(run)[2] == 0


def test_what_changed_while_it_was_read_is_not_known(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = corpus.files.decoded  # type: ignore[attr-defined]

    def decoded(source: Any, content: bytes, limit: int = 10_000_000) -> Any:
        if source.path == "nothing.md":
            Path("nothing.md").write_text(BAD, encoding="utf-8")
        return whole(source, content, limit)

    with monkeypatch.context() as patch:
        patch.setattr("jtbdlint.files.decoded", decoded)
        run(*CHECK)
    _, told, hits = said(run)

    assert place.exists()
    assert hits == 2
    assert {one["path"] for one in told["findings"]} == {"bad.md", "fixable.md", "nothing.md"}


def test_what_was_fixed_is_not_what_was_read(run: Run) -> None:
    run(*CHECK, "--fix", "--unsafe-fixes")
    expected = said(run, "--no-cache")[:2]

    assert said(run)[:2] == expected
    assert said(run)[:2] == expected


# --- 88 ----------------------------------------------------------------------------------------


def refused(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("call", "fails", "reason"),
    [
        ("jtbdlint.cache.mkstemp", refused, "Permission denied"),
        ("pathlib.Path.mkdir", refused, "Permission denied"),
        ("os.fdopen", full, "No space left on device"),
        ("pathlib.Path.replace", full, "No space left on device"),
    ],
)
def test_a_cache_that_cannot_be_written_costs_a_line(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, call: str, fails: Callable[..., None], reason: str
) -> None:
    expected = said(run, "--no-cache")[:2]
    with monkeypatch.context() as patch:
        patch.setattr(call, fails)
        status, out, err = run(*CHECK)
        quiet = run(*CHECK[:3])[2]

    assert (status, json.loads(out)) == expected
    assert f"not written: {reason}" in err
    assert "cache" not in quiet
    assert not place.exists() or list(place.iterdir()) == []


def test_a_tool_that_cannot_read_itself_has_no_cache(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = said(run, "--no-cache")[:2]
    monkeypatch.setattr(cache, "_tool", refused)
    status, out, err = run(*CHECK)

    assert (status, json.loads(out)) == expected
    assert "what reads statements is not known: Permission denied" in err
    assert not place.exists()


def test_an_interruption_leaves_no_half_of_it(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", interrupted)
        assert run(*CHECK)[0] == 130

    assert list(place.iterdir()) == []


def test_a_file_where_the_folder_should_be(run: Run, place: Path) -> None:
    place.write_text("mine", encoding="utf-8")
    expected = said(run, "--no-cache")[:2]

    assert said(run)[:2] == expected
    assert place.read_text(encoding="utf-8") == "mine"


def test_nobody_without_a_home_has_a_cache(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = said(run, "--no-cache")[:2]
    monkeypatch.setattr(cache, "folder", FOLDER)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/jtbdlint"))
    status, out, err = run(*CHECK)

    assert (status, json.loads(out)) == expected
    assert "there is no folder for it" in err
    assert not Path("~").exists()
