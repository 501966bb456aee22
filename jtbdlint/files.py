"""From paths to files: which files a run is about, and their bytes, read once.

What cannot be found or read is told as a `Fault` and never raised, so that the others are still checked.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jtbdlint.patterns import compiled
from jtbdlint.text import Document

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

LARGEST = 10_000_000
"""Files of more bytes than this are not read."""

SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".jj", "node_modules", ".venv", "venv", "__pycache__", ".tox", ".nox", ".direnv"}
    | {".mypy_cache", ".pytest_cache", ".ruff_cache"}
)
"""Folders that are never walked into, whatever is ignored. Naming one as a path still walks it."""

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_LINE_END = compiled(rb"\r\n|\r|\n")
# As git tells binary files: by a NUL among so many bytes.
_BINARY_WITHIN = 8000


class Fault(NamedTuple):
    """Why a file or folder is not checked."""

    path: str
    message: str
    skipped: bool = False
    """Whether nobody asked for it: a binary that only walking came across, worth counting and no more."""


class Source(NamedTuple):
    """A file that a run is about."""

    path: str
    """Its name to show: as it was given, or relative to the working folder; with forward slashes."""
    location: str
    """Where it really is, links resolved."""
    named: bool
    """Whether it was named, and not come across in a folder."""

    @property
    def plain(self) -> bool:
        """Whether it was come across under its own name: then where it lies says how it is read."""
        return not self.named and self.location.endswith(os.sep + self.path.rpartition("/")[2])


class Found(NamedTuple):
    """What paths come to: files sorted by path, each once, and what is wrong with the paths."""

    sources: Sequence[Source]
    faults: Sequence[Fault]


class Status(NamedTuple):
    """What the file system says of a file. Whoever changes its bytes changes this, if not in the same moment."""

    size: int
    modified: int
    """Nanoseconds, as below; set by whoever likes."""
    changed: int
    """Set by the system alone, at every change of the bytes and of what is said about them."""
    number: int


class Mark(NamedTuple):
    """What tells a file from what it was or will be."""

    digest: str
    """Of its bytes."""
    status: Status | None
    """What the file system said before it was read, where that tells of every change."""


class File(NamedTuple):
    """A file that was read: its bytes, and the document that they are."""

    document: Document
    location: str
    content: bytes
    status: Status | None = None

    @property
    def mark(self) -> Mark:
        """What tells it from what it was or will be."""
        return Mark(digest(self.content), self.status)

    def encoded(self, text: str) -> bytes:
        """Another text as this file would hold it: in UTF-8, with a byte order mark if there is one."""
        return (_BOM if self.content.startswith(_BOM) else b"") + text.encode()


def find(
    paths: Iterable[str],
    *,
    suffixes: tuple[str, ...],
    asked: tuple[str, ...] = (),
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    root: str = ".",
) -> Found:
    """The files that paths name, and those in the folders that they name.

    In folders only files count whose names end in one of `suffixes` (lower case), that `include` has (if
    it says anything) and no .gitignore ignores. Those in `asked` count only where they are named or `include`
    has them. `exclude` leaves out named files too. Both are patterns
    as in .gitignore, relative to the folder `root`. Links to folders are not followed. Raises ValueError
    for a pattern that is none.
    """
    walk = _Walk(suffixes, asked, _Patterns.of(root, include), _Patterns.of(root, exclude))
    for path in paths:
        walk.add(path)
    return Found(sorted(source for *_, source in walk.found.values()), sorted(walk.faults))


def read(source: Source, limit: int = LARGEST) -> File | Fault:
    """Read a file that was found."""
    try:
        content, status = _content(source.location, limit)
    except FileNotFoundError:
        return Fault(source.path, "no such file")
    except (OSError, ValueError) as error:
        return Fault(source.path, f"cannot be read: {_reason(error)}")
    file = decoded(source, content, limit)
    return file._replace(status=status) if isinstance(file, File) else file


def read_stdin(name: str, limit: int = LARGEST) -> File | Fault:
    """Read standard input, called `name`."""
    source = Source(name, name, named=True)
    try:
        content = sys.stdin.buffer.read(limit + 1)
    except (OSError, ValueError, AttributeError) as error:
        return Fault(name, f"cannot be read: {_reason(error)}")
    return decoded(source, content, limit)


def decoded(source: Source, content: bytes, limit: int = LARGEST) -> File | Fault:
    """The file that some bytes are, if they are text in UTF-8."""
    if len(content) > limit:
        return Fault(source.path, f"not checked: larger than {limit / 1e6:g} MB")
    for mark, encoding in _OTHER_BOMS.items():
        if content.startswith(mark):
            return Fault(source.path, f"not UTF-8, but {encoding}: convert it first")
    if b"\0" in content[:_BINARY_WITHIN]:
        return Fault(source.path, "a binary file, not text", skipped=not source.named)
    mark = _BOM if content.startswith(_BOM) else b""
    try:
        text = content[len(mark) :].decode()
    except UnicodeDecodeError as error:
        offset = error.start + len(mark)
        line = len(_LINE_END.findall(content, 0, offset)) + 1
        return Fault(source.path, f"not UTF-8: byte 0x{content[offset]:02x} on line {line} (byte offset {offset})")
    return File(Document(source.path, text), source.location, content)


def content(source: Source, limit: int = LARGEST) -> tuple[bytes, Status | None] | None:
    """The bytes of a file that was found and its status; None where it cannot be read, of which `read` tells more."""
    try:
        return _content(source.location, limit)
    except (OSError, ValueError):
        return None


def status(source: Source) -> Status | None:
    """What the file system says of a file that was found; None where it says nothing that could be trusted."""
    try:
        return _status(os.stat(source.location))
    except (OSError, ValueError):
        return None


def _status(said: os.stat_result) -> Status | None:
    if sys.platform == "win32":
        return None  # where a time of change is the time of creation
    return Status(said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino)


def digest(content: bytes) -> str:
    """A digest of the bytes of a file: 32 hexadecimal digits."""
    from hashlib import blake2b  # some milliseconds: only where many files are read

    return blake2b(content, digest_size=16).hexdigest()


def _content(location: str, limit: int) -> tuple[bytes, Status | None]:
    """The bytes of a regular file, one more than `limit` at most, and its status before. Raises OSError."""
    # Without O_NONBLOCK the opening of a pipe waits for somebody to write.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    handle = os.open(location, flags)
    try:
        said = os.fstat(handle)
        if not stat.S_ISREG(said.st_mode):
            raise OSError("not a regular file")
        parts = []
        left = limit + 1
        # Asked for no more than there seems to be: room for all that may be there would be made and given back.
        while left > 0 and (part := os.read(handle, min(left, max(said.st_size, 4096)))):
            parts.append(part)
            left -= len(part)
    finally:
        os.close(handle)
    return b"".join(parts), _status(said)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


class _Patterns:
    """Patterns, and the folder that they are relative to, with a separator at its end."""

    def __init__(self, base: str, spec: "GitIgnoreSpec") -> None:
        self.base = base
        self.spec = spec

    @classmethod
    def of(cls, folder: str, lines: Iterable[str]) -> "_Patterns | None":
        """None where there is no pattern, so that nobody waits for pathspec's import."""
        lines = [line for line in lines if line.strip() and not line.startswith("#")]
        if not lines:
            return None
        from pathspec import GitIgnoreSpec

        return cls(_inside(os.path.realpath(folder)), GitIgnoreSpec.from_lines(lines))

    def says(self, location: str, *, folder: bool = False) -> bool | None:
        """Whether a file or folder is meant; None when no pattern speaks of it."""
        if not location.startswith(self.base):
            return None
        name = location[len(self.base) :].replace(os.sep, "/")
        return self.spec.check_file(f"{name}/" if folder else name).include


class _Walk:
    """Collects files."""

    def __init__(
        self, suffixes: tuple[str, ...], asked: tuple[str, ...], include: _Patterns | None, exclude: _Patterns | None
    ) -> None:
        self.named_suffixes = (*suffixes, *asked)
        self.suffixes = self.named_suffixes if include else suffixes
        self.include = include
        self.exclude = exclude
        self.found: dict[str, tuple[bool, bool, Source]] = {}
        """For each file whether it was come across and not named, whether by a link, and the file."""
        self.faults: list[Fault] = []

    def add(self, path: str) -> None:
        """A path that was named."""
        name = shown(path)
        # A slash at its end, or one and a dot, says nothing of what it is.
        place = path if os.path.basename(path) not in ("", os.curdir) else os.path.dirname(path) or os.curdir
        try:
            mode = os.stat(place).st_mode
            location = os.path.realpath(path)
        except (FileNotFoundError, NotADirectoryError):
            self.faults.append(Fault(name, "no such file or folder"))
            return
        except (OSError, ValueError) as error:
            self.faults.append(Fault(name, f"cannot be read: {_reason(error)}"))
            return
        if self.is_excluded(location, folder=stat.S_ISDIR(mode)):
            return
        if stat.S_ISDIR(mode):
            self.folder(location, "" if name == "." else name)
        elif not path.lower().endswith(self.named_suffixes):
            self.faults.append(Fault(name, f"not a kind of file that is read ({', '.join(self.named_suffixes)})"))
        else:
            self.keep(name, location, named=True, by_link=os.path.islink(place))

    def keep(self, path: str, location: str, *, named: bool, by_link: bool) -> None:
        """A file counts once, however it is reached."""
        way = not named, by_link, Source(path, location, named)
        key = os.path.normcase(location)
        # Of several ways to a file the least one counts.
        self.found[key] = min(way, self.found.get(key, way))

    def is_excluded(self, location: str, *, folder: bool = False) -> bool:
        return self.exclude is not None and self.exclude.says(location, folder=folder) is True

    def folder(self, location: str, shown: str) -> None:
        """All files in a folder and below."""
        above = list(_ignored_above(location))
        # Who names an ignored folder wants what is in it.
        if _is_ignored(location, above, folder=True):
            above = []
        waiting = [(location, shown, above)]
        while waiting:
            location, shown, ignores = waiting.pop()
            try:
                with os.scandir(location) as listing:
                    entries = list(listing)
            except OSError as error:
                self.faults.append(Fault(shown or ".", f"cannot be listed: {_reason(error)}"))
                continue
            if any(entry.name == ".gitignore" for entry in entries):
                ignores = [*ignores, *_ignored_by(f"{_inside(location)}.gitignore", location)]
            for entry in entries:
                name = f"{shown}/{entry.name}" if shown else entry.name
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if self.is_open(entry, ignores):
                            waiting.append((entry.path, name, ignores))
                    elif entry.name.lower().endswith(self.suffixes) and self.is_wanted(entry, ignores):
                        by_link = entry.is_symlink()
                        real = os.path.realpath(entry.path) if by_link else entry.path
                        self.keep(name, real, named=False, by_link=by_link)
                except OSError as error:
                    self.faults.append(Fault(name, f"cannot be read: {_reason(error)}"))

    def is_open(self, entry: os.DirEntry[str], ignores: Sequence[_Patterns]) -> bool:
        """Whether a folder in a folder is walked."""
        if entry.name in SKIPPED_FOLDERS or self.is_excluded(entry.path, folder=True):
            return False
        return not _is_ignored(entry.path, ignores, folder=True)

    def is_wanted(self, entry: os.DirEntry[str], ignores: Sequence[_Patterns]) -> bool:
        """Whether a file in a folder counts."""
        if self.include is not None and not self.include.says(entry.path):
            return False
        return entry.is_file() and not self.is_excluded(entry.path) and not _is_ignored(entry.path, ignores)


def _inside(folder: str) -> str:
    """What the locations of all that is in a folder begin with."""
    return folder if folder.endswith(os.sep) else folder + os.sep


def relative(path: str, folder: str) -> str | None:
    """A path that is a folder ("." then) or below it, from there and with forward slashes; None where it is not."""
    base, whole = _inside(folder), _inside(path)
    if not os.path.normcase(whole).startswith(os.path.normcase(base)):
        return None
    return os.path.normpath(whole[len(base) :]).replace(os.sep, "/")


def shown(path: str, here: str = "") -> str:
    """A path as it is shown: relative if it is below `here` (else the working folder), with forward slashes."""
    return relative(path, here or os.getcwd()) or os.path.normpath(path).replace(os.sep, "/")


def _is_ignored(location: str, ignores: Sequence[_Patterns], *, folder: bool = False) -> bool:
    """Whether .gitignore files ignore a file or folder; the innermost that speaks of it decides."""
    said = (patterns.says(location, folder=folder) for patterns in reversed(ignores))
    return next((one for one in said if one is not None), False)


def _ignored_by(path: str, folder: str) -> Iterator[_Patterns]:
    """The patterns of a .gitignore file. One that cannot be read ignores nothing."""
    try:
        lines = _content(path, LARGEST)[0].decode("utf-8", "surrogateescape").splitlines()
    except OSError:
        return
    try:
        patterns = _Patterns.of(folder, lines)
    except ValueError:
        patterns = _Patterns.of(folder, filter(_is_pattern, lines))
    if patterns is not None:
        yield patterns


def _is_pattern(line: str) -> bool:
    """Whether a line is a pattern that can match; git passes over others as well."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _ignored_above(location: str) -> Iterator[_Patterns]:
    """The patterns that hold for a folder by the .gitignore files above it, outermost first."""
    folders = up_to_repository(location)
    if not folders:
        return
    top = folders[-1]
    yield from _ignored_by(os.path.join(top, ".git", "info", "exclude"), top)
    for folder in reversed(folders[1:]):
        yield from _ignored_by(os.path.join(folder, ".gitignore"), folder)


def up_to_repository(folder: str) -> list[str]:
    """A folder and those above it, up to the root of the repository that it is in; none outside of one."""
    up = [folder]
    while not os.path.exists(os.path.join(up[-1], ".git")):
        above = os.path.dirname(up[-1])
        if above == up[-1]:
            return []
        up.append(above)
    return up
