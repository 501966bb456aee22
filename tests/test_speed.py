"""The benchmark runs, on a handbook of a few pages; nothing here looks at a clock."""

import filecmp
import importlib
import sys
from pathlib import Path

import pytest

from jtbdlint import automaton, corpus, hierarchy, parser, run, similarity, thesaurus, vocabulary
from jtbdlint.config import Config
from jtbdlint.hierarchy import Hierarchy

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
    assert shown.count("| jtbdlint") == 9


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


def test_the_stages_of_lists_of_jobs_have_a_row_each(capsys: pytest.CaptureFixture[str]) -> None:
    jobs = importlib.import_module("jobs")
    jobs.main(["--sizes", "200,400"])
    shown = capsys.readouterr().out

    assert shown.startswith("| stage | 200 | 400 | growth |\n|---|---:|---:|---:|\n")
    assert "| in all |" in shown
    assert "| findings |" in shown


def test_a_list_has_all_its_jobs_in_files_of_bounded_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    jobs = importlib.import_module("jobs")
    monkeypatch.setattr(jobs, "A_FILE", 100)
    jobs.write(tmp_path, 250)
    found = corpus.read([str(tmp_path)], Config(), jobs=1)

    assert len(list(tmp_path.iterdir())) == 3
    assert sorted(int(one.id.removeprefix("job-")) for one in found.statements) == list(range(250))
    assert not found.errors


class Counted:
    """What was asked of some functions."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        self.asked: dict[str, list[tuple[object, ...]]] = {}

    def count(self, of: object, name: str) -> None:
        real = getattr(of, name)
        asked = self.asked.setdefault(f"{getattr(of, '__name__', '')}.{name}", [])

        def counting(*arguments: object, **options: object) -> object:
            asked.append(arguments)
            return real(*arguments, **options)

        self.patch.setattr(of, name, counting)


def test_a_list_of_jobs_is_little_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each text is scanned once, each word stemmed once, the tree is made once, and few pairs are judged."""
    jobs = importlib.import_module("jobs")
    jobs.write(tmp_path, 300)
    for kept in (automaton.tree_of, vocabulary.stem, vocabulary._word, vocabulary.known_words):
        kept.cache_clear()
    monkeypatch.setattr(vocabulary, "_reading", vocabulary._Reading())
    counted = Counted(monkeypatch)
    stemmer = vocabulary._stemmer()
    stemmed: list[str] = []

    class Stemmer:
        def stemWord(self, word: str) -> str:  # noqa: N802 -- as the library calls it
            stemmed.append(word)
            return str(stemmer.stemWord(word))

    monkeypatch.setattr(vocabulary, "_stemmer", Stemmer)
    counted.count(parser, "parse")
    counted.count(parser._Language, "marks")
    counted.count(automaton.Tables, "parse")
    counted.count(similarity, "join")
    counted.count(similarity, "Judgement")
    counted.count(similarity, "bag_of")
    monkeypatch.setattr(Hierarchy, "_latest", None)
    counted.count(hierarchy, "_jobs")

    report = run.check_paths(run.Task([str(tmp_path)], jobs=1), Config()._replace(select=("ALL",))).report

    assert report.findings
    times = {name: len(asked) for name, asked in counted.asked.items()}
    assert len(report.statements) == 300
    assert times["jtbdlint.parser.parse"] == 300
    assert times["_Language.marks"] == 300
    # One parse of a sentence of three clauses serves all that have the same.
    assert 1 <= times["Tables.parse"] <= 10
    assert times["jtbdlint.similarity.bag_of"] <= 300
    assert times["jtbdlint.similarity.join"] == 1
    assert times["jtbdlint.similarity.Judgement"] < 3_000
    assert stemmed
    # Besides, the words that irregular ones stand for.
    assert len(stemmed) - len(set(stemmed)) <= len(thesaurus.IRREGULAR)
    assert times["jtbdlint.hierarchy._jobs"] == 1
