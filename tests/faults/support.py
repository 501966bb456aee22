"""What the tests of faults share: a command's outcome, files, and statements that are good, bad or can be mended."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

GOOD = "- When a deploy fails, I want to roll it back in one step, so that I can sleep\n"
BAD = "- When a deploy fails, I want to roll it back in one step\n"
FIXABLE = "- When a deploy fails, I want to be able to roll it back, so that I can sleep\n"
FIXED = FIXABLE.replace("be able to ", "")

Run = Callable[..., tuple[int, str, str]]


def write(name: str, content: str | bytes) -> Path:
    """Write a file, its folders too; text is UTF-8 as it stands."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def found(run: Run, *arguments: str) -> list[str]:
    """What a check finds, short: "page.md:3:1 missing-outcome"."""
    status, out, err = run("check", *arguments, "--output-format", "json", "--select", "JT103")
    assert status in (0, 1), err
    return [
        f"{one['path']}:{one['start']['line']}:{one['start']['column']} {one['name']}"
        for one in json.loads(out)["findings"]
    ]


def process(
    *arguments: str, env: Mapping[str, str] | None = None, program: Sequence[str] = ("-m", "jtbdlint")
) -> "subprocess.CompletedProcess[bytes]":
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, *program, *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        check=False,
        timeout=60,
    )
