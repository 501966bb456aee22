"""Findings that are known."""

from pathlib import Path

import pytest

from jtbdlint import baseline
from jtbdlint.config import ConfigError
from jtbdlint.engine import Report
from jtbdlint.text import Document
from tests.support import lint

JOBS = """\
- id: roll-back
  job_story: When a deploy fails, I want to roll it back
- id: open
  job_story: When a door jams, I want to open it
- job_story: When it rains, I want to stay dry
"""
RULES = ["missing-outcome"]


def report(text: str = JOBS) -> Report:
    return lint({"jobs.yml": text}, RULES)


def known(*lines: str) -> baseline.Baseline:
    return baseline.parse(Document("known.txt", "".join(f"{line}\n" for line in lines)))


def test_the_lines_are_sorted_and_know_no_places() -> None:
    head, *lines = baseline.lines(report().findings)

    assert head.startswith("# ")
    assert lines == [
        "missing-outcome\topen\t# When a door jams, I want to open it",
        "missing-outcome\troll-back\t# When a deploy fails, I want to roll it back",
        "missing-outcome\twhen it rains, i want to stay dry\t# When it rains, I want to stay dry",
    ]


def test_what_was_written_hides_all_of_it() -> None:
    kept, stale = baseline.hide(report().findings, known(*baseline.lines(report().findings)))

    assert (kept, stale) == ([], [])


def test_it_holds_after_lines_moved_and_a_statement_was_reworded() -> None:
    edited = "# A comment.\n\n" + JOBS.replace("When a door jams", "When the front door jams")
    kept, stale = baseline.hide(report(edited).findings, known(*baseline.lines(report().findings)))

    assert (kept, stale) == ([], [])


def test_a_new_finding_is_kept() -> None:
    more = JOBS + "- id: new\n  job_story: When it snows, I want to ski\n"
    kept, stale = baseline.hide(report(more).findings, known(*baseline.lines(report().findings)))

    assert [one.statement.id for one in kept if one.statement] == ["new"]
    assert stale == []


def test_an_entry_hides_one_finding_and_two_hide_two() -> None:
    twice = JOBS + "- id: open\n  job_story: When a lid jams, I want to open it\n"
    entry = "missing-outcome\topen\t# x"

    assert len(baseline.hide(report(twice).findings, known(entry))[0]) == 3
    assert len(baseline.hide(report(twice).findings, known(entry, entry))[0]) == 2


def test_an_entry_that_nothing_is_found_for_is_told_at_its_line() -> None:
    _, stale = baseline.hide(report().findings, known("# Known.", "", "missing-outcome\tgone\t# x"))

    assert [(one.at.position.line, one.at.source) for one in stale] == [(3, "missing-outcome\tgone\t# x")]


def test_an_identity_may_look_like_a_comment() -> None:
    assert known("missing-outcome\t#1\t# x").entries[0][0] == ("missing-outcome", "#1")


@pytest.mark.parametrize("line", ["missing-outcome", "missing-outcome\t# only a comment"])
def test_a_line_that_is_no_entry_is_an_error(line: str) -> None:
    with pytest.raises(ConfigError, match=r"^known.txt:2: expected a rule"):
        known("", line)


def test_a_baseline_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^known.txt: the baseline cannot be read: No such file"):
        baseline.read(str(tmp_path / "known.txt"), "known.txt")
