"""Finding the rules, choosing among them, and their settings."""

import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from jtbdlint import catalog
from jtbdlint.catalog import available, bundled, choose, fit, named
from jtbdlint.config import Config, ConfigError, Origin, Override
from jtbdlint.rule import Level, Problems, Rule, Statement, set_rule


def rule(code: str, name: str, level: str = "warning") -> Rule:
    @set_rule(code, name, level=level, bad=[], good=[])
    def check(
        statements: Sequence[Statement],  # noqa: ARG001
        *,
        most: int = 3,  # noqa: ARG001
        words: Sequence[str] = (),  # noqa: ARG001
    ) -> Problems:
        return ()

    return check


RULES = [
    rule("JT101", "missing-situation", "error"),
    rule("JT103", "missing-outcome", "error"),
    rule("JT212", "vague-term"),
    rule("JT217", "absolute", "off"),
]


def chosen(**keys: Any) -> dict[str, str]:
    return {one.rule.name: one.level.value for one in choose(Config(**keys), RULES)}


def test_the_bundled_rules_come_by_code_and_are_unique() -> None:
    rules = bundled()
    codes = [one.code for one in rules]

    assert codes == sorted(set(codes))
    assert len({one.name for one in rules}) == len(rules)
    assert {"JT101", "JT103"} <= set(codes)


@pytest.mark.parametrize(
    ("selector", "exactness"),
    [
        ("JT101", 100),
        ("missing-situation", 100),
        ("JT10", 4),
        ("JT1", 3),
        ("JT", 2),
        ("ALL", 1),
        ("JT2", 0),
        ("missing", 0),
    ],
)
def test_how_exactly_a_selector_fits(selector: str, exactness: int) -> None:
    assert fit(selector, RULES[0]) == exactness


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ({}, ["missing-situation", "missing-outcome", "vague-term"]),
        ({"select": ("JT1",)}, ["missing-situation", "missing-outcome"]),
        ({"select": ("missing-outcome", "JT212")}, ["missing-outcome", "vague-term"]),
        ({"select": ("JT1",), "ignore": ("JT103",)}, ["missing-situation"]),
        ({"select": ("JT103",), "ignore": ("JT1",)}, ["missing-outcome"]),
        ({"ignore": ("JT1",), "extend_select": ("JT101",)}, ["missing-situation", "vague-term"]),
        ({"select": ("JT1",), "ignore": ("JT1",)}, []),
        ({"extend_select": ("absolute",)}, ["missing-situation", "missing-outcome", "vague-term", "absolute"]),
        ({"select": ("JT2",)}, ["vague-term"]),
        ({"select": ("ALL",)}, ["missing-situation", "missing-outcome", "vague-term"]),
        ({"levels": {"JT2": Level.INFO}, "select": ("JT2",)}, ["vague-term", "absolute"]),
        ({"levels": {"JT1": Level.OFF}}, ["vague-term"]),
    ],
)
def test_which_rules_are_chosen(keys: dict[str, Any], names: list[str]) -> None:
    assert list(chosen(**keys)) == names


def test_the_most_exact_level_counts() -> None:
    levels = {"JT1": Level.INFO, "JT": Level.ERROR, "missing-outcome": Level.WARNING}

    assert chosen(levels=levels) == {
        "missing-situation": "info",
        "missing-outcome": "warning",
        "vague-term": "error",
        "absolute": "error",
    }


def test_a_rule_that_is_off_runs_at_info_when_it_is_named() -> None:
    assert chosen(select=("JT217",)) == {"absolute": "info"}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"select": ("vage-term",)}, "default: select: unknown rule 'vage-term'; did you mean 'vague-term'?"),
        ({"ignore": ("JT999",)}, "default: ignore: unknown rule 'JT999'"),
        ({"extend_select": ("JT7",)}, "default: extend-select: unknown rule 'JT7'"),
        ({"levels": {"x": Level.INFO}}, "default: levels: unknown rule 'x'"),
        ({"overrides": (Override(("a",), ("nope",)),)}, "default: overrides.ignore: unknown rule 'nope'"),
        (
            {"rules": {"vage-term": {}}},
            "default: rules.vage-term: unknown rule 'vage-term'; did you mean 'vague-term'?",
        ),
        ({"rules": {"vague-term": {"mots": 1}}}, "vague-term has no such setting; did you mean 'most'?"),
        ({"rules": {"vague-term": {"most": "x"}}}, "default: rules.vague-term.most: expected a whole number, not 'x'"),
    ],
)
def test_what_is_unknown_is_refused(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        chosen(**keys)
    assert message in str(error.value)


def test_settings_are_typed_by_the_signature() -> None:
    table = {"vague-term": {"most": 5, "words": ["a"]}}
    by_name = {one.rule.name: one.settings for one in choose(Config(rules=table), RULES)}

    assert by_name["vague-term"] == {"most": 5, "words": ("a",)}
    assert by_name["missing-outcome"] == {}


def test_overrides_change_the_level_for_some_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overrides = (Override(("drafts/**",), ("JT1",), {"absolute": Level.ERROR}),)
    by_name = {one.rule.name: one for one in choose(Config(overrides=overrides, root=str(tmp_path)), RULES)}

    assert by_name["missing-outcome"].level_in("drafts/a.md") is Level.OFF
    assert by_name["missing-outcome"].level_in("pages/a.md") is Level.ERROR
    assert by_name["missing-outcome"].level_in(str(tmp_path / "drafts" / "a.md")) is Level.OFF
    assert by_name["absolute"].level_in("drafts/a.md") is Level.ERROR
    assert by_name["absolute"].level_in("pages/a.md") is Level.OFF


@pytest.mark.parametrize("name", ["JT103", "jt103", "missing-outcome"])
def test_a_rule_is_named_by_its_code_or_name(name: str) -> None:
    assert named(name, RULES) is RULES[1]


def test_two_rules_of_one_code_are_refused() -> None:
    with pytest.raises(ConfigError, match="two rules are called 'JT101'"):
        catalog._sorted([*RULES, rule("JT101", "another")])


class TestPlugins:
    @pytest.fixture
    def installed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
        """A package as pip would leave it behind."""
        (tmp_path / "acme_rules").mkdir()
        (tmp_path / "acme_rules" / "__init__.py").write_text("", encoding="utf-8")
        (tmp_path / "acme_rules" / "no_brand.py").write_text(
            '"""Leave out the brand.\n\nWhy.\n"""\n'
            "from jtbdlint.rule import set_rule\n"
            '@set_rule("ACME1", "no-brand", level="warning", bad=[], good=[])\n'
            "def check(statements):\n    return ()\n",
            encoding="utf-8",
        )
        info = tmp_path / "jtbdlint_acme-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: jtbdlint-acme\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text("[jtbdlint.rules]\nacme = acme_rules\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        yield "jtbdlint-acme"
        for name in [one for one in sys.modules if one.startswith("acme_rules")]:
            del sys.modules[name]

    def test_a_named_package_brings_its_rules(self, installed: str) -> None:
        assert "ACME1" in {one.code for one in available([installed])}

    def test_a_package_that_is_not_named_does_not(self, installed: str) -> None:
        assert metadata.distribution(installed).entry_points
        assert "ACME1" not in {one.code for one in available()}

    def test_its_rules_can_be_selected_by_the_beginning_of_their_codes(self, installed: str) -> None:
        config = Config(select=("ACME",))

        assert [one.rule.name for one in choose(config, available([installed]))] == ["no-brand"]

    def test_a_package_that_is_not_installed_is_an_error(self) -> None:
        with pytest.raises(ConfigError, match="x: the package 'jtbdlint-nowhere' is not installed"):
            available(["jtbdlint-nowhere"], Origin("x"))

    def test_a_package_without_rules_is_an_error(self) -> None:
        with pytest.raises(ConfigError, match="brings no rules"):
            available(["pytest"])
