"""All pairs of alike vectors of a large set, without comparing all pairs.

Given sparse vectors and a floor, `join` finds every pair whose cosine reaches the floor, and no other
pair. That it misses none rests on four bounds. Let all vectors have length one, words be put in one order
for all, the rarest first, and each vector be read in that order. Let |x from w| be the norm of what x has
from word w on, and |x after w| of what comes later.

1. *Prefix.* Let w be the first word that x and y share. All that they share stands from w on, so that
   x.y <= |x from w| |y from w| (Cauchy and Schwarz). So a pair that reaches the floor meets at a word, its
   first shared one, where the product of these norms does; as no norm is above 1, each of the two does.
   This alone says which words of a vector need be listed: its prefix, from whose words on it has a norm of
   at least the floor.
2. *Lists in order.* Where the vectors that list a word are sorted by this norm, those that bound 1 lets a
   vector meet stand at the beginning of the list: the rest of it is never looked at.
3. *First shared word.* At that word w, x.y <= x_w y_w + |x after w| |y after w|, which is less than bound 1.
4. *Buckets* (with numpy). Let words fall into buckets, and let X_b be the norm of what x has in bucket b.
   Then x.y <= sum of X_b Y_b, again by Cauchy and Schwarz in every bucket: one product of matrices bounds
   all pairs of a block.

Pairs that pass are multiplied out, by the same code with and without numpy, so that both ways find the
same pairs to the last bit. The bounds themselves are compared with a margin above rounding errors.
"""

import math
import os
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, pairwise
from operator import itemgetter
from typing import Any, TypeVar

Vector = Mapping[str, float]
K = TypeVar("K")

# From here on, importing numpy (0.1 s) pays.
MANY = 2_000
_MARGIN = 1e-9
# The buckets hold 32-bit floats, exact to one part in ten million a sum.
_COARSE = 1e-4
_BUCKETS = 256
# Blocks of so many by so many vectors: small enough for BLAS to multiply them in one thread, for its own
# threads wait for one another busily, and slow down whatever else runs on the machine.
_ROWS, _COLUMNS = 64, 16
# A vector that may meet fewer others of a list is laid beside them one by one.
_FEW = 24
# The buckets of so many vectors are filled at a time.
_SOME = 10_000
# The buckets of so many pairs are laid beside each other at a time, each in 12 MB: larger arrays are new memory every
# time, which takes longer to get than all that is reckoned with it.
_BESIDE = 12_000
# So many pairs are multiplied out at a time: 100 MB at most with what that takes.
_BLOCK = 100_000
_THREADS = 8
# More vectors than these are read again rather than kept.
_KEPT = 100_000
# Pairs to be bounded in one part of the search; threads take the parts in turn.
_PART = 20_000_000


class _Numbers(dict[str, int]):
    """Words by number, in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Matrix:
    """Sparse vectors, their words in one order for all, the rarest first.

    `words[starts[i]:starts[i + 1]]` are the words of vector i as numbers, `weights` their weights, and
    `count` tells in how many vectors a word stands. `rarity` gives a word's own weight from that number
    and the number of vectors; what a vector says of a word is multiplied by it. `scale` is as in `join`,
    and changes nothing but the time it takes.
    """

    def __init__(
        self,
        vectors: Iterable[Vector],
        rarity: Callable[[int, int], float] = lambda _count, _size: 1.0,
        *,
        scale: bool | None = None,
    ) -> None:
        numbers = _Numbers()
        words, weights, self.starts = array("i"), array("d"), array("q", [0])
        for vector in vectors:
            words.extend(map(numbers.__getitem__, vector))
            weights.extend(vector.values())
            self.starts.append(len(words))
        counts = Counter(words)
        self.count = {word: counts[number] for word, number in numbers.items()}
        self.size = len(numbers)
        ordered = sorted(self.count, key=lambda word: (self.count[word], word))
        rank = array("i", bytes(4 * self.size))
        for place, word in enumerate(ordered):
            rank[numbers[word]] = place
        own = array("d", (rarity(self.count[word], len(self)) for word in ordered))
        in_order = _in_order_with_numpy if _scaled(len(self), scale) else _in_order
        self.words, self.weights = in_order(words, weights, self.starts, rank, own)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def vector(self, at: int) -> dict[int, float]:
        """A vector by the numbers of its words, made one long."""
        start, stop = self.starts[at], self.starts[at + 1]
        weights = self.weights[start:stop]
        norm = math.sqrt(math.fsum(weight * weight for weight in weights)) or 1.0
        return {word: weight / norm for word, weight in zip(self.words[start:stop], weights, strict=True)}


def _scaled(size: int, scale: bool | None) -> bool:
    return size >= MANY and find_spec("numpy") is not None if scale is None else scale


_Arrays = tuple["array[int]", "array[float]"]


def _in_order(
    words: "array[int]", weights: "array[float]", starts: "array[int]", rank: "array[int]", own: "array[float]"
) -> _Arrays:
    """The words of each vector by rank, with their weights."""
    for start, stop in pairwise(starts):
        row = sorted((rank[words[at]], weights[at]) for at in range(start, stop))
        for at, (place, weight) in enumerate(row, start):
            words[at] = place
            weights[at] = weight * own[place]
    return words, weights


def _in_order_with_numpy(
    words: "array[int]", weights: "array[float]", starts: "array[int]", rank: "array[int]", own: "array[float]"
) -> _Arrays:
    """The same to the last bit, in arrays."""
    np = import_module("numpy")
    lengths = np.diff(np.asarray(starts))
    places = np.asarray(rank)[np.asarray(words)] if words else np.zeros(0, np.int32)
    order = np.argsort(np.repeat(np.arange(len(lengths)), lengths) * len(own) + places)
    places = places[order]
    return (
        array("i", places.astype(np.int32).tobytes()),
        array("d", (np.asarray(weights)[order] * np.asarray(own)[places]).tobytes()),
    )


def dot(one: Mapping[K, float], other: Mapping[K, float]) -> float:
    """The cosine of two sparse vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return min(1.0, math.fsum(weight * other[word] for word, weight in one.items() if word in other))


def join(matrix: Matrix, floor: float, *, scale: bool | None = None) -> list[tuple[int, int, float]]:
    """Every pair i < j of vectors whose cosine is at least `floor` (above 0), with its cosine, sorted.

    `scale` says whether to use numpy; None: where it is installed and there are many vectors.
    """
    vectors: dict[int, dict[int, float]] = {}
    found = {}
    for pair in _with_numpy(matrix, floor) if _scaled(len(matrix), scale) else _plain(matrix, floor):
        for at in pair:
            if at not in vectors:
                vectors[at] = matrix.vector(at)
        cosine = dot(vectors[pair[0]], vectors[pair[1]])
        if len(vectors) > _KEPT:
            vectors.clear()
        if cosine >= floor - _MARGIN:
            found[pair] = cosine
    return [(*pair, found[pair]) for pair in sorted(found)]


def all_pairs(matrix: Matrix, floor: float) -> list[tuple[int, int, float]]:
    """What `join` finds, by comparing every pair: the measure of its exactness."""
    vectors = [matrix.vector(at) for at in range(len(matrix))]
    compared = (
        (one, other, dot(vectors[one], vectors[other]))
        for one in range(len(matrix))
        for other in range(one + 1, len(matrix))
    )
    return [pair for pair in compared if pair[2] >= floor - _MARGIN]


def _plain(matrix: Matrix, floor: float) -> Iterator[tuple[int, int]]:
    """Candidates by bounds 1 to 3, in Python."""
    least = floor - _MARGIN
    lists: list[list[tuple[float, int, float, float]]] = [[] for _ in range(matrix.size)]
    for at in range(len(matrix)):
        left = 1.0
        for word, weight in matrix.vector(at).items():
            norm = math.sqrt(max(left, 0.0))
            if norm < least:
                break
            left -= weight * weight
            lists[word].append((-norm, at, weight, math.sqrt(max(left, 0.0))))
    # Each vector with its places in the lists.
    places: list[list[tuple[int, int]]] = [[] for _ in range(len(matrix))]
    for word, listed in enumerate(lists):
        listed.sort()
        for place, entry in enumerate(listed, 1):
            places[entry[1]].append((word, place))
    for one, its in enumerate(places):
        found: set[int] = set()
        for word, place in its:
            listed = lists[word]
            norm, _, weight, rest = listed[place - 1]
            stop = bisect_right(listed, least / norm, key=itemgetter(0))
            found.update(
                [other for _, other, theirs, after in listed[place:stop] if weight * theirs + rest * after >= least]
            )
        yield from (((one, other) if one < other else (other, one)) for other in found)


def _with_numpy(matrix: Matrix, floor: float) -> Iterator[tuple[int, int]]:
    """Candidates by all bounds, in blocks of arrays, by as many threads as there are processors."""
    from concurrent.futures import ThreadPoolExecutor

    search = _Search(matrix, floor - _COARSE)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _THREADS)) as pool:
        for pairs in pool.map(search.within, search.parts()):
            for pair in pairs.tolist():
                yield divmod(pair, len(matrix))


class _Search:
    """The lists of a matrix as arrays. What is done with them lets other threads run."""

    def __init__(self, matrix: Matrix, least: float) -> None:
        np = self.np = import_module("numpy")
        self.least = least
        self.count, self.size = len(matrix), matrix.size
        self.starts = np.asarray(matrix.starts)
        self.words = np.frombuffer(matrix.words, dtype=np.int32)
        rows = np.repeat(np.arange(self.count, dtype=np.int32), np.diff(self.starts))
        weights = np.asarray(matrix.weights)
        norms = np.sqrt(np.bincount(rows, weights=weights * weights, minlength=self.count))
        self.weights = weights / np.maximum(norms, 1e-300)[rows]
        # For every word of every vector, what is left of the vector from it on, and after it. Running sums over
        # a large set lose digits, fewer than the margin.
        squares = np.concatenate(([0.0], np.cumsum(self.weights * self.weights)))
        ends = squares[self.starts[1:]][rows]
        norms = np.sqrt(np.maximum(ends - squares[:-1], 0.0))
        listed = np.flatnonzero(norms >= least)
        # Word by word, what has most left first.
        key = 2.0 * self.words[listed] + 1.0 - norms[listed]
        order = np.argsort(key)
        key, listed = key[order], listed[order]
        self.row, self.weight = rows[listed], self.weights[listed]
        self.rest = np.sqrt(np.maximum(ends[listed] - squares[listed + 1], 0.0))
        self.word, norm = self.words[listed], norms[listed]
        self.stop = np.searchsorted(key, 2.0 * self.word + 1.0 - least / norm, side="right")
        # Row and word in one number, in order, to find what a vector says of a word.
        self.keys = rows.astype(np.int64) * self.size + self.words
        self.buckets = np.empty((self.count, _BUCKETS), np.float32)
        for begin in range(0, self.count, _SOME):
            end = min(begin + _SOME, self.count)
            its = slice(int(self.starts[begin]), int(self.starts[end]))
            places = (rows[its] - begin) * _BUCKETS + self.words[its] % _BUCKETS
            squares = np.bincount(places, weights=self.weights[its] ** 2, minlength=(end - begin) * _BUCKETS)
            self.buckets[begin:end] = np.sqrt(squares).reshape(-1, _BUCKETS)

    def parts(self) -> list[tuple[int, int]]:
        """Ranges of entries, each with about as many pairs to be bounded."""
        np = self.np
        work = np.cumsum(np.maximum(self.stop - np.arange(len(self.stop)), 1))
        ends = np.searchsorted(work, np.arange(_PART, work[-1] if len(work) else 0, _PART))
        return list(pairwise([0, *np.unique(ends).tolist(), len(self.stop)]))

    def within(self, part: tuple[int, int]) -> Any:
        """Pairs that meet at the entries of a part, as one number each, their cosine about the floor or above."""
        np = self.np
        found = [np.zeros(0, np.int64)]
        for pairs in self._met(*part):
            # Sorted, so that what is read of the first vectors is read in order.
            pairs.sort()
            pairs = pairs[np.diff(pairs, prepend=-1) > 0]
            for begin in range(0, len(pairs), _BLOCK):
                block = pairs[begin : begin + _BLOCK]
                found.append(block[self._cosines(block // self.count, block % self.count) >= self.least])
        return np.concatenate(found)

    def _met(self, begin: int, end: int) -> Iterator[Any]:
        """Pairs within all bounds that meet at some entries, in arrays of bounded size."""
        np = self.np
        reach = self.stop[begin:end] - np.arange(begin + 1, end + 1)
        kept, size = [np.zeros(0, np.int64)], 0
        for one, other in chain(
            self._beside(begin + np.flatnonzero((reach > 0) & (reach <= _FEW))),
            self._in_blocks(begin + np.flatnonzero(reach > _FEW)),
        ):
            mine, theirs = self.row[one].astype(np.int64), self.row[other]
            kept.append(np.minimum(mine, theirs) * self.count + np.maximum(mine, theirs))
            size += len(mine)
            if size >= _BLOCK:
                yield np.concatenate(kept)
                kept, size = [], 0
        if kept:
            yield np.concatenate(kept)

    def _beside(self, entries: Any) -> Iterator[tuple[Any, Any]]:
        """Entries with those that they may meet, few each, within the bound of the buckets."""
        np = self.np
        for begin in range(0, len(entries), _BESIDE // _FEW):
            some = entries[begin : begin + _BESIDE // _FEW]
            reach = self.stop[some] - some - 1
            one = np.repeat(some, reach)
            other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(reach) - reach, reach)
            near = self._near(one, other)
            one, other = one[near], other[near]
            bound = np.einsum("ij,ij->i", self.buckets[self.row[one]], self.buckets[self.row[other]])
            near = bound >= self.least
            yield one[near], other[near]

    def _in_blocks(self, entries: Any) -> Iterator[tuple[Any, Any]]:
        """The same where an entry may meet many."""
        np = self.np
        bounds = np.flatnonzero((np.diff(entries) != 1) | (np.diff(self.word[entries]) != 0)) + 1
        for begin, end in pairwise([0, *bounds.tolist(), len(entries)] if len(entries) else []):
            # Entries of one list, one after another; the first of them reaches farthest.
            first, last = int(entries[begin]), int(entries[end - 1]) + 1
            stop = int(self.stop[first])
            columns = np.zeros((-(-(stop - first) // _COLUMNS) * _COLUMNS, _BUCKETS), np.float32)
            columns[: stop - first] = self.buckets[self.row[first:stop]]
            blocks = columns.reshape(-1, _COLUMNS, _BUCKETS).transpose(0, 2, 1)
            for at in range(first, last, _ROWS):
                left = (at - first) // _COLUMNS
                right = -(-(int(self.stop[at]) - first) // _COLUMNS)
                mine = columns[at - first : min(at + _ROWS, last) - first]
                product = np.matmul(mine, blocks[left:right])
                block, row, column = np.unravel_index(np.flatnonzero(product >= self.least), product.shape)
                one, other = at + row, first + (left + block) * _COLUMNS + column
                near = (other > one) & (other < self.stop[one]) & self._near(one, other)
                yield one[near], other[near]

    def _near(self, one: Any, other: Any) -> Any:
        """Whether pairs of entries of one list are within bound 3."""
        return self.weight[one] * self.weight[other] + self.rest[one] * self.rest[other] >= self.least

    def _cosines(self, one: Any, other: Any) -> Any:
        """The cosines of pairs of vectors."""
        np = self.np
        lengths = self.starts[one + 1] - self.starts[one]
        pair = np.repeat(np.arange(len(one)), lengths)
        entry = np.arange(len(pair)) + np.repeat(self.starts[one] - np.cumsum(lengths) + lengths, lengths)
        word = self.words[entry]
        # Most words are not in the other's buckets, which is sooner seen than that they are not among its words.
        likely = np.flatnonzero(self.buckets[other[pair], word % _BUCKETS])
        pair, entry = pair[likely], entry[likely]
        wanted = other[pair] * self.size + word[likely]
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        shared = np.where(self.keys[place] == wanted, self.weights[entry] * self.weights[place], 0.0)
        return np.bincount(pair, weights=shared, minlength=len(one))
