"""What earlier runs found in files, so that a file that has not changed is not read for statements again.

One file a project, in the user's own cache folder: for each file of the project a digest of its bytes, and the
statements that are in it, if any. One in which there is nothing is not even opened as long as the file system says
that nobody has changed it, nor had in the minute before it was read: git goes by the same. The cache is data (JSON)
and never code. What reads statements otherwise (another version, grammar, setting or library) does not know it; what
is broken, or may have been written by somebody else, is passed by without a word. Runs at the same time put whole
files in each other's place: entries may get lost, and nothing else.
"""

import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp
from time import time, time_ns
from typing import Any, NamedTuple

import jtbdlint
from jtbdlint.files import Mark, Status
from jtbdlint.statement import Statement
from jtbdlint.stored import restored, stored
from jtbdlint.terminals import FOLDER
from jtbdlint.text import Document

_LARGEST = 64_000_000
"""Of more bytes no cache is read or written."""
_HEAD = 100
"""More bytes than the first line has."""
_SETTLED = 60 * 10**9
"""A file whose last change is so many nanoseconds ago cannot change and keep its status. Clocks of file systems tick in
steps, and may be behind ours."""
_OLD = 90 * 86_400
"""After so many seconds without being written, the cache of another project is removed."""
_SUFFIX = ".cache"
_READERS = ("pyromark", "yaml")
"""The libraries that read documents, by the names they are imported by, and ..."""
_RELEASES = ("pyromark-", "pyyaml-")
"""... what the names of their releases begin with, in small letters."""


class Known(NamedTuple):
    """What is known of a file."""

    data: Any
    """Its statements as they are stored; None: it holds nothing that has to be kept."""


class Cache:
    """What is known of the files of a project."""

    def __init__(self, path: Path | None, key: str, why: str = "") -> None:
        """`path` is the cache's file (None: there is none, and `why` not), `key` what it holds for."""
        self.path = path
        self.why = why
        self._key = key
        self._entries: dict[str, Any] = {} if path is None else _entries(path, key)
        self._noted: set[str] = set()
        self._used: set[str] = set()
        self._changed = False
        self._begun = time_ns()

    @classmethod
    def of(cls, root: str, settings: Sequence[object]) -> "Cache":
        """The cache of the project in a folder, for settings (JSON data) that change what is read."""
        place = folder()
        if place is None:
            return cls(None, "", "there is no folder for it")
        if not _is_ours(place):
            return cls(None, "", f"others may write to {place}")
        try:
            key = _digest(json.dumps([_tool(), settings]).encode())
        except OSError as error:
            return cls(None, "", f"what reads statements is not known: {error.strerror or error}")
        # A digest, since the name of a project is no name for a file.
        return cls(place / f"{_digest(os.fsencode(os.path.realpath(root)))}{_SUFFIX}", key)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known, so that nobody need ask."""
        return not self._entries

    def holds_nothing(self, location: str, status: Status | None) -> bool:
        """Whether a file is known to hold nothing that has to be kept by what the file system says of it alone."""
        entry = self._entry(location)
        if status is None or entry is None or entry[1] is not None or entry[2] != [*status]:
            return False
        self._used.add(location)
        return True

    def known(self, location: str, mark: Mark) -> Known | None:
        """What is known of a file where it lies, if its digest is that of what was read there."""
        entry = self._entry(location)
        if entry is None or entry[0] != mark.digest:
            return None
        self._used.add(location)
        status = self._settled(mark)
        if entry[1] is None and status is not None and entry[2] != status:
            entry[2] = status
            self._changed = True
        return Known(entry[1])

    def statements(self, document: Document, known: Known) -> list[Statement] | None:
        """The statements that are known of a document; None where they turn out not to be statements."""
        try:
            return restored(document, known.data) if known.data is not None else []
        except ValueError:
            return None

    def note(self, location: str, mark: Mark, statements: Sequence[Statement] | None) -> None:
        """Remember the statements of a file; None: it holds nothing that has to be kept."""
        self._noted.add(location)
        data = None if statements is None else stored(statements)
        self._entries[location] = [mark.digest, data, self._settled(mark) if data is None else None]
        self._changed = True

    def _entry(self, location: str) -> list[Any] | None:
        """What is there of a file: a digest, data and a status, as far as a look tells."""
        entry = self._entries.get(location)
        return entry if isinstance(entry, list) and len(entry) == 3 else None

    def _settled(self, mark: Mark) -> list[int] | None:
        """The status of a file, if it would not be the same after another change."""
        status = mark.status
        return [*status] if status is not None and status.changed < self._begun - _SETTLED else None

    def save(self) -> None:
        """Write what was noted, less the files that are gone. Where that fails, `why` says so and nothing is lost."""
        if self.path is None or not self._changed:
            return
        entries = {
            location: entry
            for location, entry in self._entries.items()
            if location in self._noted or location in self._used or Path(location).exists()
        }
        body = json.dumps(entries, separators=(",", ":")).encode()
        content = _head(self._key, body) + body
        if len(content) > _LARGEST:
            self.why = f"not written: it would be larger than {_LARGEST / 1e6:g} MB"
            return
        try:
            if not self.path.parent.exists():
                self.path.parent.mkdir(mode=0o700, parents=True)
            elif not self.path.exists():
                _sweep(self.path.parent)
            _put(self.path, content)
        except OSError as error:
            self.why = f"not written: {error.strerror or error}"

    def __str__(self) -> str:
        """What is told about it in detail: where it is, and of what use it was."""
        return f"{self.path or 'none'} ({self.why or f'{len(self._used):,} files known'})"


def folder() -> Path | None:
    """Where the caches of this user are, if there is such a place."""
    from platformdirs import user_cache_path

    found = user_cache_path("jtbdlint", appauthor=False)
    return found if found.is_absolute() else None  # who has no home has a "~"


def clean(place: Path) -> int:
    """Remove all caches from the folder where they are; how many. Raises OSError."""
    found = [] if not place.is_dir() else list(_caches(place))
    for entry in found:
        Path(entry.path).unlink(missing_ok=True)
    return len(found)


def _caches(place: Path) -> Iterator[os.DirEntry[str]]:
    """The caches in a folder, those half-written too."""
    with os.scandir(place) as entries:
        yield from (one for one in entries if one.name.endswith(_SUFFIX) and one.is_file(follow_symlinks=False))


def _sweep(place: Path) -> None:
    """Remove what nobody has written for long. Raises OSError."""
    for entry in list(_caches(place)):
        if entry.stat(follow_symlinks=False).st_mtime < time() - _OLD:
            Path(entry.path).unlink(missing_ok=True)


def _put(path: Path, content: bytes) -> None:
    """Write a file beside a cache, then put it in its place. Raises OSError; the old one stays then."""
    handle, name = mkstemp(dir=path.parent, prefix="new-", suffix=_SUFFIX)
    try:
        # Not forced to the disk: what is torn by a crash is told by its digest.
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _entries(path: Path, key: str) -> dict[str, Any]:
    """What a cache holds; nothing where it is for another key, broken, or not our own."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not (stat.S_ISREG(status.st_mode) and _is_mine(status) and status.st_size <= _LARGEST):
                return {}
            if not (head := file.readline(_HEAD)).startswith(key.encode()):
                return {}
            body = file.read(_LARGEST)
        entries = json.loads(body) if head == _head(key, body) else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _head(key: str, body: bytes) -> bytes:
    """The first line of a cache: what it holds for, and a digest of the rest."""
    return f"{key} {_digest(body)}\n".encode()


def _is_ours(place: Path) -> bool:
    """Whether nobody else can write to a folder; there may be none yet."""
    try:
        status = place.stat()
    except OSError:
        return True
    return _is_mine(status)


def _is_mine(status: os.stat_result) -> bool:
    """Whether a file or folder is this user's, and nobody else may write to it."""
    if sys.platform == "win32":
        return True  # others are kept out of the home
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _tool() -> list[object]:
    """What reads statements: this package, whatever its version says, its grammar, the libraries, and Python."""
    here = Path(__file__).parent
    digest = blake2b(digest_size=16)
    for part in (here, here / "documents", Path(FOLDER)):
        for file in sorted(part.iterdir()):
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return [jtbdlint.__version__, digest.hexdigest(), sys.version, sorted(set(_releases()))]


def _releases() -> Iterator[str]:
    """The names under which those libraries are installed, with their versions."""
    for name in _READERS:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            for one in os.listdir(Path(spec.origin).parent.parent):
                if one.lower().startswith(_RELEASES):
                    yield one
