"""What each start may import: start-up time as a tested property."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What each start may import, with what that imports itself in this Python; what is not named is not there.
START = ("click", "locale")
PAGE = (*START, "bisect")
STATEMENTS = (*PAGE, "array", "heapq", "importlib.util", "math", "zlib")
OF_YAML = {"json", "base64", "binascii", "copy", "dataclasses", "struct", "cython_runtime"}
STATEMENT = "When a deploy fails, I want to roll it back in one step, so I can sleep"


def imported(folder: Path, known: tuple[str, ...], *arguments: str) -> set[str]:
    """Which packages a command imports beside this one and what is known, without those of the interpreter."""
    code = (
        f"import {', '.join(known)}; import sys; before = set(sys.modules); "
        "from jtbdlint.cli import main; main(sys.argv[1:]); "
        f"print(*{{one.partition('.')[0] for one in set(sys.modules) - before}}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}", *arguments]
    # What counts the branches imports much itself.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    found = done.stderr.strip().split("\n")[-1].split()
    return {one for one in found if not one.startswith("_")} - {"jtbdlint", *sys.builtin_module_names}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "code.md").write_text("```\nNothing to read.\n```\n", encoding="utf-8")
    (tmp_path / "page.md").write_text(f"# Jobs\n\n- {STATEMENT}\n", encoding="utf-8")
    (tmp_path / "jobs.yml").write_text(f"- slug: a\n  jtbd: {STATEMENT}\n", encoding="utf-8")
    return tmp_path


def test_the_version_needs_nothing(folder: Path) -> None:
    assert imported(folder, START, "--version") == set()


def test_help_needs_nothing(folder: Path) -> None:
    assert imported(folder, (*PAGE, "click.formatting", "shutil"), "check", "--help") <= {"click", "textwrap"}


CONCISE = ("--output-format", "concise", "--isolated", "--quiet", "--allow-empty")


def test_a_page_without_text_needs_no_grammar(folder: Path) -> None:
    assert imported(folder, PAGE, "check", "code.md", *CONCISE) == {"ahocorasick_rs"}


def test_a_page_needs_nothing_but_its_reader(folder: Path) -> None:
    assert imported(folder, STATEMENTS, "check", "page.md", *CONCISE) == {"ahocorasick_rs", "pyromark"}


def test_a_list_of_jobs_needs_nothing_but_its_reader(folder: Path) -> None:
    assert imported(folder, STATEMENTS, "check", "jobs.yml", *CONCISE) - OF_YAML == {"yaml"}


def test_only_two_statements_need_a_stemmer(folder: Path) -> None:
    (folder / "two.md").write_text(f"- {STATEMENT}\n- {STATEMENT} again\n", encoding="utf-8")

    assert "Stemmer" in imported(folder, STATEMENTS, "check", "two.md", *CONCISE, "--exit-zero")


def test_only_the_pretty_report_needs_rich(folder: Path) -> None:
    assert "rich" in imported(folder, STATEMENTS, "check", "page.md", "--isolated")
