"""What earlier runs found in files is used where nothing changed, and no run says anything else for it."""

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint import cache, corpus, files, terminals
from jtbdlint.catalog import bundled
from jtbdlint.documents import Place, Unreadable
from jtbdlint.rule import Bad, Good, Rule
from jtbdlint.statement import Statement
from jtbdlint.stored import restored, stored
from jtbdlint.text import Document, Slice
from tests.invariants import run, tree
from tests.strategies import LISTS, PAGES, STATEMENTS, Files, folders
from tests.test_properties import REAL, few

FOLDER = cache.folder
STATEMENT = "When the tide turns, I want to see the gauge, so I can move the boats"
OTHER = "When the ferry is late, I want to warn the crew, so that nobody waits on the pier"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where caches are, for the length of a test; one file is enough to ask them."""
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "caches")
    monkeypatch.setattr(corpus, "_MANY", 1)
    return tmp_path / "caches"


@pytest.fixture
def handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "handbook"
    (folder / "deep").mkdir(parents=True)
    for number in range(6):
        (folder / "deep" / f"page-{number}.md").write_text("# House\n\nThe door is open.\n", encoding="utf-8")
    (folder / "page.md").write_text(f"# Jobs\n\n- {STATEMENT}\n", encoding="utf-8")
    (folder / "jobs.yml").write_text(f"- slug: boats\n  jtbd: {OTHER}\n", encoding="utf-8")
    (folder / "quiet.md").write_text("<!-- jtbdlint-disable-file[slash] -- why -->\n", encoding="utf-8")
    (folder / "open.md").write_text(f"Text.\n\n```\n- {STATEMENT}\n" + "more\n" * 9, encoding="utf-8")
    (folder / "binary.md").write_bytes(b"\0" * 9)
    (folder / "latin.md").write_bytes(b"caf\xe9")
    (folder / "long.md").write_text(f"- {STATEMENT} {'and away ' * 600}\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read for statements."""
    names: list[str] = []
    whole = corpus._all_of

    def noted(document: Document, *arguments: Any, **options: Any) -> list[Statement] | None:
        names.append(document.path)
        return whole(document, *arguments, **options)

    monkeypatch.setattr(corpus, "_all_of", noted)
    return names


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour later, when nothing has just been changed."""
    monkeypatch.setattr(cache, "time_ns", lambda: time.time_ns() + 3600 * 10**9)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened."""
    names: list[str] = []
    whole = files._content

    def noted(location: str, limit: int) -> Any:
        names.append(Path(location).name)
        return whole(location, limit)

    monkeypatch.setattr(files, "_content", noted)
    return names


def checked(*options: str) -> tuple[int, str, str]:
    """What a check says."""
    return run("check", "--output-format", "json", "--no-suppressions", *options)


# --- Statements as data ------------------------------------------------------------------------


class Shape:
    """All that can be known of statements of one document, and which readings they share."""

    def __init__(self) -> None:
        self.readings: dict[int, int] = {}
        self.kept: list[object] = []

    def of(self, one: Any) -> Any:
        if isinstance(one, Statement):
            names = [name for name in Statement.__slots__ if name != "number"]
            return [self.at(one), one.number, *(self.of(getattr(one, name)) for name in names)]
        if isinstance(one, Slice):
            return self.at(one)
        if isinstance(one, str | bool | int | None):
            return type(one), one
        if hasattr(one, "items"):
            return {name: self.of(value) for name, value in one.items()}
        assert isinstance(one, tuple)
        return type(one), [self.of(part) for part in one]

    def at(self, one: Slice) -> tuple[object, ...]:
        reading = one.reading
        self.kept.append(reading)
        numbers = [self.readings.setdefault(id(each), len(self.readings)) for each in (reading, reading.original)]
        return numbers, reading.text, reading.wraps, one.begin, one.stop, one.start, one.end, one.text


def come_back(document: Document, statements: Sequence[Statement]) -> None:
    """Statements are what they were after they have been stored as text."""
    data = json.loads(json.dumps(stored(statements)))
    again = restored(Document(document.path, document.text), data)

    assert list(map(Shape().of, again)) == list(map(Shape().of, statements))


def examples(rule: Rule) -> Iterable[Bad | Good]:
    yield from rule.bad
    yield from rule.good


EXAMPLES = [
    pytest.param(names, example.texts, id=f"{rule.name}-{number}")
    for rule in bundled()
    for number, example in enumerate(examples(rule))
    if (names := (example.name or " ".join(["page.md"] * len(example.texts))).split())
]


@pytest.mark.parametrize(("names", "texts"), EXAMPLES)
def test_statements_of_every_example_come_back(names: list[str], texts: tuple[str, ...]) -> None:
    for name, text in zip(names, texts, strict=True):
        document = Document(name, text.replace("«", "").replace("»", ""))
        come_back(document, corpus.statements_of(document, named=True))


ODD_PAGES = [
    (
        "page.md",
        f"- When **the tide\n  turns**, I want to [see](x) the gauge,\n  so I can move\n  the boats, {STATEMENT}\n",
    ),
    ("page.md", "| When | I want to | So I can |\n|--|--|--|\n| the *tide* turns | see &amp; go | rest |\n"),
    ("page.md", "## Jobs to be done\n\n- See the gauge\n- \n- When I row, so I can rest\n"),
    (
        "jobs.yml",
        f'- jtbd: "When \\U0001F600 is \\x41, {STATEMENT}"\n  title: >-\n    a\n    b\n  title: c\n- jtbd:\n',
    ),
    ("jobs.yml", "- slug: a\n  jtbd: |\n    When it rains,\n    I want to row,\n    so I can rest\n  parent: b\n"),
    ("jobs.json", '[{"jtbd": "When \\ud800 turns, I want to row, so I can rest"}]'),
    ("page.txt", f"As a host, I want to see.\r\n\r\n{STATEMENT}\r\n"),
]


@pytest.mark.parametrize(("name", "text"), ODD_PAGES)
def test_odd_statements_come_back(name: str, text: str) -> None:
    document = Document(name, text)
    statements = corpus.statements_of(document, named=True)

    assert statements
    come_back(document, statements)


@few(60)
@given(st.one_of(st.tuples(st.just("a.md"), PAGES), st.tuples(st.sampled_from(["a.yml", "a.json"]), LISTS)))
def test_any_statements_come_back(file: tuple[str, bytes]) -> None:
    document = Document(file[0], file[1].decode("utf-8-sig", "replace"))
    with contextlib.suppress(Unreadable):
        come_back(document, corpus.statements_of(document))


def test_a_place_is_a_place_again() -> None:
    document = Document("a.md", f"- {STATEMENT}\n")
    (one,) = restored(document, json.loads(json.dumps(stored(corpus.statements_of(document)))))

    assert one.place is Place.ITEM


@pytest.mark.parametrize(
    "data",
    [[], [[], [[]]], [[[[0, 1]]], [["x"]]], [[5], []], [{"a": 1}, []], None, 7, "ab", [[[[[0]]]], []], [["x"], []]],
)
def test_what_is_no_statement_is_told(data: Any) -> None:
    with pytest.raises(ValueError, match="stored"):
        restored(Document("a.md", "text"), data)


# --- The same report ---------------------------------------------------------------------------


def test_a_cache_changes_nothing_that_is_said(handbook: Path, place: Path) -> None:
    plain = checked("--no-cache")
    assert not place.exists()
    cold = checked()
    warm = checked()

    assert plain[0] == 2  # since a statement is too long, and a page not UTF-8
    assert cold == plain
    assert warm == plain
    assert handbook.exists()
    assert len(list(place.iterdir())) == 1


@pytest.mark.usefixtures("handbook")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_known_is_not_read_again(parsed: list[str], monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.setattr("jtbdlint.first_look._CHUNK", 2)
    plain = checked("--no-cache", "--jobs", jobs)
    assert checked("--jobs", jobs) == plain
    parsed.clear()
    warm = checked("--jobs", jobs)

    # What is an error is told anew in every run.
    assert parsed == ["long.md"]
    assert warm == plain


def test_one_changed_page_is_read(handbook: Path, parsed: list[str]) -> None:
    (handbook / "long.md").unlink()
    checked()
    parsed.clear()
    (handbook / "page.md").write_text(f"- {OTHER.partition(', so')[0]}\n", encoding="utf-8")
    warm = checked("--focus", "page.md")

    assert parsed == ["page.md"]
    assert warm == checked("--no-cache", "--focus", "page.md")
    assert "page.md" in warm[1]


Step = tuple[str, str, bytes]


def edits(names: Iterable[str]) -> st.SearchStrategy[list[Step]]:
    """Files that are written, removed, renamed or given the text of another."""
    name = st.one_of(st.sampled_from(sorted(names)), st.sampled_from(["new.md", "c/new.yml", "jobs_to_be_done.yml"]))
    content = st.one_of(PAGES, LISTS, STATEMENTS.map(lambda one: f"- {one}\n".encode("utf-8", "surrogatepass")))
    return st.lists(st.tuples(st.sampled_from(["write", "remove", "rename", "swap"]), name, content), max_size=3)


def apply(step: Step) -> None:
    kind, name, content = step
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    others = sorted(one for one in Path().rglob("*.*") if one.is_file() and one != path)
    if kind == "write" or not path.exists():
        path.write_bytes(content)
    elif kind == "remove":
        path.unlink()
    elif kind == "rename":
        path.rename(path.with_name(f"was-{path.name}"))
    elif others:
        mine, other = path.read_bytes(), others[len(content) % len(others)]
        path.write_bytes(other.read_bytes())
        other.write_bytes(mine)


OPTIONS = st.sampled_from([(), ("--jobs", "1"), ("--select", "JT1,JT4,JT9"), ("--focus", "."), ("c",)])


@few(15)
@given(st.data(), folders(REAL), st.sampled_from([0, 3600 * 10**9]))
def test_the_same_bytes_with_and_without(data: st.DataObject, files: Files, ahead: int) -> None:
    with tree(files), pytest.MonkeyPatch.context() as patch:
        here = Path.cwd()
        patch.setattr(cache, "time_ns", lambda: time.time_ns() + ahead)
        patch.setattr(cache, "folder", lambda: here / ".git" / "caches")  # where no files are looked for
        for step in [None, *data.draw(edits(files))]:
            if step is not None:
                apply(step)
            options = [*data.draw(OPTIONS), "--output-format", "json"]
            plain = run("check", "--no-cache", *options)
            assert run("check", *options) == plain  # cold, or of what it was before the edit
            assert run("check", *options) == plain


# --- What tells a file from another ------------------------------------------------------------


ALWAYS = {"page.md", "jobs.yml", "quiet.md", "open.md", "long.md", "latin.md", "binary.md"}
"""Files of the handbook that hold something, or that no run can remember."""


@pytest.mark.usefixtures("handbook", "later")
@pytest.mark.skipif(sys.platform == "win32", reason="no time of change there")
def test_what_nobody_changed_is_not_opened(opened: list[str]) -> None:
    plain = checked("--no-cache")
    checked()
    opened.clear()

    assert checked() == plain
    assert set(opened) == ALWAYS


@pytest.mark.usefixtures("handbook")
def test_what_was_just_changed_is_opened(opened: list[str]) -> None:
    checked()
    opened.clear()
    checked()

    assert len(set(opened)) == 13


@pytest.mark.usefixtures("handbook", "later")
def test_where_nothing_tells_of_a_change_all_is_opened(opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jtbdlint.files.sys.platform", "win32")
    checked()
    opened.clear()
    checked()

    assert len(set(opened)) == 13


@pytest.mark.usefixtures("later")
def test_what_was_touched_is_opened_once(handbook: Path, opened: list[str], parsed: list[str]) -> None:
    checked()
    os.utime(handbook / "deep" / "page-3.md", (2e9, 2e9))
    opened.clear()
    parsed.clear()
    checked()
    assert set(opened) == ALWAYS | {"page-3.md"}
    assert parsed == ["long.md"]
    opened.clear()
    checked()

    assert sys.platform == "win32" or set(opened) == ALWAYS


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("name", ["page.md", "deep/page-2.md"])
def test_the_same_size_and_time_are_not_the_same_file(handbook: Path, name: str) -> None:
    page = handbook / name
    page.write_text(f"{STATEMENT}\n" if name == "page.md" else f"{'nothing ' * 9}\n", encoding="utf-8")
    checked()
    was = page.stat()
    page.write_text("When I row, I want a buoy, so I can rest".ljust(was.st_size - 1) + "\n", encoding="utf-8")
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    now = page.stat()

    assert (was.st_size, was.st_mtime_ns, was.st_ino) == (now.st_size, now.st_mtime_ns, now.st_ino)
    assert "a buoy" in run("parse", "--output-format", "json")[1]


@pytest.mark.usefixtures("later")
@pytest.mark.skipif(sys.platform == "win32", reason="links are for some users only there")
def test_a_link_of_another_name_is_always_read(handbook: Path, parsed: list[str]) -> None:
    (handbook / "notes.unknown").write_text(f"- text: {STATEMENT}\n", encoding="utf-8")
    (handbook / "again.yml").symlink_to("notes.unknown")
    checked()
    parsed.clear()
    checked()
    assert parsed == ["again.yml", "long.md"]
    (handbook / "again.yml").rename(handbook / "again.md")

    assert "again.md" in run("parse", "--output-format", "json")[1]


def test_a_name_says_how_a_file_is_read(handbook: Path) -> None:
    text = f"- text: {STATEMENT}\n"
    (handbook / "notes.yml").write_text(text, encoding="utf-8")
    checked()
    (handbook / "notes.yml").rename(handbook / "notes.md")

    assert "notes.md" in run("parse", "--output-format", "json")[1]


@pytest.mark.usefixtures("handbook")
def test_a_named_file_is_always_read(parsed: list[str]) -> None:
    run("check", "jobs.yml", "page.md")
    parsed.clear()
    run("check", "jobs.yml", "page.md")

    assert parsed == ["jobs.yml", "page.md"]


@pytest.mark.parametrize(
    "setting",
    ['languages = ["de"]', 'fields = { statement = ["text"] }', "include-code = true"],
)
def test_settings_that_change_what_is_read(handbook: Path, parsed: list[str], setting: str) -> None:
    (handbook / "jtbdlint.toml").write_text("", encoding="utf-8")
    checked()
    (handbook / "jtbdlint.toml").write_text(setting, encoding="utf-8")
    parsed.clear()

    assert checked() == checked("--no-cache")
    assert len(parsed) > 6


def test_settings_that_change_nothing_that_is_read(handbook: Path, parsed: list[str]) -> None:
    checked()
    (handbook / "jtbdlint.toml").write_text('ignore = ["JT2"]\n', encoding="utf-8")
    parsed.clear()
    checked()

    assert parsed == ["long.md"]


@pytest.mark.usefixtures("handbook")
@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        ("jtbdlint", "__version__", "99.0"),
        ("sys", "version", "4.0 (of another day)"),
        ("jtbdlint.cache", "_releases", lambda: iter(["pyromark-99.dist-info"])),
        ("jtbdlint.cache", "FOLDER", str(Path(terminals.FOLDER).parent / "rules")),
    ],
)
def test_another_tool_knows_nothing(
    parsed: list[str], monkeypatch: pytest.MonkeyPatch, module: str, name: str, value: object
) -> None:
    checked()
    monkeypatch.setattr(f"{module}.{name}", value)
    parsed.clear()
    checked()

    assert len(parsed) > 6


def test_the_libraries_that_read_are_known() -> None:
    found = sorted(set(cache._releases()))

    assert len(found) == 2
    assert found[0].startswith("pyromark-") or found[1].startswith("pyromark-")


# --- When it is used ---------------------------------------------------------------------------


@pytest.fixture
def unused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise AssertionError("a cache was asked")

    monkeypatch.setattr(corpus, "_cache", fails)


@pytest.mark.usefixtures("unused", "handbook")
@pytest.mark.parametrize("options", [["--no-cache"], ["-", "--stdin-filename", "a.md"]])
def test_where_it_is_not_used(options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"No job.\n")))
    assert run("check", *options, "--allow-empty")[0] in (0, 2)


@pytest.mark.usefixtures("unused", "handbook")
def test_few_files_need_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "_MANY", 100)

    assert checked()[0] == 2


@pytest.mark.usefixtures("handbook")
@pytest.mark.parametrize("command", ["parse", "tree", "overlap"])
def test_other_commands_use_what_a_check_found(command: str, parsed: list[str]) -> None:
    plain = run(command, "--no-cache", "--output-format", "json")
    checked()
    parsed.clear()

    assert run(command, "--output-format", "json") == plain
    assert parsed == ["long.md"]


def git(*arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_a_comparison_reads_what_is_new_only(handbook: Path, parsed: list[str]) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    checked()
    (handbook / "page.md").write_text(f"- {OTHER}\n", encoding="utf-8")
    parsed.clear()
    warm = checked("--new-since", "HEAD")

    assert sorted(parsed) == ["long.md", "long.md", "page.md", "page.md"]
    assert warm == checked("--new-since", "HEAD", "--no-cache")


# --- What is kept ------------------------------------------------------------------------------


def kept(place: Path) -> dict[str, Any]:
    """What the only cache holds, by the names of files."""
    (path,) = place.iterdir()
    entries = json.loads(path.read_text(encoding="utf-8").partition("\n")[2])
    return {Path(location).name: data for location, (_, data, _) in entries.items()}


def test_only_what_stands_in_a_file_is_kept(handbook: Path, place: Path) -> None:
    (handbook / "deep" / "page-0.md").unlink()
    checked()
    known = kept(place)

    assert {name for name, data in known.items() if data is None} == {f"page-{number}.md" for number in range(1, 6)}
    assert known["quiet.md"] == [[], []]
    assert STATEMENT not in json.dumps(known)
    assert known.keys().isdisjoint({"long.md", "latin.md", "binary.md"})


def test_files_that_are_gone_are_dropped(handbook: Path, place: Path) -> None:
    checked()
    (handbook / "page.md").unlink()
    (handbook / "jobs.yml").rename(handbook / "list.yml")
    checked()

    assert {"page.md", "jobs.yml"}.isdisjoint(kept(place))
    assert "list.yml" in kept(place)


def test_a_part_of_the_set_leaves_the_rest(handbook: Path, place: Path) -> None:
    checked()
    (handbook / "deep" / "new.md").write_text(f"- {OTHER}\n", encoding="utf-8")
    run("check", "deep")

    assert {"page.md", "new.md", "page-0.md"} <= kept(place).keys()


@pytest.mark.usefixtures("handbook")
def test_nothing_is_written_where_nothing_is_new(place: Path) -> None:
    checked()
    (path,) = place.iterdir()
    before = path.stat().st_ino, path.stat().st_mtime_ns
    checked()

    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


@pytest.mark.usefixtures("handbook")
def test_it_is_bounded(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_LARGEST", 100)
    _, _, err = run("check", "--verbose", "--allow-empty")

    assert "not written: it would be larger than" in err
    assert not place.exists()


@pytest.mark.usefixtures("handbook")
def test_caches_of_others_that_nobody_writes_are_removed(place: Path) -> None:
    place.mkdir(mode=0o700)
    old, young, foreign = place / "a.cache", place / "b.cache", place / "mine.txt"
    for path in (old, young, foreign):
        path.write_text("", encoding="utf-8")
    for path in (old, foreign):
        os.utime(path, (1e9, 1e9))
    checked()

    assert not old.exists()
    assert young.exists()
    assert foreign.exists()


@pytest.mark.usefixtures("handbook")
def test_details_tell_of_it(place: Path) -> None:
    checked()
    _, _, err = run("check", "--verbose")

    assert f"cache: {place}" in err
    assert "(10 files known)" in err
    assert "cache: " not in checked()[2]
    assert "cache: " not in run("check", "--verbose", "--no-cache")[2]


def test_of_two_runs_at_once_the_last_one_counts(tmp_path: Path) -> None:
    one, other = (cache.Cache.of(str(tmp_path), []) for _ in range(2))
    for each, name in ((one, "a.md"), (other, "b.md")):
        path = tmp_path / name
        path.write_text("Nothing.", encoding="utf-8")
        each.note(str(path), files.Mark(name, None), None)
        each.save()
    again = cache.Cache.of(str(tmp_path), [])

    assert one.why == other.why == ""
    assert again.known(str(tmp_path / "b.md"), files.Mark("b.md", None)) is not None
    assert again.known(str(tmp_path / "a.md"), files.Mark("a.md", None)) is None


# --- The command -------------------------------------------------------------------------------


@pytest.mark.usefixtures("handbook")
def test_it_can_be_removed(place: Path) -> None:
    checked()
    (place / "note.txt").write_text("mine", encoding="utf-8")

    assert run("cache", "clean") == (0, "", "1 file removed\n")
    assert [one.name for one in place.iterdir()] == ["note.txt"]
    assert run("cache", "clean") == (0, "", "0 files removed\n")


def test_it_tells_where_it_is(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("cache", "dir") == (0, f"{place}\n", "")
    assert run("cache", "clean") == (0, "", "0 files removed\n")
    monkeypatch.setattr(cache, "folder", lambda: None)
    assert run("cache", "dir")[:2] == (2, "")
    assert run("cache", "clean")[0] == 0


def test_a_folder_that_cannot_be_listed_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.mkdir()

    def refused(_: Path) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(cache, "clean", refused)
    assert run("cache", "clean") == (2, "", f"{place}: Permission denied\n")


def test_the_environment_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", FOLDER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    (found,) = run("cache", "dir")[1].splitlines()

    assert Path(found).name == "jtbdlint"
    if sys.platform == "linux":
        assert found == f"{tmp_path}/x/jtbdlint"


def test_every_project_has_a_cache_of_its_own(place: Path, tmp_path: Path) -> None:
    one = cache.Cache.of(str(tmp_path / "one"), [])
    other = cache.Cache.of(str(tmp_path / "other"), [])

    assert one.path != other.path
    assert one.path is not None
    assert one.path.parent == place
