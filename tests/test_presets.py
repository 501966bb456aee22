"""The configurations that come with jtbdlint: each loads, and does what it says."""

from pathlib import Path

import pytest

from jtbdlint.catalog import choose, rules_of
from jtbdlint.config import Config, ConfigError, load, presets
from jtbdlint.engine import check
from jtbdlint.gate import Exit, verdict
from jtbdlint.run import Linter
from tests.support import corpus

PLAIN = "When a lodger moves out, I want to see what is broken, so I can order the parts"
SO_THAT = "While a lodger moves out, I want to see what is broken, so that customers can order the parts"
NEEDED = "When a lodger moves out, I want to quickly see what is broken, so I can order the parts"
NAMED = "When a lodger moves out, I want to list what is broken in Excel, so I can order the parts"
NOUN = "When a lodger moves out, I want a list of what is broken, so I can order the parts"
NEVER = "When a lodger moves out, I want to see what never worked, so I can order the parts"
SHORT = "When a lodger moves out, I want to see what is broken"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def extending(folder: Path, text: str) -> Config:
    (folder / "jtbdlint.toml").write_text(text, encoding="utf-8", newline="")
    return load(str(folder / "jtbdlint.toml"))


def found(config: Config, text: str) -> dict[str, str]:
    findings, errors = check(corpus({"page.md": f"- {text}\n"}).statements, choose(config, rules_of(config)))
    assert not errors
    return {one.rule.name: one.level.value for one in findings}


@pytest.mark.parametrize("name", presets())
def test_it_names_only_what_there_is_and_passes_a_plain_statement(repository: Path, name: str) -> None:
    config = extending(repository, f'extends = ["preset:{name}"]\n')

    assert choose(config, rules_of(config))
    assert found(config, PLAIN) == {}


@pytest.mark.parametrize(
    ("preset", "text", "expected"),
    [
        ("gitlab", SO_THAT, {}),
        ("gitlab", NEEDED, {"need-word": "warning"}),
        ("gitlab", NAMED, {"solution-term": "warning"}),
        ("gitlab", SHORT, {"missing-outcome": "error"}),
        (
            "intercom",
            SO_THAT,
            {"situation-opener": "warning", "outcome-connector": "warning", "outcome-subject": "warning"},
        ),
        ("intercom", NAMED, {"solution-term": "error"}),
        ("ulwick", SHORT, {}),
        ("ulwick", NOUN, {"noun-motivation": "warning"}),
        ("ulwick", NAMED, {"solution-term": "error"}),
        ("strict", NEVER, {"absolute": "info"}),
        ("strict", SO_THAT, {"situation-opener": "info", "outcome-connector": "info", "outcome-subject": "info"}),
    ],
)
def test_it_does_what_it_says(repository: Path, preset: str, text: str, expected: dict[str, str]) -> None:
    assert found(extending(repository, f'extends = ["preset:{preset}"]\n'), text) == expected


def test_ulwick_takes_a_bare_job_in_a_list(repository: Path) -> None:
    page = {
        "jobs.yml": "- slug: a\n  jtbd: Listen to music while on the go\n- slug: b\n  jtbd: Buying and selling songs\n"
    }
    for extends, expected in [("[]", ["fragment", "fragment"]), ('["preset:ulwick"]', ["bare-job"])]:
        config = extending(repository, f"extends = {extends}\n")
        assert [one.rule.name for one in Linter.of(config).lint(corpus(page)).findings] == expected


def test_strict_fails_on_every_finding(repository: Path) -> None:
    config = extending(repository, 'extends = ["preset:strict"]\n')
    report = Linter.of(config).lint(corpus({"page.md": f"- {NEVER}\n"}))

    assert verdict(report, config.fail_level, config.max_warnings) is Exit.FINDINGS


def test_strict_wants_a_reason(repository: Path) -> None:
    page = {"page.md": f"<!-- jtbdlint-disable-next[absolute] -->\n- {NEVER}\n"}
    config = extending(repository, 'extends = ["preset:strict"]\n')

    assert [one.rule.name for one in Linter.of(config).lint(corpus(page)).findings] == ["suppression-without-reason"]


def test_what_is_set_here_counts_more(repository: Path) -> None:
    config = extending(repository, 'extends = ["preset:intercom"]\nlevels.solution-term = "info"\n')

    assert found(config, NAMED) == {"solution-term": "info"}
    assert str(config.origin("levels", "want-form")).startswith("preset:intercom:")


def test_rules_of_ones_own_run_beside_a_preset(repository: Path) -> None:
    own = (
        '[[term-rules]]\ncode = "ACME1"\nname = "no-parts"\nwords = ["parts"]\n'
        '[terms]\nprefer = { broken = ["damaged"] }\n'
    )
    for name in presets():
        config = extending(repository, f'extends = ["preset:{name}"]\n{own}')
        assert found(config, PLAIN.replace("broken", "damaged")) == {
            "no-parts": "warning",
            "inconsistent-term": "warning",
        }


@pytest.mark.parametrize(
    "text",
    [
        "When a ward is on call, I want to address urgent risks among its patients, so I can keep them out of danger.",
        "When a ward is on call and sorting its patients, I want to review the newest risks, so I can keep them safe.",
        "When a drug is changed, I want to know if it brings a delay for my patients so that I can meet the standards",
        "Once a drug is changed, I want to learn who changed it, so that the ward can ask them",
        "When a drug is changed, I want to learn who agreed to it, so I feel sure of the next round",
        "Maintain an acceptable level of risk in my ward",
    ],
)
def test_gitlab_flags_nothing_that_its_handbook_allows(repository: Path, text: str) -> None:
    """Sentences built like the examples that the handbook's pages about jobs give as good."""
    assert found(extending(repository, 'extends = ["preset:gitlab"]\n'), text) == {}


def test_one_that_there_is_not(repository: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"^jtbdlint.toml:1: extends: there is no preset 'gitlub'; did you mean 'gitlab'"
    ):
        extending(repository, 'extends = ["preset:gitlub"]\n')
