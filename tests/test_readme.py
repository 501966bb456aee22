"""The README is true: its commands do what it says, its options exist, its picture is what the tool prints."""

import html
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks.picture import picture

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ["README.md", "CONTRIBUTING.md", "examples/README.md"]


def jtbdlint(*arguments: str, cwd: Path = ROOT, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "jtbdlint", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, input=stdin, capture_output=True, encoding="utf-8", check=False
    )


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_there_are_two_commands_of_one_line_each() -> None:
    lint, test = blocks("sh")
    assert lint.count("\n") == test.count("\n") == 1
    assert lint.endswith(" && .venv/bin/jtbdlint check examples\n")
    assert test.endswith(" && .venv/bin/python -m pytest -n auto\n")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    # The script takes the line out of README.md; here only which one.
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    found = re.search(r"\$\(grep -m 1 -e '(.*?)' README\.md\)", script)
    assert found is not None
    lines = [line for line in README.splitlines() if re.search(found[1], line)]
    assert lines == [blocks("sh")[1].rstrip("\n")]


def test_the_first_command_ends_with_exit_status_1() -> None:
    ran = jtbdlint("check", "examples")
    assert ran.returncode == 1, ran.stderr
    assert "examples/handbook/needs-work.md" in ran.stdout


@pytest.mark.parametrize("name", ["README.md", "handbook/good.md"])
def test_the_good_examples_are_good(name: str) -> None:
    ran = jtbdlint("check", "--output-format", "concise", "--allow-empty", f"examples/{name}")
    assert (ran.stdout, ran.returncode) == ("", 0), ran.stderr


def test_the_list_of_jobs_has_the_faults_that_its_page_names() -> None:
    page = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", page[page.index("What ails") :]))
    found = json.loads(jtbdlint("check", "--output-format", "json", "examples/handbook/jobs.yml").stdout)
    assert {one["statement"]["id"] for one in found["findings"]} == named


def test_what_is_to_be_copied_is_right(tmp_path: Path) -> None:
    hooks, gitlab, github = (yaml.safe_load(one) for one in blocks("yaml"))
    offered = {one["id"] for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {one["id"] for one in hooks["repos"][0]["hooks"]} <= offered
    shutil.copytree(ROOT / "examples" / "handbook", tmp_path / "handbook")
    for script in (gitlab["jtbdlint"]["script"][-1], github[-1]["run"]):
        ran = jtbdlint(*shlex.split(script.removeprefix("jtbdlint ")), cwd=tmp_path)
        assert ran.returncode == 1, ran.stderr
    assert (tmp_path / gitlab["jtbdlint"]["artifacts"]["reports"]["codequality"]).is_file()


def test_the_configuration_is_one(tmp_path: Path) -> None:
    (settings,) = blocks("toml")
    (tmp_path / "jtbdlint.toml").write_text(settings, encoding="utf-8")
    ran = jtbdlint("config", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert 'ignore = ["typography"]' in ran.stdout
    ran = jtbdlint("rules", "--test", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("language", ["markdown", "yaml"])
def test_the_suppression_suppresses(language: str) -> None:
    (comment,) = blocks("markdown") if language == "markdown" else re.findall("`(# jtbdlint-.*?)`", README)
    statement = "When a pot boils over, I want to hear it"
    text = f"{comment}\n\n- {statement}\n" if language == "markdown" else f"{comment}\n- jtbd: {statement}\n"
    name = {"markdown": "page.md", "yaml": "jobs.yml"}[language]
    arguments = ("check", "--isolated", "--select", "missing-outcome", "--stdin-filename", name, "-")
    assert jtbdlint(*arguments, stdin=text).returncode == 0
    assert jtbdlint(*arguments, "--no-suppressions", stdin=text).returncode == 1


def examples() -> list[str]:
    """Every command after a prompt on the pages."""
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    return re.findall(r"^\$ (?:.*\| )?jtbdlint (.*?)(?:\s+#.*)?$", text, re.MULTILINE)


def test_every_option_that_a_page_names_exists() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    commands = {shlex.split(one)[0] for one in examples()}
    assert commands >= {"check", "parse", "rules", "explain"}
    helps = "".join(jtbdlint(command, "--help").stdout for command in sorted(commands))
    ours = re.sub(r"pip install.*", "", text)
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", ours))
    assert "--fix" in options
    assert [one for one in sorted(options) if not re.search(rf"{one}(?![\w-])", helps)] == []


def test_every_file_that_a_page_links_to_exists() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text(encoding="utf-8")):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def shown(svg: str) -> list[str]:
    """The text of a picture: how rich draws is its own affair, and may change with its version."""
    return [html.unescape(one) for one in re.findall(r"<text [^>]*>(.*?)</text>", svg)]


def test_the_picture_is_what_the_tool_prints(update: bool) -> None:
    path = ROOT / "examples" / "picture.svg"
    drawn = picture()
    if update:
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert shown(path.read_text(encoding="utf-8")) == shown(drawn), "UPDATE=1 pytest tests/test_readme.py"


def test_the_picture_needs_no_server() -> None:
    assert "url(http" not in (ROOT / "examples" / "picture.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_completes(shell: str) -> None:
    assert f"{shell}_source" in README
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", "from jtbdlint.cli import main; raise SystemExit(main())"]

    def said(instruction: str, **words: str) -> "subprocess.CompletedProcess[str]":
        given = {**environment, "_JTBDLINT_COMPLETE": f"{shell}_{instruction}", **words}
        return subprocess.run(command, env=given, capture_output=True, encoding="utf-8", check=False)

    source = said("source")
    assert "jtbdlint" in source.stdout, source.stderr
    for words, expected in (("jtbdlint ex", "explain"), ("jtbdlint check --output-format ht", "html")):
        last = words.split()[-1]
        count = str(len(words.split()) - 1)
        found = said("complete", COMP_WORDS=words, COMP_CWORD=last if shell == "fish" else count)
        assert expected in found.stdout, found.stderr
