"""Several processes look at files first: the report stays the same, whatever becomes of them."""

import io
import os
import signal
import subprocess
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from jtbdlint import corpus, documents, files, first_look, prefilter
from jtbdlint.cli import main
from jtbdlint.commands import _progress
from jtbdlint.config import Config, load
from jtbdlint.text import Document

ROOT = Path(__file__).resolve().parent.parent
STATEMENT = "When the tide turns, I want to see the gauge, so I can move the boats"


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    for number in range(120):
        (tmp_path / f"page-{number:03}.md").write_text("# House\n\nThe door is open.\n", encoding="utf-8")
    (tmp_path / "page-007.md").write_text(f"- {STATEMENT}\n", encoding="utf-8")
    (tmp_path / "page-063.md").write_bytes(b"\xff\xfe")
    (tmp_path / "page-064.md").write_text("<!-- jtbdlint-disable-file[slash] -- why -->\n", encoding="utf-8")
    (tmp_path / "jobs.yml").write_text(f"- slug: boats\n  jtbd: {STATEMENT}\n", encoding="utf-8")
    (tmp_path / "team.yml").write_text("- name: Ada\n  role: the job of a host\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def _helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """All files are left to the other processes."""
    monkeypatch.setattr(Future, "cancel", lambda _: False)


def read(folder: Path, **options: Any) -> tuple[object, ...]:
    found = corpus.read([str(folder)], Config(), **options)
    return (
        [(one.document.path, one.text) for one in found.statements],
        [one.path for one in found.documents],
        found.errors,
        found.files,
    )


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_reads_the_same(handbook: Path, jobs: int) -> None:
    assert read(handbook, jobs=jobs) == read(handbook, jobs=1)


@pytest.mark.usefixtures("_helped")
def test_processes_that_begin_anew_read_the_same(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS, where they inherit nothing and all has to be handed over."""
    expected = read(handbook, jobs=1)
    anew = partial(ProcessPoolExecutor, mp_context=get_context("spawn"))
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", anew)

    assert read(handbook, jobs=2) == expected
    assert corpus.read([str(handbook)], Config(), jobs=2).notes == []


@pytest.mark.usefixtures("_helped")
def test_what_holds_nothing_is_not_read_again(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    whole = files.read

    def noted(source: files.Source, limit: int = files.LARGEST) -> files.File | files.Fault:
        opened.append(Path(source.path).name)
        return whole(source, limit)

    monkeypatch.setattr(files, "read", noted)
    read(handbook, jobs=2)

    assert sorted(opened) == ["jobs.yml", "page-007.md", "page-063.md", "page-064.md"]


def _dies(sources: object, kind: object) -> list[files.Mark | None]:  # noqa: ARG001
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_what_nobody_has_begun_is_read_by_the_first_process(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read(handbook, jobs=1)
    monkeypatch.setattr(Future, "cancel", lambda _: True)

    assert read(handbook, jobs=2) == expected


@pytest.mark.usefixtures("_helped")
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody can be killed here")
def test_a_process_that_is_killed_costs_only_time(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read(handbook, jobs=1)
    monkeypatch.setattr(first_look, "_look", _dies)

    found = corpus.read([str(handbook)], Config(), jobs=2)

    assert read(handbook, jobs=2) == expected
    assert len(found.notes) == 1


WITH_A_SLOW_ONE = """
import os, signal
from jtbdlint import corpus, first_look
from jtbdlint.config import Config

def look(sources, kind):
    os.write(1, b"begun ")
    if any(one.path.endswith("page-000.md") for one in sources):
        signal.pause()
    return [True] * len(sources)

first_look._look = look
corpus.read(["."], Config(), jobs=2)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody can be killed here")
def test_nobody_is_left_behind_by_a_process_that_is_killed(handbook: Path) -> None:
    """One that helps is at work then, one waits for work; each holds the output open as long as it is there."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    first = subprocess.Popen([sys.executable, "-c", WITH_A_SLOW_ONE], cwd=handbook, env=env, stdout=subprocess.PIPE)
    assert first.stdout is not None
    assert first.stdout.read(6) == b"begun "
    first.kill()

    first.communicate(timeout=30)


def test_few_files_are_read_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> ProcessPoolExecutor:
        raise AssertionError

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", none)
    sources = [files.Source(f"{number}.md", f"{number}.md", False) for number in range(40)]

    assert list(first_look.look(sources, first_look.Kind((), {}), 0, [])) == [None] * 40
    assert first_look.processes(0, 40) == 1
    assert first_look.processes(4, 40) == 1
    assert first_look.processes(4, 5000) == 4


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("- jtbd: rest\n", True),
        ("- 'Job statement' : rest\n", True),
        ("? job\n: a long rest\n", True),
        ("statements:\n  - one\n", True),
        ("- i_want: rest\n", True),
        ("- iWant: rest\n", True),
        ("- 'I  want__to ': rest\n", True),
        ("- Motivation (why): rest\n", True),
        ("- 'Motivation (why: a verb)': rest\n", True),
        ("- Motivation / goal: rest\n", True),
        ("- Motivation…: rest\n", True),
        ("- Motivation *: rest\n", True),
        ("- Motivation: rest\n", True),
        ("- demotivated (why): rest\n", False),
        ("- name: the job\n", False),
        ("- role: a job\n  text: its statement\n", False),
    ],
)
def test_data_are_told_by_their_keys(text: str, *, holds: bool) -> None:
    assert documents.may_hold("a.yml", text) is holds
    assert documents.may_hold("a.md", text)
    assert holds or not documents.read(Document("a.yml", text))


def test_pages_and_settings_are_what_processes_are_told(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("- Wenn es regnet, möchte ich schlafen, damit ich ruhe\n", encoding="utf-8")
    source = files.find([str(tmp_path)], suffixes=(".md",)).sources

    assert first_look._look(source, first_look.Kind(("de",), {})) == [None]
    assert first_look._look(source, first_look.Kind(("fr",), {})) == [files.Mark("", None)]
    assert first_look._look(source, first_look.Kind(("fr",), {}, marks=True)) == [
        files.Mark(files.digest(page.read_bytes()), files.status(source[0]))
    ]
    assert prefilter.is_page(page.name)
    assert load(None).languages == ()


def test_a_bar_is_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with _progress.progress() as tell:
        assert tell is None
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    with _progress.progress(wanted=False) as tell:
        assert tell is None
    with _progress.progress() as tell:
        assert tell is not None
        tell(1, 9)
        assert terminal.getvalue() == ""
        monkeypatch.setattr(_progress, "_PATIENCE", -1)
        tell(2, 9)
    assert "Reading" in terminal.getvalue()


def test_each_stage_is_told_of_with_its_share(
    handbook: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (handbook / "page-063.md").unlink()
    monkeypatch.chdir(handbook)
    main(["check", ".", "--isolated", "--exit-zero", "--verbose", "--jobs", "2"])

    told = [line.split()[0] for line in capsys.readouterr().err.splitlines() if line.endswith("%")]
    # What takes next to nothing is left out.
    order = ["walk", "read", "parse", "rules", "suppressions", "report", "other", "in"]
    assert told == sorted(told, key=order.index)
    assert told[-2:] == ["other", "in"]
