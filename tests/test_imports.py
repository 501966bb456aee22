"""What each start may import: start-up time as a tested property."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Beside click, with what it imports itself: what costs nothing or next to nothing.
PATHS = {"pathlib", "fnmatch", "urllib", "ipaddress", "ntpath"}
LIGHT = PATHS | {"dataclasses", "copy", "bisect", "json", "array", "zlib", "importlib", "pkgutil", "math", "itertools"}
OF_YAML = {"base64", "binascii", "struct", "cython_runtime"}
STATEMENT = "When a deploy fails, I want to roll it back in one step, so I can sleep"


def imported(folder: Path, *arguments: str) -> set[str]:
    """Which packages a command imports beside this one and click's, without what is written in C."""
    code = (
        "import click, locale, sys; before = set(sys.modules); from jtbdlint.cli import main; main(sys.argv[1:]); "
        "print(*{one.partition('.')[0] for one in set(sys.modules) - before}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    found = done.stderr.strip().split("\n")[-1].split()
    return {one for one in found if not one.startswith("_")} - {"jtbdlint", *sys.builtin_module_names}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "code.md").write_text("```\nNothing to read.\n```\n", encoding="utf-8")
    (tmp_path / "page.md").write_text(f"# Jobs\n\n- {STATEMENT}\n", encoding="utf-8")
    (tmp_path / "jobs.yml").write_text(f"- slug: a\n  jtbd: {STATEMENT}\n", encoding="utf-8")
    return tmp_path


def test_the_version_needs_nothing(folder: Path) -> None:
    assert imported(folder, "--version") <= PATHS


def test_help_needs_nothing(folder: Path) -> None:
    assert imported(folder, "check", "--help") <= LIGHT | {"click", "shutil", "textwrap", "bz2", "lzma"}


CONCISE = ("--output-format", "concise", "--isolated", "--quiet", "--allow-empty")


def test_a_page_without_text_needs_no_grammar(folder: Path) -> None:
    assert imported(folder, "check", "code.md", *CONCISE) <= LIGHT - {"json"}


def test_a_page_needs_nothing_but_its_reader(folder: Path) -> None:
    assert imported(folder, "check", "page.md", *CONCISE) - LIGHT == {"pyromark"}


def test_a_list_of_jobs_needs_nothing_but_its_reader(folder: Path) -> None:
    assert imported(folder, "check", "jobs.yml", *CONCISE) - LIGHT - OF_YAML == {"yaml"}


def test_only_two_statements_need_a_stemmer(folder: Path) -> None:
    (folder / "two.md").write_text(f"- {STATEMENT}\n- {STATEMENT} again\n", encoding="utf-8")

    assert "Stemmer" in imported(folder, "check", "two.md", *CONCISE, "--exit-zero")


def test_only_the_pretty_report_needs_rich(folder: Path) -> None:
    assert "rich" in imported(folder, "check", "page.md", "--isolated")
