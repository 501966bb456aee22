"""`[terms]` and `[[term-rules]]`: words of one's own for the rules there are, and rules made of words."""

from pathlib import Path
from typing import get_type_hints

import pytest

from jtbdlint import testing
from jtbdlint.catalog import bundled, choose, rules_of
from jtbdlint.cli import main
from jtbdlint.config import Config, ConfigError, load
from jtbdlint.term_rules import MOST_WAYS, _Ways
from jtbdlint.terms import Terms
from tests.support import corpus

JARGON = """
[[term-rules]]
code = "ACME1"
name = "no-jargon"
message = "'{word}' is jargon of the office"
suggest = "say it as at home"
words = ["synergy", "low hanging fruit", "KPI"]
clauses = ["motivation", "outcome"]
bad = ["When sales drop, I want to find «Low hanging fruit», so I can meet my «KPI»"]
good = ["When synergy is gone, I want to find a kpi, so I can plan"]
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(folder: Path, text: str, name: str = "jtbdlint.toml") -> Config:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return load(str(folder / name))


def found(config: Config, *texts: str) -> list[tuple[str, str]]:
    """The rule and the text of each finding in statements, in their order."""
    from jtbdlint.engine import check

    page = "".join(f"- {text}\n" for text in texts)
    findings, errors = check(corpus({"page.md": page}).statements, choose(config, rules_of(config)))
    assert not errors
    return [(one.rule.name, one.problem.at.text) for one in findings]


class TestTerms:
    @pytest.mark.parametrize(
        ("terms", "text", "rule", "at"),
        [
            (
                'solution = ["Ferrymate"]',
                "When tides turn, I want to see Ferrymate, so I can go",
                "solution-term",
                None,
            ),
            (
                'solution = ["Ferrymate"]',
                "When I open Ferrymate, I want to see tides, so I can go",
                "product-as-situation",
                "open Ferrymate",
            ),
            ('org = ["Field Sales"]', "When Field Sales calls, I want to see tides, so I can go", "org-term", None),
            (
                'prefer = { "high water" = ["flood"] }',
                "When a flood comes, I want to see the tides, so I can go",
                "inconsistent-term",
                "flood",
            ),
        ],
    )
    def test_they_reach_the_rules(self, repository: Path, terms: str, text: str, rule: str, at: str | None) -> None:
        flagged = found(configured(repository, f'select = ["{rule}"]\n[terms]\n{terms}\n'), text)

        assert [name for name, _ in flagged] == [rule]
        assert at is None or flagged == [(rule, at)]
        assert not found(configured(repository, f'select = ["{rule}"]\n'), text)

    def test_acronyms_that_are_known(self, repository: Path) -> None:
        text = "When the ECG looks odd, I want to compare it, so I can call the doctor"

        assert found(configured(repository, 'select = ["undefined-acronym"]\n'), text)
        assert not found(configured(repository, 'select = ["JT222"]\nterms.acronyms = ["ECG"]\n'), text)

    def test_they_are_added_to_the_settings_of_a_rule(self, repository: Path) -> None:
        text = 'terms.prefer = { a = ["b"], c = ["d"] }\nterms.solution = ["x"]\n'
        config = configured(repository, text + '[rules]\ninconsistent-term.prefer = { a = ["e"] }\n'
                                               'solution-term.terms = ["y"]\n')  # fmt: skip
        settings = {one.rule.name: one.settings for one in choose(config, rules_of(config))}

        assert settings["inconsistent-term"]["prefer"] == {"a": ("e",), "c": ("d",)}
        assert settings["solution-term"]["terms"] == ("x", "y")

    def test_each_fits_the_setting_that_it_fills(self) -> None:
        for rule in bundled():
            types = {one.name: one.type for one in rule.settings}
            for name, key in rule.terms.items():
                assert types[name] == get_type_hints(Terms)[key], f"{rule.name}.{name}"

    def test_a_wrong_key(self, repository: Path) -> None:
        with pytest.raises(
            ConfigError, match=r"^jtbdlint.toml:2: terms.solutions: unknown key; did you mean 'solution'"
        ):
            configured(repository, '[terms]\nsolutions = ["x"]\n')


class TestTermRules:
    def test_it_is_a_rule_like_any_other(self, repository: Path) -> None:
        config = configured(repository, 'select = ["ACME"]\n' + JARGON)
        text = "When sales drop, I want to find low  hanging fruit, so I can meet my KPI, or KPIs"

        assert found(config, text) == [("no-jargon", "low  hanging fruit"), ("no-jargon", "KPI")]

    def test_its_examples_and_its_page_hold(self, repository: Path) -> None:
        (rule,) = [one for one in rules_of(configured(repository, JARGON)) if one.code == "ACME1"]

        testing.check_rule(rule)
        assert rule.summary == "Say it as at home."
        assert "jtbdlint.toml:2" in rule.rationale

    def test_a_fix(self, repository: Path) -> None:
        text = JARGON.replace("clauses", 'fix = "gain"\nclauses').replace('"KPI"]\n', '"KPI"]\n')
        (rule,) = [one for one in rules_of(configured(repository, text)) if one.code == "ACME1"]

        testing.check_rule(rule)
        assert rule.fixable
        assert rule.bad[0].fixed == ("When sales drop, I want to find Gain, so I can meet my Gain",)

    def test_a_pattern(self, repository: Path) -> None:
        text = "[[term-rules]]\ncode = 'ACME2'\nname = 'leverage'\npattern = '(?i)\\bleverag(e|es|ing)\\b'\n"
        flagged = found(
            configured(repository, "select = ['leverage']\n" + text),
            "When leveraging, I want to LEVERAGE, so I can see leverages and leverager",
        )

        assert [at for _, at in flagged] == ["leveraging", "LEVERAGE", "leverages"]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (("ACME1", "acme"), ":3: term-rules.code: 'acme' is no code of your own"),
            (("ACME1", "JT999"), ":3: term-rules.code: 'JT999' is no code of your own"),
            (("no-jargon", "No jargon"), ":4: term-rules.name: 'No jargon' is no name"),
            (("no-jargon", "missing-outcome"), ":4: term-rules.name: there is a rule 'missing-outcome' already"),
            (("words =", "word ="), ":7: term-rules.word: unknown key; did you mean 'words'?"),
            (("code =", "cod ="), ":3: term-rules.cod: unknown key; did you mean 'code'?"),
            (('["motivation"', '["motive"'), ":8: term-rules.clauses: 'motive' is none of situation, "),
            (('["motivation", "outcome"]', "[]"), ":8: term-rules.clauses: it looks nowhere"),
            (("words =", "pattern = 'x'\nwords ="), ":2: term-rules: give either 'words' or a 'pattern'"),
            (('["synergy"', '[" "'), ":7: term-rules.words: one of the words is empty"),
            (("bad =", "level = 'eror'\nbad ="), ":9: term-rules.level: 'eror' is none of"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_told_with_its_place(
        self, repository: Path, change: tuple[str, str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (repository / "jtbdlint.toml").write_text(JARGON.replace(*change), encoding="utf-8")
        (repository / "page.md").write_text("- When it rains, I want to stay, so I can read\n", encoding="utf-8")

        assert main(["check", "page.md"]) == 2
        assert f"jtbdlint.toml{said}" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("pattern", "said"),
        [
            ("(", "no regular expression"),
            ("x*", "matches where nothing is"),
            ("(?x) a b", "neither the flag x"),
            ("(a)?(?(1)b|c)", "neither the flag x"),
            ("a" * 201, "at most 200 characters"),
            ("(a+)+b", "repeats too much"),
            ("(a|a)+b", "repeats too much"),
            ("(?:a?){30}a{30}", "repeats too much"),
            ("a?" * 25 + "a" * 25, "repeats too much"),
            (".*.*.*x", "repeats too much"),
            (r"((\w+)\s?)*x", "repeats too much"),
        ],
    )
    def test_a_pattern_that_cannot_be_used(self, repository: Path, pattern: str, said: str) -> None:
        text = f"[[term-rules]]\ncode = 'A1'\nname = 'a'\npattern = '{pattern}'\n"
        with pytest.raises(ConfigError, match=r"^jtbdlint.toml:4: term-rules.pattern: .*") as error:
            rules_of(configured(repository, text))
        assert said in str(error.value)

    @pytest.mark.parametrize(
        ("pattern", "ways"),
        [
            ("abc", 1),
            (r"\bclick(s|ed|ing)?\b", 4),
            ("(?:a|b|c)(?:d|e)", 6),
            ("(?i)a{2,4}", 3),
            (r"[(|)*]\(\|", 1),
            ("[]|]x?", 2),
            (r"(?P<one>a|b)(?=c|d)(?<!e)", 4),
            (r"\w+ing", 100),
        ],
    )
    def test_the_ways_in_which_a_pattern_can_match(self, pattern: str, ways: int) -> None:
        assert _Ways(pattern).count() == ways <= MOST_WAYS

    def test_those_of_an_extended_file_come_first_and_are_told_with_their_own_place(self, repository: Path) -> None:
        (repository / "house.toml").write_text(JARGON, encoding="utf-8")
        own = 'extends = ["house.toml"]\n' + JARGON.replace("ACME1", "ACME2").replace("no-jargon", "more-jargon")
        config = configured(repository, own)
        assert [one.name for one in config.term_rules] == ["no-jargon", "more-jargon"]

        for text, place in [(own.replace("ACME2", "x"), "jtbdlint.toml:4"), (own, "house.toml:3")]:
            if place.startswith("house"):
                (repository / "house.toml").write_text(JARGON.replace("ACME1", "x"), encoding="utf-8")
            with pytest.raises(ConfigError, match=f"^{place}: term-rules.code"):
                rules_of(configured(repository, text))

    def test_words_are_added_to_those_of_an_extended_file(self, repository: Path) -> None:
        house = "[terms]\nsolution = ['Foo']\norg = ['Sales']\nprefer = { reader = ['patron'], shelf = ['rack'] }\n"
        own = "[terms]\nsolution = ['Bar', 'Foo']\nprefer.reader = ['user']\n"
        (repository / "house.toml").write_text(house, encoding="utf-8")
        terms = configured(repository, f"extends = ['house.toml']\n{own}").terms

        assert terms.solution == ("Foo", "Bar")
        assert terms.org == ("Sales",)
        assert terms.prefer == {"reader": ("patron", "user"), "shelf": ("rack",)}

        (repository / "house.toml").write_text(house, encoding="utf-8")
        with pytest.raises(ConfigError, match=r"^jtbdlint.toml:2: terms: expected a table"):
            configured(repository, "extends = ['house.toml']\nterms = 'x'\n")


class TestCommands:
    def test_the_examples_are_run(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "jtbdlint.toml").write_text(JARGON, encoding="utf-8")
        assert main(["rules", "--test"]) == 0

        wrong = JARGON.replace("«KPI»", "KPI").replace("find a kpi", "find a KPI")
        (repository / "jtbdlint.toml").write_text(wrong, encoding="utf-8")
        capsys.readouterr()
        assert main(["rules", "--test"]) == 1
        out = capsys.readouterr().out
        assert out.count("ACME1 no-jargon: ") == 2

    def test_a_rule_without_examples_is_told(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "jtbdlint.toml").write_text("\n".join(JARGON.split("\n")[:-3]), encoding="utf-8")

        assert main(["rules", "--test"]) == 1
        assert "no-jargon: no bad example" in capsys.readouterr().out

    def test_they_are_shown(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (repository / "jtbdlint.toml").write_text(JARGON + '[terms]\nsolution = ["x"]\n', encoding="utf-8")

        assert main(["config"]) == 0
        out = capsys.readouterr().out
        assert '"solution" = ["x"]' in out
        assert '"code" = "ACME1"' in out
        assert main(["explain", "no-jargon"]) == 0
        assert "# ACME1 no-jargon" in capsys.readouterr().out
        assert main(["rules"]) == 0
        assert "ACME1" in capsys.readouterr().out
