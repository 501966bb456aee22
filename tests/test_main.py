"""How the process ends: with the exit status, and with all that was to be written or done."""

import atexit
import io
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from jtbdlint import __main__, cli


class Ended(BaseException):
    """What `os._exit` does, for a test that goes on."""


class Full(io.StringIO):
    def flush(self) -> None:
        raise OSError("no space left")


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The statuses with which the process ends at once."""
    statuses: list[int] = []

    def leave(status: int) -> None:
        statuses.append(status)
        raise Ended

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(atexit, "_run_exitfuncs", lambda: None)
    return statuses


@pytest.mark.parametrize("status", [0, 1, 2, 130])
def test_a_run_ends_with_its_status(ended: list[int], monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setattr(cli, "main", lambda: status)
    with pytest.raises(Ended):
        __main__.main()
    assert ended == [status]


@pytest.mark.parametrize("name", ["stdout", "stderr"])
@pytest.mark.parametrize("stream", [Full, lambda: None], ids=["full", "none"])
def test_what_cannot_be_written_is_left_to_the_interpreter(
    ended: list[int], monkeypatch: pytest.MonkeyPatch, name: str, stream: Callable[[], object]
) -> None:
    monkeypatch.setattr(cli, "main", lambda: 1)
    monkeypatch.setattr(sys, name, stream())
    assert __main__.main() == 1
    assert ended == []


def test_what_is_to_be_done_at_the_end_is_done_and_all_is_printed() -> None:
    code = (
        "import atexit, sys; from jtbdlint import __main__, cli; atexit.register(print, 'done');"
        "cli.main = lambda: print('found') or sys.stderr.write('said') and 1; __main__.main(); print('never')"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (1, ["found", "done"], "said")
