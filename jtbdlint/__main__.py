"""Run as `jtbdlint` or `python -m jtbdlint`."""

import gc


def main() -> int:
    """The command line; returns the exit status."""
    # A run makes many objects and few circles: to look for these as often as usual takes a twentieth of its time.
    gc.set_threshold(100_000, 20, 20)
    try:
        # Inside, since who presses Ctrl-C while modules are loaded wants no traceback either.
        from jtbdlint.cli import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
