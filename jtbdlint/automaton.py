"""The grammar of statements as a machine: the LALR(1) tables that lark makes of it, and what runs them.

Making the tables takes longer than all else that is done for a page, so they come ready-made, in
parse_tables.py. Where they are not of this grammar (somebody is writing on it), lark makes them anew.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from jtbdlint import parse_tables
from jtbdlint.terminals import source

END = "$END"


class Node(NamedTuple):
    """A part of a sentence that the grammar has a name for, and the tokens that it spans."""

    name: str
    parts: "tuple[Node, ...]"
    first: int
    """The number of its first token."""
    last: int
    """The number of its last token, which is a part of it."""


class UnexpectedError(ValueError):
    """A sentence that the grammar does not have."""

    def __init__(self, number: int, expected: frozenset[str]) -> None:
        """`number` is the token's, or how many there are where more were expected."""
        super().__init__(f"token {number}: expected {', '.join(sorted(expected))}")
        self.number = number
        self.expected = expected


class Tables(NamedTuple):
    """What to do in each state: go to the next one, or reduce by a rule."""

    source: int
    """A checksum of the grammar that they were made of."""
    shifts: Sequence[Mapping[str, int]]
    """The next state by the kind of a token or the name of a node; state 0 is the first."""
    reductions: Sequence[Mapping[str, int]]
    """The number of a rule by the kind of the token that comes next."""
    rules: Sequence[tuple[str, int]]
    """The name of a node and how many parts it has."""
    last: int
    """The state in which a sentence is whole."""

    def parse(self, kinds: Sequence[str]) -> Node:
        """The sentence that tokens of these kinds are. Raises UnexpectedError."""
        states, nodes = [0], list[Node]()
        number = 0
        while True:
            kind = kinds[number] if number < len(kinds) else END
            state = states[-1]
            if kind in self.shifts[state]:
                states.append(self.shifts[state][kind])
                nodes.append(Node(kind, (), number, number))
                number += 1
            elif kind in self.reductions[state]:
                name, length = self.rules[self.reductions[state][kind]]
                parts = tuple(nodes[-length:])
                del states[-length:], nodes[-length:]
                nodes.append(Node(name, parts, parts[0].first, parts[-1].last))
                states.append(self.shifts[states[-1]][name])
            elif state == self.last and kind == END:
                return nodes[0]
            else:
                known = {*self.shifts[state], *self.reductions[state]}
                raise UnexpectedError(number, frozenset(one for one in known if one.isupper()))


@lru_cache(maxsize=1_000)
def tree_of(kinds: tuple[str, ...]) -> Node:
    """The sentence that tokens of these kinds are: most statements of a set have the same. Raises UnexpectedError."""
    return tables().parse(kinds)


@cache
def tables() -> Tables:
    """The tables of the grammar."""
    ready = Tables(**parse_tables.READY_MADE)
    return ready if ready.source == crc32(_grammar().encode()) else made()


def made() -> Tables:
    """The tables, made by lark. The same grammar gives the same tables."""
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    data, memo = Lark(_grammar(), parser="lalr").memo_serialize([TerminalDef, Rule])
    found = data["parser"]["parser"]
    names, states = found["tokens"], found["states"]
    rules: list[tuple[str, int]] = []
    # Lark numbers its states as they come; here they are numbered as they are reached.
    order = [found["start_states"]["start"]]
    shifts: list[dict[str, int]] = []
    reductions: list[dict[str, int]] = []
    for state in order:
        actions: dict[str, tuple[int, Any]] = {names[token]: states[state][token] for token in states[state]}
        shifts.append({})
        reductions.append({})
        for name, (reduces, target) in sorted(actions.items()):
            if reduces:
                rule = memo[target["@"]]
                entry = (rule["origin"]["name"], len(rule["expansion"]))
                if entry not in rules:
                    rules.append(entry)
                reductions[-1][name] = rules.index(entry)
            else:
                if target not in order:
                    order.append(target)
                shifts[-1][name] = order.index(target)
    return Tables(crc32(_grammar().encode()), shifts, reductions, rules, order.index(found["end_states"]["start"]))


def _grammar() -> str:
    """The grammar without its comments: a better word in one of them makes no other tables."""
    lines = (source("job_statement") + source("user_story")).splitlines()
    return "".join(f"{line}\n" for line in lines if line.strip() and not line.startswith("//"))
