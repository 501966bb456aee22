"""Fixes: which go together, what they make of a text, when they are taken back, how a file is written."""

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint.catalog import Chosen
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.engine import Report, check
from jtbdlint.fixes import UnwritableError, apply, diff, edits_of, mend, sweep, together, write
from jtbdlint.rule import Edit, Fix, Level, Problem, Problems, Statement, applicable, set_rule
from jtbdlint.text import Document
from tests.support import corpus

A = "When a deploy fails, I want to roll it back, so I can sleep"


def linter(check_: Callable[[Sequence[Statement]], Problems]) -> Callable[[Corpus], Report]:
    """A run of one rule."""
    chosen = [Chosen(set_rule("JT000", "a-rule", level="error", bad=[], good=[])(check_), Level.ERROR)]

    def lint(read: Corpus) -> Report:
        findings, errors = check(read.statements, chosen)
        return Report(findings, read.documents, read.statements, errors)

    return lint


def swap(old: str, new: str, *, safe: bool = True) -> Callable[[Corpus], Report]:
    """A rule that replaces a word."""

    def rule(statements: Sequence[Statement]) -> Problems:
        for statement in statements:
            for word in statement.words():
                if word.text == old:
                    yield Problem(word, "odd", fix=Fix((word.replaced_by(new),), safe))

    return linter(rule)


def of_file(path: str, old: str, new: str) -> Callable[[Sequence[Statement]], Problems]:
    """A check that replaces a word in one file."""

    def rule(statements: Sequence[Statement]) -> Problems:
        for statement in statements:
            for word in statement.words():
                if word.text == old and statement.document.path == path:
                    yield Problem(word, "odd", fix=Fix((word.replaced_by(new),)))

    return rule


def mended(text: str, lint: Callable[[Corpus], Report], *, unsafe: bool = False) -> tuple[str, list[str], int]:
    """The text after fixing, the errors, and how many fixes were applied."""
    result = mend(corpus({"page.md": text}), lint, statements_of, unsafe=unsafe)
    changed = {before.path: after.text for before, after in result.changed}
    return changed.get("page.md", text), [one.message for one in result.report.errors], result.fixes


class TestTogether:
    def report(self, *spans: tuple[int, int]) -> Report:
        whole = Document("page.md", A).whole()

        def rule(_: Sequence[Statement]) -> Problems:
            for start, end in spans:
                yield Problem(whole.part(start, end), "odd", fix=Fix((whole.part(start, end).replaced_by("x"),)))

        return linter(rule)(Corpus())

    @pytest.mark.parametrize(
        ("spans", "count"),
        [([(0, 4), (5, 6)], 2), ([(0, 4), (4, 6)], 1), ([(0, 4), (2, 6)], 1), ([(3, 3), (3, 3)], 1), ([(0, 4)], 1)],
    )
    def test_what_touches_waits(self, spans: list[tuple[int, int]], count: int) -> None:
        assert len(together(self.report(*spans).findings)) == count

    def test_an_unsafe_fix_is_applied_only_on_request(self) -> None:
        findings = swap("deploy", "release", safe=False)(corpus({"page.md": A})).findings

        assert len(together(findings)) == 0
        assert len(together(findings, unsafe=True)) == 1

    def test_no_fix_goes_through_markup(self) -> None:
        statement = corpus({"page.md": "When a **deploy** fails, I want to roll it back, so I can sleep"}).statements[0]
        across = statement.situation.part(0, 13)

        assert across.source == "When a **deploy**"
        assert not applicable(Fix((across.replaced_by("When a release"),)))
        assert applicable(Fix((statement.motivation.replaced_by("I want to sleep"),)))
        edits = (across.replaced_by("When a release"), statement.motivation.replaced_by("I want to sleep"))
        assert not applicable(Fix(edits))

    def test_no_unsafe_fix_unless_it_is_wanted(self) -> None:
        statement = corpus({"page.md": A}).statements[0]
        fix = Fix((statement.motivation.replaced_by("I want to sleep"),), safe=False)

        assert not applicable(fix)
        assert applicable(fix, unsafe=True)
        lint = swap("deploy", "release", safe=False)
        assert not mend(corpus({"page.md": A}), lint, statements_of).changed


@given(st.text("ab\r\n", max_size=30), st.lists(st.integers(0, 30), max_size=8))
def test_bytes_outside_of_the_edits_stay(text: str, cuts: list[int]) -> None:
    whole = Document("page.md", text).whole()
    places = sorted({min(cut, len(text)) for cut in cuts})
    spans = list(zip(places[::2], places[1::2], strict=False))
    edits = [Edit(whole.part(start, end), "X") for start, end in spans]
    expected, last = "", 0
    for start, end in spans:
        expected += text[last:start] + "X"
        last = end

    assert apply(whole.document, edits) == expected + text[last:]


class TestMend:
    def test_fixes_are_applied_until_nothing_is_left(self) -> None:
        def lint(read: Corpus) -> Report:
            return Report(
                [*swap("deploy", "release")(read).findings, *swap("release", "rollout")(read).findings],
                read.documents,
                read.statements,
            )

        text, errors, count = mended(A, lint)

        assert text == A.replace("deploy", "rollout")
        assert errors == []
        assert count == 2

    def test_a_fix_of_a_fix_changes_nothing(self) -> None:
        text, _, _ = mended(A, swap("deploy", "release"))

        assert mended(text, swap("deploy", "release")) == (text, [], 0)

    def test_fixes_that_do_not_settle_are_taken_back(self) -> None:
        text, errors, count = mended(A, swap_both)

        assert (text, count) == (A, 0)
        assert "a-rule do not settle" in errors[0]

    def test_a_fix_that_loses_a_statement_is_taken_back(self) -> None:
        text, errors, count = mended(A, swap("want", "sing"))

        assert (text, count) == (A, 0)
        assert "a-rule make 0 statements of 1" in errors[0]

    def test_a_fix_that_changes_another_clause_is_taken_back(self) -> None:
        text, errors, _ = mended(A, swap("roll", "roll it back, so that I can"))

        assert text == A
        assert "a-rule change the outcome" in errors[0] or "a-rule make" in errors[0]

    def test_a_fix_may_touch_several_clauses_and_their_edges(self) -> None:
        def rule(statements: Sequence[Statement]) -> Problems:
            for one in statements:
                if one.situation.text.startswith("When"):
                    edits = (
                        one.situation.before().replaced_by("Right "),
                        one.outcome.after().replaced_by(" tonight"),
                    )
                    yield Problem(one, "odd", fix=Fix(edits))

        assert mended(A, linter(rule)) == (f"Right {A} tonight", [], 2)

    def test_a_fix_that_the_file_reads_otherwise_is_taken_back(self) -> None:
        jobs = corpus({"jobs.yml": f"- id: a\n  jtbd: {A}\n"})

        result = mend(jobs, swap("sleep", "sleep # well"), statements_of)

        assert not result.changed
        assert "a-rule read otherwise than they were meant to" in result.report.errors[0].message

    def test_only_the_rules_of_the_file_are_named(self) -> None:
        lose = set_rule("JT001", "losing", level="error", bad=[], good=[])(of_file("lost.md", "want", "sing"))
        keep = set_rule("JT002", "keeping", level="error", bad=[], good=[])(of_file("kept.md", "deploy", "release"))

        def lint(read: Corpus) -> Report:
            findings, _ = check(read.statements, [Chosen(lose, Level.ERROR), Chosen(keep, Level.ERROR)])
            return Report(findings, read.documents, read.statements)

        (error,) = mend(corpus({"lost.md": A, "kept.md": A}), lint, statements_of).report.errors

        assert "the fixes of losing make" in error.message

    def test_the_other_files_are_fixed_all_the_same(self) -> None:
        def rule(statements: Sequence[Statement]) -> Problems:
            for statement in statements:
                for word in statement.words():
                    if word.text in ("deploy", "want") and (word.text == "deploy") == (word.document.path == "good.md"):
                        yield Problem(word, "odd", fix=Fix((word.replaced_by("x"),)))

        result = mend(corpus({"bad.md": A, "good.md": A}), linter(rule), statements_of)

        assert [after.path for _, after in result.changed] == ["good.md"]
        assert [one.path for one in result.report.errors] == ["bad.md"]
        # What was put back is reported as it was.
        assert [one.path for one in result.report.findings] == ["bad.md"]

    def test_line_ends_and_all_else_stay(self) -> None:
        text = f"# Jobs\r\n\r\n- {A}\r\n\r\nProse\ttoo.  \r\n"

        assert mended(text, swap("deploy", "release"))[0] == text.replace("deploy", "release")

    def test_what_could_not_be_written_is_told_as_it_is_on_the_disk(self) -> None:
        def refuse(before: Document, _: Document) -> None:
            if before.path == "b.md":
                raise UnwritableError("it is read-only")

        files = {"a.md": A, "b.md": A, "c.md": A.replace("deploy", "release")}
        result = mend(corpus(files), swap("deploy", "rollout"), statements_of, write=refuse)

        assert [(one.path, one.problem.at.text) for one in result.report.findings] == [("b.md", "deploy")]
        assert {one.path: one.text for one in result.report.documents} == {
            **files,
            "a.md": A.replace("deploy", "rollout"),
        }
        assert [(before.path, result.fixes) for before, _ in result.changed] == [("a.md", 1)]
        assert result.report.errors == [("b.md", "not fixed: it is read-only")]


def swap_both(read: Corpus) -> Report:
    found = [*swap("deploy", "release")(read).findings, *swap("release", "deploy")(read).findings]
    return Report(found, read.documents, read.statements)


class TestWrite:
    @pytest.fixture
    def page(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "page.md"
        path.write_bytes("\ufeffHé\r\n".encode())
        return path

    def put(self, path: str = "page.md", before: str = "Hé\r\n", after: str = "Hö\r\n") -> None:
        write(Document(path, before), Document(path, after), ".")

    def test_the_byte_order_mark_and_the_mode_stay(self, page: Path) -> None:
        page.chmod(0o640)
        self.put()

        assert page.read_bytes() == "\ufeffHö\r\n".encode()
        assert stat.S_IMODE(page.stat().st_mode) == 0o640
        assert [one.name for one in page.parent.iterdir()] == ["page.md"]

    def refused(self, why: str, **texts: str) -> None:
        with pytest.raises(UnwritableError, match=why):
            self.put(**texts)
        assert not list(Path().glob(".jtbdlint-*"))

    def test_not_what_changed_since_it_was_read(self, page: Path) -> None:
        self.refused("changed since", before="Hello\r\n")
        assert page.read_bytes() == "\ufeffHé\r\n".encode()

    def test_not_what_is_read_only(self, page: Path) -> None:
        page.chmod(0o444)
        self.refused("read-only")

    def test_not_what_has_two_names(self, page: Path) -> None:
        os.link(page, page.parent / "other.md")
        self.refused("hard links")

    def test_not_what_is_gone(self, page: Path) -> None:
        page.unlink()
        self.refused("No such file")

    def test_not_what_cannot_be_encoded(self, page: Path) -> None:
        self.refused("surrogates", after="\ud800")
        assert page.read_bytes() == "\ufeffHé\r\n".encode()

    def test_of_a_link_the_target_is_replaced(self, page: Path) -> None:
        (page.parent / "link.md").symlink_to("page.md")
        self.put("link.md")

        assert (page.parent / "link.md").is_symlink()
        assert page.read_bytes() == "\ufeffHö\r\n".encode()

    def test_not_through_a_link_that_leads_out(self, page: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        outside = tmp_path_factory.mktemp("outside") / "page.md"
        outside.write_bytes(page.read_bytes())
        (page.parent / "link.md").symlink_to(outside)
        self.refused("which is elsewhere", path="link.md")

    def test_a_failure_on_the_way_leaves_the_old_file(self, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        self.refused("No space left")
        assert page.read_bytes() == "\ufeffHé\r\n".encode()

    def test_an_interruption_leaves_the_old_file(self, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(_: int) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("os.fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            self.put()
        assert [one.name for one in page.parent.iterdir()] == ["page.md"]
        assert page.read_bytes() == "\ufeffHé\r\n".encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\nb\n", "a\nc\n"), ("a\nb", "a\nc"), ("a\nb", "a\nb\n"), ("a\r\nb\r\n", "a\r\nc\r\n"), ("", "a\n")],
)
def test_a_diff_is_a_patch_that_git_applies(tmp_path: Path, before: str, after: str) -> None:
    import subprocess

    (tmp_path / "page.md").write_bytes(before.encode())
    patch = "".join(f"{line}\n" for line in diff(Document("page.md", before), Document("page.md", after)))
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=patch.encode(), cwd=tmp_path, check=True)

    assert (tmp_path / "page.md").read_bytes() == after.encode()


def test_the_edits_of_findings_by_document() -> None:
    findings = swap("deploy", "release")(corpus({"a.md": A, "b.md": A})).findings

    assert [document.path for document in edits_of(findings)] == ["a.md", "b.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no file that is open")
@pytest.mark.parametrize(
    ("fault", "stays"),
    [(None, True), (PermissionError(), True), (ProcessLookupError(), False), (OverflowError(), False)],
)
def test_what_is_left_half_written_goes_unless_its_writer_is_running(
    fault: Exception | None, stays: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def kill(pid: int, signal: int) -> None:
        asked.append((pid, signal))
        if fault is not None:
            raise fault

    monkeypatch.setattr(os, "kill", kill)
    theirs, mine = tmp_path / ".jtbdlint-4711-x", tmp_path / f".jtbdlint-{os.getpid()}-x"
    theirs.touch()
    mine.touch()

    sweep(str(tmp_path))

    assert asked == [(4711, 0)]  # signal 0 ends nobody
    assert theirs.exists() is stays
    assert not mine.exists()
