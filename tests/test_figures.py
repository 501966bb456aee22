"""What was measured of the rules on real statements: the verdicts, the figures, and the bars of the levels."""

import json
import re
from pathlib import Path

import pytest

from benchmarks import precision
from jtbdlint.catalog import bundled

RULES = {rule.name: rule for rule in bundled()}
CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
WORDING = [name for name, rule in RULES.items() if rule.code[:3] in ("JT1", "JT2", "JT3")]


def test_verdicts_are_of_rules_that_exist_and_hold_hashes_only() -> None:
    for path in precision.VERDICTS.glob("*.txt"):
        assert path.stem in RULES
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines
        assert all(re.fullmatch("(right|wrong) [0-9a-f]{64}", line) for line in lines)
        assert len({line.split()[1] for line in lines}) == len(lines)


@pytest.mark.parametrize("name", sorted(RULES))
def test_no_rule_has_a_level_above_its_precision(name: str) -> None:
    judged = precision.verdicts(name)
    if judged:
        share = sum(judged.values()) / len(judged)
        assert share >= precision.BARS.get(RULES[name].level, 0), f"{name} is right in {share:.0%} only"


def test_the_figures_are_of_rules_that_exist() -> None:
    figures = json.loads(precision.FIGURES.read_text(encoding="utf-8"))

    assert figures["rules"].keys() <= RULES.keys()
    for one in figures["rules"].values():
        assert one["right"] <= one["read"] <= one["fires"] <= figures["statements"]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_the_figures_are_fresh() -> None:
    """Run `python benchmarks/precision.py CORPUS... --write` after a change."""
    statements = precision.read([CORPUS / "jobs_to_be_done.yml", CORPUS / "pages", CORPUS / "others"])
    names = json.loads(precision.FIGURES.read_text(encoding="utf-8"))["rules"]
    figures = precision.measured(statements, [RULES[name] for name in names])

    assert precision.FIGURES.read_text(encoding="utf-8") == precision.as_json(figures, len(statements))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_every_finding_of_the_sample_was_judged() -> None:
    statements = precision.read([CORPUS / "jobs_to_be_done.yml", CORPUS / "pages", CORPUS / "others"])

    for name, found in precision.firings(statements, [RULES[name] for name in WORDING]).items():
        if RULES[name].level != "off":
            unread = [one for one in list(found)[: precision.SAMPLE] if one not in precision.verdicts(name)]
            assert not unread, f"{name}: {len(unread)} statements that nobody has judged (--unread {name})"


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_good_statements_are_left_in_peace() -> None:
    """Of sixty statements that a reader found well written, three may get a warning or an error."""
    picked = set((Path(__file__).parent / "well_written.txt").read_text(encoding="utf-8").split())
    statements = precision.read([CORPUS / "jobs_to_be_done.yml", CORPUS / "pages", CORPUS / "others"])
    loud = [RULES[name] for name in WORDING if RULES[name].level in ("error", "warning")]

    flagged = {one for found in precision.firings(statements, loud).values() for one in found if one in picked}

    assert len(picked & {precision.key(one) for one in statements}) == 60
    assert len(flagged) <= 3
