"""What must hold of every fix, in whatever document the statement stands.

It settles within three rounds, the statement still reads as before but for what was fixed, nothing as grave is
found that was not found before, nothing changes outside of the statement, and fixing again changes nothing.
"""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from jtbdlint import testing
from jtbdlint.catalog import bundled, choose
from jtbdlint.config import Config
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.engine import Report
from jtbdlint.fixes import Mended, mend
from jtbdlint.rule import Bad, Rule
from jtbdlint.run import Linter
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


def _corpus_files() -> list[Path]:
    return sorted(
        path
        for path in (SHARED.rglob("*") if SHARED.is_dir() else ())
        if path.suffix in (".md", ".erb", ".yml", ".yaml")
        and path.name != "README.md"
    )  # fmt: skip


@pytest.mark.parametrize("unsafe", [False, True])
def test_the_laws_hold_for_the_corpus(unsafe: bool) -> None:
    paths = _corpus_files()
    if not paths:
        pytest.skip("no corpus here")
    config = Config()
    chosen = [one for one in RULES if one.fixable]
    for path in paths:
        document = Document(path.name, path.read_bytes().decode("utf-8-sig", "replace"))
        read = Corpus([document], statements_of(document))
        result, rounds = mended(read, chosen, config, unsafe=unsafe)
        assert not result.report.errors, (path.name, result.report.errors)
        assert rounds <= testing.SOON, path.name
        for before, after in result.changed:
            again, _ = mended(Corpus([after], statements_of(after)), chosen, config, unsafe=unsafe)
            assert not again.changed, path.name
            brought = _weighty(after) - _weighty(before)
            assert not brought, (path.name, brought)


def _weighty(document: Document) -> set[tuple[str, int]]:
    """Rules that find an error in a document, with the line."""
    report = Linter(RULES, choose(Config(), RULES)).lint(Corpus([document], statements_of(document)))
    return {(one.rule.name, one.problem.at.position.line) for one in report.findings if one.level.value == "error"}
