"""Which pairs of a large set overlap: this engine and others, side by side.

    python benchmarks/overlap.py [--sizes 238,1000,...] [--only ours,cdist-set,...]

Every run is a process of its own; its time is that of the search, from texts to pairs, by the clock and by
the processors, and its memory the peak of the process. Ours runs with the default settings of overlapping-jobs.
The growth is the exponent of the size with which the processors' time has grown since the size before.
Statements are made up, with a fixed seed: words of syllables, drawn by a Zipf and
Mandelbrot law from a vocabulary that grows with the 0.57th power of the size, as Heaps found for real
text; a fifth of the
situations and outcomes come from a stock that is used again and again. One statement in a hundred
is planted: a copy with one word replaced, with a word dropped and one put in, with its outcome shuffled,
with another outcome, or with a typing slip. What is not installed is skipped, what is quadratic is not run
beyond ten thousand, and the others not beyond a hundred thousand.
"""

import argparse
import itertools
import json
import math
import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Texts = tuple[str, str, str]
Pairs = set[tuple[int, int]]
QUADRATIC = 10_000
OPENINGS = ("When the", "I want to", "so that I can")
KINDS = ("word", "drop", "shuffle", "outcome", "typo")


def statements(size: int) -> tuple[list[Texts], dict[tuple[int, int], str]]:
    """So many statements, and which pairs were planted, with their kind."""
    rng = random.Random(size)
    syllables = [a + b for a in (*"bcdfghklmnprstvw", "br", "st", "tr", "pl") for b in "aeiou"]
    count = 400 + int(60 * size**0.57)
    vocabulary: dict[str, None] = {}
    while len(vocabulary) < count:
        vocabulary["".join(rng.choices(syllables, k=rng.choice((2, 3, 3, 4))))] = None
    words = list(vocabulary)
    law = list(itertools.accumulate((rank + 8) ** -1.05 for rank in range(1, count + 1)))

    def draw(least: int, most: int) -> list[str]:
        return rng.choices(words, cum_weights=law, k=rng.randint(least, most))

    stock = [[draw(3, 6) for _ in range(max(20, size // 200))] for _ in range(3)]

    def told(clauses: list[list[str]]) -> Texts:
        first, second, third = (" ".join((opening, *clause)) for opening, clause in zip(OPENINGS, clauses, strict=True))
        return first, second, third

    made = [
        [rng.choice(stock[n]) if n != 1 and rng.random() < 0.2 else draw(3, 7) for n in range(3)]
        for _ in range(size - size // 100)
    ]
    planted = {}
    for number in range(size // 100):
        origin = rng.randrange(len(made) - number)
        kind = KINDS[number % len(KINDS)]
        copy = [list(clause) for clause in made[origin]]
        at = rng.randrange(3)
        if kind == "word":
            copy[at][rng.randrange(len(copy[at]))] = draw(1, 1)[0]
        elif kind == "drop":
            copy[at].pop(rng.randrange(len(copy[at])))
            copy[1].append(draw(1, 1)[0])
        elif kind == "shuffle":
            rng.shuffle(copy[2])
        elif kind == "outcome":
            copy[2] = draw(3, 7)
        else:
            place = rng.randrange(len(copy[1]))
            copy[1][place] = copy[1][place][:-2] + copy[1][place][-1] + copy[1][place][-2]
        planted[origin, len(made)] = kind
        made.append(copy)
    return [told(clauses) for clauses in made], planted


def whole(texts: list[Texts]) -> list[str]:
    """Statements as one text each, without what they all open with, which would make them all alike."""
    return [
        " ".join(clause.removeprefix(opening).strip() for clause, opening in zip(one, OPENINGS, strict=True))
        for one in texts
    ]


# Ways to find them -------------------------------------------------------------------------------------------


@cache
def settings() -> tuple[float, float, Any]:
    """Score, words in common and weights by which overlapping-jobs tells an overlap."""
    from jtbdlint.catalog import bundled

    chosen = {one.name: one.default for rule in bundled() if rule.code == "JT403" for one in rule.settings}
    return chosen["threshold"], chosen["shared_words"], chosen["weights"]


def ours(texts: list[Texts]) -> Pairs:
    from jtbdlint import similarity

    threshold, shared_words, weights = settings()
    return {
        (one, other)
        for one, other, judgement in similarity.Pairs(texts, shared_words).judged()
        # Copies have a rule of their own.
        if (judgement.likeness(weights) >= threshold and judgement.score(weights) >= threshold)
        or judgement.one.plain == judgement.other.plain
    }


def ours_plain(texts: list[Texts]) -> Pairs:
    from jtbdlint import join

    join.MANY = sys.maxsize
    return ours(texts)


def ours_all_pairs(texts: list[Texts]) -> Pairs:
    from jtbdlint import similarity
    from jtbdlint.join import all_pairs

    similarity.join = all_pairs  # type: ignore[assignment]
    return ours(texts)


def _cdist(texts: list[Texts], scorer: str, cutoff: float) -> Pairs:
    import numpy as np
    from rapidfuzz import fuzz, process

    told = whole(texts)
    found: Pairs = set()
    for begin in range(0, len(told), 500):
        scores = process.cdist(told[begin : begin + 500], told, scorer=getattr(fuzz, scorer), score_cutoff=cutoff)
        rows, columns = np.nonzero(scores)
        found.update((row + begin, column) for row, column in zip(rows.tolist(), columns.tolist(), strict=True))
    return {pair for pair in found if pair[0] < pair[1]}


def cdist_set(texts: list[Texts]) -> Pairs:
    return _cdist(texts, "token_set_ratio", 76)


def cdist_sort(texts: list[Texts]) -> Pairs:
    return _cdist(texts, "token_sort_ratio", 76)


def minhash(texts: list[Texts]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    hashes = MinHash.bulk([[word.encode() for word in one.split()] for one in whole(texts)], num_perm=128)
    found: Pairs = set()
    for number, one in enumerate(hashes):
        found.update((other, number) for other in index.query(one))
        index.insert(number, one)
    return found


def sparse_dot(texts: list[Texts]) -> Pairs:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectors = TfidfVectorizer().fit_transform(whole(texts))
    near = sp_matmul_topn(vectors, vectors.T.tocsr(), top_n=20, threshold=0.5, n_threads=2).tocoo()
    return {(one, other) for one, other in zip(near.row.tolist(), near.col.tolist(), strict=True) if one < other}


WAYS: dict[str, tuple[Callable[[list[Texts]], Pairs], tuple[str, ...], int, str]] = {
    "ours": (ours, ("numpy",), 1_000_000, "exact, with numpy"),
    "ours-plain": (ours_plain, (), 10_000, "exact, plain Python"),
    "ours-all-pairs": (ours_all_pairs, (), 5_000, "the same judgement of every pair"),
    "cdist-set": (cdist_set, ("numpy", "rapidfuzz"), QUADRATIC, "exact, rapidfuzz token_set_ratio >= 76"),
    "cdist-sort": (cdist_sort, ("numpy", "rapidfuzz"), QUADRATIC, "exact, rapidfuzz token_sort_ratio >= 76"),
    "sparse-dot": (sparse_dot, ("sparse_dot_topn", "sklearn"), 100_000, "top 20, cosine of tf-idf >= 0.5"),
    "minhash": (minhash, ("datasketch",), 100_000, "approximate, Jaccard >= 0.5, 128 permutations"),
}


def measure(way: str, size: int) -> None:
    """Run one way in this process and print what it took, as JSON."""
    import resource

    texts, planted = statements(size)
    settings()
    begin, used = time.perf_counter(), time.process_time()
    found = WAYS[way][0](texts)
    seconds, used = time.perf_counter() - begin, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    by_kind = {
        kind: [sum(pair in found for pair, its in planted.items() if its == kind), list(planted.values()).count(kind)]
        for kind in KINDS
    }
    told = {"seconds": seconds, "cpu": used, "megabytes": memory, "pairs": len(found), "planted": by_kind}
    print(json.dumps(told | {"words": len({word for one in texts for clause in one for word in clause.split()})}))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="238,1000,5000,10000,100000,1000000")
    options.add_argument("--only", default=",".join(WAYS))
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        measure(chosen.measure[0], int(chosen.measure[1]))
        return
    last: dict[str, tuple[int, float]] = {}
    for size in (int(one) for one in chosen.sizes.split(",")):
        words = 0
        print(f"\n{size:,} statements")
        print(f"{'':16}{'seconds':>10}{'cpu':>10}{'MB':>8}{'pairs':>9}{'growth':>8}  planted found: {', '.join(KINDS)}")
        for way in chosen.only.split(","):
            _, needed, most, what = WAYS[way]
            missing = [name for name in needed if find_spec(name) is None]
            if missing or size > most:
                reason = f"{', '.join(missing)} not installed" if missing else f"not run beyond {most:,}"
                print(f"{way:16}  skipped: {reason}")
                continue
            command = [sys.executable, __file__, "--measure", way, str(size)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{way:16}  failed: {done.stderr.strip().splitlines()[-1:]}")
                continue
            told = json.loads(done.stdout)
            seconds, used, words = told["seconds"], told["cpu"], told["words"]
            growth = ""
            if way in last:
                before, took = last[way]
                growth = f"{math.log(used / took) / math.log(size / before):.2f}"
            last[way] = size, used
            figures = f"{seconds:10.3f}{used:10.3f}{told['megabytes']:8.0f}{told['pairs']:9}{growth:>8}"
            found = " ".join(f"{hit}/{of}" for hit, of in told["planted"].values())
            print(f"{way:16}{figures}  {found}  ({what})", flush=True)
        if words:
            print(f"{words:,} different words")


if __name__ == "__main__":
    main()
