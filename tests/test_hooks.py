"""The hooks, run by the real pre-commit in a scratch repository.

Only how they are installed differs, so that no network is needed: they run as commands of this checkout.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from jtbdlint.config import Config
from jtbdlint.run import Task, check_paths

pytest.importorskip("pre_commit")

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Jobs to be done\n\n"
GOOD = "- When a deploy fails, I want to roll it back in one step, so that I can sleep\n"
OTHER = "- When a guest arrives early, I want to offer a seat, so that I can finish the room in peace\n"
FIXABLE = "- When a guest arrives early, I want to be able to offer a seat, so that I can finish in peace\n"
BAD = "- When a guest arrives early, I want to offer a seat\n"


def declared() -> list[dict[str, Any]]:
    hooks: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return hooks


class Repository:
    """A repository with hooks."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
        names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
        names |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
        self.environment = {**kept, **names, "PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": str(home), "NO_COLOR": "1"}
        self.git("init", "-q")

    def use(self, *ids: str) -> None:
        """Install some of the hooks."""
        hooks = [one for one in declared() if one["id"] in ids]
        for one in hooks:
            program, rest = one["entry"].split(" ", 1)
            assert (program, one["language"]) == ("jtbdlint", "python")
            one |= {"entry": f"{sys.executable} -m jtbdlint {rest}", "language": "system"}
        config = yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})
        self.write(".pre-commit-config.yaml", config)
        self.run(sys.executable, "-m", "pre_commit", "install")
        self.git("add", ".pre-commit-config.yaml")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("git", *arguments)

    def commit(self) -> tuple[bool, str]:
        """Commit all there is: whether that went through, and what was said."""
        self.git("add", ".")
        done = self.git("commit", "-m", "Change")
        return done.returncode == 0, done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "work").mkdir()
    return Repository(tmp_path / "work", tmp_path / "home")


def test_a_bad_statement_blocks_the_commit(repository: Repository) -> None:
    repository.use("jtbdlint")
    repository.write("page.md", HEAD + BAD)
    done, said = repository.commit()

    assert not done
    assert "JT103 missing-outcome" in said
    repository.write("page.md", HEAD + OTHER)
    assert repository.commit()[0]


def test_a_page_without_statements_passes(repository: Repository) -> None:
    repository.use("jtbdlint", "jtbdlint-fix", "jtbdlint-all")
    repository.write("page.md", "# Hello\n\nProse.\n")

    assert repository.commit()[0]


def test_the_fix_mends_and_says_so(repository: Repository) -> None:
    repository.use("jtbdlint-fix")
    repository.write("page.md", HEAD + FIXABLE)
    done, said = repository.commit()

    assert not done
    assert "files were modified by this hook" in said
    assert "1 fixed." in said
    assert (repository.folder / "page.md").read_text(encoding="utf-8") == HEAD + FIXABLE.replace("be able to ", "")
    assert repository.commit()[0]


def test_a_duplicate_of_an_untouched_statement_blocks_the_commit(repository: Repository) -> None:
    repository.write("old.md", HEAD + GOOD)
    assert repository.commit()[0]
    repository.use("jtbdlint")
    repository.write("new.md", HEAD + OTHER + GOOD)
    done, said = repository.commit()

    assert not done
    assert "JT401 duplicate-statement" in said
    assert "old.md:3" in said


def test_a_fault_in_an_untouched_file_does_not_block(repository: Repository) -> None:
    repository.write("old.md", HEAD + BAD)
    assert repository.commit()[0]
    repository.use("jtbdlint")
    repository.write("new.md", HEAD + GOOD)

    assert repository.commit()[0]


def test_untracked_files_are_no_part_of_the_corpus(repository: Repository) -> None:
    repository.use("jtbdlint-all")
    repository.write("page.md", HEAD + GOOD)
    repository.git("add", ".")
    repository.write("untracked.md", HEAD + GOOD)
    done = repository.git("commit", "-m", "Change")

    assert done.returncode == 0, done.stdout


def test_every_hook_reads_the_whole_corpus() -> None:
    for hook in declared():
        assert hook["require_serial"] is True
        assert "--focus" in hook["entry"].split() or hook["pass_filenames"] is False


def test_thousands_of_files_in_batches_report_each_pair_once_in_focus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pre-commit hands them over: in batches, one after the other, each against the whole corpus."""
    monkeypatch.chdir(tmp_path)
    names = [f"page-{number:04}.md" for number in range(4000)]
    for number, name in enumerate(names):
        # Every fortieth page holds a statement; each of these stands on two pages, far apart.
        statement = (
            f"- When bell {number % 2000} rings, I want to open door {number % 2000}, so that I can greet a guest\n"
        )
        Path(name).write_text(HEAD + statement if number % 40 == 0 else "# Hello\n\nProse.\n", encoding="utf-8")
    config = Config(select=("JT401",), root=str(tmp_path))
    ends = []
    for first in range(0, len(names), 1000):
        batch = names[first : first + 1000]
        report = check_paths(Task(batch, focus=True), config).report
        assert report.files == len(names)
        inside = [one for one in report.findings if one.path in batch]
        assert all(one.path in batch or one.problem.related[0].at.document.path in batch for one in report.findings)
        ends += [one.path for one in inside]

    assert sorted(ends) == [name for number, name in enumerate(names) if number % 40 == 0]
