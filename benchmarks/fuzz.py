"""Throw anything at the linter: made-up and mutated files and configurations, and ask what must always hold.

    python benchmarks/fuzz.py --seeds 1000 [--first 0] [--examples 3] [FOLDER...]
    python benchmarks/fuzz.py --seed 17

A seed is some examples, the same every time; each line says how to repeat it. Repeated alone, a failure is
shown with the smallest example that fails. Real files, those of this repository and of the folders given, are mutated.
What is asked: tests/invariants.py; besides, that no file takes two seconds of the processor.
"""

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jtbdlint.documents import SUFFIXES, TABLES  # noqa: E402
from tests.invariants import hold  # noqa: E402
from tests.strategies import CONFIGURATIONS, folders  # noqa: E402

SECONDS = 2.0
LARGEST = 12_000
OWN = ("README.md", "CONTRIBUTING.md", "examples", "tests/sessions", "tests/faults", "rules/README.md")


def sources(folders: Iterable[Path]) -> dict[str, list[bytes]]:
    """The files to mutate, by suffix; of the texts of tests/statements a page is made for each language."""
    found: dict[str, list[bytes]] = {}
    for place in folders:
        for path in sorted(place.rglob("*") if place.is_dir() else [place]):
            suffix = next((one for one in (*SUFFIXES, *TABLES) if path.name.lower().endswith(one)), None)
            if suffix and path.is_file() and path.stat().st_size <= LARGEST:
                found.setdefault(suffix, []).append(path.read_bytes())
    for path in sorted((ROOT / "tests" / "statements").glob("*.jsonl")):
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
        found.setdefault(".md", []).append("".join(f"- {text}\n\n" for text in texts[:40]).encode())
    return found


def failure(number: int, examples: int, real: Mapping[str, Sequence[bytes]], *, smallest: bool) -> str:
    """What fails for a seed, with the smallest example if that is wanted; nothing where all holds."""

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if smallest else (Phase.generate,),
    )
    @given(folders(real), CONFIGURATIONS, st.randoms(use_true_random=False))
    def holds(files: dict[str, bytes], configuration: str, random: Random) -> None:
        hold(files, configuration, random.sample(sorted(files), len(files)), SECONDS)

    try:
        holds()
    except Exception:
        return traceback.format_exc()
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--examples", type=int, default=3)
    given = parser.parse_args()
    real = sources([*(ROOT / name for name in OWN), *given.folders])
    os.fsync = lambda _: None  # nothing here has to outlive a power cut, and disks are slow
    numbers = range(given.first, given.first + given.seeds) if given.seed is None else [given.seed]
    again = " ".join(["--examples", str(given.examples), *map(str, given.folders)])
    failed = []
    for number in numbers:
        begin = time.perf_counter()
        why = failure(number, given.examples, real, smallest=given.seed is not None)
        verdict = "FAILED" if why else "ok"
        print(f"seed {number}: {verdict} in {time.perf_counter() - begin:.1f} s", end="")
        print(f"   python benchmarks/fuzz.py --seed {number} {again}", flush=True)
        if why:
            failed.append(number)
            print(why, flush=True)
    print(f"{len(numbers)} seeds of {given.examples} examples, {len(failed)} failed: {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
