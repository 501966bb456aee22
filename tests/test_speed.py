"""The benchmark runs, on a handbook of a few pages; nothing here looks at a clock."""

import filecmp
import importlib
import sys
from pathlib import Path

import pytest

from jtbdlint import corpus
from jtbdlint.config import Config

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    monkeypatch.setenv("XDG_CACHE_HOME", "")  # the benchmark sets it


def test_the_tables_have_a_row_for_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    speed = importlib.import_module("speed")
    speed.main(["--rounds", "1", "--files", "8", "--megabytes", "0.02", "--skip", ",".join(speed.PEERS)])

    shown = capsys.readouterr().out
    assert "| python -c pass |" in shown
    assert "| one regex over every file |" in shown
    assert shown.count("| jtbdlint") == 8


def test_the_same_seed_writes_the_same_handbook(tmp_path: Path) -> None:
    handbook = importlib.import_module("handbook")
    for name in ("one", "other"):
        handbook.write(tmp_path / name, 20, 0.05)
    files = [str(path.relative_to(tmp_path / "one")) for path in (tmp_path / "one").rglob("*.*") if path.is_file()]

    assert len(files) == 20
    assert filecmp.cmpfiles(tmp_path / "one", tmp_path / "other", files, shallow=False) == (files, [], [])


def test_one_file_of_so_many_has_statements(tmp_path: Path) -> None:
    handbook = importlib.import_module("handbook")
    handbook.write(tmp_path, 210, 0.6)
    found = corpus.read([str(tmp_path)], Config(), jobs=1)

    assert {Path(one.document.path).name.partition(".")[0] for one in found.statements} == {"page-00007", "page-00207"}
