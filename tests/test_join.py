"""The join finds what comparing all pairs finds, to the last bit."""

import random
import runpy
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbdlint import join as joining
from jtbdlint import similarity
from jtbdlint.join import Matrix, all_pairs, join
from jtbdlint.similarity import Pairs, Weights

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "overlap.py"
numpy = pytest.mark.skipif(find_spec("numpy") is None, reason="needs numpy")
WAYS = [pytest.param(False, id="plain"), pytest.param(True, id="numpy", marks=numpy)]

Vectors = list[dict[str, float]]


def sets(count: int) -> list[tuple[Vectors, float]]:
    """So many small random sets with a floor, from none to a dozen vectors of a few words."""
    rng = random.Random(count)
    return [
        (
            [
                {
                    f"w{rng.randrange(words)}": rng.choice((0.2, 0.5, 1.0, 1.0, rng.random() + 0.01))
                    for _ in range(length)
                }
                for length in (rng.randrange(9) for _ in range(size))
            ],
            rng.choice((0.05, 0.2, 0.35, 0.5, 0.7, 0.9, 1.0)),
        )
        for words, size in ((rng.randint(1, 14), rng.randint(0, 12)) for _ in range(count))
    ]


def frequent(size: int, words: int, seed: int = 7) -> Matrix:
    """Vectors of words, some in a third of all, as in text; some vectors are empty, equal or of one word."""
    rng = random.Random(seed)
    names = [f"w{n}" for n in range(words)]
    often = [1 / (n + 3) for n in range(words)]
    vectors = [dict.fromkeys(rng.choices(names, often, k=rng.randint(4, 9)), 1.0) for _ in range(size)]
    vectors += [{}, {"w0": 1.0}, {"w0": 0.2}, vectors[0], dict(reversed(vectors[0].items()))]
    for vector in vectors[::3]:
        for word in list(vector)[::2]:
            vector[word] = rng.choice((0.2, 0.5, rng.random() + 0.01))
    return Matrix(vectors, lambda count, size: (size + 1) / (count + 1))


def in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have even small sets laid in blocks, and searched in many parts, which otherwise only large ones are."""
    for name, value in {
        "_FEW": 2,
        "_ROWS": 3,
        "_COLUMNS": 2,
        "_PART": 40,
        "_BESIDE": 30,
        "_BLOCK": 30,
        "_BUCKETS": 8,
        "_SOME": 5,
    }.items():
        monkeypatch.setattr(joining, name, value)


@pytest.mark.parametrize("scale", WAYS)
def test_thousands_of_random_sets_miss_nothing(scale: bool) -> None:
    found = 0
    for vectors, floor in sets(900 if scale else 3_000):
        matrix = Matrix(vectors)
        expected = all_pairs(matrix, floor)
        assert join(matrix, floor, scale=scale) == expected, (vectors, floor)
        found += len(expected)
    assert found > 4_000


@numpy
def test_random_sets_in_blocks_miss_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    in_blocks(monkeypatch)
    for vectors, floor in sets(901):
        matrix = Matrix(vectors)
        assert join(matrix, floor, scale=True) == all_pairs(matrix, floor), (vectors, floor)


@pytest.mark.parametrize("scale", WAYS)
@pytest.mark.parametrize("floor", [0.1, 0.3, 0.6, 0.95])
def test_a_larger_set_with_frequent_words_misses_nothing(scale: bool, floor: float) -> None:
    matrix = frequent(400, 150)

    expected = all_pairs(matrix, floor)

    assert expected
    assert join(matrix, floor, scale=scale) == expected


@numpy
@pytest.mark.parametrize("floor", [0.1, 0.3, 0.6])
def test_a_larger_set_in_blocks_misses_nothing(floor: float, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = frequent(250, 90, seed=8)
    in_blocks(monkeypatch)

    assert join(matrix, floor, scale=True) == all_pairs(matrix, floor)


@numpy
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_change_nothing(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = frequent(200, 60)
    in_blocks(monkeypatch)
    monkeypatch.setattr(joining, "_THREADS", threads)
    monkeypatch.setattr("os.cpu_count", lambda: 8)

    assert join(matrix, 0.4, scale=True) == all_pairs(matrix, 0.4)


@numpy
def test_a_matrix_is_the_same_to_the_last_bit_with_and_without_numpy() -> None:
    for vectors, _ in sets(300):
        one, other = (
            Matrix(vectors, lambda count, size: 0.1 + count / (size + 3), scale=scale) for scale in (False, True)
        )
        assert (one.words, one.weights, one.starts) == (other.words, other.weights, other.starts)
        assert one.count == other.count


@pytest.mark.parametrize("way", ["_plain", pytest.param("_with_numpy", marks=numpy)])
def test_bounds_leave_few_pairs_to_be_multiplied_out(way: str) -> None:
    matrix = frequent(400, 400)

    candidates = set(getattr(joining, way)(matrix, 0.6))

    assert {pair[:2] for pair in all_pairs(matrix, 0.6)} <= candidates
    assert len(candidates) < 400 * 400 / 2 / 10


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.floats(0.01, 10), max_size=5), max_size=7), st.randoms())
def test_the_order_of_the_vectors_changes_nothing(vectors: Vectors, rng: random.Random) -> None:
    order = list(range(len(vectors)))
    rng.shuffle(order)
    found = {frozenset(pair[:2]): pair[2] for pair in join(Matrix(vectors), 0.5, scale=False)}

    shuffled = join(Matrix([vectors[at] for at in order]), 0.5, scale=False)

    assert {frozenset((order[one], order[other])): cosine for one, other, cosine in shuffled} == found


def test_equal_vectors_meet_at_any_floor_and_empty_ones_at_none() -> None:
    matrix = Matrix([{"a": 0.3, "b": 1.7}, {}, {"a": 0.3, "b": 1.7}, {}])

    assert [pair[:2] for pair in join(matrix, 1.0, scale=False)] == [(0, 2)]


@pytest.mark.parametrize("scale", WAYS)
@pytest.mark.parametrize("vectors", [[], [{}], [{}, {}], [{"a": 1.0}], [{"a": 1.0}, {"b": 1.0}]])
def test_a_set_without_pairs_has_none(vectors: Vectors, scale: bool) -> None:
    assert join(Matrix(vectors, scale=scale), 0.3, scale=scale) == []


def test_rarity_multiplies_what_a_vector_says() -> None:
    matrix = Matrix([{"common": 1.0, "x": 1.0}, {"common": 1.0, "y": 1.0}], lambda count, _size: 1.0 / count)

    assert [cosine for _, _, cosine in join(matrix, 0.01, scale=False)] == [pytest.approx(0.25 / 1.25)]
    assert matrix.count == {"common": 2, "x": 1, "y": 1}


# Statements ----------------------------------------------------------------------------------------------------

Search = Callable[..., list[tuple[int, int, float]]]


@pytest.fixture(scope="module")
def planted() -> tuple[list[Any], dict[tuple[int, int], str], dict[tuple[int, int], float]]:
    """A thousand made-up statements, the pairs planted among them, and the score of all pairs that have one."""
    statements, pairs = runpy.run_path(str(BENCHMARK))["statements"](1_000)
    return statements, pairs, scores(statements, all_pairs)


def scores(statements: list[Any], search: Search) -> dict[tuple[int, int], float]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "join", search)
        judged = list(Pairs(statements, 0.3).judged())
    return {(one, other): judgement.score(Weights()) for one, other, judgement in judged}


@pytest.mark.parametrize("scale", WAYS)
def test_the_search_tells_what_the_judgement_of_all_pairs_tells(scale: bool, planted: Any) -> None:
    statements, pairs, expected = planted

    found = scores(statements, lambda matrix, floor: join(matrix, floor, scale=scale))

    assert found == expected
    assert sum(found.get(pair, 0.0) > 0 for pair in pairs) >= len(pairs) / 2
