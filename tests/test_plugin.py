"""The example of a plugin, installed and run as a stranger would."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the plugin is installed from a copy, so that nothing is built in the checkout."""
    if not find_spec("pip") or not find_spec("setuptools"):
        pytest.skip("without pip and setuptools nothing can be installed")
    source = tmp_path_factory.mktemp("source") / "plugin"
    shutil.copytree(ROOT / "examples" / "plugin", source, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    target = tmp_path_factory.mktemp("site")
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return target


def run(site: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)]), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "jtbdlint.toml").write_text('plugins = ["jtbdlint-acme"]\n', encoding="utf-8")
    text = "- When a parcel is lost (SHIP-1), I want to see who had it last, so I can call them\n"
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_it_finds_and_fixes(site: Path, folder: Path) -> None:
    done = run(site, folder, "jtbdlint", "check", "page.md", "--output-format", "concise", "--select", "ACME")
    assert "ACME1" in done.stdout, done.stderr
    assert "ticket-number" in done.stdout

    done = run(site, folder, "jtbdlint", "check", "page.md", "--fix")
    assert done.returncode == 0, done.stderr
    assert (folder / "page.md").read_text(encoding="utf-8").startswith("- When a parcel is lost, I want")


def test_its_settings_are_checked(site: Path, folder: Path) -> None:
    with (folder / "jtbdlint.toml").open("a", encoding="utf-8") as file:
        file.write("[rules.ticket-number]\nprefix = ['OPS']\n")
    done = run(site, folder, "jtbdlint", "check", "page.md")

    assert done.returncode == 2
    assert "jtbdlint.toml:3: rules.ticket-number.prefix: ticket-number has no such setting; did you mean" in done.stderr


def test_its_page_is_shown_and_its_examples_are_run(site: Path, folder: Path) -> None:
    assert "# ACME1 ticket-number" in run(site, folder, "jtbdlint", "explain", "ticket-number").stdout
    done = run(site, folder, "jtbdlint", "rules", "--test")
    assert done.returncode == 0, done.stdout


def test_without_being_named_it_is_not_there(site: Path, folder: Path) -> None:
    (folder / "jtbdlint.toml").unlink()

    assert "ACME1" not in run(site, folder, "jtbdlint", "rules").stdout


def test_its_own_tests_pass(site: Path, folder: Path) -> None:
    shutil.copy(ROOT / "examples" / "plugin" / "tests" / "test_ticket_number.py", folder)
    done = run(site, folder, "pytest", "-q", "test_ticket_number.py")

    assert done.returncode == 0, done.stdout
