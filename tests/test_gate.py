"""From a report and a policy to an exit status."""

import pytest

from jtbdlint.config import FailLevel
from jtbdlint.corpus import Error
from jtbdlint.engine import Finding, Report
from jtbdlint.gate import Exit, verdict
from jtbdlint.rule import Level, Problem, set_rule
from jtbdlint.text import Document

RULE = set_rule("JT000", "a-rule", level="error", bad=[], good=[])(lambda _: ())


def report(*levels: str, errors: int = 0, new: bool = True) -> Report:
    at = Document("a.md", "x").whole()
    findings = [Finding(RULE, Level(level), Problem(at, "m"), None, (), new=new) for level in levels]
    return Report(findings, errors=[Error("a.md", "unreadable")] * errors)


@pytest.mark.parametrize(
    ("levels", "fail_level", "expected"),
    [
        ([], "error", Exit.CLEAN),
        (["error"], "error", Exit.FINDINGS),
        (["warning", "info"], "error", Exit.CLEAN),
        (["warning"], "warning", Exit.FINDINGS),
        (["info"], "warning", Exit.CLEAN),
        (["info"], "info", Exit.FINDINGS),
        (["error", "warning", "info"], "never", Exit.CLEAN),
    ],
)
def test_the_fail_level(levels: list[str], fail_level: str, expected: Exit) -> None:
    assert verdict(report(*levels), FailLevel(fail_level)) is expected


@pytest.mark.parametrize(("most", "expected"), [(None, 0), (2, 0), (1, 1), (0, 1)])
def test_too_many_warnings(most: int | None, expected: int) -> None:
    assert verdict(report("warning", "warning", "info"), max_warnings=most) == expected


def test_known_findings_do_not_fail() -> None:
    assert verdict(report("error", "warning", new=False), max_warnings=0) is Exit.CLEAN


@pytest.mark.parametrize("exit_zero", [True, False])
def test_an_error_of_the_run_outranks_findings_and_cannot_be_hidden(exit_zero: bool) -> None:
    assert verdict(report("error", errors=1), exit_zero=exit_zero) is Exit.INCOMPLETE
    assert verdict(report(errors=1), FailLevel.NEVER, exit_zero=exit_zero) is Exit.INCOMPLETE


def test_exit_zero_hides_findings() -> None:
    assert verdict(report("error", "warning"), max_warnings=0, exit_zero=True) is Exit.CLEAN


def test_the_exit_statuses_are_a_promise() -> None:
    assert [status.value for status in Exit] == [0, 1, 2, 130]
