"""What holds for any input: no crash, a known exit status, valid JSON, and fixes that settle."""

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jtbdlint.cli import main

few = settings(max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

CLAUSES = st.sampled_from(
    [
        "When a deploy fails",
        "when I’m alone",
        ", ",
        " I want to be able to roll it back",
        " I want",
        " so that I can sleep",
        "so ",
        ".",
        "\n",
        "\n\n- ",
        "\n# Jobs\n",
        "> ",
        "|",
        "é😀",
        "\u202e",
        "**",
        "`",
        "[situation]",
        "<!-- jtbdlint-",
        "-->",
    ]
)
STATEMENTS = st.one_of(st.lists(CLAUSES, max_size=12).map("".join), st.text(max_size=30))
LISTS = st.one_of(
    st.lists(STATEMENTS, max_size=4).map(lambda all_: json.dumps([{"id": "a", "jtbd": one} for one in all_])),
    st.lists(STATEMENTS, max_size=4).map(lambda all_: "".join(f"- jtbd: {one}\n" for one in all_)),
)
PAGES = st.dictionaries(
    st.sampled_from(["a.md", "b.txt", "c/d.md.erb"]), STATEMENTS.map(lambda one: f"- {one}"), min_size=1
)
CONFIGURATIONS = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            ["select", "ignore", "levels", "extends", "[rules]", "[frame]", "=", "['JT1']", "3", "{", "\n", "''"]
        ),
        max_size=8,
    ).map("".join),
)


@contextlib.contextmanager
def tree(files: dict[str, str]) -> Iterator[None]:
    """A folder with files, as the working folder."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name, text in files.items():
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_bytes(text.encode("utf-8", "surrogatepass"))
        yield


def run(*arguments: str) -> tuple[int, str]:
    """Exit status and standard output of a command that must not crash."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["check", *arguments])
    assert status in (0, 1, 2)
    assert "internal error" not in err.getvalue(), err.getvalue()
    assert "crashed" not in err.getvalue(), err.getvalue()
    assert "Traceback" not in err.getvalue()
    return status, out.getvalue()


@few
@given(PAGES, LISTS)
def test_any_files_give_the_same_valid_json_in_any_order(pages: dict[str, str], jobs: str) -> None:
    with tree({**pages, "jobs.yml": jobs}):
        names = sorted([*pages, "jobs.yml"])
        first = run(*names, "--output-format", "json")
        assert run(*reversed(names), "--output-format", "json") == first
        assert json.loads(first[1])["schema"] == "jtbdlint/check/v1"


@few
@given(PAGES, LISTS)
def test_a_second_fix_changes_nothing(pages: dict[str, str], jobs: str) -> None:
    with tree({**pages, "jobs.yml": jobs}):
        run(".", "--fix")
        once = {name: Path(name).read_bytes() for name in [*pages, "jobs.yml"]}
        run(".", "--fix")
        assert {name: Path(name).read_bytes() for name in once} == once
        assert not [name for name in os.listdir() if name.startswith(".jtbdlint-")]  # noqa: PTH208


@few
@given(CONFIGURATIONS)
def test_any_configuration_is_read_or_refused(text: str) -> None:
    with tree({"jtbdlint.toml": text, "page.md": "- When a deploy fails, I want to roll it back\n"}):
        run("page.md")
