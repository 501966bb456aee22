"""The join finds what comparing all pairs finds, to the last bit."""

import random
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint.join import Matrix, all_pairs, join

WAYS = [
    pytest.param(False, id="plain"),
    pytest.param(True, id="numpy", marks=pytest.mark.skipif(find_spec("numpy") is None, reason="needs numpy")),
]


def vector(rng: random.Random, words: int) -> dict[str, float]:
    weights = (0.2, 0.5, 1.0, 1.0, rng.random() + 0.01)
    return {f"w{rng.randrange(words)}": rng.choice(weights) for _ in range(rng.randrange(9))}


def sets(count: int) -> list[tuple[list[dict[str, float]], float]]:
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


@pytest.mark.parametrize("scale", WAYS)
def test_thousands_of_random_sets_miss_nothing(scale: bool) -> None:
    found = 0
    for vectors, floor in sets(600 if scale else 3_000):
        matrix = Matrix(vectors)
        expected = all_pairs(matrix, floor)
        assert join(matrix, floor, scale=scale) == expected, (vectors, floor)
        found += len(expected)
    assert found > 3_000


@pytest.mark.parametrize("scale", WAYS)
def test_a_larger_set_with_frequent_words_misses_nothing(scale: bool) -> None:
    rng = random.Random(7)
    words = [f"w{n}" for n in range(150)]
    often = [1 / (n + 3) for n in range(150)]
    vectors = [dict.fromkeys(rng.choices(words, often, k=8), 1.0) for _ in range(200)]
    matrix = Matrix(vectors, lambda count, size: (size + 1) / (count + 1))

    expected = all_pairs(matrix, 0.4)

    assert expected
    assert join(matrix, 0.4, scale=scale) == expected


@given(st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.floats(0.01, 10), max_size=5), max_size=7), st.randoms())
def test_the_order_of_the_vectors_changes_nothing(vectors: list[dict[str, float]], rng: random.Random) -> None:
    order = list(range(len(vectors)))
    rng.shuffle(order)
    found = {frozenset(pair[:2]) for pair in join(Matrix(vectors), 0.5, scale=False)}

    shuffled = join(Matrix([vectors[at] for at in order]), 0.5, scale=False)

    assert {frozenset((order[one], order[other])) for one, other, _ in shuffled} == found


def test_equal_vectors_meet_at_any_floor_and_empty_ones_at_none() -> None:
    matrix = Matrix([{"a": 0.3, "b": 1.7}, {}, {"a": 0.3, "b": 1.7}, {}])

    assert [pair[:2] for pair in join(matrix, 1.0, scale=False)] == [(0, 2)]


def test_rarity_multiplies_what_a_vector_says() -> None:
    matrix = Matrix([{"common": 1.0, "x": 1.0}, {"common": 1.0, "y": 1.0}], lambda count, _size: 1.0 / count)

    assert join(matrix, 0.01, scale=False)[0][2] == pytest.approx(0.25 / 1.25)
    assert matrix.count == {"common": 2, "x": 1, "y": 1}
