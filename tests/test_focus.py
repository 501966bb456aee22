"""What is said about files in focus is what is said about them anyway."""

from collections.abc import Sequence

import pytest
from hypothesis import given

from jtbdlint.config import Config
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.engine import Finding, touching
from jtbdlint.run import Linter
from jtbdlint.statement import Asked, asked
from jtbdlint.text import Document
from tests.strategies import Files, folders
from tests.support import corpus
from tests.test_properties import EXAMPLES, REAL, few

LINTER = Linter.of(Config(), suppressing=False)


def told(findings: Sequence[Finding]) -> list[object]:
    """All that a report tells of findings."""
    return [
        (
            (one.order(), one.level, one.key, one.fingerprint),
            (one.problem.help, one.problem.data, one.problem.fix is None),
            [(other.at.document.path, other.at.start, other.message) for other in one.problem.related],
        )
        for one in findings
    ]


def same_in_focus(read: Corpus) -> int:
    """Ask about each document of a corpus, and the documents that have most; how many findings there are."""
    whole = LINTER.lint(read).findings
    paths = sorted({one.path for one in read.documents})
    for chosen in [*({path} for path in paths), set(paths[::2]), set(), set(paths)]:
        expected = told(touching(whole, chosen.__contains__))
        assert told(touching(LINTER.lint(read, chosen.__contains__).findings, chosen.__contains__)) == expected
    return len(whole)


STATEMENT = "When the tide is coming in, I want to move the boats to the upper mooring, so I can sleep without worry"
ALIKE = "When a storm is near, I want to move our boats up to the upper mooring, so that none of them is damaged"
BROKEN = "When the pier is icy, I want to see where others fell"


@pytest.mark.parametrize(
    "files",
    [
        {"a.md": f"- {STATEMENT}\n", "b.md": f"- {ALIKE}\n", "c.md": f"- {BROKEN}\n"},
        # The same statements again, in and out of focus: equal findings are numbered.
        dict.fromkeys(("a.md", "b.md", "c.md"), f"- {STATEMENT}\n- {ALIKE}\n- {BROKEN}\n- {BROKEN}\n"),
        # The same id for statements that differ, so that findings have one key.
        {
            name: f"- slug: moor\n  jtbd: {text}\n- slug: ice\n  jtbd: {BROKEN}, {name}\n"
            for name, text in (("a.yml", STATEMENT), ("b.yml", ALIKE), ("c.yml", BROKEN), ("d.yml", STATEMENT))
        },
        {
            "jobs.yml": f"- slug: moor\n  jtbd: {STATEMENT}\n- slug: up\n  parent: moor\n  jtbd: {STATEMENT}.\n",
            "page.md": f"- {ALIKE}\n\n<!-- jtbdlint-disable-file[overlapping-jobs] -- why -->\n",
            "other.md": f"- {ALIKE}\n",
        },
    ],
)
def test_the_same_is_said_in_focus(files: dict[str, str]) -> None:
    assert same_in_focus(corpus(files))


def test_the_same_is_said_of_the_example_handbook() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.*")) if path.is_file()}

    assert same_in_focus(corpus({name: text for name, text in texts.items() if name.endswith((".md", ".yml"))}))


@few(40)
@given(folders(REAL))
def test_the_same_is_said_of_any_files(files: Files) -> None:
    documents = [Document(name, raw.decode("utf-8", "replace")) for name, raw in files.items()]
    documents += [Document(f"again-{one.path.rpartition('/')[2]}", one.text) for one in documents[:1]]
    statements = []
    for document in documents:
        try:
            statements += statements_of(document)
        except ValueError:
            continue  # broken data is told, and holds none
    same_in_focus(Corpus(documents, statements))


def test_rules_of_one_statement_are_asked_about_those_in_focus_only() -> None:
    statements = corpus({"a.md": f"- {STATEMENT}\n", "b.md": f"- {ALIKE}\n"}).statements
    some = Asked(statements, statements[:1])

    assert list(some) == list(statements)
    assert list(asked(some)) == [statements[0]]
    assert asked(statements) is statements
