"""From findings to changed texts: which edits go together, what they make of a document, and how that is written."""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jtbdlint.corpus import Corpus, Error
from jtbdlint.documents.candidate import Unreadable
from jtbdlint.engine import Finding, Report
from jtbdlint.patterns import compiled
from jtbdlint.rule import Edit, applicable
from jtbdlint.statement import Statement
from jtbdlint.text import Document, Slice

ROUNDS = 10
"""What has not settled after so many rounds never will."""

_BOM = b"\xef\xbb\xbf"
_BESIDE = ".jtbdlint-"
_LEFT = compiled(rf"{re.escape(_BESIDE)}(\d+)-")


def together(findings: Iterable[Finding], unsafe: bool = False) -> list[Finding]:
    """Those findings whose fixes can be made in one go; one that touches an earlier one waits for the next."""
    chosen: list[Finding] = []
    taken: dict[Document, list[Edit]] = {}
    for finding in findings:
        fix = finding.problem.fix
        if fix is None or not applicable(fix, unsafe):
            continue
        if not any(_touch(edit, other) for edit in fix.edits for other in taken.get(edit.at.document, ())):
            chosen.append(finding)
            for edit in fix.edits:
                taken.setdefault(edit.at.document, []).append(edit)
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    return one.at.start <= other.at.end and other.at.start <= one.at.end


def edits_of(findings: Iterable[Finding]) -> dict[Document, list[Edit]]:
    """The edits of findings by document."""
    edits: dict[Document, list[Edit]] = {}
    for finding in findings:
        for edit in finding.problem.fix.edits if finding.problem.fix else ():
            edits.setdefault(edit.at.document, []).append(edit)
    return edits


def apply(document: Document, edits: Iterable[Edit]) -> str:
    """The text of a document after edits of it that do not overlap."""
    text = document.text
    for edit in sorted(edits, key=lambda one: one.at.start, reverse=True):
        text = text[: edit.at.start] + edit.text + text[edit.at.end :]
    return text


class Mended(NamedTuple):
    """What fixing came to."""

    report: Report
    """What is left to report, the files that could not be fixed among its errors."""
    changed: Sequence[tuple[Document, Document]]
    """The documents that changed and could be written: before and after."""
    fixes: int
    """How many fixes were applied and kept."""


def mend(
    corpus: Corpus,
    lint: Callable[[Corpus], Report],
    read: Callable[[Document], list[Statement]],
    *,
    unsafe: bool = False,
    write: Callable[[Document, Document], None] | None = None,
) -> Mended:
    """Apply fixes and lint again, until there is nothing left to fix; then `write` each changed document.

    A file in which fixing damages a statement or does not settle is put back as it was, as a whole, and
    told as an error with the names of the rules. So is one that `write` refuses (UnwritableError): the
    report tells of what is on the disk.
    """
    originals = {document.path: document for document in corpus.documents}
    given_up: dict[str, Error] = {}
    counts: dict[str, int] = {}
    report = lint(corpus)
    for number in range(ROUNDS + 1):
        findings = together((one for one in report.findings if not _paths(one) & given_up.keys()), unsafe)
        edits = edits_of(findings)
        if not edits:
            break
        for document, wanted in edits.items():
            names = sorted({one.rule.name for one in findings if document.path in _paths(one)})
            changed = Document(document.path, apply(document, wanted))
            try:
                statements = read(changed)
                why = "do not settle" if number == ROUNDS else damage(document, wanted, corpus.statements, statements)
            except (Unreadable, UnicodeError) as error:
                why = f"make it unreadable ({getattr(error, 'message', error)})"
            if why:
                message = f"nothing was fixed here: the fixes of {', '.join(names)} {why}; please report it"
                given_up[document.path] = Error(document.path, message)
                counts.pop(document.path, None)
                changed = originals[document.path]
                statements = read(changed)
            else:
                counts[document.path] = counts.get(document.path, 0) + len(wanted)
            corpus = _with(corpus, document, changed, statements)
        report = lint(corpus)
    changes = [(originals[one.path], one) for one in corpus.documents if one.text != originals[one.path].text]
    written = []
    for before, after in changes:
        try:
            if write is not None:
                write(before, after)
            written.append((before, after))
        except UnwritableError as error:
            given_up[before.path] = Error(before.path, f"not fixed: {error}")
            counts.pop(before.path)
            corpus = _with(corpus, after, before, read(before))
    if len(written) < len(changes):
        report = lint(corpus)
    report = report._replace(errors=[*report.errors, *given_up.values()])
    return Mended(report, written, sum(counts.values()))


def _paths(finding: Finding) -> set[str]:
    return {edit.at.document.path for edit in finding.problem.fix.edits} if finding.problem.fix else set()


def _with(corpus: Corpus, old: Document, new: Document, statements: Sequence[Statement]) -> Corpus:
    documents = [new if one is old else one for one in corpus.documents]
    return corpus._replace(
        documents=documents,
        statements=[*(one for one in corpus.statements if one.document is not old), *statements],
    )


def damage(document: Document, edits: Sequence[Edit], before: Sequence[Statement], after: Sequence[Statement]) -> str:
    """What edits of a document did to its statements that they should not have, if anything.

    `before` are statements of any documents, `after` those of the edited one. Each statement has to be there
    still, with the clauses it had, and a clause that was not edited has to read as before; so has what is
    declared beside it.
    """
    before = [one for one in before if one.document is document]
    if len(before) != len(after):
        return f"make {len(after)} statements of {len(before)}"
    for old, new in zip(before, after, strict=True):
        for name in ("situation", "motivation", "outcome"):
            was, is_ = getattr(old, name), getattr(new, name)
            edited = any(edit.at.start <= was.end and was.start <= edit.at.end for edit in edits)
            if bool(was) != bool(is_) if edited else was.text != is_.text:
                return f"change the {name} of a statement that they are not about"
        meant = {name: _words_after(one, edits) for name, one in old.declared.items()}
        if (
            _words_after(old.reading.whole(), edits) != new.reading.text.split()
            or {name: one.text.split() for name, one in new.declared.items()} != meant
        ):
            return "read otherwise than they were meant to"
    return ""


def _words_after(at: Slice, edits: Sequence[Edit]) -> list[str]:
    """The words that are to be read after edits: quotes and escapes of the file may make others of them."""
    text, stop = at.reading.text, at.stop
    for edit in sorted(edits, key=lambda one: one.at.begin, reverse=True):
        if edit.at.reading.original is at.reading and at.begin <= edit.at.begin and edit.at.stop <= at.stop:
            text = text[: edit.at.begin] + edit.text + text[edit.at.stop :]
            stop += len(edit.text) - (edit.at.stop - edit.at.begin)
    return text[at.begin : stop].split()


class UnwritableError(Exception):
    """A file that must not or cannot be written; the message says why."""


def write(before: Document, after: Document, root: str) -> None:
    """Put the text of a document in the place of what was read: all of it or nothing.

    Its mode, owner, attributes, byte order mark and line ends stay; of a symbolic link, what it points to is
    replaced, if that lies below `root`. Raises UnwritableError: changed since it was read, read-only,
    more than one name, no space ...
    """
    try:
        path = Path(before.path)
        target = path.resolve(strict=True)
        if path.is_symlink() and not target.is_relative_to(Path(root).resolve()):
            raise UnwritableError(f"it is a link to {target}, which is elsewhere")
        status = target.stat()
        raw = target.read_bytes()
        mark = _BOM if raw.startswith(_BOM) else b""
        if raw != mark + before.text.encode():
            raise UnwritableError("it has changed since it was read")
        if status.st_nlink > 1:
            raise UnwritableError("it has more than one name (hard links), and one would keep the old text")
        if not status.st_mode & stat.S_IWUSR:
            raise UnwritableError("it is read-only")
        put(target, mark + after.text.encode(), stat.S_IMODE(status.st_mode), raw)
    except (OSError, UnicodeError) as error:
        raise UnwritableError(getattr(error, "strerror", None) or str(error)) from error


def put(target: Path, content: bytes, mode: int, expected: bytes | None = None) -> None:
    """Write a file anew beside the old one, then put it in its place. Raises OSError; the old one stays then.

    With `expected`, only if that is what the old one still holds, and it keeps its owner and attributes. Raises
    UnwritableError.
    """
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f"{_BESIDE}{os.getpid()}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if expected is not None:
            _hand_over(target, name)
        Path(name).chmod(mode)
        # Asked as late as can be: the writing above takes its time.
        if expected is not None and target.read_bytes() != expected:
            raise UnwritableError("it has changed since it was read")  # noqa: TRY301 -- the file beside has to go
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_whole(file: str, text: str) -> None:
    """Put a text into a file: all of it, or the file stays as it was. Raises OSError."""
    path = Path(file)
    target = path.resolve()
    sweep(str(target.parent))
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    put(target, text.encode("utf-8", "backslashreplace"), mode & 0o7777)


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


def _hand_over(old: Path, new: str) -> None:
    """Give a new file the owner, the group and the extended attributes of an old one. Raises UnwritableError."""
    try:
        was, is_ = old.stat(), Path(new).stat()
        if (was.st_uid, was.st_gid) != (is_.st_uid, is_.st_gid):
            os.chown(new, was.st_uid, was.st_gid)
        if sys.platform == "linux":
            for name in os.listxattr(old):
                # Those of the system's security are its own to give.
                if not name.startswith(("security.", "trusted.")):
                    os.setxattr(new, name, os.getxattr(old, name))
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise UnwritableError(f"its owner or attributes would be lost ({error.strerror})") from error


def sweep(folder: str) -> None:
    """Remove what runs that were killed left half-written in a folder; what a run is writing now stays."""
    for entry in list(os.scandir(folder)):
        left = _LEFT.match(entry.name)
        if left and not _is_another_run(int(left[1])):
            with suppress(OSError):
                Path(entry.path).unlink()


def _is_another_run(pid: int) -> bool:
    """Whether a process that is not this one is running."""
    if pid == os.getpid() or sys.platform == "win32":
        return False  # Windows removes no file that is open
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def diff(before: Document, after: Document) -> list[str]:
    """The change as a unified diff, in lines without line ends."""
    from difflib import unified_diff

    old, new = _patch_lines(before.text), _patch_lines(after.text)
    return list(unified_diff(old, new, f"a/{before.path}", f"b/{after.path}", lineterm=""))


def _patch_lines(text: str) -> list[str]:
    """The lines of a text as a patch tells them."""
    lines = text.split("\n")
    if lines[-1]:
        lines[-1] += "\n\\ No newline at end of file"
    else:
        lines.pop()
    return lines
