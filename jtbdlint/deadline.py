"""A limit of time for what should be quick, and might not be on a text that nobody thought of."""

import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, TypeVar

T = TypeVar("T")

SECONDS = 10.0
"""So much time of the processor a file may take to be read."""
SECONDS_A_MEGABYTE = 20.0
"""And so much more for every million characters of it."""


class GaveUpError(Exception):
    """Something took too long; the message says how long it was waited for."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """What a call returns. Raises GaveUpError when it has taken so many seconds of the processor.

    Without an alarm to set (on Windows, or in a thread) there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return call()

    def give_up(_: int, __: FrameType | None) -> NoReturn:
        raise GaveUpError(f"gave up after {seconds:g} s")

    before, tell = signal.signal(signal.SIGPROF, give_up), sys.unraisablehook
    try:
        # What ends a generator may swallow the alarm, of which Python would print a traceback: so there is another
        # one every second.
        sys.unraisablehook = lambda what: None if isinstance(what.exc_value, GaveUpError) else tell(what)
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
        return call()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        sys.unraisablehook = tell
