"""A linear model over sparse vectors: softmax regression, trained by stochastic gradient descent."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.matching.space import Bag, Floats, Space, Vector

Bytes = npt.NDArray[np.int8]

EPOCHS = 10
FEWEST_STEPS = 1000
"""Small sets are gone through more often, up to four times as often, to get this far."""
MOST_STEPS = 60_000
"""Large sets are gone through less often, but four times at least, with larger steps for it. Over 89
articles, cross-validated top-1 and development questions: 4 rounds of steps as in 10 rounds 36, 66; 4
rounds of larger steps 39, 69; 10 rounds 39, 69."""
UNRELATED = 0.13
"""Weight of all unrelated examples together, as a share of that of all others.

They are one label: of 40 themes each as heavy as an article cross-validated top-1 is the same, and there
are a third more weights to learn and keep. Out-of-scope AUROC over withheld themes: 74 with 40 labels,
72 with one as heavy as one article of 89, 75 with one as heavy as 4, 76 with 12."""
SMOOTHING = 0.1
"""Share of each example that counts for all labels alike, so that the shares stay honest: out-of-scope
AUROC on Banking77 with withheld labels 79.5 without, 80.0 at 0.05 to 0.15, 79.3 at 0.2."""
RATE = 3.0
"""First step of :data:`EPOCHS` rounds; it falls to 0. Banking77, ten examples a label, clean / one
typing error per 8 letters: 1.5 74.8/65.2, 3 74.9/65.0, 8 75.0/62.5; more epochs, weight decay and
dropped features gained nothing. Ridge regression gave 70.1/61.1 and label centroids 71.7/63.7."""


class Ranker:
    """Scores labels (numbers 0, 1, 2 …) for vectors; build it with :meth:`train`.

    Weights are kept in a byte each: ``weights``, times the ``scale`` of their piece.
    """

    def __init__(self, space: Space, weights: Bytes, scale: Floats) -> None:
        self.space = space
        self.weights = weights
        self.scale = scale

    @classmethod
    def train(
        cls,
        bags: Sequence[Bag],
        labels: Sequence[int],
        importance: Sequence[float],
        size: int,
        known: int,
    ) -> Ranker:
        """Learn from ``bags`` with places less than ``size``: about 80 µs a bag and round.

        Labels from ``known`` on are unrelated and become one, ``known``.
        """
        labels = [min(label, known) for label in labels]
        space = Space.of(bags, labels, size)
        vectors = [space.vector(bag) for bag in bags]
        exact = _descend(vectors, labels, balanced(labels, importance, known), size)
        scale = np.abs(exact).max(axis=1, initial=0) / np.float32(127)
        exact /= np.where(scale, scale, 1)[:, None]
        return cls(space, np.rint(exact, out=exact).astype(np.int8), scale)

    def scores(self, vector: Vector) -> Floats:
        """Return each label's score for a vector of :attr:`space`."""
        scaled = vector.weights * self.scale[vector.places]
        scores: Floats = scaled @ self.weights[vector.places].astype(np.float32)
        return scores


def balanced(labels: Sequence[int], importance: Sequence[float], known: int) -> list[float]:
    """Return ``importance`` scaled so that each label counts the same in sum, 1 on average.

    Labels from ``known`` on are unrelated: each counts for :data:`UNRELATED` of all others, but at least
    as one of them.
    """
    sums: dict[int, float] = defaultdict(float)
    for label, weight in zip(labels, importance, strict=True):
        sums[label] += weight
    strange = max(1.0, UNRELATED * sum(label < known for label in sums))
    parts = {label: 1.0 if label < known else strange for label in sums}
    share = sum(sums.values()) / sum(parts.values())
    return [
        weight * parts[label] * share / sums[label]
        for label, weight in zip(labels, importance, strict=True)
    ]


def softmax(scores: Floats) -> Floats:
    """Return ``scores`` as shares of 1."""
    shares: Floats = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


def _descend(
    vectors: Sequence[Vector], labels: Sequence[int], counts: Sequence[float], size: int
) -> Floats:
    weights = np.zeros((size, max(labels) + 1), dtype=np.float32)
    order = list(range(len(vectors)))
    shuffle = random.Random(0).shuffle  # noqa: S311 - the same each time, so that results are
    epochs = max(
        min(EPOCHS, MOST_STEPS // len(order)), min(4 * EPOCHS, FEWEST_STEPS // len(order)), 4
    )
    rate = RATE * max(1.0, EPOCHS / epochs)
    steps, done = epochs * len(order), 0
    for _ in range(epochs):
        shuffle(order)
        for number in order:
            vector = vectors[number]
            error = softmax(vector.weights @ weights[vector.places])
            error -= np.float32(SMOOTHING / len(error))
            error[labels[number]] -= np.float32(1 - SMOOTHING)
            error *= np.float32(rate * counts[number] * (1 - done / steps))
            weights[vector.places] -= np.multiply.outer(vector.weights, error)
            done += 1
    return weights
