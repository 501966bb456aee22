"""From paths to files: walking, ignoring, reading, and what is told of all that cannot be read."""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbdlint import files
from jtbdlint.files import Fault, File, Found, Source

SUFFIXES = (".md", ".yml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay_out(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write files; a name that ends in a slash is a folder."""
    for name, content in contents.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def find(*paths: str, include: Sequence[str] = (), exclude: Sequence[str] = (), root: str = ".") -> Found:
    return files.find(paths, suffixes=SUFFIXES, include=include, exclude=exclude, root=root)


def found(*paths: str, include: Sequence[str] = (), exclude: Sequence[str] = (), root: str = ".") -> list[str]:
    """The paths that are found, when nothing is wrong."""
    result = find(*paths, include=include, exclude=exclude, root=root)
    assert result.faults == []
    return [source.path for source in result.sources]


# --- Walking -----------------------------------------------------------------------------------


def test_a_folder_is_walked_and_its_files_are_sorted(folder: Path) -> None:
    lay_out(
        folder, dict.fromkeys(["b.md", "a/z.yml", "a/b/c.MD", "a.md", "a/x.txt", "a/md", "a-b.md", ".hidden/h.md"], "")
    )

    assert found(".") == [".hidden/h.md", "a-b.md", "a.md", "a/b/c.MD", "a/z.yml", "b.md"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a", "a/x.md"), ("./a/", "a/x.md"), ("a/../a", "a/x.md"), (".", "a/x.md"), ("", "a/x.md"), ("a/x.md", "a/x.md")],
)
def test_paths_are_shown_short(folder: Path, path: str, shown: str) -> None:
    lay_out(folder, {"a/x.md": ""})

    assert found(path) == [shown]
    assert found(str(folder / path)) == [shown]


def test_paths_outside_of_the_working_folder_are_shown_as_they_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(folder, {"a/x.md": "", "b/": ""})
    monkeypatch.chdir(folder / "b")

    assert found("../a") == ["../a/x.md"]
    assert found(str(folder / "a")) == [(folder / "a/x.md").as_posix()]


def test_a_file_counts_once_however_it_is_named(folder: Path) -> None:
    lay_out(folder, {"a/x.md": ""})
    (source,) = find(".", "a", "a/x.md", "./a/x.md", str(folder)).sources

    assert source == Source("a/x.md", str((folder / "a/x.md").resolve()), named=True)


@pytest.mark.parametrize("name", sorted(files.SKIPPED_FOLDERS))
def test_folders_of_tools_are_skipped_unless_they_are_named(folder: Path, name: str) -> None:
    lay_out(folder, {f"a/{name}/x.md": "", "a/y.md": ""})

    assert found(".") == ["a/y.md"]
    assert found(f"a/{name}") == [f"a/{name}/x.md"]


def test_what_is_no_regular_file_is_passed_over(folder: Path) -> None:
    lay_out(folder, {"folder.md/x.md": ""})
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.md")

    assert found(".") == ["folder.md/x.md"]


# --- Links -------------------------------------------------------------------------------------

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@links
def test_links_to_folders_are_not_followed(folder: Path) -> None:
    lay_out(folder, {"a/x.md": "", "elsewhere/y.md": ""})
    (folder / "a/loop").symlink_to("..")
    (folder / "a/other").symlink_to("../elsewhere")

    assert found("a") == ["a/x.md"]
    assert found("a/other") == ["a/other/y.md"]


@links
def test_a_link_to_a_file_stands_back_behind_the_file(folder: Path) -> None:
    lay_out(folder, {"b.md": "", "elsewhere/y.md": ""})
    (folder / "a.md").symlink_to("b.md")
    (folder / "c").mkdir()
    (folder / "c/y.md").symlink_to("../elsewhere/y.md")
    (folder / "c/nowhere.md").symlink_to("no.md")

    assert found(".") == ["b.md", "elsewhere/y.md"]
    assert found("c") == ["c/y.md"]
    assert found("a.md") == ["a.md"]
    assert found("a.md", ".") == ["a.md", "elsewhere/y.md"]
    assert find("c/nowhere.md") == Found([], [Fault("c/nowhere.md", "no such file or folder")])


@links
def test_a_link_to_itself_is_told(folder: Path) -> None:
    lay_out(folder, {"b.md": ""})
    (folder / "a.md").symlink_to("a.md")
    (source,), (fault,) = find(".")

    assert source.path == "b.md"
    assert fault.path == "a.md"
    assert fault.message.startswith("cannot be read: ")


@links
def test_a_link_tells_where_the_file_is(folder: Path) -> None:
    lay_out(folder, {"a/x.md": ""})
    (folder / "l.md").symlink_to("a/x.md")

    assert [source.location for source in find("l.md").sources] == [str((folder / "a/x.md").resolve())]


# --- Patterns ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ignores", "expected"),
    [
        ({}, ["a/b/x.md", "a/y.md", "z.md"]),
        ({".gitignore": "a/\n"}, ["z.md"]),
        ({".gitignore": "x.md\n"}, ["a/y.md", "z.md"]),
        ({".gitignore": "/x.md\n"}, ["a/b/x.md", "a/y.md", "z.md"]),
        ({".gitignore": "# x.md\n\n   \n"}, ["a/b/x.md", "a/y.md", "z.md"]),
        ({".gitignore": "*.md\n!z.md\n"}, ["z.md"]),
        ({".gitignore": "*.md\r\n!z.md\r\n"}, ["z.md"]),
        ({".gitignore": "a/**/x.md\n"}, ["a/y.md", "z.md"]),
        ({"a/.gitignore": "*.md\n"}, ["z.md"]),
        ({".gitignore": "*.md\n", "a/.gitignore": "!y.md\n"}, ["a/y.md"]),
        ({".gitignore": "a/*\n", "a/.gitignore": "!b/\n", "a/b/.gitignore": "!x.md"}, ["a/b/x.md", "z.md"]),
        ({".gitignore": "a/\n", "a/.gitignore": "!y.md\n"}, ["z.md"]),
        ({"a/.gitignore": "/b/x.md\n", "a/b/.gitignore": "nothing\n"}, ["a/y.md", "z.md"]),
        ({".git/info/exclude": "z.md\n"}, ["a/b/x.md", "a/y.md"]),
        ({".gitignore": "!\n***!/\nz.md\n"}, ["a/b/x.md", "a/y.md"]),
        ({".gitignore": b"\xff\nz.md\n"}, ["a/b/x.md", "a/y.md"]),
        ({".gitignore/": ""}, ["a/b/x.md", "a/y.md", "z.md"]),
    ],
)
def test_what_git_ignores_is_left_out(
    folder: Path, ignores: Mapping[str, str | bytes], expected: Sequence[str]
) -> None:
    lay_out(folder, {".git/": "", "a/b/x.md": "", "a/y.md": "", "z.md": "", **ignores})

    assert found(".") == expected


def test_gitignore_above_the_folder_holds_up_to_the_repository(folder: Path) -> None:
    lay_out(
        folder, {".gitignore": "*.md\n", "r/.git": "", "r/.gitignore": "x.md\n", "r/a/b/x.md": "", "r/a/b/y.md": ""}
    )

    assert found("r/a/b") == ["r/a/b/y.md"]


def test_gitignore_above_a_folder_in_no_repository_is_nothing_to_it(folder: Path) -> None:
    lay_out(folder, {".gitignore": "*.md\n", "a/x.md": ""})

    assert found("a") == ["a/x.md"]
    assert found(".") == []


def test_who_names_what_is_ignored_wants_it(folder: Path) -> None:
    lay_out(folder, {".git/": "", ".gitignore": "a/\nx.md\n", "a/y.md": "", "x.md": ""})

    assert found("a", "x.md") == ["a/y.md", "x.md"]


@pytest.mark.parametrize(
    ("paths", "include", "exclude", "expected"),
    [
        (["."], ["a/**/*.md"], [], ["a/b/x.md", "a/y.md"]),
        (["."], ["/z.md", "a/b"], [], ["a/b/x.md", "z.md"]),
        (["."], ["*.md", "!y.md"], [], ["a/b/x.md", "z.md"]),
        (["."], ["*.txt"], [], []),
        (["."], [], ["a/"], ["z.md"]),
        (["."], [], ["x.md", "z.md"], ["a/y.md"]),
        (["."], ["a"], ["b/"], ["a/y.md"]),
        (["."], [], ["a/*", "!a/b/"], ["a/b/x.md", "z.md"]),
        (["z.md"], ["a"], [], ["z.md"]),
        (["z.md", "a/y.md"], [], ["a/"], ["z.md"]),
        (["a", "a/b", "a/b/x.md"], [], ["a/"], []),
        (["a/b"], [], ["/b"], ["a/b/x.md"]),
    ],
)
def test_include_and_exclude(
    folder: Path, paths: Sequence[str], include: Sequence[str], exclude: Sequence[str], expected: Sequence[str]
) -> None:
    lay_out(folder, {"a/b/x.md": "", "a/y.md": "", "z.md": ""})

    assert found(*paths, include=include, exclude=exclude) == expected


def test_patterns_are_relative_to_the_root(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(folder, {"r/a/x.md": "", "r/b/y.md": "", "a/z.md": ""})
    monkeypatch.chdir(folder / "r/b")

    assert found("../../r", exclude=["/a"], root="..") == ["../../r/b/y.md"]
    assert found("../..", include=["/a"], root="..") == ["../../r/a/x.md"]


@pytest.mark.usefixtures("folder")
def test_a_wrong_pattern_is_an_error() -> None:
    with pytest.raises(ValueError, match="!"):
        find(".", exclude=["!"])


@pytest.mark.parametrize(
    ("path", "folder_of_it", "wanted"),
    [
        ("r/a/b.md", "r", "a/b.md"),
        ("r", "r", "."),
        ("r", "r/a", None),
        ("rest/b.md", "r", None),
        ("r/a", "", "r/a"),
    ],
)
def test_a_path_from_a_folder_on(folder: Path, path: str, folder_of_it: str, wanted: str | None) -> None:
    assert files.relative(str(folder / path), str(folder / folder_of_it)) == wanted


def test_what_lies_below_the_root_of_the_file_system() -> None:
    root = Path.cwd().anchor

    assert files.relative(os.path.join(root, "a", "b.md"), root) == "a/b.md"  # noqa: PTH118 -- as it is asked for


# --- What is wrong with paths ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("no.md", "no such file or folder"),
        ("no/", "no such file or folder"),
        ("x.md/y.md", "no such file or folder"),
        ("notes.rst", "not a kind of file that is read (.md, .yml)"),
        ("x.md/", "not a kind of file that is read (.md, .yml)"),
        ("a\0b.md", "cannot be read"),
        (f"{'a' * 5000}.md", "cannot be read"),
    ],
)
def test_a_path_that_cannot_be_checked_is_told_and_the_others_are_found(folder: Path, path: str, message: str) -> None:
    lay_out(folder, {"x.md": "", "notes.rst": ""})
    sources, (fault,) = find(path, "x.md")

    assert [source.path for source in sources] == ["x.md"]
    assert fault.path == path.rstrip("/")
    assert fault.message.startswith(message)
    assert not fault.skipped


def test_a_folder_that_cannot_be_listed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(folder, {"a/x.md": "", "b/y.md": ""})
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    result = find(".")

    assert [source.path for source in result.sources] == ["b/y.md"]
    assert result.faults == [Fault("a", "cannot be listed: Permission denied")]


# --- Reading -----------------------------------------------------------------------------------


def read(name: str, content: bytes, *, named: bool = True, limit: int = files.LARGEST) -> File | Fault:
    Path(name).write_bytes(content)
    (source,) = find(name).sources
    return files.read(source._replace(named=named), limit)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"When\r\n\ta\rb\n\n",
        "\ufeffWhen 😀".encode(),
        "\ufeff".encode(),
        "a\ufeffb".encode(),
        b"a" * 8000 + b"\0",
    ],
)
def test_bytes_come_back_as_they_were(folder: Path, content: bytes) -> None:
    file = read("x.md", content)

    assert isinstance(file, File)
    assert file.content == content
    assert file.encoded(file.document.text) == content
    assert file.document.path == "x.md"
    assert not file.document.text.startswith("\ufeff")
    assert Path(file.location) == (folder / "x.md").resolve()


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.booleans())
def test_any_text_comes_back(text: str, mark: bool) -> None:
    content = ("\ufeff" * mark + text).encode()
    file = files.decoded(Source("x.md", "/x.md", named=True), content)

    assert isinstance(file, File)
    assert file.encoded(file.document.text) == content
    assert file.encoded("a\r\n") == (b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b"") + b"a\r\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"caf\xe9", "not UTF-8: byte 0xe9 on line 1 (byte offset 3)"),
        (b"\xef\xbb\xbfcaf\xe9", "not UTF-8: byte 0xe9 on line 1 (byte offset 6)"),
        (b"a\r\nb\rc\n\xff", "not UTF-8: byte 0xff on line 4 (byte offset 7)"),
        ("a\u2028b".encode() + b"\xc3", "not UTF-8: byte 0xc3 on line 1 (byte offset 5)"),
        (b"\xed\xa0\x80", "not UTF-8: byte 0xed on line 1 (byte offset 0)"),
        ("When".encode("utf-16"), "not UTF-8, but UTF-16: convert it first"),
        ("When".encode("utf-32"), "not UTF-8, but UTF-32: convert it first"),
        (b"\0\0\xfe\xff\0\0\0a", "not UTF-8, but UTF-32: convert it first"),
        (b"\xfe\xff\0a", "not UTF-8, but UTF-16: convert it first"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a binary file, not text"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_not_utf8_text_is_told(content: bytes, message: str) -> None:
    assert read("x.md", content) == Fault("x.md", message)


@pytest.mark.usefixtures("folder")
def test_a_binary_that_nobody_named_is_skipped() -> None:
    assert read("x.md", b"a\0b", named=False) == Fault("x.md", "a binary file, not text", skipped=True)
    assert read("x.md", "a".encode("utf-16"), named=False) == Fault("x.md", "not UTF-8, but UTF-16: convert it first")


@pytest.mark.usefixtures("folder")
def test_a_file_over_the_limit_is_told() -> None:
    fault = read("x.md", b"a" * 1_001, limit=1_000)

    assert fault == Fault("x.md", "not checked: larger than 0.001 MB")
    assert isinstance(read("x.md", b"a" * 1_000, limit=1_000), File)


def test_a_file_that_vanishes_is_told(folder: Path) -> None:
    lay_out(folder, {"x.md": ""})
    (source,) = find(".").sources
    (folder / "x.md").unlink()

    assert files.read(source) == Fault("x.md", "no such file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "x.md")
    (source,) = find("x.md").sources

    assert files.read(source) == Fault("x.md", "cannot be read: not a regular file")


def test_a_folder_in_the_place_of_a_file_is_told(folder: Path) -> None:
    (folder / "x.md").mkdir()
    fault = files.read(Source("x.md", str(folder / "x.md"), named=True))

    assert isinstance(fault, Fault)
    assert fault.message.startswith("cannot be read: ")


def test_a_file_that_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    lay_out(folder, {"x.md": ""})
    (source,) = find("x.md").sources
    monkeypatch.setattr(os, "open", refusing)

    assert files.read(source) == Fault("x.md", "cannot be read: Permission denied")


class _Stdin:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_standard_input_is_a_file_with_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(b"\xef\xbb\xbfWhen\r\n"))
    file = files.read_stdin("page.md")

    assert isinstance(file, File)
    assert (file.document.path, file.document.text) == ("page.md", "When\r\n")


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        (_Stdin(b"\xff"), "not UTF-8: byte 0xff on line 1 (byte offset 0)"),
        (_Stdin(b"a\0b"), "a binary file, not text"),
        (_Stdin(b"a" * 11), "not checked: larger than 1e-05 MB"),
        (None, "cannot be read"),
    ],
)
def test_standard_input_that_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, stdin: object, message: str
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    fault = files.read_stdin("-", limit=10)

    assert isinstance(fault, Fault)
    assert fault.path == "-"
    assert fault.message.startswith(message)
