"""Run as `jtbdlint` or `python -m jtbdlint`."""


def main() -> int:
    """The command line; returns the exit status."""
    try:
        # Inside, since who presses Ctrl-C while modules are loaded wants no traceback either.
        from jtbdlint.cli import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
