"""The CI files of examples/ci, their script lines run in a scratch clone as a runner would."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Jobs to be done\n\n"
OLD = "- When a guest arrives early, I want to offer a seat\n"
NEW = "- When a guest leaves late, I want to call a cab\n"
GOOD = "- When a deploy fails, I want to roll it back in one step, so that I can sleep\n"


class Clone:
    """A clone on a branch of its own, and the environment of a runner."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        scripts = folder.parent / "bin"
        scripts.mkdir()
        (scripts / "jtbdlint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jtbdlint "$@"\n', encoding="utf-8")
        (scripts / "jtbdlint").chmod(0o755)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "CI_", "GITHUB_"))}
        names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
        names |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
        path = f"{scripts}{os.pathsep}{kept.get('PATH', '')}"
        self.environment = {**kept, **names, "PYTHONPATH": str(ROOT), "PATH": path}
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, **pages: str) -> str:
        for name, text in pages.items():
            (self.folder / f"{name}.md").write_text(HEAD + text, encoding="utf-8", newline="")
        self.git("add", ".")
        self.git("commit", "-qm", "Change")
        return self.git("rev-parse", "HEAD")

    def script(self, lines: str, **variables: str) -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-euc", lines],
            cwd=self.folder,
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    def said(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    if os.name == "nt":
        pytest.skip("the runners' shell")
    (tmp_path / "work").mkdir()
    return Clone(tmp_path / "work")


def read(name: str, **inputs: str) -> dict[str, Any]:
    """A file of examples/ci; what it asks for as inputs of GitLab has the values given, else the defaults."""
    text = (ROOT / "examples" / "ci" / name).read_text(encoding="utf-8")
    head, separator, body = text.partition("\n---\n")
    if separator:
        defaults = {name: one["default"] for name, one in yaml.safe_load(head)["spec"]["inputs"].items()}
        values = {**defaults, **inputs}
        text = re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: values[found[1]], body)
    said: dict[str, Any] = yaml.safe_load(text)
    return said


def installed(clone: Clone, lines: list[str], **variables: str) -> list[str]:
    """What lines of a script would have pip do."""
    pip = clone.folder.parent / "bin" / "pip"
    pip.write_text('#!/bin/sh\nfor one; do echo "$one"; done\n', encoding="utf-8")
    pip.chmod(0o755)
    status, said = clone.script("\n".join(lines), **variables)
    assert status == 0
    return said.splitlines()


HOSTILE = [
    "$(touch ran)",
    "`touch ran`",
    "; touch ran",
    "&& touch ran",
    '"; touch ran; "',
    "' ; touch ran ; '",
    "| touch ran",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_shell_obeys_a_value(clone: Clone, value: str) -> None:
    clone.commit(old=GOOD)
    places = {"GITHUB_WORKSPACE": str(clone.folder), "GITHUB_STEP_SUMMARY": str(clone.folder.parent / "summary.md")}
    job = read("gitlab.yml", package="PACKAGE", options="OPTIONS")["jtbdlint"]
    own = {name: {"PACKAGE": value, "OPTIONS": value}.get(one, one) for name, one in job["variables"].items()}
    assert installed(clone, job["before_script"], **own) == ["install", "-q", "--", value]
    clone.script(
        "\n".join(job["script"]), **own, CI_PROJECT_DIR=str(clone.folder), CI_MERGE_REQUEST_DIFF_BASE_SHA=value
    )
    steps = [one for one in read("action/action.yml")["runs"]["steps"] if "run" in one]
    steps += [one for one in read("github.yml")["jobs"]["jtbdlint"]["steps"] if "env" in one]
    for step in steps:
        given = dict.fromkeys(step["env"], value)
        if "pip" in step["run"]:
            assert installed(clone, [step["run"]], **given) == ["install", "-q", "--", value]
        else:
            clone.script(step["run"], **places, **given)

    assert not (clone.folder / "ran").exists()


class TestGitlab:
    def run(self, clone: Clone, base: str = "") -> int:
        job = read("gitlab.yml")["jtbdlint"]
        lines = "\n".join(job["script"])
        variables = {**job["variables"], "CI_PROJECT_DIR": str(clone.folder)}
        return clone.script(lines, **variables, **({"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} if base else {}))[0]

    def test_a_merge_request_fails_on_what_is_new_in_it(self, clone: Clone) -> None:
        base = clone.commit(old=OLD)
        clone.commit(new=NEW)

        assert self.run(clone, base) == 1
        entries = clone.said("gl-code-quality-report.json")
        # The report lists all: GitLab compares for itself.
        assert {one["location"]["path"] for one in entries} == {"old.md", "new.md"}
        assert "new.md:3" in (clone.folder / "jtbdlint-note.md").read_text(encoding="utf-8")
        assert "old.md" not in (clone.folder / "jtbdlint-note.md").read_text(encoding="utf-8")

    def test_and_passes_where_all_of_it_was_known(self, clone: Clone) -> None:
        base = clone.commit(old=OLD)
        clone.commit(new=GOOD)

        assert self.run(clone, base) == 0

    def test_the_default_branch_counts_all(self, clone: Clone) -> None:
        clone.commit(old=OLD)

        assert self.run(clone) == 1
        assert clone.said("gl-code-quality-report.json")

    def test_a_shallow_clone_fails_closed(self, clone: Clone) -> None:
        clone.commit(old=GOOD)

        assert self.run(clone, "0" * 40) == 2

    def test_its_inputs_are_used(self, clone: Clone) -> None:
        base = clone.commit(old=OLD)
        job = read("gitlab.yml", stage="lint", options="--exit-zero", package="jtbdlint==1")["jtbdlint"]

        assert (
            clone.script("\n".join(job["script"]), CI_PROJECT_DIR=str(clone.folder), X=base, **job["variables"])[0] == 0
        )
        assert job["stage"] == "lint"
        assert installed(clone, job["before_script"], **job["variables"]) == ["install", "-q", "--", "jtbdlint==1"]

    def test_with_a_token_the_note_goes_to_the_merge_request(self, clone: Clone) -> None:
        curl = clone.folder.parent / "bin" / "curl"
        curl.write_text('#!/bin/sh\nfor one; do echo "$one"; done\n', encoding="utf-8")
        curl.chmod(0o755)
        clone.commit(old=OLD)
        self.run(clone)
        (lines,) = read("gitlab.yml")["jtbdlint"]["after_script"]
        variables = {"CI_MERGE_REQUEST_IID": "7", "CI_API_V4_URL": "https://example.org/api/v4", "CI_PROJECT_ID": "3"}

        assert clone.script(lines, **variables) == (0, "")
        status, said = clone.script(lines, JTBDLINT_TOKEN="secret", **variables)
        assert status == 0
        assert said.splitlines()[-2:] == [
            "body@jtbdlint-note.md",
            "https://example.org/api/v4/projects/3/merge_requests/7/notes",
        ]

    def test_the_artifacts_are_what_the_script_writes(self) -> None:
        job = read("gitlab.yml")["jtbdlint"]
        script = "\n".join(job["script"])

        for name in (*job["artifacts"]["reports"].values(), *job["artifacts"]["paths"]):
            assert f"={name}" in script
        assert job["artifacts"]["when"] == "always"
        assert job["variables"]["GIT_DEPTH"] == "0"


class TestGithub:
    def run(self, clone: Clone, base: str = "") -> tuple[int, str]:
        steps = read("github.yml")["jobs"]["jtbdlint"]["steps"]
        (lines,) = [one["run"] for one in steps if "jtbdlint check" in one.get("run", "")]
        summary = str(clone.folder.parent / "summary.md")
        variables = {"GITHUB_WORKSPACE": str(clone.folder), "GITHUB_STEP_SUMMARY": summary, "BASE": base}
        return clone.script(lines, **variables)

    def test_a_pull_request_fails_on_what_is_new_in_it(self, clone: Clone) -> None:
        base = clone.commit(old=OLD)
        clone.commit(new=NEW)
        status, said = self.run(clone, base)

        assert status == 1
        assert "::error file=new.md,line=3," in said
        assert "old.md" not in said
        states = {one["baselineState"] for one in clone.said("jtbdlint.sarif")["runs"][0]["results"]}
        assert states == {"new", "unchanged"}
        assert (clone.folder.parent / "summary.md").exists()

    def test_a_push_counts_all(self, clone: Clone) -> None:
        clone.commit(old=OLD)

        assert self.run(clone)[0] == 1


class TestAction:
    """The composite action."""

    def run(self, clone: Clone, base: str = "", options: str = "") -> tuple[int, str]:
        action = read("action/action.yml")
        (step,) = [one for one in action["runs"]["steps"] if "jtbdlint check" in one.get("run", "")]
        assert step["env"].keys() == {"BASE", "OPTIONS", "SARIF"}
        summary = str(clone.folder.parent / "summary.md")
        given = {"BASE": base, "OPTIONS": options, "SARIF": action["inputs"]["sarif"]["default"]}
        return clone.script(step["run"], GITHUB_WORKSPACE=str(clone.folder), GITHUB_STEP_SUMMARY=summary, **given)

    def test_a_pull_request_fails_on_what_is_new_in_it(self, clone: Clone) -> None:
        base = clone.commit(old=OLD)
        clone.commit(new=NEW)
        status, said = self.run(clone, base)

        assert status == 1
        assert "::error file=new.md,line=3," in said
        assert "old.md" not in said
        assert clone.said("jtbdlint.sarif")["runs"][0]["results"]

    def test_options_are_several(self, clone: Clone) -> None:
        clone.commit(old=OLD)

        assert self.run(clone, options="--fail-level never old.md")[0] == 0

    def test_no_input_is_pasted_into_a_script(self) -> None:
        for step in read("action/action.yml")["runs"]["steps"]:
            assert "${{" not in step.get("run", "")
        text = (ROOT / "examples" / "ci" / "gitlab.yml").read_text(encoding="utf-8")
        assert "$[[" not in text.partition("  before_script:")[2]


def test_the_image_holds_what_the_gate_needs() -> None:
    lines = (ROOT / "examples" / "ci" / "Containerfile").read_text(encoding="utf-8").splitlines()

    assert json.loads(lines[-1].removeprefix("CMD ")) == ["jtbdlint", "check"]
    assert any("install" in line and line.split()[-2:] == ["git", "\\"] for line in lines)


JOBS = """\
- id: roll-back
  job_story: When a deploy fails, I want to roll it back in one step
- id: offer-a-seat
  job_story: When a guest arrives early, I want to offer a seat, so that I can finish the room in peace
- id: call-a-cab
  job_story: I want to call a cab, so that the guest gets home
"""


class TestBaseline:
    """An old list whose faults are known, from the command line."""

    @pytest.fixture
    def known(self, clone: Clone) -> Clone:
        self.write(clone, JOBS)
        assert clone.script("jtbdlint check --baseline known.txt --write-baseline")[0] == 0
        assert self.found(clone) == (0, [])
        return clone

    def write(self, clone: Clone, text: str) -> None:
        (clone.folder / "jobs.yml").write_text(text, encoding="utf-8", newline="")

    def found(self, clone: Clone) -> tuple[int, list[tuple[str, str]]]:
        status, _ = clone.script("jtbdlint check --baseline known.txt --report json=said.json")
        said = clone.said("said.json")["findings"]
        return status, [(one["name"], (one["statement"] or {"id": one["path"]})["id"]) for one in said]

    def test_one_bad_statement_more_is_one_finding(self, known: Clone) -> None:
        self.write(
            known, "# Moved down.\n" + JOBS + "- id: water\n  job_story: When a plant wilts, I want to water it\n"
        )

        assert self.found(known) == (1, [("missing-outcome", "water")])

    def test_one_that_was_mended_is_told_as_stale(self, known: Clone) -> None:
        self.write(known, JOBS.replace("I want to call", "When a guest leaves late, I want to call"))

        assert self.found(known) == (0, [("stale-baseline-entry", "known.txt")])

    def test_one_that_was_removed_is_told_as_stale(self, known: Clone) -> None:
        self.write(known, JOBS.partition("- id: call-a-cab")[0])

        assert self.found(known) == (0, [("stale-baseline-entry", "known.txt")])
