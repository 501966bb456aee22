"""What holds for the whole house: format, lint, types, layers, and no word of the workshop."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "--quiet", "."], id="ruff-check"),
        pytest.param(["ruff", "format", "--check", "--quiet", "."], id="ruff-format"),
        pytest.param(["mypy", "--no-error-summary"], id="mypy"),
    ],
)
def test_the_tools_are_content(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_layers_hold() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_of_the_engine_has_its_layer() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {one.strip().removeprefix("jtbdlint.") for layer in layers for one in layer.split("|")}
    there = {path.stem for path in (ROOT / "jtbdlint").glob("*.py")} | {
        path.parent.name for path in (ROOT / "jtbdlint").glob("*/__init__.py")
    }

    assert there - {"__init__", "__main__"} <= named


def test_every_package_is_in_the_wheel() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = set(settings["tool"]["setuptools"]["packages"])
    there = {f"jtbdlint.{path.parent.name}" for path in (ROOT / "jtbdlint").glob("*/__init__.py")}

    assert packages == {"jtbdlint", "jtbdlint.rules", "jtbdlint.grammar", *there}
