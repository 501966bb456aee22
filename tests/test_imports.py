"""What each start may import: start-up time as a tested property."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    *("lark", "rich", "yaml", "pyromark", "pathspec", "rapidfuzz", "Stemmer", "tomllib", "importlib.metadata"),
    *("difflib", "asyncio", "multiprocessing", "numpy", "markdown_it", "pygments"),
)
STATEMENT = "When a deploy fails, I want to roll it back in one step, so I can sleep"


def imported(folder: Path, *arguments: str) -> set[str]:
    """Which of the heavy modules a command imports."""
    code = (
        "import sys; from jtbdlint.cli import main; main(sys.argv[1:]); "
        f"print(*(one for one in {HEAVY!r} if one in sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.strip().split("\n")[-1].split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "code.md").write_text("```\nNothing to read.\n```\n", encoding="utf-8")
    (tmp_path / "page.md").write_text(f"# Jobs\n\n- {STATEMENT}\n", encoding="utf-8")
    (tmp_path / "jobs.yml").write_text(f"- slug: a\n  jtbd: {STATEMENT}\n", encoding="utf-8")
    return tmp_path


def test_the_version_needs_nothing(folder: Path) -> None:
    assert imported(folder, "--version") == set()


def test_help_needs_nothing(folder: Path) -> None:
    assert imported(folder, "check", "--help") == set()


CONCISE = ("--output-format", "concise", "--isolated", "--quiet", "--allow-empty")


def test_a_page_without_text_needs_no_grammar(folder: Path) -> None:
    assert imported(folder, "check", "code.md", *CONCISE) <= {"pyromark"}


def test_a_page_needs_nothing_but_its_reader(folder: Path) -> None:
    assert imported(folder, "check", "page.md", *CONCISE) == {"pyromark"}


def test_a_list_of_jobs_needs_nothing_but_its_reader(folder: Path) -> None:
    assert imported(folder, "check", "jobs.yml", *CONCISE) == {"yaml"}


def test_only_two_statements_need_a_stemmer(folder: Path) -> None:
    (folder / "two.md").write_text(f"- {STATEMENT}\n- {STATEMENT} again\n", encoding="utf-8")

    assert "Stemmer" in imported(folder, "check", "two.md", *CONCISE, "--exit-zero")


def test_only_the_pretty_report_needs_rich(folder: Path) -> None:
    assert "rich" in imported(folder, "check", "page.md", "--isolated")
