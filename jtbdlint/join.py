"""All pairs of alike vectors of a large set, without comparing all pairs.

Given sparse vectors of length one and a floor, `join` finds every pair whose cosine reaches the floor,
and no other pair. That it misses none rests on three bounds. Words are put in one order for all, the
rarest first, and each vector is read in that order.

1. *Prefix.* The prefix of x ends where the words after it have a norm below the floor. If cos(x, y) >=
   floor, x and y share a word that stands in both prefixes. For let w be the earlier of the two last
   words of the prefixes, of x say. A shared word up to w stands in both prefixes. If there is none, all
   shared words stand after the prefix of x, so that x.y <= |x after its prefix| |y| < floor (Cauchy and
   Schwarz): a contradiction.
2. *First shared word.* At the first word w that x and y share, x.y = x_w y_w + the rest, and the rest is
   at most |x after w| |y after w|. By 1 the first shared word stands in both prefixes. So a pair needs to
   be kept only where this bound reaches the floor at some word of both prefixes.
3. *Buckets* (with numpy). Let words fall into buckets, and let X_b be the norm of what x has in bucket b.
   Then x.y <= sum of X_b Y_b, again by Cauchy and Schwarz in every bucket.

Pairs that pass are multiplied out, by the same code with and without numpy, so that both ways find the
same pairs to the last bit. The bounds themselves are compared with a margin above rounding errors.
"""

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise, repeat
from typing import Any

Vector = Mapping[str, float]

# From here on, importing numpy (0.1 s) pays.
MANY = 2_000
_MARGIN = 1e-9
# The buckets hold 32-bit floats, exact to one part in ten million a sum.
_COARSE = 1e-4
_BUCKETS = 128
# So many pairs are bounded at a time, and so many multiplied out: each 100 MB at most with what that takes.
_SQUARE = 4_000_000
_BLOCK = 100_000


class Matrix:
    """Sparse vectors of length one, their words in one order for all, the rarest first.

    `words[starts[i]:starts[i + 1]]` are the words of vector i as numbers, `weights` their weights, and
    `count` tells in how many vectors a word stands. `rarity` gives a word's own weight from that number
    and the number of vectors; what a vector says of a word is multiplied by it.
    """

    def __init__(
        self, vectors: Iterable[Vector], rarity: Callable[[int, int], float] = lambda _count, _size: 1.0
    ) -> None:
        numbers: dict[str, int] = {}
        counts: list[int] = []
        words, weights, starts = array("i"), array("d"), array("q", [0])
        for vector in vectors:
            for word, weight in vector.items():
                number = numbers.setdefault(word, len(numbers))
                if number == len(counts):
                    counts.append(0)
                counts[number] += 1
                words.append(number)
                weights.append(weight)
            starts.append(len(words))
        self.starts = starts
        self.count = {word: counts[number] for word, number in numbers.items()}
        names = list(numbers)
        order = sorted(range(len(names)), key=lambda at: (counts[at], names[at]))
        rank = array("i", order)
        for place, at in enumerate(order):
            rank[at] = place
        own = [rarity(count, len(self)) for count in counts]
        for start, stop in pairwise(starts):
            row = [(rank[number], weights[at] * own[number]) for at, number in enumerate(words[start:stop], start)]
            norm = math.sqrt(math.fsum(weight * weight for _, weight in row)) or 1.0
            for at, (place, weight) in enumerate(sorted(row), start):
                words[at] = place
                weights[at] = weight / norm
        self.words = words
        self.weights = weights
        self.size = len(names)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def cosine(self, one: int, other: int) -> float:
        """The cosine of two vectors."""
        mine = self._vector(one)
        theirs = self._vector(other)
        if len(mine) > len(theirs):
            mine, theirs = theirs, mine
        return math.fsum(weight * theirs[word] for word, weight in mine.items() if word in theirs)

    def _vector(self, at: int) -> dict[int, float]:
        start, stop = self.starts[at], self.starts[at + 1]
        return dict(zip(self.words[start:stop], self.weights[start:stop], strict=True))


def join(matrix: Matrix, floor: float, *, scale: bool | None = None) -> list[tuple[int, int, float]]:
    """Every pair i < j of vectors whose cosine is at least `floor` (above 0), with its cosine, sorted.

    `scale` says whether to use numpy; None: where it is installed and there are many vectors.
    """
    if scale is None:
        scale = len(matrix) >= MANY and find_spec("numpy") is not None
    found = {}
    for one, other in _with_numpy(matrix, floor) if scale else _plain(matrix, floor):
        cosine = matrix.cosine(one, other)
        if cosine >= floor - _MARGIN:
            found[one, other] = cosine
    return [(*pair, found[pair]) for pair in sorted(found)]


def all_pairs(matrix: Matrix, floor: float) -> list[tuple[int, int, float]]:
    """What `join` finds, by comparing every pair: the measure of its exactness."""
    compared = (
        (one, other, matrix.cosine(one, other)) for one in range(len(matrix)) for other in range(one + 1, len(matrix))
    )
    return [pair for pair in compared if pair[2] >= floor - _MARGIN]


def _plain(matrix: Matrix, floor: float) -> Iterator[tuple[int, int]]:
    """Candidates by bounds 1 and 2, in Python."""
    postings: dict[int, list[tuple[int, float, float]]] = {}
    least = floor - _MARGIN
    words, weights, starts = matrix.words, matrix.weights, matrix.starts
    for one in range(len(matrix)):
        start, stop = starts[one], starts[one + 1]
        left = math.fsum(weight * weight for weight in weights[start:stop])
        found: set[int] = set()
        for word, weight in zip(words[start:stop], weights[start:stop], strict=True):
            if math.sqrt(max(left, 0.0)) < least:
                break
            left -= weight * weight
            rest = math.sqrt(max(left, 0.0))
            listed = postings.setdefault(word, [])
            found.update([other for other, theirs, after in listed if weight * theirs + rest * after >= least])
            listed.append((one, weight, rest))
        yield from zip(found, repeat(one))


def _with_numpy(matrix: Matrix, floor: float) -> Iterator[tuple[int, int]]:
    """Candidates by all three bounds, in blocks of arrays."""
    np = import_module("numpy")

    least = floor - _MARGIN
    words = np.frombuffer(matrix.words, dtype=np.int32)
    weights = np.frombuffer(matrix.weights, dtype=np.float64)
    starts = np.frombuffer(matrix.starts, dtype=np.int64)
    rows = np.repeat(np.arange(len(matrix), dtype=np.int32), np.diff(starts))
    # The squares that are left from each word on, and after it.
    sums = np.concatenate(([0.0], np.cumsum(weights * weights)))
    ends = sums[starts[1:]][rows]
    after = np.sqrt(np.maximum(ends - sums[1:], 0.0))
    # Running sums over a large set lose digits: a prefix may be a word too long, never too short.
    prefix = np.flatnonzero(np.sqrt(np.maximum(ends - sums[:-1], 0.0)) >= least - _COARSE)
    prefix = prefix[np.argsort(words[prefix], kind="stable")]
    bounds = np.flatnonzero(np.diff(words[prefix])) + 1
    lists = [np.asarray(part) for part in np.split(prefix, bounds) if len(part) > 1]
    del sums, ends
    norms = _bucket_norms(np, len(matrix), rows, words, weights)
    size = matrix.size
    keys = rows.astype(np.int64) * size + words
    for one, other in _blocks(np, lists, rows, weights, after, norms, least - _COARSE):
        pairs = np.unique(one.astype(np.int64) * len(matrix) + other)
        cosines = _cosines(np, pairs // len(matrix), pairs % len(matrix), keys, weights, starts, words, size)
        for pair in pairs[cosines >= least - _COARSE].tolist():
            yield divmod(pair, len(matrix))


def _bucket_norms(np: Any, size: int, rows: Any, words: Any, weights: Any) -> Any:
    """The norms of what each vector has in each bucket."""
    places = rows.astype(np.int64) * _BUCKETS + words % _BUCKETS
    squares = np.bincount(places, weights=weights * weights, minlength=size * _BUCKETS)
    return np.sqrt(squares).astype(np.float32).reshape(size, _BUCKETS)


def _cosines(np: Any, one: Any, other: Any, keys: Any, weights: Any, starts: Any, words: Any, size: int) -> Any:
    """The cosines of pairs of vectors. `keys` is row * size + word for every entry, in order."""
    lengths = starts[one + 1] - starts[one]
    pair = np.repeat(np.arange(len(one)), lengths)
    entry = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + np.repeat(starts[one], lengths)
    wanted = other[pair] * size + words[entry]
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    shared = np.where(keys[place] == wanted, weights[entry] * weights[place], 0.0)
    return np.bincount(pair, weights=shared, minlength=len(one))


def _blocks(
    np: Any, lists: Sequence[Any], rows: Any, weights: Any, after: Any, norms: Any, least: float
) -> Iterator[tuple[Any, Any]]:
    """Pairs that share a word in their prefixes, within bounds 2 and 3, in blocks of bounded size."""
    kept: list[tuple[Any, Any]] = []
    size = 0
    for listed in lists:
        row, weight, rest = rows[listed], weights[listed], after[listed]
        columns = norms[row].T
        step = max(1, _SQUARE // len(listed))
        for begin in range(0, len(listed), step):
            stop = min(begin + step, len(listed))
            # One product of matrices bounds all pairs of the block.
            first, second = np.nonzero(columns.T[begin:stop] @ columns[:, begin:] >= least)
            bound = weight[begin + first] * weight[begin + second] + rest[begin + first] * rest[begin + second]
            near = (second > first) & (bound >= least)
            kept.append((row[begin + first[near]], row[begin + second[near]]))
            size += len(kept[-1][0])
            if size >= _BLOCK:
                yield tuple(np.concatenate(part) for part in zip(*kept, strict=True))
                kept, size = [], 0
    if kept:
        yield tuple(np.concatenate(part) for part in zip(*kept, strict=True))
