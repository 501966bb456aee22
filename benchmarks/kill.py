"""Kill `jtbdlint check --fix` at random moments, and see that no file is lost.

    python benchmarks/kill.py [--files 500] [--kills 200] [--seed 1] [--folder FOLDER]

Writes pages and lists that can all be mended, and fixes them in a process that is killed (SIGKILL) after a random
time. Then every file has to hold its old or its new bytes, no process may be left of the run, and once a run was let
through, all files are new and no temporary file is left. Half of the moments are drawn from the whole run, half from
the time in which files are written. Exits 1 where anything else is seen. Not for Windows, which has no SIGKILL.
"""

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jtbdlint.cli import main as jtbdlint  # noqa: E402

SENTENCE = "When pump {number} stops, I want to be able to see its pressure, so that I can find the leak"
SLIP = "be able to "


def texts(files: int) -> dict[Path, tuple[bytes, bytes]]:
    """Files by name, each with its old and its new bytes: Markdown and YAML, wide characters, CRLF, long and short."""
    made = {}
    for number in range(files):
        sentence, before = SENTENCE.format(number=number), "Prose é 😀.\n" * (number % 25)
        folder = Path(f"folder{number % 7}")
        if number % 3:
            name, text = folder / f"page{number}.md", f"{before}\n- {sentence}\n"
        else:
            name, text = (
                folder / f"jobs{number}.yml",
                f"# {before.replace(chr(10), ' ')}\n- id: j{number}\n  jtbd: {sentence}\n",
            )
        text = text.replace("\n", "\r\n") if number % 5 == 0 else text
        made[name] = text.encode(), text.replace(SLIP, "").encode()
    return made


PATIENCE = 10.0
"""Seconds until what helped a process that was killed has to be gone."""


def started() -> tuple[int, int]:
    """A run in a process of its own, its modules loaded already; the process, and a pipe that ends with all of it."""
    ends, held = os.pipe()
    child = os.fork()
    if child:
        os.close(held)
        return child, ends
    os.close(ends)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os._exit(jtbdlint(["check", ".", "--isolated", "--no-cache", "--select", "be-able-to", "--fix", "--quiet"]))


def is_running(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG) == (0, 0)


def is_over(ends: int) -> bool:
    """Whether no process of a run is left that holds its pipe open. Closes the pipe."""
    over = bool(select.select([ends], [], [], PATIENCE)[0])
    os.close(ends)
    return over


def left() -> list[Path]:
    """The temporary files that a run left."""
    return list(Path().rglob(".jtbdlint-*"))


class Trial:
    """The files, and what was seen of them."""

    def __init__(self, files: int) -> None:
        self.texts = texts(files)
        self.seen: Counter[str] = Counter()

    def restore(self) -> None:
        """All files as they were; what a killed run left stays."""
        for name, (old, _) in self.texts.items():
            name.parent.mkdir(exist_ok=True)
            if not name.exists() or name.read_bytes() != old:
                name.write_bytes(old)

    def look(self) -> int:
        """Look at all files; how many are new."""
        new = 0
        for name, (old, mended) in self.texts.items():
            content = name.read_bytes() if name.exists() else None
            if content == mended:
                new += 1
            elif content != old:
                self.seen["LOST"] += 1
                print(f"{name}: {'gone' if content is None else 'neither its old nor its new bytes'}")
        return new

    def let_through(self) -> tuple[float, float]:
        """A run that nobody kills; when it began to write and when it was over, in seconds."""
        self.restore()
        first = next(iter(sorted(self.texts)))
        begun = time.monotonic()
        writes = 0.0
        child, ends = started()
        while is_running(child):
            if not writes and first.read_bytes() != self.texts[first][0]:
                writes = time.monotonic() - begun
            time.sleep(0.005)
        over = time.monotonic() - begun
        os.close(ends)
        new = self.look()
        if new != len(self.texts):
            self.seen["LOST"] += 1
            print(f"{len(self.texts) - new} files were not fixed by a run that was let through")
        for name in left():
            self.seen["LEFT"] += 1
            print(f"{name}: left after a run that was let through")
        return writes, over

    def kill(self, after: float) -> None:
        """A run that is killed after so many seconds."""
        self.restore()
        before = set(left())
        child, ends = started()
        time.sleep(after)
        if not is_running(child):
            self.seen["over before"] += 1
            os.close(ends)
            return
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if not is_over(ends):
            self.seen["STILL RUNNING"] += 1
        new = self.look()
        self.seen["killed"] += 1
        self.seen["killed before the first file was new" if not new else "killed among files"] += 1
        self.seen["temporary files left by kills"] += len(set(left()) - before)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to write; a folder of its own is made in it")
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    folder = Path(tempfile.mkdtemp(dir=asked.folder, prefix="kill-"))
    os.chdir(folder)
    trial = Trial(asked.files)
    writes, over = trial.let_through()
    print(f"{asked.files} files; a run begins to write after {writes:.2f} s and is over after {over:.2f} s")
    try:
        while trial.seen["killed"] < asked.kills:
            trial.kill(rng.uniform(0 if rng.random() < 0.5 else writes, over))
            if (trial.seen["killed"] + trial.seen["over before"]) % 20 == 0:
                writes, over = trial.let_through()
                trial.seen["runs let through"] += 1
    except KeyboardInterrupt:
        print("stopped; seen so far:")
    trial.let_through()
    for what, count in sorted(trial.seen.items()):
        print(f"{count:>6} {what}")
    os.chdir("/")
    shutil.rmtree(folder)
    return 1 if any(trial.seen[one] for one in ("LOST", "LEFT", "STILL RUNNING")) else 0


if __name__ == "__main__":
    sys.exit(main())
