"""Run as `jtbdlint` or `python -m jtbdlint`."""

import atexit
import gc
import os
import sys


def main() -> int:
    """The command line; returns the exit status, or ends the process with it."""
    # A run makes many objects and few circles: to look for these as often as usual takes a twentieth of its time.
    gc.set_threshold(100_000, 20, 20)
    try:
        # Inside, since who presses Ctrl-C while modules are loaded wants no traceback either.
        from jtbdlint.cli import main as run

        status = run()
        _leave(status)
    except KeyboardInterrupt:
        return 130
    return status


def _leave(status: int) -> None:
    """End here, once all is written: to take modules and objects down one by one is a tenth of a short run."""
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (AttributeError, OSError, ValueError):
        return  # the interpreter knows what to say of a stream that is none or takes no more
    os._exit(status)


if __name__ == "__main__":
    raise SystemExit(main())
