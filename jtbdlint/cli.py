"""The command line: read, call, print, exit."""

import os
import sys
from collections.abc import Sequence

import click

from jtbdlint import __version__, patterns
from jtbdlint.commands import Commands, _output


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status and raises nothing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    _output.begin()
    try:
        status = commands.main(arguments, prog_name="jtbdlint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        _output.unanswered(arguments, error.format_message())
        return 2
    except click.Abort:
        return 130
    except (BrokenPipeError, SystemExit):  # which click makes of a closed pipe
        return _closed()
    except Exception as error:
        from jtbdlint.config import ConfigError

        if "--debug" in arguments:
            raise
        message = str(error)
        if isinstance(error, OSError) and error.filename is None:
            message = f"the output cannot be written: {error.strerror or error}"
        elif not isinstance(error, ConfigError):
            message = f"internal error: {type(error).__name__}: {error} (--debug shows where; please report it)"
        _output.say(f"jtbdlint: {message}")
        _output.unanswered(arguments, message)
        return 2
    finally:
        patterns.keep()
    return status if isinstance(status, int) else 0


def _closed() -> int:
    """Whoever read our output has had enough: no more of it, not even from the interpreter's own flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="jtbdlint %(version)s")
def commands() -> None:
    """Check job statements: "When [situation], I want to [motivation], so I can [outcome]".

    Each statement for its form and wording, and all of them together for being mutually exclusive and
    collectively exhaustive.
    """
