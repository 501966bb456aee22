"""`jtbdlint new`: a statement from its clauses, checked, and put at the end of a list."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jtbdlint.append import AppendError, Beside, appended, beside
from jtbdlint.cli import main
from jtbdlint.compose import Checker, Dialogue, Draft, asked_beside, fresh, guided
from jtbdlint.config import Config
from jtbdlint.corpus import statements_of
from jtbdlint.engine import Report
from jtbdlint.run import Linter
from jtbdlint.text import Document
from tests.support import corpus

NEW = "When a lodger calls, I want to learn what is wrong, so I can send the right person"
THERE = "When rent is late, I want to see who has not paid, so I can remind them"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path


@pytest.mark.parametrize(
    "clauses",
    [
        ("a lodger calls", "learn what is wrong", "send the right person"),
        ("When a lodger calls,", "I want to learn what is wrong,", "so I can send the right person."),
        (" A lodger calls ", "To learn what is wrong", "I can send the right person"),
        ("when a lodger calls", "Learn what is wrong;", "So I can send the right person"),
    ],
)
def test_opening_words_are_put_in_where_they_are_missing(clauses: tuple[str, str, str]) -> None:
    assert Draft(*clauses).text == NEW


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (("While PDFs pile up", "PDFs in order", "that I can rest"),
         "While PDFs pile up, I want to PDFs in order, so that I can rest"),
        (("I am late", "we want to hurry", "so that we can eat"),
         "When I am late, we want to hurry, so that we can eat"),
    ],
)  # fmt: skip
def test_words_that_are_there_stay(clauses: tuple[str, str, str], expected: str) -> None:
    assert Draft(*clauses).text == expected


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (("Cuando llueve", "quiero saber a qué hora escampa", "para salir sin paraguas"),
         "Cuando llueve, quiero saber a qué hora escampa, para salir sin paraguas"),
        (("Wenn es regnet", "will ich wissen, wann es aufhört", "damit ich trocken heimkomme"),
         "Wenn es regnet, will ich wissen, wann es aufhört, damit ich trocken heimkomme"),
        (("Quand il pleut", "je veux savoir quand ça s'arrête", "afin de sortir au sec"),
         "Quand il pleut, je veux savoir quand ça s'arrête, afin de sortir au sec"),
        (("Когда идёт дождь", "я хочу знать, когда он кончится", "чтобы не промокнуть"),
         "Когда идёт дождь, я хочу знать, когда он кончится, чтобы не промокнуть"),
        (("雨が降っているとき", "いつ止むか知りたい", "そうすれば濡れずに帰れる"),
         "雨が降っているとき、いつ止むか知りたい、そうすれば濡れずに帰れる"),
    ],
)  # fmt: skip
def test_other_languages_stay_as_they_are(clauses: tuple[str, str, str], expected: str, checker: Checker) -> None:
    assert Draft(*clauses).text == expected
    (statement,) = checker.alone(expected).statements
    assert all(statement.clauses)


class TestAppended:
    @pytest.mark.parametrize(
        ("path", "before", "item", "after"),
        [
            ("a.yml", f"# jobs\n- slug: a\n  jtbd: {THERE}  # why\n  title:  x", f"\n- jtbd: {NEW}", ""),
            ("a.yml", f"- slug: a\n  jtbd: '{THERE}'", f"\n- jtbd: '{NEW}'", "\n\n# end\n"),
            ("a.yml", f'jobs:\n  - jtbd: "{THERE}."\n    group: a', f'\n  - jtbd: "{NEW}."', "\nother: [1,  2]\n"),
            ("a.yml", f"- jtbd: >-\n    {THERE[:30]}\n    {THERE[30:]}", f"\n- jtbd: {NEW}", "\n"),
            ("a.yml", f"- jtbd: {THERE}\n\n- jtbd:  {THERE}s", f"\n\n- jtbd: {NEW}", "\n"),
            ("a.yml", f"- {{slug: a, jtbd: '{THERE.replace(',', '')}, so I can rest'}}\n- slug: b\n  title: c",
             f"\n- jtbd: '{NEW}'", "\n"),
            ("a.yml", f"jtbd:\r\n- {THERE}", f"\r\n- {NEW}", "\r\n"),
            ("a.md", f"# Jobs\n\n- {THERE}", f"\n- {NEW}", "\n\nThe end.\n"),
            ("a.md", f"* **{THERE}.**", f"\n* {NEW}.", ""),
            ("a.md", f"1. {THERE}\n2. {THERE} all", f"\n3. {NEW}", "\n"),
            ("a.md", f"- {THERE}\n\n- {THERE}\n  or not", f"\n\n- {NEW}", "\n\n## Next\n"),
            ("a.md", f"> - {THERE}", f"\n> - {NEW}", "\n\nText.\n"),
            ("a.md", f"- {THERE}\n  - see Ann\n  - and Bob", f"\n- {NEW}", "\n"),
        ],
    )  # fmt: skip
    def test_it_stands_at_the_end_of_the_last_list(self, path: str, before: str, item: str, after: str) -> None:
        document = Document(path, before + after)

        assert appended(document, NEW, statements_of).text == before + item + after

    def test_quotes_where_they_are_needed(self) -> None:
        text = 'When a lodger says: "it leaks", I want to see it, so I can call "Ann"'
        found = appended(Document("a.yml", f"- jtbd: {THERE}\n"), text, statements_of)

        assert found.text.endswith(
            '\n- jtbd: "When a lodger says: \\"it leaks\\", I want to see it, so I can call \\"Ann\\""\n'
        )

    @pytest.mark.parametrize(
        ("path", "text", "why"),
        [
            ("a.md", "Nothing here.\n", "no list"),
            ("a.md", f"{THERE}.\n", "no list"),
            ("a.md", f"| job |\n|---|\n| {THERE} |\n", "no list"),
            ("a.json", f'[{{"jtbd": "{THERE}"}}]', "only lists in YAML and Markdown"),
            ("a.yml", f"[{{jtbd: '{THERE}'}}]\n", "no item of a list"),
        ],
    )
    def test_where_there_is_no_place(self, path: str, text: str, why: str) -> None:
        with pytest.raises(AppendError, match=why):
            appended(Document(path, text), NEW, statements_of)


LISTED = f"""\
# jobs
- slug: 'late-rent'   # kept
  parent:
  group: Rent
  jtbd: {THERE}
- slug: 'leaks'
  group: Repairs
  jtbd: When a tap leaks, I want to know a plumber, so I can sleep
"""


class TestWhatAllEntriesHave:
    def test_is_told(self) -> None:
        assert beside(Document("a.yml", LISTED), statements_of) == {
            "id": Beside("slug", "leaks"),
            "group": Beside("group", "Repairs"),
        }

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("a.yml", LISTED.replace("  group: Rent\n", "").replace("- slug: 'leaks'\n  group", "- slug:\n  group")),
            ("a.yml", f"jtbd:\n- {THERE}\n"),
            ("a.yml", f"Rent:\n  - jtbd: {THERE}\n"),
            ("a.md", f"- {THERE}\n"),
        ],
    )
    def test_and_what_only_some_have_is_not(self, path: str, text: str) -> None:
        assert beside(Document(path, text), statements_of) == {}

    def test_goes_into_the_new_entry_as_the_others_have_it(self) -> None:
        found = appended(Document("a.yml", LISTED), NEW, statements_of, {"group": "Repairs: urgent", "id": "calls"})

        assert found.text == f"{LISTED}- slug: 'calls'\n  group: \"Repairs: urgent\"\n  jtbd: {NEW}\n"

    @pytest.mark.parametrize(
        ("path", "text", "why"),
        [
            ("a.yml", f"- slug: a\n  jtbd: {THERE}\n", "its last entry has no group"),
            ("a.md", f"- {THERE}\n", "no place for id and group"),
        ],
    )
    def test_unless_there_is_no_place_for_it(self, path: str, text: str, why: str) -> None:
        with pytest.raises(AppendError, match=why):
            appended(Document(path, text), NEW, statements_of, {"id": "b", "group": "c"})

    def test_is_asked_for_until_it_is_there_and_free(self) -> None:
        assert asked_beside(Person("").dialogue, "group", "group", "Rent") == "Rent"
        assert asked_beside(Person("", "leaks", "b").dialogue, "id", "slug", "", {"leaks"}) == "b"
        assert asked_beside(Person("b").dialogue, "id", "slug", "a") == "b"

    @pytest.mark.parametrize(
        ("wish", "last", "slug"),
        [
            ("I want to learn what is wrong with the heating", "late-rent", "learn-what-is-wrong"),
            ("to find a plumber", "late_rent", "find_plumber"),
            ("find a plumber", "rent", "find-plumber"),
            ("know the PIN's age", "rent", "know-pins-age"),
            ("leaks", "rent", ""),
        ],
    )
    def test_an_id_is_suggested_that_is_free(self, wish: str, last: str, slug: str) -> None:
        assert fresh(Draft("", wish, "").slug, last, {"leaks"}) == slug


class Person:
    """Somebody at a terminal: what is typed and agreed to, and what was shown."""

    def __init__(self, *answers: str | bool) -> None:
        self.answers: Iterator[str | bool] = iter(answers)
        self.shown: list[list[str]] = []

    def ask(self, _: str) -> str:
        answer = next(self.answers)
        assert isinstance(answer, str)
        return answer

    def agree(self, _: str) -> bool:
        answer = next(self.answers)
        assert isinstance(answer, bool)
        return answer

    def tell(self, report: Report) -> None:
        self.shown.append([one.rule.name for one in report.findings])

    @property
    def dialogue(self) -> Dialogue:
        return Dialogue(self.ask, self.agree, self.tell)


@pytest.fixture
def checker() -> Checker:
    return Checker(Linter.of(Config()), corpus({"page.md": f"- {THERE}\n"}))


class TestGuided:
    def test_each_clause_is_asked_for_and_told_about(self, checker: Checker) -> None:
        person = Person("a lodger calls", "", "quickly learn it", False, True, "learn what is wrong", "send a man")
        draft = guided(checker, person.dialogue)

        assert draft.text == "When a lodger calls, I want to learn what is wrong, so I can send a man"
        assert person.shown == [["need-word"]]

    def test_a_fix_is_proposed_and_taken(self, checker: Checker) -> None:
        person = Person("a lodger calls", "be able to learn what is wrong", True, "send the right person")

        assert guided(checker, person.dialogue).text == NEW
        assert person.shown == [["be-able-to"]]

    def test_somebody_may_insist(self, checker: Checker) -> None:
        person = Person("a lodger calls", "be able to learn it", False, False, "send a man")

        assert "be able to" in guided(checker, person.dialogue).text

    def test_what_is_given_is_not_asked_for(self, checker: Checker) -> None:
        draft = guided(checker, Person("learn what is wrong").dialogue, ["a lodger calls", None, "rest"])

        assert draft.motivation == "learn what is wrong"

    def test_the_whole_is_compared_with_the_set(self, checker: Checker) -> None:
        assert [one.rule.name for one in checker.among(THERE).findings] == ["duplicate-statement"]
        assert not checker.among(NEW).findings


def options(text: str = NEW) -> list[str]:
    situation, motivation, outcome = text.split(", ")
    return ["new", "--situation", situation, "--motivation", motivation, "--outcome", outcome]


@pytest.mark.usefixtures("repository")
class TestCommand:
    def test_it_prints_the_statement_and_nothing_else(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(options()) == 0
        assert capsys.readouterr().out == f"{NEW}\n"

    def test_without_a_terminal_all_clauses_are_needed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["new", "--situation", "it rains"]) == 2
        assert "--motivation, --outcome" in capsys.readouterr().err

    def test_it_is_appended(self, repository: Path) -> None:
        (repository / "page.md").write_bytes(f"# Jobs\r\n\r\n- {THERE}\r\n".encode())

        assert main([*options(), "--into", "page.md"]) == 0
        assert (repository / "page.md").read_bytes() == f"# Jobs\r\n\r\n- {THERE}\r\n- {NEW}\r\n".encode()

    def test_a_job_that_is_there_already_is_not(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "page.md").write_text(f"- {THERE}\n", encoding="utf-8")

        assert main([*options(THERE), "--into", "page.md"]) == 1
        captured = capsys.readouterr()
        assert captured.out == f"{THERE}\n"
        assert "duplicate-statement" in captured.err
        assert "page.md: unchanged" in captured.err
        assert (repository / "page.md").read_text(encoding="utf-8") == f"- {THERE}\n"

    def test_it_is_compared_with_the_configured_corpus(self, repository: Path) -> None:
        (repository / "jtbdlint.toml").write_text('include = ["*.md"]\n', encoding="utf-8")
        (repository / "page.md").write_text(f"- {THERE}\n", encoding="utf-8")

        assert main(options(THERE)) == 1
        assert main(options()) == 0

    def test_the_level_at_which_it_fails_is_that_of_the_configuration(self, repository: Path) -> None:
        text = NEW.replace("learn", "be able to learn")
        assert main(options(text)) == 0
        (repository / "jtbdlint.toml").write_text("fail-level = 'warning'\n", encoding="utf-8")
        assert main([*options(text), "--config", "jtbdlint.toml"]) == 1

    def test_fixes(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = NEW.replace("learn", "be able to learn")

        assert main([*options(text), "--fix"]) == 0
        assert capsys.readouterr().out == f"{NEW}\n"

    def test_an_entry_gets_what_all_entries_have(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "jobs.yml").write_text(LISTED, encoding="utf-8", newline="")

        assert main([*options(), "--into", "jobs.yml", "--group", "Repairs"]) == 2
        assert "what all entries of jobs.yml have is needed: --id" in capsys.readouterr().err
        assert main([*options(), "--into", "jobs.yml", "--group", "Repairs", "--id", "leaks"]) == 2
        assert "--id: 'leaks' is taken" in capsys.readouterr().err
        assert main([*options(), "--id", "calls"]) == 2
        assert "--id without --into" in capsys.readouterr().err
        assert (repository / "jobs.yml").read_text(encoding="utf-8") == LISTED

        assert main([*options(), "--into", "jobs.yml", "--group", "Repairs", "--id", "calls"]) == 0
        added = f"- slug: 'calls'\n  group: Repairs\n  jtbd: {NEW}\n"
        assert (repository / "jobs.yml").read_text(encoding="utf-8") == LISTED + added

    def test_at_a_terminal_it_is_asked_for(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (repository / "jobs.yml").write_text(LISTED, encoding="utf-8", newline="")
        typed = io.StringIO("leaks\n\nRepairs\n")
        monkeypatch.setattr(typed, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", typed)

        assert main([*options(), "--into", "jobs.yml", "--id", "calls"]) == 0
        text = (repository / "jobs.yml").read_text(encoding="utf-8")
        assert text.endswith(f"- slug: 'calls'\n  group: leaks\n  jtbd: {NEW}\n")

    @pytest.mark.parametrize(("file", "why"), [("none.md", "no such file"), ("text.md", "no list of statements")])
    def test_a_file_that_cannot_be_appended_to(
        self, repository: Path, capsys: pytest.CaptureFixture[str], file: str, why: str
    ) -> None:
        (repository / "text.md").write_text("Text.\n", encoding="utf-8")

        assert main([*options(), "--into", file]) == 2
        assert why in capsys.readouterr().err.lower()

    def test_at_a_terminal_it_asks(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        typed = io.StringIO("a lodger calls\nlearn what is wrong\nsend the right person\n")
        monkeypatch.setattr(typed, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", typed)

        assert main(["new"]) == 0
        captured = capsys.readouterr()
        assert captured.out == f"{NEW}\n"
        assert captured.err.startswith("What goes on when the need comes up?\nWhen ")

    def test_who_stops_typing_stops(self, monkeypatch: pytest.MonkeyPatch) -> None:
        typed = io.StringIO("a lodger calls\n")
        monkeypatch.setattr(typed, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", typed)

        assert main(["new"]) == 130
