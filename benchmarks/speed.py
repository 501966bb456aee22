"""Time whole processes side by side: this tool, its peers, and the limits of the machine.

    python benchmarks/speed.py [--rounds 5] [--files 5000] [--megabytes 60] [--skip NAME,...]

Makes a handbook (benchmarks/handbook.py), then runs every command in turn, round after round, so that
drift of the machine meets all alike, and prints medians and the ratio to the first row of each table.
Peers are run where they are installed (peers-pip.txt, peers-npm.txt); what is missing is named.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from handbook import Writer, write

HERE = Path(__file__).resolve().parent
JTBDLINT = [sys.executable, "-m", "jtbdlint"]
CHECK = [*JTBDLINT, "check", "--output-format", "concise", "--exit-zero", "--allow-empty"]
OURS = [*CHECK, "--isolated"]

# What a peer is installed with, and how it is run on files.
PEERS: dict[str, tuple[str, list[str]]] = {
    "typos": ("pip install typos", ["typos"]),
    "codespell": ("pip install codespell", ["codespell"]),
    "proselint": ("pip install proselint", ["proselint", "check"]),
    "mdformat": ("pip install mdformat", ["mdformat", "--check"]),
    "pymarkdown": ("pip install pymarkdownlnt", ["pymarkdown", "scan"]),
    "write-good": ("npm install -g write-good", ["write-good"]),
    "markdownlint-cli2": ("npm install -g markdownlint-cli2", ["markdownlint-cli2"]),
    "alex": ("npm install -g alex", ["alex", "--quiet"]),
    "textlint": ("npm install -g textlint textlint-rule-max-comma", ["textlint", "--rule", "max-comma"]),
}
# These take minutes on a whole handbook; they are timed on one page only.
SLOW = {"proselint", "mdformat", "pymarkdown", "write-good", "alex", "textlint", "markdownlint-cli2"}

ONE_REGEX = r"""
import os, re, sys
search = re.compile(rb"(?i)\bI\s+(?:want|need|would\s+like|can|wish)\b").search
files = (os.path.join(folder, name) for folder, _, names in os.walk(sys.argv[1]) for name in names)
print(sum(search(open(file, "rb").read()) is not None for file in files))
"""
READ_ALL = r"""
import os, sys
files = (os.path.join(folder, name) for folder, _, names in os.walk(sys.argv[1]) for name in names)
print(sum(len(open(file, "rb").read()) for file in files))
"""


class Row(NamedTuple):
    """A command to time."""

    name: str
    command: list[str]
    before: Callable[[], object] = tuple
    """What is done before each run, and not timed."""


class Timed(NamedTuple):
    """What was measured of a command: seconds and those of the processors in each round, the largest process in MB."""

    seconds: list[float]
    cpu: list[float]
    peak: list[float]


def once(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a command; seconds, those of the processors, and the peak memory in MB (0 where the system does not tell)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, peak
    process.wait()
    return time.perf_counter() - start, 0.0, 0.0


def measure(rows: Sequence[Row], rounds: int) -> dict[str, Timed]:
    """Time the rows in turn, after one round that is not counted."""
    measured = {row.name: Timed([], [], []) for row in rows}
    for number in range(rounds + 1):
        for row in rows:
            row.before()
            taken = once(row.command)
            if number:
                for values, value in zip(measured[row.name], taken, strict=True):
                    values.append(value)
    return measured


def table(title: str, measured: dict[str, Timed]) -> str:
    """The medians as a Markdown table; ratios are to the first row."""
    first = next(iter(measured.values()))
    lines = [f"### {title}", "", "| command | ms | min..max | ratio | CPU ms | ratio | peak MB |", "|" + "---|" * 7]
    for name, timed in measured.items():
        wall, cpu = statistics.median(timed.seconds), statistics.median(timed.cpu)
        lines.append(
            f"| {name} | {wall * 1000:.0f} | {min(timed.seconds) * 1000:.0f}..{max(timed.seconds) * 1000:.0f}"
            f" | {wall / statistics.median(first.seconds):.1f} | {cpu * 1000:.0f}"
            f" | {cpu / (statistics.median(first.cpu) or 1):.1f} | {max(timed.peak):.0f} |"
        )
    return "\n".join(lines) + "\n"


def installed(skip: set[str]) -> dict[str, list[str]]:
    """The peers that can be run; the others are named on standard error."""
    found = {}
    for name, (how, command) in PEERS.items():
        if name in skip:
            continue
        if shutil.which(command[0]) is None:
            print(f"not installed: {name} ({how})", file=sys.stderr)
            continue
        found[name] = command
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the handbook, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--files", type=int, default=5000)
    options.add_argument("--megabytes", type=float, default=60)
    options.add_argument("--skip", default="", help="peers to leave out, with commas")
    given = options.parse_args(arguments)
    peers = installed(set(given.skip.split(",")))
    bare = Row("python -c pass", [sys.executable, "-c", "pass"])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(root / "caches")

        with_statements, without = root / "with.md", root / "without.md"
        with_statements.write_text(Writer(2).page(3400, statements=True), encoding="utf-8")
        without.write_text(Writer(3).page(4000), encoding="utf-8")
        rows = [
            bare,
            Row("jtbdlint, page with statements", [*OURS, str(with_statements)]),
            Row("jtbdlint, page without", [*OURS, str(without)]),
            *(Row(name, [*command, str(with_statements)]) for name, command in peers.items()),
        ]
        print(table("One page of 4 KB", measure(rows, given.rounds)))

        whole, half = root / "handbook", root / "half"
        write(whole, given.files, given.megabytes, 1)
        write(half, given.files // 2, given.megabytes / 2, 1)
        settings = whole / "jtbdlint.toml"
        settings.touch()
        configured = [*CHECK, "--config", str(settings)]
        rows = [
            Row("one regex over every file", [sys.executable, "-c", ONE_REGEX, str(whole)]),
            Row("reading every file", [sys.executable, "-c", READ_ALL, str(whole)]),
            Row("jtbdlint", [*OURS, "--no-cache", str(whole)]),
            Row("jtbdlint, with a cache", [*configured, str(whole)]),
            Row("jtbdlint --jobs 1", [*OURS, "--no-cache", "--jobs", "1", str(whole)]),
            Row("jtbdlint, half of it", [*OURS, "--no-cache", str(half)]),
            *(Row(name, [*command, str(whole)]) for name, command in peers.items() if name not in SLOW),
        ]
        if shutil.which("rg"):
            rows.insert(2, Row("ripgrep", ["rg", "-il", r"I\s+(want|need|would like|can|wish)", str(whole)]))
        print(table(f"A handbook of {given.files} files, {given.megabytes:g} MB", measure(rows, given.rounds)))

        page = next(one for one in sorted(whole.rglob("*.md")) if "## Jobs to be done" in one.read_text("utf-8"))

        def change() -> None:
            page.write_text(page.read_text("utf-8") + "\nOne more line.\n", encoding="utf-8", newline="\n")

        rows = [
            Row("jtbdlint PAGE", [*configured, str(page)], change),
            Row("jtbdlint --focus PAGE", [*configured, "--focus", str(page)], change),
            Row("jtbdlint --focus PAGE --no-cache", [*configured, "--focus", "--no-cache", str(page)], change),
        ]
        print(table("A changed page of that handbook, by itself and with the whole set", measure(rows, given.rounds)))


if __name__ == "__main__":
    main()
