"""Faults 50 to 63: nothing is lost when files are fixed."""

import io
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jtbdlint import catalog, fixes
from jtbdlint.cli import main
from jtbdlint.rule import Fix, Problem, Problems, Statement, statement_rule
from tests.faults.support import BAD, FIXABLE, FIXED, GOOD, ROOT, Run, write


def left() -> list[str]:
    """What stands in the folder that nobody put there."""
    return [one.name for one in Path().rglob(".jtbdlint-*")]


def only(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Let the only rule be one that replaces a word by another."""

    @statement_rule("JT000", "swapper", level="warning", bad=[], good=[])
    def swap(statement: Statement) -> Problems:
        for word in statement.words():
            if word.text == old:
                yield Problem(word, "odd", fix=Fix((word.replaced_by(new),)))

    monkeypatch.setattr(catalog, "bundled", lambda: [swap])


# --- 50 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_an_interruption_leaves_the_old_file(run: Run, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = write("page.md", FIXABLE)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(call, interrupted)
        status, _, _ = run("check", "page.md", "--fix")

    assert status == 130
    assert path.read_bytes() == FIXABLE.encode()
    assert left() == []


KILLED = """
import os, signal
from pathlib import Path
from jtbdlint.cli import main
{where} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(["check", "page.md", "--fix"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("where", ["os.fsync", "Path.chmod", "Path.replace"])
def test_what_a_killed_run_left_is_cleared_by_the_next(run: Run, where: str) -> None:
    path = write("page.md", FIXABLE)
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(where=where)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )

    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == FIXABLE.encode()
    assert len(left()) == 1
    assert run("check", "page.md", "--fix")[0] == 0
    assert path.read_bytes() == FIXED.encode()
    assert left() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be removed anyway")
def test_what_another_run_is_writing_is_not_cleared(run: Run) -> None:
    write("page.md", FIXABLE)
    write(f".jtbdlint-{os.getppid()}-x", "half")
    write(".jtbdlint-notes", "somebody's own")

    assert run("check", "page.md", "--fix")[0] == 0
    assert sorted(left()) == [f".jtbdlint-{os.getppid()}-x", ".jtbdlint-notes"]


# --- 51, 52 ------------------------------------------------------------------------------------


def test_a_full_disk_leaves_the_old_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", FIXABLE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: not fixed: No space left on device" in err
    assert path.read_bytes() == FIXABLE.encode()
    assert left() == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("page.md", "nothing was fixed here: the fixes of swapper make it unreadable"), ("page.txt", "not fixed: ")],
)
def test_what_cannot_be_encoded_leaves_the_old_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    only(monkeypatch, "deploy", "\ud800")
    path = write(name, GOOD)
    status, _, err = run("check", name, "--fix")

    assert status == 2
    assert f"{name}: {said}" in err
    assert "surrogates not allowed" in err
    assert path.read_bytes() == GOOD.encode()
    assert left() == []


# --- 53, 62 ------------------------------------------------------------------------------------


def test_what_changed_since_it_was_read_is_not_overwritten(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", FIXABLE)
    before = fixes.write

    def meanwhile(*arguments: Any) -> None:
        path.write_bytes(b"Mine.\n")
        before(*arguments)

    monkeypatch.setattr(fixes, "write", meanwhile)
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: not fixed: it has changed since it was read" in err
    assert path.read_bytes() == b"Mine.\n"


def test_what_changes_while_the_new_file_is_written_is_not_overwritten(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("page.md", FIXABLE)
    monkeypatch.setattr("os.fsync", lambda _: path.write_bytes(b"Mine.\n"))
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: not fixed: it has changed since it was read" in err
    assert path.read_bytes() == b"Mine.\n"
    assert left() == []


def test_what_another_run_fixed_meanwhile_stays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", FIXABLE.replace("When a", "When  a"))
    before = fixes.write

    def meanwhile(*arguments: Any) -> None:
        monkeypatch.setattr(fixes, "write", before)
        assert main(["check", "page.md", "--fix", "--select", "typography"]) == 0
        before(*arguments)

    monkeypatch.setattr(fixes, "write", meanwhile)
    status, _, err = run("check", "page.md", "--fix", "--select", "be-able-to")

    assert status == 2
    assert "page.md: not fixed: it has changed since it was read" in err
    assert path.read_bytes() == FIXABLE.encode()


def test_two_runs_at_once_lose_nothing() -> None:
    names = [f"{number}.md" for number in range(8)]
    for name in names:
        write(name, FIXABLE)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "jtbdlint", "check", ".", "--fix", "-q"]
    runs = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [one.communicate(timeout=60)[1].decode() for one in runs]

    assert {Path(name).read_bytes() for name in names} == {FIXED.encode()}
    assert left() == []
    for one, err in zip(runs, said, strict=True):
        # Who comes second may be told so, and nothing else may go wrong.
        assert one.returncode in ((2,) if "changed since" in err else (0, 1)), err
        assert "Traceback" not in err


# --- 54, 55, 56 --------------------------------------------------------------------------------

posix = pytest.mark.skipif(sys.platform == "win32", reason="other rights and links there")


@posix
def test_a_link_stays_and_its_target_is_fixed(run: Run) -> None:
    target = write("inside/page.md", FIXABLE)
    Path("link.md").symlink_to("inside/page.md")

    assert run("check", "link.md", "--fix")[0] == 0
    assert Path("link.md").is_symlink()
    assert target.read_bytes() == FIXED.encode()


@posix
def test_a_link_that_leads_out_is_not_written_through(run: Run, folder: Path) -> None:
    outside = write(str(folder.parent / "outside.md"), FIXABLE)
    Path("link.md").symlink_to(outside)
    status, _, err = run("check", "link.md", "--fix")

    assert status == 2
    assert "link.md: not fixed: it is a link to" in err
    assert outside.read_bytes() == FIXABLE.encode()


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_stays(run: Run, mode: int) -> None:
    path = write("page.md", FIXABLE)
    path.chmod(mode)
    run("check", "page.md", "--fix")

    assert path.read_bytes() == FIXED.encode()
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(run: Run) -> None:
    path = write("page.md", FIXABLE)
    os.chown(path, 1234, 2345)
    path.chmod(0o4755)
    run("check", "page.md", "--fix")

    assert path.read_bytes() == FIXED.encode()
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)
    assert stat.S_IMODE(path.stat().st_mode) == 0o4755


@posix
def test_who_may_not_keep_the_owner_does_not_write(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", FIXABLE)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    class Other:
        st_uid = st_gid = 1

    monkeypatch.setattr(os, "chown", refused)
    stat_of = Path.stat
    monkeypatch.setattr(
        Path, "stat", lambda one, **options: Other if ".jtbdlint-" in one.name else stat_of(one, **options)
    )
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: not fixed: its owner or attributes would be lost (Operation not permitted)" in err
    assert path.read_bytes() == FIXABLE.encode()
    assert left() == []


@pytest.mark.skipif(sys.platform != "linux", reason="other attributes elsewhere")
def test_extended_attributes_stay(run: Run) -> None:
    path = write("page.md", FIXABLE)
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("the file system has none")
    run("check", "page.md", "--fix")

    assert path.read_bytes() == FIXED.encode()
    assert os.getxattr(path, "user.note") == b"mine"


@posix
def test_a_file_with_two_names_is_refused(run: Run) -> None:
    path = write("page.md", FIXABLE)
    os.link(path, "other.txt")
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: not fixed: it has more than one name" in err
    assert path.read_bytes() == FIXABLE.encode()


@posix
def test_a_read_only_file_is_refused(run: Run) -> None:
    path = write("page.md", FIXABLE)
    path.chmod(0o444)
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: not fixed: it is read-only" in err
    assert path.read_bytes() == FIXABLE.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_a_read_only_folder_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", FIXABLE)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: not fixed: Permission denied" in err
    assert path.read_bytes() == FIXABLE.encode()


# --- 57, 58, 59, 60 ----------------------------------------------------------------------------


def test_fixes_that_do_not_settle_are_taken_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @statement_rule("JT000", "swapper", level="warning", bad=[], good=[])
    def swap(statement: Statement) -> Problems:
        for word in statement.words():
            other = {"deploy": "release", "release": "deploy"}.get(word.text)
            if other:
                yield Problem(word, "odd", fix=Fix((word.replaced_by(other),)))

    monkeypatch.setattr(catalog, "bundled", lambda: [swap])
    path = write("page.md", GOOD)
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: nothing was fixed here: the fixes of swapper do not settle" in err
    assert path.read_bytes() == GOOD.encode()


@pytest.mark.parametrize(("old", "new"), [("want", "sing"), ("roll", "roll it, so that I can")])
def test_a_fix_that_damages_a_statement_is_taken_back(
    run: Run, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    only(monkeypatch, old, new)
    path = write("page.md", GOOD)
    status, _, err = run("check", "page.md", "--fix")

    assert status == 2
    assert "page.md: nothing was fixed here: the fixes of swapper" in err
    assert path.read_bytes() == GOOD.encode()


def jobs(parent: str) -> str:
    """Two jobs with ids that are alike, and one whose parent is named with a slip."""
    sentences = ("the tide turns", "a squall comes", "the fog lifts")
    ids = ("id: see-levels", "id: 'see-levels # one'", f"id: read\n  parent: {parent}")
    return "".join(
        f"- {one}\n  jtbd: When {sentence}, I want to hear of it, so I can rest\n"
        for one, sentence in zip(ids, sentences, strict=True)
    )


@pytest.mark.parametrize(
    ("rule", "text", "config"),
    [
        ("dangling-parent", jobs("see-levels#one"), ""),
        ("unmapped-job", f"- group: a#b\n  jtbd: {GOOD[2:]}", "[frame]\ngroups = ['a', 'a # b']\n"),
        ("unmapped-job", f"- persona: [c, 'skippr']\n  jtbd: {GOOD[2:]}", '[frame]\npersonas = ["c", "skip\'\'er"]\n'),
    ],
)
def test_a_name_that_would_be_read_otherwise_is_not_put_right(run: Run, rule: str, text: str, config: str) -> None:
    write("jtbdlint.toml", config)
    path = write("jobs.yml", text)
    status, _, err = run("check", "jobs.yml", "--fix", "--unsafe-fixes", "--select", rule)

    assert status == 2
    assert f"jobs.yml: nothing was fixed here: the fixes of {rule} read otherwise" in err
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize("slip", ["see-levls", "'see-levels#one'"])
def test_a_name_is_put_right_and_nothing_else(run: Run, slip: str) -> None:
    path = write("jobs.yml", jobs(slip))
    status, _, err = run("check", "jobs.yml", "--fix", "--unsafe-fixes", "--select", "dangling-parent")

    assert status == 0, err
    assert path.read_bytes() == jobs("see-levels" if "'" not in slip else "'see-levels # one'").encode()


def test_fixes_that_touch_wait_for_each_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @statement_rule("JT000", "twice", level="warning", bad=[], good=[])
    def twice(statement: Statement) -> Problems:
        words = [word for word in statement.words() if word.text in ("deploy", "fails")]
        if len(words) == 2:
            both = words[0].reading.slice(words[0].begin, words[1].stop)
            yield Problem(both, "odd", fix=Fix((both.replaced_by("release stops"),)))
            yield Problem(words[1], "odd", fix=Fix((words[1].replaced_by("breaks"),)))

    monkeypatch.setattr(catalog, "bundled", lambda: [twice])
    path = write("page.md", GOOD)
    run("check", "page.md", "--fix")

    assert path.read_bytes() == GOOD.replace("deploy fails", "release stops").encode()


@pytest.mark.parametrize("before", ["😀 ", "e\u0301 日本 ", "\ufeff", "👩‍💻 Привет — "])
def test_wide_characters_move_no_fix(run: Run, before: str) -> None:
    path = write("page.md", f"{before}# One\n\n{FIXABLE}")
    run("check", "page.md", "--fix")

    assert path.read_bytes() == f"{before}# One\n\n{FIXED}".encode()


# --- 61, 63 ------------------------------------------------------------------------------------


def test_what_is_left_after_fixing_still_fails(run: Run) -> None:
    path = write("page.md", FIXABLE + "\nProse.\n\n" + BAD)

    assert run("check", "page.md", "--fix")[0] == 1
    assert path.read_bytes() == (FIXED + "\nProse.\n\n" + BAD).encode()


@pytest.mark.parametrize("arguments", [["--diff"], ["--diff", "--fix"], ["--unsafe-fixes"], []])
def test_who_only_asks_changes_nothing(run: Run, arguments: list[str]) -> None:
    path = write("page.md", FIXABLE)
    before = path.stat()
    run("check", "page.md", *arguments)

    assert path.read_bytes() == FIXABLE.encode()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert [one.name for one in Path().iterdir()] == ["page.md"]


def test_a_file_without_a_fix_is_not_opened_for_writing(run: Run) -> None:
    clean, mended = write("clean.md", GOOD.replace("deploy", "pump")), write("page.md", FIXABLE)
    before = clean.stat()
    run("check", ".", "--fix")

    assert mended.read_bytes() == FIXED.encode()
    assert (clean.stat().st_mtime_ns, clean.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_fix_of_standard_input_touches_no_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("page.md", "kept")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIXABLE.encode())))
    status, out, _ = run("check", "-", "--fix", "--stdin-filename", "page.md")

    assert (status, out) == (0, FIXED)
    assert path.read_bytes() == b"kept"


def test_the_report_of_a_fix_that_failed_is_json(run: Run) -> None:
    os.link(write("page.md", FIXABLE), "other.txt")
    status, out, _ = run("check", "page.md", "--fix", "--output-format", "json")

    assert status == 2
    assert json.loads(out)["errors"][0]["path"] == "page.md"
