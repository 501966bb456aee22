"""The rules' pages. `UPDATE=1 pytest` rewrites rules/README.md."""

from pathlib import Path

import pytest

from jtbdlint.catalog import bundled
from jtbdlint.pages import FAMILIES, flat, index, page, type_name
from jtbdlint.rule import Level, Rule

RULES = bundled()
README = Path(__file__).resolve().parent.parent / "rules" / "README.md"


def test_the_page_of_all_rules_is_fresh(update: bool) -> None:
    expected = index(RULES)
    if update:
        README.write_text(expected, encoding="utf-8", newline="")

    assert README.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_it_all(rule: Rule) -> None:
    text = page(rule)

    assert text.startswith(f"# {rule.code} {rule.name}\n\n**{rule.summary}**")
    assert rule.rationale in text
    for name, _, _ in flat(rule.settings):
        assert f"| `{name}` |" in text
    for given in [*(one.texts for one in rule.bad), *(one.texts for one in rule.good)]:
        assert all(one.rstrip("\n") in text for one in given)


def test_every_rule_is_in_a_family() -> None:
    assert {rule.code[:3] for rule in RULES} <= set(FAMILIES)


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        (int, "whole number"),
        (tuple[str, ...], "list of text"),
        (dict[str, int], "table of whole number"),
        (int | None, "whole number"),
        (Level, "`error` or `warning` or `info` or `off`"),
    ],
)
def test_a_type_in_words(hint: object, expected: str) -> None:
    assert type_name(hint) == expected
