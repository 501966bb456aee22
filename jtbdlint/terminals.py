"""The terminals of the grammar's files: each language's words, as regular expressions. Knows nothing of lark."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cache

import jtbdlint
from jtbdlint.patterns import compiled

FOLDER = next(folder for one in jtbdlint.__path__ if os.path.isdir(folder := os.path.join(one, "grammar")))
"""Where the files of the grammar are."""

# "NAME.priority: /pattern/flags".
_TERMINAL = compiled(r"^([A-Z_]+)(?:\.(\d+))?: /(.+)/([a-z]*)$", re.MULTILINE)
_LANGUAGE_FILE = compiled(r"([a-z]{2,3}(?:_[A-Z]{2})?)\.lark")


def source(part: str) -> str:
    """The text of a file of the grammar: "job_statement", "en" ..."""
    with open(os.path.join(FOLDER, f"{part}.lark"), encoding="utf-8") as file:
        return file.read()


@cache
def terminals(*parts: str) -> Mapping[str, str]:
    """The terminals of files of the grammar and their patterns; the one to try first comes first."""
    return {name: pattern for _, name, pattern in sorted(one for part in parts for one in _terminals_in(part))}


@cache
def _terminals_in(part: str) -> Sequence[tuple[int, str, str]]:
    """The terminals in a file of the grammar: the negated priority, the name and the pattern."""
    return [
        (-int(priority or 0), name, f"(?{flags}:{pattern})" if flags else pattern)
        for name, priority, pattern, flags in _TERMINAL.findall(source(part))
    ]


@cache
def languages() -> tuple[str, ...]:
    """The languages there is a grammar for, by their tags: "de", "en" ..."""
    names = (_LANGUAGE_FILE.fullmatch(name) for name in os.listdir(FOLDER))
    return tuple(sorted(name[1] for name in names if name))
