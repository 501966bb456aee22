"""The terminals of the grammar's files: each language's words, as regular expressions. Knows nothing of lark."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import jtbdlint
from jtbdlint.patterns import compiled

FOLDER = next(folder for one in jtbdlint.__path__ if (folder := Path(one, "grammar")).is_dir())
"""Where the files of the grammar are."""

# "NAME.priority: /pattern/flags".
_TERMINAL = compiled(r"^([A-Z_]+)(?:\.(\d+))?: /(.+)/([a-z]*)$", re.MULTILINE)
_LANGUAGE_FILE = compiled(r"([a-z]{2,3}(?:_[A-Z]{2})?)\.lark")


def source(part: str) -> str:
    """The text of a file of the grammar: "job_statement", "en" ..."""
    return (FOLDER / f"{part}.lark").read_text(encoding="utf-8")


@cache
def terminals(*parts: str) -> Mapping[str, str]:
    """The terminals of files of the grammar and their patterns; the one to try first comes first."""
    found = [
        (-int(priority or 0), name, f"(?{flags}:{pattern})" if flags else pattern)
        for part in parts
        for name, priority, pattern, flags in _TERMINAL.findall(source(part))
    ]
    return {name: pattern for _, name, pattern in sorted(found)}


@cache
def languages() -> tuple[str, ...]:
    """The languages there is a grammar for, by their tags: "de", "en" ..."""
    names = (_LANGUAGE_FILE.fullmatch(entry.name) for entry in FOLDER.iterdir())
    return tuple(sorted(name[1] for name in names if name))
