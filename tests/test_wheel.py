"""The wheel holds what the checkout holds, and runs."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a clean copy: setuptools would ship what an earlier build left in build/lib."""
    pytest.importorskip("build")
    source = tmp_path_factory.mktemp("source") / "jtbdlint"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not in a git checkout")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--skip-dependency-check", "-o", str(out)]
    done = subprocess.run([*command, str(source)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return next(out.glob("*.whl"))


def test_it_holds_every_module_grammar_and_data(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {path.relative_to(ROOT).as_posix() for path in (ROOT / "jtbdlint").rglob("*.py")}
    for folder in ("rules", "grammar"):
        expected |= {f"jtbdlint/{folder}/{path.name}" for path in (ROOT / folder).glob("*.py")}
    expected |= {f"jtbdlint/grammar/{path.name}" for path in (ROOT / "grammar").glob("*.lark")}
    expected |= {f"jtbdlint/presets/{path.name}" for path in (ROOT / "jtbdlint" / "presets").glob("*.toml")}
    expected |= {"jtbdlint/py.typed"}

    assert expected <= names
    assert {name.split("/")[0] for name in names} == {"jtbdlint"}
    assert not [name for name in names if name.endswith(".pyc")]


def test_it_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Unpacked into a folder of its own, with the dependencies of this interpreter."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "page.md").write_text("- When a deploy fails, I want to roll it back\n", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); from jtbdlint.cli import main; sys.exit(main())"
    )
    for arguments, status, said in [
        (["check", "page.md", "--output-format", "concise"], 1, "missing-outcome"),
        (["explain", "missing-outcome"], 0, "# JT103"),
        (["rules"], 0, "JT101"),
    ]:
        command = [sys.executable, "-P", "-c", code, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        assert said in done.stdout
