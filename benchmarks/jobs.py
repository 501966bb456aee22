"""How long each stage of `check` takes on lists of jobs, all rules, and how that grows with the list.

    python benchmarks/jobs.py [--sizes 10000,30000,100000]

The jobs are those of overlap.py: made up, with a fixed seed, words as frequent as in real text. They stand in YAML, ten
thousand a file, each with an id, nine of ten with a parent, a hundred in a group. Every size is a process of its own.
Seconds are those of the processors, all threads together, so that other work on the machine disturbs them little; the
growth is the exponent of the size by which they have grown since the size before. n log n has one of 1.1.
"""

import argparse
import gc
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

A_FILE = 10_000
JOIN = "of JT4, the join"


def lists(size: int) -> Iterator[str]:
    """So many jobs, as the texts of YAML files."""
    from overlap import statements

    made, _ = statements(size)
    for begin in range(0, size, A_FILE):
        lines = []
        for number, clauses in enumerate(made[begin : begin + A_FILE], begin):
            lines.append(f"- id: job-{number}\n  group: group-{number // 100}\n")
            if number % 10:
                lines.append(f"  parent: job-{number - number % 10}\n")
            lines.append(f"  statement: {', '.join(clauses)}.\n")
        yield "".join(lines)


def write(folder: Path, size: int) -> None:
    """Write so many jobs into a folder."""
    for number, text in enumerate(lists(size)):
        (folder / f"jobs-{number}.yml").write_text(text, encoding="utf-8")


def check(folder: str) -> dict[str, float]:
    """Check what is in a folder, in this process; the seconds of each stage, and of all of it."""
    from jtbdlint import corpus, engine, run, similarity
    from jtbdlint.config import Config
    from jtbdlint.reporters import reporter

    for module in (corpus, engine, run):
        module.perf_counter = time.process_time  # type: ignore[attr-defined]
    join = similarity.join
    joined = 0.0

    def timed(*arguments: Any, **options: Any) -> Any:
        nonlocal joined
        start = time.process_time()
        found = join(*arguments, **options)
        joined += time.process_time() - start
        return found

    similarity.join = timed
    # As the command does.
    gc.set_threshold(100_000, 20, 20)
    config = Config()._replace(select=("ALL",))
    report = run.check_paths(run.Task([folder], jobs=1), config).report
    start = time.process_time()
    for _ in reporter("concise")(report):
        pass
    seconds = {**report.seconds, "report": time.process_time() - start}
    return {**seconds, "in all": time.process_time(), JOIN: joined, "findings": len(report.findings)}


def measured(size: int) -> dict[str, float]:
    """The same in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), size)
        done = subprocess.run([sys.executable, __file__, "--check", folder], stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def table(taken: Mapping[int, Mapping[str, float]]) -> str:
    """The seconds of each stage at each size as a Markdown table, those that never take any left out."""
    sizes = sorted(taken)
    heads = [f"{sizes[0]:,}", *(head for size in sizes[1:] for head in (f"{size:,}", "growth"))]
    rows = [f"| stage | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for stage in taken[sizes[-1]]:
        if max(taken[size].get(stage, 0.0) for size in sizes) < 0.05:
            continue
        cells = [_shown(taken[sizes[0]][stage], stage)]
        for before, size in pairwise(sizes):
            mine, its = taken[size][stage], taken[before][stage]
            growth = math.log(mine / its) / math.log(size / before) if min(mine, its) > 0.01 else math.nan
            cells += [_shown(mine, stage), "" if math.isnan(growth) else f"{growth:.2f}"]
        rows.append(f"| {stage} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _shown(value: float, stage: str) -> str:
    return f"{value:,.0f}" if stage == "findings" else f"{value:.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="10000,30000,100000")
    options.add_argument("--check", help=argparse.SUPPRESS)
    given = options.parse_args(arguments)
    if given.check:
        print(json.dumps(check(given.check)))
    else:
        print(table({size: measured(size) for size in map(int, given.sizes.split(","))}))


if __name__ == "__main__":
    main()
