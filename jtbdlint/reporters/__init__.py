"""From a report to lines, one module a format; a module is loaded when its format is asked for."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jtbdlint.engine import Report

Reporter = Callable[["Report"], Iterator[str]]
"""Yields the lines of its format, without line ends."""


class Look(NamedTuple):
    """How a terminal shows things: its width in columns, and whether in colours and beyond ASCII."""

    width: int = 80
    color: bool = False
    unicode: bool = True


PLAIN = Look()

FORMATS = {
    "pretty": ("pretty", "lines"),
    "concise": ("concise", "lines"),
    "json": ("json_v1", "document"),
    "jsonl": ("json_v1", "lines"),
    "github": ("github", "lines"),
    "gitlab": ("gitlab", "lines"),
    "sarif": ("sarif", "lines"),
    "junit": ("junit", "lines"),
    "rdjson": ("rdjson", "lines"),
    "markdown": ("markdown", "lines"),
    "html": ("findings_page", "lines"),
}
"""Each format's module here and the function in it."""

FOR_PEOPLE = frozenset({"pretty", "concise"})
"""The formats after which a summary is of use."""


def reporter(name: str, look: Look = PLAIN) -> Reporter:
    """The reporter of a format. Only the pretty one cares how the terminal looks."""
    module, function = FORMATS[name]
    found: Callable[..., Iterator[str]] = getattr(import_module(f"jtbdlint.reporters.{module}"), function)
    return partial(found, look=look) if name == "pretty" else found
