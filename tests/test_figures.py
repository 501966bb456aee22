"""What was measured of the rules on real statements: the verdicts, the figures, and the bars of the levels."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import precision
from jtbdlint.catalog import bundled
from jtbdlint.rule import Rule
from jtbdlint.statement import Statement
from tests.support import corpus

RULES = {rule.name: rule for rule in bundled()}
CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
JUDGED = [rule for rule in RULES.values() if rule.code.startswith(precision.FAMILIES)]
LOUD = [rule for rule in RULES.values() if rule.level in precision.BARS]
OF_FACT = {
    # A clause, a sentence, a first person or a word of yours is there or it is not, and in what order.
    *("missing-situation", "missing-motivation", "inverted-clauses", "several-statements", "placeholder"),
    *("empty-statement", "user-story", "unparsed-statement", "inconsistent-term", "not-the-performer"),
    # The same words stand twice.
    *("duplicate-statement", "child-repeats-parent", "duplicate-short-name", "cross-group-duplicate"),
    # What was declared is there or it is not.
    *("uncovered-group", "uncovered-persona", "uncovered-goal", "unmapped-job"),
    *("duplicate-id", "repeated-key", "dangling-parent", "parent-cycle"),
    *("unused-suppression", "unknown-rule-in-suppression", "stale-baseline-entry"),
    # A block is closed or it is not.
    "unclosed-block",
}
"""Rules that need no judgement, and so may be loud however seldom they fire."""


def statements() -> Sequence[Statement]:
    return precision.read([CORPUS / "jobs_to_be_done.yml", CORPUS / "pages", CORPUS / "others"])


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


@pytest.mark.parametrize("rule", [one for one in LOUD if one.name not in OF_FACT], ids=lambda one: one.name)
def test_a_rule_that_judges_has_earned_its_level(rule: Rule) -> None:
    """Three findings that were all right say little: before the share is taken, one of either kind is added."""
    one = json.loads(precision.FIGURES.read_text(encoding="utf-8"))["rules"][rule.name]

    assert precision.Figures(**one).sure >= precision.BARS[rule.level]


def test_rules_of_fact_exist_and_are_loud() -> None:
    assert {rule.name for rule in LOUD} >= OF_FACT


def test_a_share_of_few_is_not_counted_on() -> None:
    assert precision.Figures(60, 60, 60).sure > 0.95
    assert precision.Figures(3, 3, 3).sure == 0.8
    assert precision.Figures(0, 0, 0).sure == 0.5
    assert precision.Figures(0, 0, 0).precision is None


def test_an_overlap_is_judged_once_for_both_ends() -> None:
    text = "- When a {0} leaks, I want to reach a plumber at once, so I can keep the {1} dry\n"
    pages = {
        "a.md": "# Jobs\n\n" + text.format("tap", "floor") + text.format("pipe", "cellar"),
        "b/others/c.md": "# Jobs\n\n" + text.format("tap", "floor"),
    }
    read = corpus(pages).statements

    assert [len(one) for one in precision.sets(read)] == [2, 1]
    found = precision.firings(read, [RULES["overlapping-jobs"], RULES["duplicate-statement"]])
    assert [len(ends) for ends in found["overlapping-jobs"].values()] == [2]
    assert not found["duplicate-statement"]
    assert not set(found["overlapping-jobs"]) & {precision.key(one) for one in read}


def test_the_figures_are_of_rules_that_exist() -> None:
    figures = json.loads(precision.FIGURES.read_text(encoding="utf-8"))

    assert figures["rules"].keys() <= RULES.keys()
    for one in figures["rules"].values():
        assert one["right"] <= one["read"] <= one["fires"]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_the_figures_are_fresh() -> None:
    """Run `python benchmarks/precision.py CORPUS... --write` after a change."""
    found = statements()
    names = json.loads(precision.FIGURES.read_text(encoding="utf-8"))["rules"]
    figures = precision.measured(found, [RULES[name] for name in names])

    assert precision.FIGURES.read_text(encoding="utf-8") == precision.as_json(figures, len(found))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_every_finding_of_the_sample_was_judged() -> None:
    for name, found in precision.firings(statements(), JUDGED).items():
        unread = [one for one in list(found)[: precision.SAMPLE] if one not in precision.verdicts(name)]
        assert not unread, f"{name}: {len(unread)} that nobody has judged (--unread {name})"


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_good_statements_are_left_in_peace() -> None:
    """Of sixty statements that a reader found well written, three may get a warning or an error.

    That they stand there twice, or beside one that does overlap, is no fault of how they are written.
    """
    lines = (Path(__file__).parent / "well_written.txt").read_text(encoding="utf-8").splitlines()
    picked = {line for line in lines if not line.startswith("#")}
    found = statements()
    assert len(picked) == len(picked & {precision.key(one) for one in found}) == 60

    flagged = set()
    for name, by_key in precision.firings(found, [rule for rule in LOUD if rule in JUDGED]).items():
        for hashed, findings in by_key.items():
            good = {precision.key(one.statement) for one in findings if one.statement} & picked
            if not (RULES[name].code.startswith("JT4") and precision.verdicts(name).get(hashed)):
                flagged |= good

    assert len(flagged) <= 3
