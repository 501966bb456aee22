"""Draw the README's picture: what `jtbdlint check` really prints in a terminal, as an SVG.

python benchmarks/picture.py > examples/picture.svg
"""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ["jtbdlint", "check", "examples/handbook/personas.md"]
WIDTH = 88


def terminal(command: list[str], width: int = WIDTH) -> str:
    """What a command prints on a terminal of so many columns that shows colours, both streams in their order."""
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TERM", "COLORTERM"}}
    environment = {**kept, "FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": str(width), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    ).stdout


def picture() -> str:
    """The picture as an SVG document: the same output gives the same bytes."""
    screen = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, legacy_windows=False)
    screen.print(Text.assemble(("$ ", "dim"), " ".join(COMMAND)))
    screen.print(Text.from_ansi(terminal(COMMAND).rstrip("\n")))
    svg = screen.export_svg(title="jtbdlint", unique_id="jtbdlint")
    # The picture stands alone: without rich's fonts from a server, the reader's own monospaced font is used.
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(picture())
