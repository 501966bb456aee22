"""A first look at many files, by several processes: which of them hold nothing, as most of a handbook does.

Only a yes or no comes back for each file, so that what is reported is the same for any number of processes.
"""

import os
from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from jtbdlint import documents, files, prefilter
from jtbdlint.text import Document

SUPPRESSES = "jtbdlint-"
"""What a document without statements is kept for: a comment that might suppress something."""

_MANY = 500
"""Of fewer files one process has read most before others have started."""
_CHUNK = 50
_MOST = 8
_UNMARKED = files.Mark("", None)


class Kind(NamedTuple):
    """What is looked for: languages (none: all) and the keys of data that the configuration names."""

    languages: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    """A plain dictionary, which other processes can be given."""
    code: bool = False
    """Whether code blocks are read."""
    marks: bool = False
    """Whether somebody wants to know which file it was that holds nothing."""


def processes(jobs: int, count: int) -> int:
    """How many processes look at a number of files where `jobs` are asked for (0: as many as are of use)."""
    if jobs:
        return min(jobs, -(-count // _CHUNK)) or 1
    if count < _MANY:
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST)


def look(sources: Sequence[files.Source], kind: Kind, jobs: int, notes: list[str]) -> Generator[files.Mark | None]:
    """For each file None, if there is something in it: a statement, a suppression, an error, as far as one can tell.

    For those that hold nothing, their mark, if these are wanted. What this process would look at, it reads: there may
    be something in it. What went wrong with the others is added to `notes`.
    """
    helpers = processes(jobs, len(sources)) - 1
    if not helpers:
        yield from (None for _ in sources)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunks = [sources[start : start + _CHUNK] for start in range(0, len(sources), _CHUNK)]
    done = 0
    pool = ProcessPoolExecutor(helpers, initializer=_follow_the_first)
    try:
        # The others begin with the last: what nobody has begun when its turn comes, this process looks at itself.
        looks = [pool.submit(_look, chunk, kind) for chunk in reversed(chunks)]
        for chunk in chunks:
            one = looks.pop()
            yield from (None for _ in chunk) if one.cancel() else one.result()
            done += 1
    except (BrokenProcessPool, OSError) as error:
        notes.append(f"a process that helped to read ended early ({type(error).__name__}): went on with one")
        yield from (None for chunk in chunks[done:] for _ in chunk)
    finally:
        # What is begun takes a moment only: nobody is left behind.
        pool.shutdown(cancel_futures=True)


def _follow_the_first() -> None:
    """Leave interrupts to the first process, and end with it, also where it is killed and can tell nobody."""
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = parent_process()
    if first is not None:
        Thread(target=_end_with, args=(first.join,), daemon=True).start()


def _end_with(ended: Callable[[], None]) -> None:
    ended()
    os._exit(1)


def _look(sources: Sequence[files.Source], kind: Kind) -> list[files.Mark | None]:
    return [_look_at(source, kind) for source in sources]


def _look_at(source: files.Source, kind: Kind) -> files.Mark | None:
    file = None if source.named else files.read(source)
    if file is None or isinstance(file, files.Fault) or _may_hold(file.document, kind):
        return None
    return file.mark if kind.marks else _UNMARKED


def _may_hold(document: Document, kind: Kind) -> bool:
    if SUPPRESSES in document.text:
        return True
    path, text = document.path, document.text
    if prefilter.is_page(path):
        return prefilter.may_hold(text, kind.languages, path, code=kind.code)
    return documents.may_hold(path, text, kind.fields)
