"""Paths as services want them: from the root of the repository, with forward slashes."""

import os
from functools import cache
from pathlib import Path


@cache
def from_root(path: str) -> str:
    """A path as seen from the root of the repository; as it is where it lies elsewhere."""
    full = Path(path).absolute()
    root = _root()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else Path(path).as_posix()


def _root() -> Path:
    """The repository that CI says it checked out, else the nearest folder with .git, else this one."""
    for name in ("CI_PROJECT_DIR", "GITHUB_WORKSPACE"):
        if os.environ.get(name) and Path.cwd().is_relative_to(os.environ[name]):
            return Path(os.environ[name])
    here = Path.cwd()
    return next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
