from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.space import UNKNOWN, Index, Space, frequent, hashed

FEATURES = st.dictionaries(
    st.sampled_from(["word:a", "word:b", "lao:c", "concept:d", "both:d e", "part:f"]),
    st.floats(0.5, 4.0),
    max_size=6,
)


def reference(
    features: Mapping[str, float], examples: Sequence[tuple[Mapping[str, float], int]]
) -> dict[str, float]:
    """The same weights, slowly and by the book."""
    labels = {label for _, label in examples}

    def rarity(piece: str) -> float:
        owners = {label for pieces, label in examples if piece in pieces}
        return math.sqrt(math.log((len(labels) + 1) / (len(owners) + 0.5)) + 0.2)

    known = {piece for pieces, _ in examples for piece in pieces}
    weights = {
        piece: weight * rarity(piece) * (1 if piece in known else UNKNOWN)
        for piece, weight in features.items()
    }
    length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return {piece: weight / length for piece, weight in weights.items() if piece in known}


@given(st.lists(st.tuples(FEATURES, st.integers(0, 2)), min_size=1, max_size=5), FEATURES)
def test_vectors_are_those_of_the_slow_reference(
    examples: list[tuple[dict[str, float], int]], asked: dict[str, float]
) -> None:
    index, space = learned(examples)
    vector = space.vector(index.bag(asked))
    place_of = {int(index.find([piece])[0]): piece for piece in asked}
    found = {
        place_of[place]: weight
        for place, weight in zip(vector.places.tolist(), vector.weights, strict=True)
    }
    assert found == pytest.approx(reference(asked, examples), rel=1e-4)


def learned(examples: Sequence[tuple[Mapping[str, float], int]]) -> tuple[Index, Space]:
    index = Index.of(piece for features, _ in examples for piece in features)
    bags = [index.bag(features) for features, _ in examples]
    return index, Space.of(bags, [label for _, label in examples], len(index))


def test_what_was_read_is_what_examples_have() -> None:
    index, space = learned([({"word:a": 1.0, "concept:x": 1.0}, 0)])
    once, twice = (space.vector(index.bag({"word:a": n, "word:z": 1.0})).read for n in (1.0, 2.0))
    assert twice == pytest.approx(4 * once)
    assert space.vector(index.bag({"word:z": 1.0, "concept:y": 1.0})).read == 0


def test_the_places_of_unknown_pieces_are_minus_one() -> None:
    index = Index.of(["a", "b", "a", "\ud800"])
    assert sorted(index.find(["a", "b", "\ud800"]).tolist()) == [0, 1, 2]
    assert index.find(["c"]).tolist() == [-1]
    assert Index.of([]).find(["c"]).tolist() == [-1]


TEXTS = [
    {"word:a": 1.0, "part:b": 2.0, "sound:s": 1.0, "lao:r": 3.0},
    {"part:b": 3.0, "concept:c": 1.0, "sound:s": 1.0, "pair:a b": 2.0},
    {"concept:c": 4.0, "sound:t": 1.0, "both:c d": 1.0},
    {"sound:t": 1.0, "both:c d": 1.0},
    {"sound:t": 1.0},
]


@pytest.mark.parametrize(
    ("most", "kept", "strange"),
    [
        (
            9,
            [
                *("word:a", "part:b", "lao:r", "concept:c", "sound:s", "sound:t"),
                *("pair:a b", "both:c d"),
            ],
            [0, 0, 0, 0, 0],
        ),
        (5, ["word:a", "part:b", "concept:c", "sound:t", "both:c d"], [10, 5, 0, 0, 0]),
        (0, ["word:a", "concept:c", "both:c d"], [14, 14, 1, 1, 1]),
    ],
)
def test_rare_n_grams_and_pairs_are_left_out_and_then_are_strange(
    most: int, kept: list[str], strange: list[float]
) -> None:
    index, bags = frequent([hashed(text) for text in TEXTS], most)
    assert index.hashes.tolist() == Index.of(kept).hashes.tolist()
    assert [bag.strange for bag in bags] == strange
    again = [index.bag(text) for text in TEXTS]
    assert [bag.places.tolist() for bag in bags] == [bag.places.tolist() for bag in again]
    assert [bag.weights.tolist() for bag in bags] == [bag.weights.tolist() for bag in again]
