"""Faults 1 to 23: what is wrong with files is told, and all others are checked."""

import io
import json
import os
import sys
from pathlib import Path
from time import process_time

import pytest

from jtbdlint import documents, files
from tests.faults.support import BAD, FIXABLE, FIXED, GOOD, Run, found, process, write

posix = pytest.mark.skipif(sys.platform == "win32", reason="other rights, links and pipes there")


def told_beside(run: Run, name: str, message: str) -> None:
    """That a path is told with a message and exit 2, and what is found in another file all the same."""
    write("other/page.md", BAD)
    status, out, err = run("check", name, "other", "--output-format", "json", "--exit-zero")
    said = json.loads(out)

    assert status == 2
    assert f"{name}: {message}" in err
    assert [one["path"] for one in said["errors"]] == [name]
    assert "other/page.md" in {one["path"] for one in said["findings"]}


# --- 1 to 4 ------------------------------------------------------------------------------------


def test_a_path_that_is_not_there(run: Run) -> None:
    told_beside(run, "nowhere.md", "no such file or folder")


@pytest.mark.parametrize("pages", [{}, {"notes.log": "x"}, {".gitignore": "*.md\n", "page.md": BAD, ".git/x": ""}])
def test_nothing_to_check_is_no_success(run: Run, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        write(name, text)
    status, _, err = run("check", ".")

    assert status == 2
    assert "no file to check" in err
    assert run("check", ".", "--allow-empty")[0] == 0


def test_a_file_that_may_not_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("secret.md", BAD)
    before = os.open

    def refusing(path: str, *arguments: int) -> int:
        if str(path).endswith("secret.md"):
            raise PermissionError(13, "Permission denied")
        return before(path, *arguments)

    monkeypatch.setattr(os, "open", refusing)
    told_beside(run, "secret.md", "cannot be read: Permission denied")


def test_a_folder_that_may_not_be_listed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("closed/page.md", BAD)
    before = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return before(path)

    monkeypatch.setattr(os, "scandir", refusing)
    told_beside(run, "closed", "cannot be listed: Permission denied")


# --- 5 to 12 -----------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
@pytest.mark.parametrize("name", ["page.md", "page.txt", "page.yml"])
def test_an_empty_file_is_checked(run: Run, name: str, content: bytes) -> None:
    write(name, content)
    write("page2.md", GOOD)
    status, out, _ = run("check", ".", "--output-format", "json")

    assert status == 0
    assert json.loads(out)["summary"]["files"] == 2


@pytest.mark.parametrize("name", ["page.md", "page.txt"])
def test_a_byte_order_mark_is_no_text(run: Run, name: str) -> None:
    write(name, "\ufeff" + BAD)
    path = write("fix.md", "\ufeff" + FIXABLE)

    assert found(run, name) == [f"{name}:1:58 missing-outcome"]
    run("check", "fix.md", "--fix")
    assert path.read_bytes() == ("\ufeff" + FIXED).encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_another_encoding_is_told_and_nothing_is_written(run: Run, encoding: str) -> None:
    text = "\ufeff" * encoding.endswith("e") + FIXABLE.replace("deploy", "d\xe9ploy")
    path = write("page.md", text.encode(encoding))
    before = path.read_bytes()
    told_beside(run, "page.md", "not UTF-8")

    assert run("check", "page.md", "--fix")[0] == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["page.md", "jobs.yml", "jobs.json", "page.txt"])
def test_a_binary_is_told_when_it_was_named_and_skipped_when_not(run: Run, name: str) -> None:
    write(f"pictures/{name}", b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    told_beside(run, f"pictures/{name}", "a binary file, not text")
    write("other/page.md", GOOD)

    assert run("check", ".")[0] == 0


def test_a_nul_in_yaml_is_told_with_its_place(run: Run) -> None:
    # Behind what is looked at to tell a binary.
    write("jobs.yml", "# " + "x" * 9000 + "\n- jtbd: a\0b\n")
    told_beside(run, "jobs.yml", "2:10: not YAML: ")


def test_a_file_over_the_limit_is_told(run: Run) -> None:
    write("page.md", BAD + " " * files.LARGEST)
    told_beside(run, "page.md", "not checked: larger than 10 MB")


@pytest.mark.parametrize("length", [5_000, 300_000])
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("jobs.yml", "- id: a\n  jtbd: ", ""),
        ("jobs.yml", "- id: a\n  jtbd: When a deploy fails, I want to ", ", so that I can sleep"),
        ("page.md", "# Jobs to be done\n\n- ", ""),
        ("page.md", "When a deploy fails, I want to ", ", so that I can sleep"),
        ("page.txt", "When a deploy fails, I want to ", ", so that I can sleep"),
    ],
)
def test_a_statement_without_end_is_told_and_no_rule_is_asked(
    run: Run, name: str, before: str, after: str, length: int
) -> None:
    write(name, f"{before}{'word ' * (length // 5)}{after}\n")
    write("other/page.md", BAD)
    status, out, err = run("check", name, "other", "--output-format", "json")
    said = json.loads(out)

    assert status == 2
    assert "not checked: a statement of " in err
    assert [one["path"] for one in said["errors"]] == [name]
    assert {one["path"] for one in said["findings"]} == {"other/page.md"}


@pytest.mark.parametrize("length", [5_000, 300_000])
def test_a_paragraph_without_end_and_without_a_statement_is_prose(run: Run, length: int) -> None:
    write("page.md", f"{BAD}\n{'word ' * (length // 5)}\n")

    assert len(found(run, "page.md")) == 1


# --- 90 ----------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("name", ["page.md", "jobs.yml"])
def test_a_file_that_takes_too_long_is_given_up(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def slow(*_: object, **__: object) -> list[object]:
        end = process_time() + 20
        while process_time() < end:
            pass
        return []

    before = documents.read
    monkeypatch.setattr("jtbdlint.deadline.SECONDS", 0.5)
    monkeypatch.setattr("jtbdlint.deadline.SECONDS_A_MEGABYTE", 0)
    monkeypatch.setattr(documents, "read", lambda one, *a, **k: (slow if one.path == name else before)(one, *a, **k))
    write(name, BAD + 20_000 * "Prose. ")
    told_beside(run, name, "1:1: not checked: gave up after 0.5 s")


# --- 13 to 18 ----------------------------------------------------------------------------------


def test_a_file_that_grows_while_it_is_read_is_read_to_the_limit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", FIXABLE)
    before = os.read
    reads = 0

    def growing(handle: int, length: int) -> bytes:
        nonlocal reads
        reads += 1
        assert reads < 100, "it is read without end"
        part = before(handle, length)
        with path.open("ab") as file:
            file.write(b"More. " * 100)
        return part

    monkeypatch.setattr(os, "read", growing)
    monkeypatch.setattr(files, "LARGEST", 5000)
    monkeypatch.setattr(files.read, "__defaults__", (5000,))
    told_beside(run, "page.md", "not checked: larger than")


def test_a_file_that_vanishes_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", BAD)
    before = files.find

    def found_and_gone(*arguments: object, **options: object) -> object:
        result = before(*arguments, **options)  # type: ignore[arg-type]
        path.unlink()
        return result

    monkeypatch.setattr(files, "find", found_and_gone)
    told_beside(run, "page.md", "no such file")


@posix
def test_a_pipe_is_not_waited_for(run: Run) -> None:
    os.mkfifo("page.md")
    told_beside(run, "page.md", "cannot be read: not a regular file")
    write("other/page.md", GOOD)

    assert run("check", ".")[0] == 0


@posix
def test_a_device_is_not_read(run: Run) -> None:
    Path("page.md").symlink_to("/dev/zero")
    told_beside(run, "page.md", "cannot be read: not a regular file")


@posix
def test_a_circle_of_links_is_not_walked(run: Run) -> None:
    write("a/page.md", BAD)
    Path("a/up").symlink_to("..")
    Path("a/itself").symlink_to("itself")

    assert len(found(run, ".")) == 1


@posix
def test_a_file_that_is_named_twice_is_checked_once(run: Run, folder: Path) -> None:
    write("a/page.md", BAD)
    Path("link.md").symlink_to("a/page.md")

    assert len(found(run, ".", "a", "a/page.md", "./a/../a/page.md", "link.md", str(folder))) == 1


# --- 19 to 23 ----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind_stay(run: Run, end: str) -> None:
    text = f"# Jobs\n\nProse.  \n\n{FIXABLE}\n- one\r\n- two\n"
    path = write("page.md", text.replace("\r\n", "\n").replace("\n", end))
    run("check", "page.md", "--fix")

    assert path.read_bytes() == text.replace("\r\n", "\n").replace("be able to ", "").replace("\n", end).encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind_give_the_same_places(run: Run, end: str) -> None:
    write("page.md", f"# Jobs\n\n{BAD}".replace("\n", end))

    assert found(run, "page.md")[0].startswith("page.md:3:")


@pytest.mark.parametrize("character", ["\v", "\f", "\x85", "\u2028", "\u2029", "\x1c"])
def test_only_line_ends_end_a_line(run: Run, character: str) -> None:
    write("page.md", f"Prose{character}prose.\n\n{BAD}")

    assert found(run, "page.md")[0].startswith("page.md:3:")


@pytest.mark.parametrize("before", ["😀", "👩\u200d💻", "e\u0301", "日本語", "שלום", "\t"])
def test_columns_count_code_points(run: Run, before: str) -> None:
    write("page.md", f"- {before} a: **x**\n- When {before} fails, I want to roll it back\n")
    column = len(f"- When {before} fails, I want to roll it back") + 1

    assert found(run, "page.md") == [f"page.md:2:{column} missing-outcome"]


@pytest.mark.parametrize("text", [GOOD, FIXABLE, BAD])
def test_a_last_line_without_an_end_stays_so(run: Run, text: str) -> None:
    path = write("page.md", text.rstrip("\n"))
    run("check", "page.md", "--fix")

    assert path.read_bytes() == text.replace("be able to ", "").rstrip("\n").encode()


@pytest.mark.parametrize("stdin", [None, io.TextIOWrapper(io.BytesIO(b"\xff\n"))])
def test_standard_input_that_cannot_be_read(run: Run, monkeypatch: pytest.MonkeyPatch, stdin: object) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    status, _, err = run("check", "-")

    assert status == 2
    assert "-: " in err


@posix
def test_a_closed_standard_input(folder: Path) -> None:
    del folder
    done = process("check", "-")  # of a test: empty

    assert done.returncode == 2
    assert b"no job statement" in done.stderr
    assert b"Traceback" not in done.stderr


def test_who_sits_at_a_terminal_is_told_to_type(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(BAD.encode())))
    status, _, err = run("check", "-")

    assert status == 1
    assert err.splitlines()[0].strip()
