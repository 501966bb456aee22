"""What must hold of every fix, in whatever document the statement stands.

It settles within three rounds, the statement still reads as before but for what was fixed, nothing as grave is
found that was not found before, nothing changes outside of the statement, and fixing again changes nothing.
"""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from jtbdlint import testing
from jtbdlint.catalog import bundled, choose
from jtbdlint.config import Config
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.engine import Finding, Report
from jtbdlint.fixes import Mended, mend
from jtbdlint.rule import Bad, Level, Rule, applicable
from jtbdlint.run import Linter
from jtbdlint.statement import Statement
from jtbdlint.text import Document
from tests.support import corpus

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
RULES = bundled()
FIXED = [(rule, example) for rule in RULES for example in rule.bad if example.fixed is not None]
# A statement in a field of its own, without a set or a configuration around it.
ALONE = [(rule, one) for rule, one in FIXED if not one.name and not one.frame and len(one.texts) == 1]


def named(cases: Sequence[tuple[Rule, Bad]]) -> list[str]:
    return [f"{rule.code}-{rule.bad.index(example)}" for rule, example in cases]


def mended(read: Corpus, rules: Sequence[Rule], config: Config, *, unsafe: bool = True) -> tuple[Mended, int]:
    """What fixing a corpus came to, and after how many rounds."""
    linter = Linter(RULES, choose(config, rules))
    rounds = -1

    def lint(now: Corpus) -> Report:
        nonlocal rounds
        rounds += 1
        return linter.lint(now)

    return mend(read, lint, statements_of, unsafe=unsafe), rounds


@pytest.mark.parametrize(("rule", "example"), FIXED, ids=named(FIXED))
def test_the_laws_hold_for_every_example(rule: Rule, example: Bad) -> None:
    testing.check_laws(rule, example)


class Host(NamedTuple):
    """A document around a statement."""

    path: str
    before: str
    written: str
    after: str

    @property
    def text(self) -> str:
        return self.before + self.written + self.after


def hosts(text: str) -> Iterator[Host]:
    """Documents with a statement in them, written in every way that YAML and Markdown have for it."""
    head, tail = "# kept:  as it is\n- slug:   'a'\n  jtbd: ", "\n  title: \"b\"   # kept\n- {slug: c, note: 'it''s'}\n"
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    yield Host("plain.yml", head, text, tail)
    yield Host("single.yml", head, "'" + text.replace("'", "''") + "'", tail)
    yield Host("double.yml", head, f'"{quoted}"', tail)
    for width in (24, 60):
        lines = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
        yield Host(f"folded-{width}.yml", head, ">-\n    " + "\n    ".join(lines), tail)
        yield Host(f"kept-{width}.yml", head, "|\n    " + "\n    ".join(lines), tail)
        yield Host(f"single-{width}.yml", head, "'" + "\n    ".join(lines).replace("'", "''") + "'", tail)
    crlf = "\r\n"
    yield Host("list.md", f"# Jobs{crlf}{crlf}* ", text, f"{crlf}*   other  text{crlf}")
    yield Host("bold.md", "<!-- jobs -->\n\n- ", text.replace("I want", "**I want**"), "\n\nEnd  of *it*.\n")
    yield Host("quote.md", "Some said:\n\n> ", "\n> ".join(textwrap.wrap(text, 60)), "\n\nAnd  that was it.\n")
    yield Host("table.md", "| id | job |\n|----|:---:|\n| a  | ", text.replace("|", "\\|"), "   |\n| b  |  |\n")


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("rule", "example"), ALONE, ids=named(ALONE))
def test_nothing_but_the_statement_changes_whatever_it_is_written_in(rule: Rule, example: Bad) -> None:
    assert example.fixed is not None
    text, expected = testing._MARKS.sub("", example.texts[0]), squeezed(example.fixed[0])
    settings = {rule.name: {name.replace("_", "-"): value for name, value in example.settings.items()}}
    config = Config(select=(rule.name,), rules=settings)
    changed = 0
    for host in hosts(text):
        yml = host.path.endswith(".yml")
        if yml and not _says(host.text, text):
            continue  # YAML cannot say it so
        read = corpus({host.path: host.text})
        result, rounds = mended(read, [rule], config)
        assert rounds <= testing.SOON, host.path
        assert not result.report.errors, host.path
        if not result.changed:
            continue
        (_, after), *others = result.changed
        assert not others
        changed += 1
        assert after.text.startswith(host.before), after.text
        assert after.text.endswith(host.after), after.text
        inside = after.text[len(host.before) : len(after.text) - len(host.after)]
        assert inside[:1] == host.written[:1] or host.path in (
            "plain.yml",
            "list.md",
            "bold.md",
            "quote.md",
            "table.md",
        )
        if yml:
            assert _says(after.text, expected), after.text
        again, _ = mended(Corpus([after], statements_of(after)), [rule], config)
        assert not again.changed, host.path
    assert changed >= 5, "fixed nearly nowhere"


def _says(document: str, text: str) -> bool:
    """Whether a YAML list has a text in its first item, and the rest is whole."""
    try:
        first, second = yaml.safe_load(document)
    except (yaml.YAMLError, ValueError):
        return False
    return squeezed(first["jtbd"]) == squeezed(text) and first["title"] == "b" and second["note"] == "it's"


def _corpus_files() -> list[Path | None]:
    """The files of the corpus; none of them where it is not here."""
    paths = sorted(SHARED.rglob("*")) if SHARED.is_dir() else []
    return [one for one in paths if one.suffix in (".md", ".erb", ".yml", ".yaml") and one.name != "README.md"] or [
        None
    ]


@pytest.fixture(scope="module", params=_corpus_files(), ids=lambda path: path.name if path else "none")
def document(request: pytest.FixtureRequest) -> Document:
    if request.param is None:
        pytest.skip("no corpus here")
    path: Path = request.param
    return Document(path.name, path.read_bytes().decode("utf-8-sig", "replace"))


class Read:
    """The statements of a document, and what rules that are on by default find in them."""

    def __init__(self, document: Document) -> None:
        self.statements = sorted(statements_of(document), key=lambda one: one.start)
        report = Linter(RULES, choose(Config(), RULES)).lint(Corpus([document], self.statements))
        self.findings = report.findings
        self.places = Counter(map(self.place, self.findings))
        """How often each rule finds something in each statement."""

    def fixable(self, unsafe: bool) -> list[Finding]:
        return [one for one in self.findings if applicable(one.problem.fix, unsafe)]

    def place(self, finding: Finding) -> tuple[str, int]:
        return finding.rule.name, self.number(finding)

    def number(self, finding: Finding) -> int:
        return next((number for number, one in enumerate(self.statements) if one is finding.statement), -1)


LEVELS = list(Level)
JUDGED_IN_PAIRS = ("overlapping-jobs", "undeclared-nesting", "same-job-other-words")
WEIGHT = {rule.name: LEVELS.index(rule.level) for rule in RULES}
"""The level of a rule as a number: the graver, the smaller."""


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_the_laws_hold_of_each_rule_for_the_corpus(document: Document, unsafe: bool) -> None:
    before = Read(document)
    for rule in {one.rule.name: one.rule for one in before.fixable(unsafe)}.values():
        wanted = [one for one in before.fixable(unsafe) if one.rule is rule]
        after = _checked(document, before, wanted, Config(select=(rule.name,)), unsafe)
        # What was fixed is found no more.
        left = before.places - Counter(map(before.place, wanted))
        assert all(after.places[place] <= left[place] for place in after.places if place[0] == rule.name)


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_the_laws_hold_of_all_rules_together_for_the_corpus(document: Document, unsafe: bool) -> None:
    before = Read(document)
    if wanted := before.fixable(unsafe):
        after = _checked(document, before, wanted, Config(), unsafe)
        assert not after.fixable(unsafe)


def _checked(document: Document, before: Read, wanted: Sequence[Finding], config: Config, unsafe: bool) -> Read:
    """What is there after fixing a document, of which all laws hold."""
    rules = [rule for rule in RULES if rule.name in config.select or not config.select]
    result, rounds = mended(Corpus([document], statements_of(document)), rules, config, unsafe=unsafe)
    assert not result.report.errors, result.report.errors
    assert rounds <= testing.SOON
    ((_, changed),) = result.changed
    after = Read(changed)

    # Nothing as grave is found that was not. But two jobs that overlap may come to light with less around them.
    weight = max(WEIGHT[one.rule.name] for one in wanted)
    brought = [place for place in after.places - before.places if WEIGHT[place[0]] <= weight]
    brought = [place for place in brought if not (unsafe and place[0] in JUDGED_IN_PAIRS)]
    assert not brought, [(rule, after.statements[number].text) for rule, number in brought]

    # Every statement and every clause is there still, and where nothing was fixed, as it was.
    fixed = {before.number(one) for one in wanted}
    assert len(before.statements) == len(after.statements)
    for number, (old, new) in enumerate(zip(before.statements, after.statements, strict=True)):
        assert [bool(one) for one in old.clauses] == [bool(one) for one in new.clauses], new.text
        assert (old.form, old.id, old.group) == (new.form, new.id, new.group)
        if number not in fixed:
            assert old.parent == new.parent
            assert [one.text for one in old.clauses] == [one.text for one in new.clauses], new.text

    assert _around(document, [before.statements[one] for one in fixed]) == _around(
        changed, [after.statements[one] for one in fixed]
    )
    again, _ = mended(Corpus([changed], statements_of(changed)), rules, config, unsafe=unsafe)
    assert not again.changed
    return after


def _around(document: Document, statements: Sequence[Statement]) -> str:
    """The text of a document without the items of some statements and their parents.

    A slip may stand between an item and the line end.
    """
    text = document.text
    items = {(one.item.start, one.item.end) for one in statements}
    parents = {(one.declared["parent"].start, one.declared["parent"].end) for one in statements if one.parent}
    for start, end in sorted(items | parents, reverse=True):
        stop = text.find("\n", end)
        text = text[:start] + "..." + (text[stop:] if stop >= 0 else "")
    return text
