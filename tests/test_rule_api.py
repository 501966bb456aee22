"""Declaring a rule: what is read from its module, its signature and its examples."""

from collections.abc import Sequence

import pytest

from jtbdlint import testing
from jtbdlint.rule import (
    Bad,
    Edit,
    Fix,
    Form,
    Good,
    Level,
    Problem,
    Problems,
    Rule,
    Statement,
    set_rule,
    statement_rule,
)

VAGUE = "When a deploy fails, I want to «manage» it, so I can sleep"
CLEAR = "When a deploy fails, I want to roll it back, so I can sleep"


def vague(statement: Statement, *, words: Sequence[str] = ("manage",), fix: str = "") -> Problems:
    for word in statement.motivation.words():
        if word.text in words:
            mend = Fix((word.replaced_by(fix),)) if fix else None
            yield Problem(word, f"'{word.text}' names no change", fix=mend)


def declared(bad: Sequence[Bad] = (Bad(VAGUE),), good: Sequence[str | Good] = (CLEAR,)) -> Rule:
    return statement_rule("XX1", "vague", level="info", bad=bad, good=good)(vague)


def test_the_docstring_of_the_module_is_the_page() -> None:
    rule = declared()

    assert rule.summary == "Declaring a rule: what is read from its module, its signature and its examples."
    assert rule.level is Level.INFO


def test_the_settings_are_the_keyword_only_parameters() -> None:
    assert [(one.name, one.type, one.default) for one in declared().settings] == [
        ("words", Sequence[str], ("manage",)),
        ("fix", str, ""),
    ]


def test_a_rule_is_fixable_when_an_example_shows_a_fix() -> None:
    assert not declared().fixable
    assert declared([Bad(VAGUE, fixed="x")]).fixable


def test_a_statement_rule_is_asked_about_its_forms_and_languages_only() -> None:
    statements = testing.statements_in([CLEAR, "As a user, I want to manage it, so that I can sleep"])
    assert [one.form for one in statements] == [Form.JOB_STATEMENT, Form.USER_STORY]

    def every(_: Statement) -> Problems:
        return [Problem(statements[0], "asked")]

    def asked(**limits: object) -> int:
        rule = statement_rule("XX1", "x", level="info", bad=[], good=[], **limits)(every)  # type: ignore[arg-type]
        return len(list(rule.check(statements)))

    assert asked() == 1
    assert asked(forms=[Form.USER_STORY, Form.JOB_STATEMENT]) == 2
    assert asked(languages=["de"]) == 0
    assert asked(languages=["en"]) == 1


class TestHarness:
    """`jtbdlint.testing` refuses what is wrong with a rule."""

    def test_a_right_rule_passes(self) -> None:
        testing.check_bad(declared(), Bad(VAGUE))
        testing.check_good(declared(), Good(CLEAR))

    @pytest.mark.parametrize(
        "text",
        [
            "When a deploy fails, I want to manage it, so I can sleep",
            "When a deploy fails, I want «to manage» it, so I can sleep",
            "When a «deploy» fails, I want to «manage» it, so I can sleep",
        ],
    )
    def test_wrong_marks(self, text: str) -> None:
        with pytest.raises(AssertionError, match="expected, then found"):
            testing.check_bad(declared(), Bad(text))

    def test_a_good_example_that_is_flagged(self) -> None:
        with pytest.raises(AssertionError, match="vague: something is found in a good example"):
            testing.check_good(declared(), Good(VAGUE.replace("«", "").replace("»", "")))

    def test_settings_of_an_example(self) -> None:
        text = "When a deploy fails, I want to «handle» it, so I can sleep"
        testing.check_bad(declared(), Bad(text, settings={"words": ["handle"]}))

    def test_a_fix(self) -> None:
        example = Bad(VAGUE, fixed=CLEAR.replace("roll it back", "stop it"), settings={"fix": "stop"})
        testing.check_bad(declared(), example)

    @pytest.mark.parametrize(
        ("fix", "why"),
        [("halt", "expected, then fixed"), ("", "expected, then fixed"), ("manage", "does not settle")],
    )
    def test_a_wrong_fix(self, fix: str, why: str) -> None:
        example = Bad(VAGUE, fixed=CLEAR.replace("roll it back", "stop it"), settings={"fix": fix})
        with pytest.raises(AssertionError, match=why):
            testing.check_bad(declared(), example)

    @pytest.mark.parametrize("message", ["Wrong", "wrong.", ""])
    def test_the_form_of_a_message(self, message: str) -> None:
        @set_rule("XX1", "x", level="info", bad=[], good=[])
        def check(statements: Sequence[Statement]) -> Problems:
            return [Problem(one, message) for one in statements]

        with pytest.raises(AssertionError, match="message"):
            testing.check_bad(check, Bad("«When a deploy fails, I want to roll it back»"))

    def test_a_page_without_reasons(self) -> None:
        with pytest.raises(AssertionError, match="tells why"):
            testing.check_page(declared())

    def test_a_mark_at_an_empty_place(self) -> None:
        @set_rule("XX1", "x", level="info", bad=[], good=[])
        def check(statements: Sequence[Statement]) -> Problems:
            return [Problem(one.outcome, "no outcome") for one in statements if not one.outcome]

        testing.check_bad(check, Bad("When a deploy fails, I want to roll it back«»."))


def test_an_edit_that_goes_through_markup_is_not_clean() -> None:
    (statement,) = testing.statements_in(["- When a *deploy* fails, I want to roll it back\n"], "page.md")

    assert not Edit(statement.situation, "x").clean
    assert Edit(statement.motivation, "x").clean
