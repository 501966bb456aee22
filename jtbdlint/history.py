"""The corpus as it was at a revision, read from git's objects: nothing is checked out."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jtbdlint.config import ConfigError

_REMEDY = 'a shallow clone may lack it: fetch more history (GitLab: GIT_DEPTH: "0"; GitHub: fetch-depth: 0)'


class GitError(ConfigError):
    """What was asked of git cannot be had; the message says what to do."""


def merge_base(ref: str, folder: str) -> str:
    """The commit at which the branch that is checked out left a revision. Raises GitError with the remedy."""
    if ref.startswith("-"):
        raise GitError(f"--new-since: '{ref}' is no revision")
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
    except subprocess.CalledProcessError:
        if not _in_repository(folder):
            raise GitError(f"--new-since: {folder} is in no git repository") from None
        raise GitError(f"--new-since: there is no revision '{ref}' here; {_REMEDY}") from None
    try:
        return _git(folder, "merge-base", commit, "HEAD").decode().strip()
    except subprocess.CalledProcessError:
        raise GitError(f"--new-since: '{ref}' and HEAD have no commit in common here; {_REMEDY}") from None


def texts_at(commit: str, folder: str, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """The files at a commit that are wanted: where each lies or would lie on the disk, and its content."""
    root = top(folder)
    objects = {}
    for entry in _git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        about, _, name = entry.partition(b"\t")
        path = str(root / name.decode("utf-8", "surrogateescape"))
        # Regular files only: no links, no submodules.
        if about.startswith(b"100") and wanted(path):
            objects[path] = about.split()[2]
    if not objects:
        return
    said = _git(root, "cat-file", "--batch", given=b"\n".join(objects.values()) + b"\n")
    at = 0
    for path in objects:
        head = said.index(b"\n", at)
        size = int(said[at:head].split()[2])
        yield path, said[head + 1 : head + 1 + size]
        at = head + size + 2


def tracked(folder: str) -> set[str]:
    """The files below a folder that git tracks. Raises GitError outside of a repository."""
    try:
        names = _git(folder, "ls-files", "-z").split(b"\0")
    except subprocess.CalledProcessError:
        raise GitError(f"{folder} is in no git repository") from None
    return {str(Path(folder, name.decode("utf-8", "surrogateescape"))) for name in names if name}


def _in_repository(folder: str) -> bool:
    try:
        _git(folder, "rev-parse", "--git-dir")
    except subprocess.CalledProcessError:
        return False
    return True


def top(folder: str) -> Path:
    """The root of the repository that a folder is in. Raises GitError outside of one."""
    try:
        return Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    except subprocess.CalledProcessError:
        raise GitError(f"--new-since: {folder} is in no git repository") from None


def _git(folder: str | Path, *arguments: str, given: bytes | None = None) -> bytes:
    command: Sequence[str] = ("git", "-C", str(folder), *arguments)
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise GitError("git is not installed") from None
