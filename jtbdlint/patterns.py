"""Regular expressions that are compiled once and not in every run.

Python keeps the modules that it has compiled, and not the patterns in them: those of a page with statements took 57 of
200 ms. So what the compiler of patterns made is kept in a file beside the compiled modules, where Python itself
writes (see `importlib`, `PYTHONPYCACHEPREFIX`, `PYTHONDONTWRITEBYTECODE`), and trusted as these are.

`re` has no public way to do so. What is kept was compared with what `re.compile` gives, by Python's own equality of
patterns; the name of the file and its first lines tell for which Python it is; and where anything is
amiss, all there is left to do is to compile as ever.
"""

import marshal
import os
import re
import sys
from contextlib import suppress
from functools import cache
from typing import Any, AnyStr

_MOST = 2_000
"""Of more patterns some are of versions that are gone: then the file is begun again."""


class _Kept:
    """The patterns of other runs, and those of this one that were not among them."""

    def __init__(self, known: dict[tuple[str | bytes, int], tuple[Any, ...]]) -> None:
        self.known = known
        self.new: dict[tuple[str | bytes, int], re.Pattern[Any]] = {}


def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, faster where it was done before. For patterns of the tool's own, not for those of its users.

    Raises re.error.
    """
    kept = _kept()
    key = pattern, int(flags)
    if key in kept.known:
        with suppress(Exception):
            return _made(pattern, *kept.known[key])
    kept.new[key] = found = re.compile(pattern, flags)
    return found


def keep() -> None:
    """Write what was compiled for the next run, if Python writes what it compiles. Raises nothing."""
    kept = _kept()
    if not kept.new or sys.dont_write_bytecode:
        return
    # A full disk, a folder of somebody else's, another Python: then the next run compiles again.
    with suppress(Exception):
        new = {key: code for key, one in kept.new.items() if (code := _code(one, key[1])) is not None}
        known = kept.known if len(kept.known) < _MOST else {}
        path = _path()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        temporary = f"{os.path.splitext(path)[0]}.{os.getpid()}"
        try:
            with open(temporary, "xb") as file:
                file.write(marshal.dumps((_python(), {**known, **new})))
            os.replace(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
        kept.known.update(new)
        kept.new.clear()


@cache
def _kept() -> _Kept:
    with suppress(Exception):
        with open(_path(), "rb") as file:
            python, known = marshal.loads(file.read())
        if python == _python():
            return _Kept(known)
    return _Kept({})


def _path() -> str:
    """`patterns.cpython-311.kept` or the like. Raises ValueError where Python keeps nothing."""
    if not __spec__.cached:
        raise ValueError("there is no folder for compiled modules")
    return f"{os.path.splitext(__spec__.cached)[0]}.kept"


def _python() -> tuple[Any, ...]:
    """What the code of a pattern depends on."""
    import _sre  # type: ignore[import-not-found]

    return sys.version, _sre.MAGIC, _sre.CODESIZE


def _made(pattern: AnyStr, flags: int, code: bytes, *groups: Any) -> re.Pattern[AnyStr]:
    import _sre

    made: re.Pattern[AnyStr] = _sre.compile(pattern, flags, memoryview(code).cast("I").tolist(), *groups)
    return made


def _code(pattern: re.Pattern[Any], flags: int) -> tuple[Any, ...] | None:
    """What makes the same pattern again; None where that does not succeed."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern.pattern, flags)
    names = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = array("I", map(int, _compiler._code(parsed, flags))).tobytes()
    made = int(pattern.flags), code, pattern.groups, dict(pattern.groupindex), tuple(names)
    return made if _made(pattern.pattern, *made) == pattern else None
