"""Every example of every rule, run."""

from pathlib import Path

import pytest

from jtbdlint import testing
from jtbdlint.catalog import bundled
from jtbdlint.rule import Bad, Good, Level, Rule

RULES = bundled()
ROOT = Path(__file__).resolve().parent.parent
BAD = [pytest.param(rule, one, id=f"{rule.code}-{n}") for rule in RULES for n, one in enumerate(rule.bad)]
GOOD = [pytest.param(rule, one, id=f"{rule.code}-{n}") for rule in RULES for n, one in enumerate(rule.good)]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_the_page_is_complete(rule: Rule) -> None:
    testing.check_page(rule)


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_flagged_at_its_marks_and_fixed(rule: Rule, example: Bad) -> None:
    testing.check_bad(rule, example)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_good_under_every_rule(rule: Rule, example: Good) -> None:
    others = [other for other in RULES if other.level is not Level.OFF and other is not rule]

    testing.check_good(rule, example, *others)


def test_a_file_has_the_name_of_its_rule() -> None:
    files = {path.stem for path in (ROOT / "rules").glob("[!_]*.py")}

    assert files == {rule.name.replace("-", "_") for rule in RULES}
