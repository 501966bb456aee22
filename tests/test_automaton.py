"""The parse tables: fresh, and read as lark itself reads the grammar. `UPDATE=1 pytest` rewrites them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

import pytest
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from jtbdlint import automaton, parse_tables
from jtbdlint.automaton import Node, UnexpectedError, tables
from jtbdlint.terminals import source

KINDS = ("WHEN", "WANT", "SO", "AS", "TO", "CAN")


class AsTheyCome(Lexer):
    """Kinds of tokens as a text, with spaces."""

    def __init__(self, lexer_conf: object) -> None:
        """The terminals are of no use here."""

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]
        return (Token(kind, str(number)) for number, kind in enumerate(text.split()))


def by_lark(lark: Lark, kinds: list[str]) -> object:
    """The sentence as nested names, or the number of the token that is not expected and what was."""
    try:
        return plain_tree(lark.parse(" ".join(kinds)))
    except UnexpectedToken as error:
        return len(kinds) if error.token.type == "$END" else int(error.token), frozenset(error.expected)


def by_tables(kinds: list[str]) -> object:
    try:
        return plain(tables().parse(kinds))
    except UnexpectedError as error:
        return error.number, error.expected


def plain(node: Node) -> object:
    return {node.name: [plain(one) for one in node.parts]} if node.parts else node.name


def plain_tree(tree: Tree[Token] | Token) -> object:
    return {str(tree.data): [plain_tree(one) for one in tree.children]} if isinstance(tree, Tree) else tree.type


def ready_made(tables: str) -> str:
    """The module with the tables."""
    doc = '"""The parse tables of jtbdlint.automaton, as lark makes them: tests/test_automaton.py writes them."""'
    return f"{doc}\n\nfrom typing import Any\n\nREADY_MADE: dict[str, Any] = {tables}\n"


def test_the_tables_are_those_of_the_grammar() -> None:
    text = ready_made(repr(automaton.made()._asdict()))
    path = Path(parse_tables.__file__)
    if os.environ.get("UPDATE"):
        path.write_text(text, encoding="utf-8", newline="\n")

    assert path.read_text(encoding="utf-8") == text


def test_another_hash_seed_gives_the_same_tables() -> None:
    code = "from jtbdlint import automaton; print(repr(automaton.made()._asdict()))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert told == {repr(parse_tables.READY_MADE)}


def test_sentences_are_read_as_lark_reads_them() -> None:
    """Every row of up to four markers, with words after each or not after the last."""
    grammar = source("job_statement") + "\n" + source("user_story")
    lark = Lark(grammar, parser="lalr", lexer=AsTheyCome)
    read = 0
    for row in chain.from_iterable(product(KINDS, repeat=length) for length in range(5)):
        for kinds in ([*chain.from_iterable((one, "TEXT") for one in row)], [*row]):
            found = by_tables(kinds)
            assert found == by_lark(lark, kinds), kinds
            read += isinstance(found, dict)

    assert read > 40


def test_a_node_knows_its_tokens() -> None:
    whole = tables().parse(["WHEN", "TEXT", "WANT", "TEXT", "SO", "TEXT"])

    (sentence,) = whole.parts
    assert [(one.name, one.first, one.last) for one in sentence.parts] == [
        ("situation", 0, 1),
        ("motivation", 2, 3),
        ("outcome", 4, 5),
    ]


def test_tables_of_another_grammar_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    other = {"source": 1, "shifts": [], "reductions": [], "rules": [], "last": 0}
    monkeypatch.setattr(parse_tables, "READY_MADE", other)
    automaton.tables.cache_clear()
    try:
        assert tables().parse(["WANT", "TEXT"]).parts[0].name == "job_statement"
    finally:
        automaton.tables.cache_clear()
