"""Faults 75 to 82: a configuration is data, stays inside its repository, and is never half understood."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.support import BAD, GOOD, ROOT, Run, write


@pytest.fixture(autouse=True)
def repository() -> None:
    write(".git/HEAD", "")
    write("page.md", GOOD)


def refused(run: Run, text: str, *messages: str) -> None:
    write("jtbdlint.toml", text)
    status, out, err = run("check", "page.md")

    assert (status, out) == (2, "")
    for message in messages:
        assert message in err
    assert run("check", "page.md", "--isolated")[0] == 0


def test_no_code_of_the_tree_is_run() -> None:
    # As the installed command starts: the current folder is no place for modules unless the tool makes it one.
    code = "import sys; from jtbdlint.cli import main; sys.exit(main(['check', '.']))"
    for name in ("jtbdlint", "rules", "lark", "yaml", "click", "conftest", "sitecustomize", "jtbdlint_plugin"):
        write(f"{name}.py", "from pathlib import Path\nPath('ran').touch()\n")
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert not Path("ran").exists()


def test_a_plugin_is_an_installed_package_and_nothing_of_the_tree(run: Run) -> None:
    write("jtbdlint_evil.py", "from pathlib import Path\nPath('ran').touch()\n")
    refused(run, "plugins = ['jtbdlint-evil']\n", "jtbdlint-evil")

    assert not Path("ran").exists()


def test_a_circle_of_extends_is_told_as_a_chain(run: Run) -> None:
    write("a.toml", "extends = ['jtbdlint.toml']\n")
    refused(run, "extends = ['a.toml']\n", "jtbdlint.toml", "a.toml")


@pytest.mark.parametrize("target", ["../outside.toml", "/etc/passwd", "https://example.org/x.toml", "link.toml"])
def test_extends_stays_in_the_repository_and_quotes_nothing(run: Run, folder: Path, target: str) -> None:
    outside = write(str(folder.parent / "outside.toml"), "exclude = ['secret']\n")
    Path("link.toml").symlink_to(outside)
    refused(run, f"extends = ['{target}']\n", "is outside")
    _, _, err = run("check", "page.md")

    assert "secret" not in err
    assert "root:" not in err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []\n", "did you mean 'select'"),
        ("select = 3\n", "expected a list"),
        ("select = ['missing-outcom']\n", "missing-outcome"),
        ("levels = { missing-outcom = 'error' }\n", "missing-outcome"),
        ("fail-level = 'warn'\n", "none of"),
        ("select = [\n", "not TOML"),
        ("\x00", "jtbdlint.toml"),
    ],
)
def test_what_is_not_understood_is_an_error(run: Run, text: str, message: str) -> None:
    refused(run, text, message)


def test_a_configuration_that_is_no_text(run: Run) -> None:
    write("jtbdlint.toml", b"\xff\xfe\x00")
    status, _, err = run("check", "page.md")

    assert status == 2
    assert "jtbdlint.toml" in err
    assert "internal error" not in err


@pytest.mark.parametrize(
    "comment",
    ["<!-- jtbdlint-disable-next[no-such-rule] -- x -->", "<!-- jtbdlint-disable-next[missing-situation] -- x -->"],
)
def test_a_suppression_that_suppresses_nothing_is_a_finding(run: Run, comment: str) -> None:
    write("page.md", f"{comment}\n\n{BAD}")
    _, out, _ = run("check", "page.md", "--output-format", "concise")

    assert "JT90" in out
    assert "JT103" in out


def test_what_lies_above_the_repository_is_not_read(run: Run, folder: Path) -> None:
    write(str(folder.parent / "jtbdlint.toml"), "selct = []\n")
    status, _, err = run("check", "page.md", "--verbose")

    assert status == 0
    assert "configuration: none" in err
