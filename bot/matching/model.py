"""A linear model over sparse vectors: softmax regression, trained by stochastic gradient descent."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from bot.matching.space import Floats, Vector

EPOCHS = 10
FEWEST_STEPS = 1000
"""Small sets are gone through more often, up to four times as often, to get this far."""
RATE = 3.0
"""First step; it falls to 0. Banking77, ten examples a label, clean / one typing error per 8 letters:
1.5 74.8/65.2, 3 74.9/65.0, 8 75.0/62.5; more epochs, weight decay and dropped features gained nothing.
Ridge regression gave 70.1/61.1 and label centroids 71.7/63.7."""


def train(
    vectors: Sequence[Vector], labels: Sequence[int], importance: Sequence[float], size: int
) -> Floats:
    """Return the weight of each of ``size`` places for each label (labels are 0, 1, 2 …).

    ``importance`` is how much each vector counts; on average 1. Takes about 60 µs a vector and epoch.
    """
    weights = np.zeros((size, max(labels) + 1), dtype=np.float32)
    order = list(range(len(vectors)))
    shuffle = random.Random(0).shuffle  # noqa: S311 - the same each time, so that results are
    epochs = max(EPOCHS, min(4 * EPOCHS, FEWEST_STEPS // len(order)))
    steps, done = epochs * len(order), 0
    for _ in range(epochs):
        shuffle(order)
        for number in order:
            vector = vectors[number]
            error = softmax(vector.weights @ weights[vector.places])
            error[labels[number]] -= 1
            error *= np.float32(RATE * importance[number] * (1 - done / steps))
            weights[vector.places] -= np.multiply.outer(vector.weights, error)
            done += 1
    return weights


def centres(
    vectors: Sequence[Vector], labels: Sequence[int], importance: Sequence[float], size: int
) -> Floats:
    """Return the middle of each label's vectors, scaled to length 1, as a column."""
    sums = np.zeros((size, max(labels) + 1), dtype=np.float32)
    for vector, label, weight in zip(vectors, labels, importance, strict=True):
        sums[vector.places, label] += vector.weights * np.float32(weight)
    lengths = np.sqrt((sums * sums).sum(axis=0))
    sums /= np.where(lengths > 0, lengths, 1)
    return sums


def softmax(scores: Floats) -> Floats:
    """Return ``scores`` as shares of 1."""
    shares: Floats = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares
