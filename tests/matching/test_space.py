from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.space import UNKNOWN, Space, Vocabulary, frequent

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
    vocabulary = Vocabulary()
    bags = [vocabulary.bag(features, learn=True) for features, _ in examples]
    space = Space.of(bags, [label for _, label in examples], len(vocabulary))
    vector = space.vector(vocabulary.bag(asked))
    pieces = list(vocabulary)
    found = {
        pieces[place]: weight for place, weight in zip(vector.places, vector.weights, strict=True)
    }
    assert found == pytest.approx(reference(asked, examples), rel=1e-4)


def test_what_was_read_is_what_examples_have() -> None:
    vocabulary = Vocabulary()
    bags = [vocabulary.bag({"word:a": 1.0, "concept:x": 1.0}, learn=True)]
    space = Space.of(bags, [0], len(vocabulary))
    once = space.vector(vocabulary.bag({"word:a": 1.0}))
    assert space.vector(vocabulary.bag({"word:a": 2.0, "word:z": 1.0})).read == pytest.approx(
        4 * once.read
    )
    assert space.vector(vocabulary.bag({"word:z": 1.0, "concept:y": 1.0})).read == 0


def test_rare_n_grams_can_be_left_out_and_then_are_strange() -> None:
    vocabulary = Vocabulary()
    texts = [
        {"word:a": 1.0, "part:b": 2.0, "sound:s": 1.0, "lao:r": 3.0},
        {"part:b": 3.0, "concept:c": 1.0, "sound:s": 1.0},
        {"concept:c": 4.0, "sound:t": 1.0},
        {"sound:t": 1.0},
        {"sound:t": 1.0},
    ]
    bags = [vocabulary.bag(text, learn=True) for text in texts]
    smaller, fewer = frequent(vocabulary, bags, 2)
    assert list(smaller) == ["word:a", "part:b", "concept:c", "sound:t"]
    assert [bag.places.tolist() for bag in fewer] == [[0, 1], [1, 2], [2, 3], [3], [3]]
    assert [bag.strange for bag in fewer] == [10.0, 1.0, 0.0, 0.0, 0.0]
