"""The limit of time."""

import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import process_time

import pytest

from jtbdlint.deadline import GaveUpError, within

posix = pytest.mark.skipif(sys.platform == "win32", reason="no alarm there")


def busy(seconds: float) -> str:
    end = process_time() + seconds
    while process_time() < end:
        pass
    return "done"


def failing() -> None:
    raise KeyError("own")


def test_what_is_quick_enough_is_handed_on() -> None:
    assert within(60, lambda: "done") == "done"


@posix
def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(GaveUpError, match=r"^gave up after 0\.05 s$"):
        within(0.05, lambda: busy(20))


@posix
def test_no_alarm_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGPROF)
    within(60, lambda: "done")
    with pytest.raises(KeyError, match="own"):
        within(60, failing)
    with pytest.raises(GaveUpError):
        within(0.05, lambda: busy(20))

    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@posix
def test_an_alarm_that_a_generator_swallows_is_not_told_and_comes_again(capsys: pytest.CaptureFixture[str]) -> None:
    ended = []

    def one() -> Iterator[int]:
        try:
            yield 1
        finally:
            try:
                busy(0.3)
            finally:
                ended.append(sys.exc_info()[0])

    def call() -> str:
        assert next(one()) == 1  # and nobody holds it any more
        return busy(20)

    hook = sys.unraisablehook
    with pytest.raises(GaveUpError):
        within(0.1, call)

    assert ended == [GaveUpError]
    assert capsys.readouterr().err == ""
    assert sys.unraisablehook is hook


def test_in_a_thread_there_is_no_limit() -> None:
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(lambda: within(0.001, lambda: (busy(0.05), threading.current_thread().name)))

        assert asked.result()[0] == "done"
