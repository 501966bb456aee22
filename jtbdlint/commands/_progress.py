"""How far a long run is: a bar on the terminal's standard error, never in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress

_PATIENCE = 1.0
"""Seconds for which nobody wants to see a bar."""


@contextmanager
def progress(*, wanted: bool = True) -> "Iterator[Callable[[int, int], None] | None]":
    """Whom to tell how many of how many files are read; nobody where there is no terminal to show it on."""
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    start, shown = monotonic(), list["Progress"]()

    def tell(done: int, total: int) -> None:
        if not shown and monotonic() - start > _PATIENCE:
            # rich is for long runs alone
            from rich.console import Console
            from rich.progress import Progress

            shown.append(Progress(console=Console(stderr=True), transient=True))
            shown[0].start()
            shown[0].add_task("Reading", total=total)
        if shown:
            shown[0].update(shown[0].task_ids[0], completed=done)

    try:
        yield tell
    finally:
        for one in shown:
            one.stop()
