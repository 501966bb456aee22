"""The command line. tests/sessions/*.md are console sessions, replayed and compared; `UPDATE=1 pytest` rewrites them.

A session's blocks: ````file NAME writes a file, ````console holds commands after "$ " and what they print: standard
output, then standard error with "! " before each line, then "[exit N]" where N is not 0.
"""

import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

import jtbdlint
from jtbdlint import catalog, cli
from jtbdlint.cli import main
from jtbdlint.reporters import FORMATS
from jtbdlint.rule import Problems, set_rule

SESSIONS = sorted((Path(__file__).parent / "sessions").glob("*.md"))
ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^````(console|file) ?([^\n]*)\n(.*?)^````\n", re.MULTILINE | re.DOTALL)

GOOD = "- When a deploy fails, I want to roll it back in one step, so that I can sleep\n"
BAD = "# Jobs to be done\n\n- When a deploy fails, I want to roll it back in one step\n"
FIXABLE = "- When a deploy fails, I want to be able to roll it back, so that I can sleep\n"

STATEMENT = "When I {} alone, I want to know whom to ask, so that I can go on before the shift ends"
JOB = f"- slug: job-{{id}}\n  jtbd: {STATEMENT.format('{what}')}\n"
WHATS = ["mend a pump", "weld a hull"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A terminal of 80 columns without colours, in an empty folder."""
    for name in ("NO_COLOR", "FORCE_COLOR", "PRE_COMMIT", "CI_PROJECT_DIR", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: exit status, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return run


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_a_session(path: Path, run: Run, update: bool) -> None:
    def replay(block: re.Match[str]) -> str:
        kind, name, body = block.groups()
        if kind == "file":
            write(name, body)
            return block[0]
        said = []
        for command in re.findall(r"^\$ (.*)$", body, re.MULTILINE):
            program, *arguments = shlex.split(command)
            said.append(f"$ {command}\n")
            if program == "cat":
                said += [Path(one).read_text(encoding="utf-8") for one in arguments]
                continue
            assert program == "jtbdlint"
            status, out, err = run(*arguments)
            said += [out, *(f"! {line}\n" for line in err.splitlines()), f"[exit {status}]\n" * bool(status)]
        return f"````console\n{''.join(said)}````\n"

    text = path.read_text(encoding="utf-8")
    expected = BLOCK.sub(replay, text)
    if update:
        path.write_text(expected, encoding="utf-8", newline="")
    assert text == expected or update


class TestExit:
    @pytest.mark.parametrize(
        ("text", "arguments", "status"),
        [
            (GOOD, [], 0),
            (BAD, [], 1),
            (BAD, ["--exit-zero"], 0),
            (BAD, ["--fail-level", "never"], 0),
            (FIXABLE, [], 0),
            (FIXABLE, ["--fail-level", "warning"], 1),
            (FIXABLE, ["--max-warnings", "0"], 1),
            (FIXABLE, ["--max-warnings", "1"], 0),
            (BAD, ["--ignore", "JT103"], 0),
            (BAD, ["--select", "missing-situation"], 0),
            ("Prose.\n", [], 2),
            ("Prose.\n", ["--allow-empty"], 0),
            (GOOD, ["--select", "nope"], 2),
            (GOOD, ["--no-such-option"], 2),
            (GOOD, ["--fail-level", "fatal"], 2),
            (GOOD, ["--config", "nowhere.toml"], 2),
            (GOOD, ["--report", "json"], 2),
            (GOOD, ["--report", "word=file.doc"], 2),
            (GOOD, ["--report", "json=no/such/folder.json"], 2),
            (GOOD, ["--new-since", "HEAD"], 2),
            (GOOD, ["--write-baseline"], 2),
            (GOOD, ["--baseline", "nowhere.txt"], 2),
        ],
    )
    def test_check(self, run: Run, text: str, arguments: list[str], status: int) -> None:
        write("page.md", text)

        assert run("check", "page.md", *arguments)[0] == status

    def test_what_cannot_be_read_outranks_findings_and_hides_none(self, run: Run) -> None:
        write("page.md", BAD)
        Path("latin.md").write_bytes("- When the café closes, I want to know".encode("latin-1"))
        status, out, err = run("check", ".", "nowhere.md", "--exit-zero", "--output-format", "concise")

        assert status == 2
        assert "page.md:3:58: error JT103 missing-outcome" in out
        assert "latin.md: not UTF-8" in err
        assert "nowhere.md: no such file" in err

    def test_a_broken_yaml_file_is_told_with_its_place(self, run: Run) -> None:
        write("jobs.yml", "- jtbd: [ a, b ] ]\n")
        status, _, err = run("check", "jobs.yml")

        assert status == 2
        assert re.search(r"^jobs.yml: 1:\d+: ", err)

    def test_a_rule_that_crashes_is_named_and_all_else_is_reported(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        @set_rule("JT000", "crasher", level="error", bad=[], good=[])
        def crash(_: object) -> Problems:
            raise RuntimeError("oh")

        rules = [crash, *catalog.bundled()]
        monkeypatch.setattr(catalog, "bundled", lambda: rules)
        write("page.md", BAD)
        status, out, err = run("check", "page.md", "--output-format", "json", "--exit-zero")

        assert status == 2
        assert "JT000 crasher crashed: RuntimeError: oh" in err
        said = json.loads(out)
        assert "missing-outcome" in {one["name"] for one in said["findings"]}
        assert said["errors"] == [{"path": "", "message": "JT000 crasher crashed: RuntimeError: oh"}]

    @pytest.mark.parametrize("name", ["", "chek", "Check", "_output", "a/../check", "../check", "check.py", "réunir"])
    def test_what_is_no_command(self, run: Run, name: str) -> None:
        status, _, err = run(name)
        assert status == 2
        assert "No such command" in err

    def test_a_full_disk_behind_the_output(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        class Full(io.StringIO):
            def write(self, text: str) -> int:  # noqa: ARG002
                raise OSError(28, "No space left on device")

        write("page.md", BAD)
        monkeypatch.setattr(sys, "stdout", Full())

        assert run("check", "page.md") == (2, "", "jtbdlint: the output cannot be written: No space left on device\n")

    def test_ctrl_c(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(catalog, "bundled", interrupt)
        write("page.md", GOOD)

        assert run("check", "page.md")[0] == 130

    def test_an_internal_error_is_a_line_and_with_debug_a_traceback(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash() -> None:
            raise ZeroDivisionError("oh")

        monkeypatch.setattr(catalog, "bundled", crash)
        write("page.md", GOOD)
        status, _, err = run("check", "page.md")

        assert status == 2
        assert err.startswith("jtbdlint: internal error: ZeroDivisionError: oh")
        with pytest.raises(ZeroDivisionError):
            main(["check", "page.md", "--debug"])

    def test_a_closed_pipe_is_quiet(self) -> None:
        write("page.md", BAD * 2000)
        check = "-m jtbdlint check page.md --select JT103 --output-format concise"
        command = f"{shlex.quote(sys.executable)} {check} | head -1"
        done = subprocess.run(
            command,
            shell=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )

        assert done.stdout.startswith("page.md:3:")
        assert "Traceback" not in done.stderr
        assert "BrokenPipe" not in done.stderr


class TestStdin:
    @pytest.fixture(autouse=True)
    def given(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        def give(text: str) -> None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

        return give

    def test_one_sentence(self, run: Run, given: Callable[[str], None]) -> None:
        given("When a deploy fails, I want to roll it back")
        status, out, _ = run("check", "-", "--output-format", "concise")

        assert status == 1
        assert "-:1:44: error JT103 missing-outcome" in out

    def test_one_sentence_that_is_none(self, run: Run, given: Callable[[str], None]) -> None:
        given("Whatever it takes.\n")
        status, out, _ = run("parse", "-")

        assert status == 0
        assert "fragment" in out

    def test_nothing(self, run: Run, given: Callable[[str], None]) -> None:
        given("")
        status, _, err = run("check", "-")

        assert status == 2
        assert "no job statement in 1 file" in err

    def test_the_name_says_how_to_read_it(self, run: Run, given: Callable[[str], None]) -> None:
        given("- slug: a\n  jtbd: When a deploy fails, I want to roll it back\n")
        status, out, _ = run("check", "-", "--stdin-filename", "jobs.yml", "--output-format", "concise")

        assert status == 1
        assert "jobs.yml:2:52: error JT103 missing-outcome" in out

    def test_a_fix_goes_to_standard_output_and_no_file_is_touched(self, run: Run, given: Callable[[str], None]) -> None:
        write("page.md", "kept")
        given(FIXABLE)
        status, out, _ = run("check", "-", "--fix", "--stdin-filename", "page.md")

        assert (status, out) == (0, FIXABLE.replace("be able to ", ""))
        assert Path("page.md").read_text(encoding="utf-8") == "kept"

    def test_what_needs_no_fix_comes_out_as_it_is(self, run: Run, given: Callable[[str], None]) -> None:
        given(GOOD)

        assert run("check", "-", "--fix")[1] == GOOD


class TestFix:
    def test_it_writes_and_tells(self, run: Run) -> None:
        path = write("page.md", f"# Jobs\r\n\r\n{FIXABLE}")
        status, out, err = run("check", "page.md", "--fix")

        assert (status, out) == (0, "")
        assert path.read_bytes().decode() == f"# Jobs\r\n\r\n{FIXABLE.replace('be able to ', '')}"
        assert "1 fixed." in err

    def test_what_is_left_still_fails(self, run: Run) -> None:
        write("page.md", FIXABLE + BAD)

        assert run("check", "page.md", "--fix")[0] == 1

    def test_a_hook_can_fail_on_a_fix(self, run: Run) -> None:
        write("page.md", FIXABLE)

        assert run("check", "page.md", "--fix", "--exit-non-zero-on-fix")[0] == 1
        assert run("check", "page.md", "--fix", "--exit-non-zero-on-fix")[0] == 0

    def test_an_unused_suppression_is_taken_out(self, run: Run) -> None:
        path = write("page.md", f"{GOOD}\n<!-- jtbdlint-disable-next[missing-outcome] -- x -->\n\n{GOOD}")
        run("check", "page.md", "--fix")

        assert "jtbdlint" not in path.read_text(encoding="utf-8")

    def test_a_diff_writes_nothing(self, run: Run) -> None:
        path = write("page.md", FIXABLE)
        before = path.stat().st_mtime_ns
        status, out, _ = run("check", "page.md", "--diff")

        assert status == 1
        assert out.startswith("--- a/page.md\n+++ b/page.md\n")
        assert path.stat().st_mtime_ns == before
        assert [one.name for one in Path().iterdir()] == ["page.md"]

    def test_a_diff_of_nothing(self, run: Run) -> None:
        write("page.md", BAD)

        assert run("check", "page.md", "--diff")[:2] == (0, "")

    def test_a_file_that_cannot_be_written_is_told(self, run: Run) -> None:
        path = write("page.md", FIXABLE)
        os.link(path, "other.txt")
        status, out, err = run("check", "page.md", "--fix", "--output-format", "concise")

        assert status == 2
        assert out.startswith("page.md:1:34: ")
        assert "page.md: not fixed: it has more than one name" in err
        assert "fixed." not in err


class TestFocus:
    def test_only_what_touches_the_focus_is_reported(self, run: Run) -> None:
        write("a.md", BAD)
        write("b.md", BAD.replace("deploy", "release"))
        out = run("check", "--focus", "a.md", "--output-format", "concise", "--select", "JT103")[1]

        assert out.splitlines() == [
            "a.md:3:58: error JT103 missing-outcome: the statement does not say what the person gains by it"
        ]

    def test_a_page_without_statements_in_focus_is_no_error(self, run: Run) -> None:
        write("a.md", GOOD)
        write("b.md", "Prose.\n")

        assert run("check", "--focus", "b.md")[0] == 0

    def test_in_a_hook_the_corpus_is_what_git_tracks(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        git("init", "-q")
        write("a.md", GOOD)
        git("add", "a.md")
        write("untracked.md", BAD)

        assert run("check")[0] == 1
        monkeypatch.setenv("PRE_COMMIT", "1")
        assert run("check")[0] == 0


def git(*arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


class TestNewSince:
    @pytest.fixture(autouse=True)
    def repository(self) -> None:
        git("init", "-q", "-b", "main")
        write("jobs.yml", "- slug: roll-back\n  jtbd: When a deploy fails, I want to roll it back\n")
        write("old.md", BAD.replace("deploy", "door"))
        git("add", ".")
        git("commit", "-qm", "One")
        git("checkout", "-qb", "topic")

    def new(self, run: Run) -> tuple[int, list[str]]:
        status, out, _ = run("check", "--new-since", "main", "--output-format", "json", "--select", "JT103")
        return status, [one["path"] for one in json.loads(out)["findings"] if one["new"]]

    def test_nothing_changed(self, run: Run) -> None:
        assert self.new(run) == (0, [])

    def test_a_page_moved_and_lines_shifted(self, run: Run) -> None:
        git("mv", "old.md", "new.md")
        write("new.md", "# Heading\n\nProse.\n\n" + Path("new.md").read_text(encoding="utf-8"))

        assert self.new(run) == (0, [])

    def test_a_statement_with_an_id_reworded(self, run: Run) -> None:
        write("jobs.yml", "- slug: roll-back\n  jtbd: When a release fails, I want to roll all of it back\n")

        assert self.new(run) == (0, [])

    def test_a_new_bad_statement(self, run: Run) -> None:
        write("more.md", BAD)

        assert self.new(run) == (1, ["more.md"])

    def test_what_main_mended_since_does_not_count_against_the_branch(self, run: Run) -> None:
        git("checkout", "-q", "main")
        write("old.md", GOOD)
        git("commit", "-qam", "Mend")
        git("checkout", "-q", "topic")

        assert self.new(run) == (0, [])

    def test_the_summary_counts_what_was_known(self, run: Run) -> None:
        assert "2 known before." in run("check", "--new-since", "main", "--select", "JT103")[2]

    def test_a_deleted_page_says_nothing_new(self, run: Run) -> None:
        Path("old.md").unlink()

        assert self.new(run) == (0, [])

    def test_a_merge_request_with_a_bit_of_everything(self, run: Run) -> None:
        """After forty commits: a duplicate over two files, a rewording, a moved page, a deleted parent."""
        git("checkout", "-q", "main")
        write("jobs.yml", "".join(JOB.format(id=number, what=what) for number, what in enumerate(WHATS)))
        write(
            "tree.yml",
            "- slug: top\n  jtbd: {}\n- slug: leaf\n  parent: top\n  jtbd: {}\n".format(
                "When the harvest is in, I want to taste each barrel, so that I can blend the year",
                "When a barrel tastes sour, I want to find its field, so that I can talk to the grower",
            ),
        )
        for number in range(40):
            write("notes.md", f"# Jobs to be done\n\nNote {number}.\n\n{BAD.splitlines()[-1]}\n")
            git("add", ".")
            git("commit", "-qm", f"Note {number}")
        git("checkout", "-qb", "merge-request")
        write("more.yml", JOB.format(id=99, what=WHATS[0]))
        write("jobs.yml", Path("jobs.yml").read_text(encoding="utf-8").replace(WHATS[1], f"{WHATS[1]} at dawn"))
        git("mv", "notes.md", "moved.md")
        write("tree.yml", "- slug: leaf" + Path("tree.yml").read_text(encoding="utf-8").split("- slug: leaf")[1])
        git("add", ".")
        git("commit", "-qm", "Everything")
        arguments = ["--new-since", "main", "--output-format", "json", "--select", "JT103,JT401,JT602"]
        status, out, _ = run("check", *arguments)
        said = json.loads(out)["findings"]

        assert status == 1
        assert sorted((one["code"], one["path"]) for one in said if one["new"]) == [
            ("JT401", "jobs.yml"),
            ("JT401", "more.yml"),
            ("JT602", "tree.yml"),
        ]
        assert sorted((one["code"], one["path"]) for one in said if not one["new"]) == [
            ("JT103", "moved.md"),
            ("JT103", "old.md"),
        ]

    def test_a_missing_base_is_an_error_with_the_remedy(self, run: Run) -> None:
        status, _, err = run("check", "--new-since", "no-such-branch")

        assert status == 2
        assert "GIT_DEPTH" in err

    def test_an_option_is_no_revision(self, run: Run) -> None:
        assert run("check", "--new-since", "--output=x")[0] == 2

    def test_paths_and_excludes_hold_for_the_base_as_well(self, run: Run) -> None:
        write("jtbdlint.toml", 'exclude = ["old.md"]\n')
        status, out, _ = run("check", "jobs.yml", "old.md", "--new-since", "main", "--output-format", "json")

        assert status == 0
        assert {one["path"] for one in json.loads(out)["findings"]} == {"jobs.yml"}


class TestBaseline:
    def test_what_is_known_is_hidden_and_what_is_new_is_not(self, run: Run) -> None:
        write("page.md", BAD)
        assert run("check", "--select", "JT103,JT9", "--baseline", "known.txt", "--write-baseline")[0] == 0
        status, out, err = run("check", "--select", "JT103,JT9", "--baseline", "known.txt")
        assert (status, out) == (0, "")
        assert "1 in the baseline." in err

        write("page.md", BAD + BAD.replace("deploy", "release"))
        status, out, _ = run("check", "--select", "JT103,JT9", "--baseline", "known.txt", "--output-format", "concise")
        assert status == 1
        assert [line.split(":")[:2] for line in out.splitlines()] == [["page.md", "6"]]

        write("page.md", GOOD)
        status, out, _ = run("check", "--select", "JT103,JT9", "--baseline", "known.txt", "--output-format", "concise")
        assert status == 0
        assert out.startswith("known.txt:2:1: warning JT904 stale-baseline-entry")

    def test_the_configuration_names_it_and_paths_are_relative_to_it(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git("init", "-q")
        write("jtbdlint.toml", 'baseline = "known.txt"\nselect = ["JT103"]\n')
        write("deep/page.md", BAD)
        assert run("check", "--write-baseline")[0] == 0
        monkeypatch.chdir("deep")

        assert run("check")[0] == 0


class TestReports:
    def test_several_in_one_run(self, run: Run) -> None:
        write("page.md", BAD)
        status, out, _ = run(
            "check", "--output-format", "concise", "--report", "json=a.json", "--report", "junit=b.xml"
        )

        assert status == 1
        assert "missing-outcome" in out
        assert json.loads(Path("a.json").read_text(encoding="utf-8"))["findings"]
        assert Path("b.xml").read_text(encoding="utf-8").startswith("<?xml")

    @pytest.mark.parametrize("name", FORMATS)
    def test_standard_output_is_the_format_and_nothing_else(self, run: Run, name: str) -> None:
        write("page.md", BAD)
        Path("latin.md").write_bytes(b"\xe9")
        status, out, err = run("check", "--output-format", name, "--verbose")

        assert status == 2
        assert "latin.md" in err
        if name in ("json", "gitlab", "sarif", "rdjson"):
            json.loads(out)

    def test_the_shares_of_the_stages_add_up(self, run: Run) -> None:
        write("page.md", BAD + FIXABLE)
        write(
            "jobs.yml",
            "".join(f"- id: j{n}\n  statement: When a lamp {n} fails, I want to mend it\n" for n in range(50)),
        )
        _, _, err = run("check", "--verbose", "--output-format", "concise")
        rows = re.findall(r"^(\S.*?) +(\d+\.\d{3}) s +(\d+)%$", err, re.MULTILINE)
        *stages, total = [(name, float(took)) for name, took, _ in rows]

        assert total[0] == "in all"
        assert {"parse", "rules JT1", "other"} <= {name for name, _ in stages}
        assert len(dict(stages)) == len(stages)
        # What takes less than half a millisecond is not told.
        assert abs(sum(took for _, took in stages) - total[1]) < 0.02
        assert 90 <= sum(int(share) for _, _, share in rows[:-1]) <= 110

    def test_the_same_bytes_whatever_the_hash_seed(self) -> None:
        write("b.md", BAD + FIXABLE)
        write("a/c.md", FIXABLE + BAD)
        said = {
            subprocess.run(
                [sys.executable, "-m", "jtbdlint", "check", "--output-format", "json", *order],
                capture_output=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
                check=False,
            ).stdout
            for seed, order in [("0", ["b.md", "a"]), ("1", ["a", "b.md"]), ("2", ["a", "b.md", "a/c.md"])]
        }

        assert len(said) == 1
        assert json.loads(said.pop())["findings"]


class TestColor:
    @pytest.mark.parametrize(
        ("environment", "arguments", "colored"),
        [
            ({}, [], False),
            ({"FORCE_COLOR": "1"}, [], True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
            ({"NO_COLOR": "1"}, ["--color", "always"], True),
            ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ],
    )
    def test_when(
        self,
        run: Run,
        monkeypatch: pytest.MonkeyPatch,
        environment: dict[str, str],
        arguments: list[str],
        colored: bool,
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        write("page.md", BAD)

        assert ("\x1b[" in run("check", *arguments)[1]) is colored


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"jtbdlint {jtbdlint.__version__}\n", "")


def test_help_of_every_command_fits_100_columns(run: Run) -> None:
    for command in cli.commands.list_commands(click.Context(cli.commands)):
        status, out, _ = run(command, "--help")
        assert status == 0
        assert max(map(len, out.splitlines())) <= 100


@pytest.fixture(autouse=True)
def forget_paths() -> Iterator[None]:
    """Paths are remembered as seen from one folder; every test has its own."""
    from jtbdlint.reporters.paths import from_root

    yield
    from_root.cache_clear()


def test_statistics_are_for_people(run: Run) -> None:
    write("page.md", BAD)

    assert "missing-outcome" in run("check", "page.md", "--statistics")[1]
    status, out, err = run("check", "page.md", "--statistics", "--output-format", "sarif")
    assert status == 2
    assert json.loads(out)["runs"]
    assert "--statistics is for people" in err


class TestCoverageOfAPart:
    FRAME = 'include = ["*.yml"]\n[frame]\ngroups = ["Pumps", "Hulls"]\n'
    PUMPS = "- slug: a\n  group: Pumps\n  jtbd: When I mend a pump, I want to know whom to ask, so I can go on\n"

    def test_what_was_not_read_is_not_missed(self, run: Run) -> None:
        write("jtbdlint.toml", self.FRAME)
        write("pumps.yml", self.PUMPS)
        select = ("--select", "JT5", "--output-format", "concise")

        assert "uncovered-group" in run("check", *select)[1]
        assert "uncovered-group" in run("check", ".", *select)[1]
        assert "uncovered-group" in run("check", "--focus", "jtbdlint.toml", *select)[1]
        status, out, err = run("check", "pumps.yml", *select)
        assert (status, out) == (0, "")
        assert "Coverage is not checked: this is a part of the set" in err

    def test_nor_what_could_not_be_read(self, run: Run) -> None:
        write("jtbdlint.toml", self.FRAME)
        write("pumps.yml", self.PUMPS)
        Path("hulls.yml").write_bytes(b"- jtbd: When I drink caf\xe9\n")
        status, out, _ = run("check", "--select", "JT5", "--output-format", "concise")

        assert (status, out) == (2, "")


def test_a_report_is_written_before_somebody_has_read_enough(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("page.md", BAD)

    def closed(_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("jtbdlint.commands.check.out", closed)
    monkeypatch.setattr("jtbdlint.cli._closed", lambda: 0)
    run("check", "page.md", "--report", "json=report.json")

    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["findings"]
