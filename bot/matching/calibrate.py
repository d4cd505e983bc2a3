"""From scores to probabilities, learned from examples and labels that were withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.matching import model
from bot.matching.features import features
from bot.matching.space import Floats, Space, Vector

FOLDS = 3
"""Rounds of withholding; each costs a training."""
FEWEST = 300
"""Examples below which nothing can be learned from withholding some of them."""
_WITHHELD_LABELS = 5
"""Every fifth label is withheld in a round: what asks for it has no answer then."""
_CAUTION = 1.0
"""Strength of the pull to 0 on what is learned."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How likely the best label is right, as a logistic function of :func:`signs`."""

    middle: Floats
    spread: Floats
    weights: Floats
    """For each sign, then the constant."""

    def probability(self, signs: Floats) -> float:
        """Return the probability from 0 to 1 that the best label is right."""
        at = float((signs - self.middle) / self.spread @ self.weights[:-1] + self.weights[-1])
        return float(1 / (1 + np.exp(-np.clip(at, -30, 30))))


# For sets too small to learn from: share, likeness and what is known, set by eye on ten examples.
STANDARD = Calibration(
    np.array([-0.5, 0, 0, 0.2, 0, 0.6, 0], dtype=np.float32),
    np.array([0.5, 1, 1, 0.15, 1, 0.2, 1], dtype=np.float32),
    np.array([1.5, 0, 0, 1.0, 0, 0.6, 0, -0.5], dtype=np.float32),
)


def signs(scores: Floats, centres: Floats, vector: Vector) -> Floats:
    """Return what tells whether the best of ``scores`` can be trusted.

    The logarithm of its share, its score, how far the second is behind, how like its label's centre the
    text is in all and in spelling alone, how much of the spelling is known, and how long the text is.
    ``centres`` are the labels' centres at the places of ``vector``.
    """
    best = int(scores.argmax())
    second = float(np.partition(scores, -2)[-2]) if len(scores) > 1 else 0.0
    share = float(model.softmax(scores)[best])
    alike = vector.weights * centres[:, best]
    spelled = alike[: vector.spelled].sum()
    found = (
        np.log(share + 1e-9), scores[best], scores[best] - second, alike.sum(), spelled, vector.known,
        np.log(1 + vector.pieces),
    )  # fmt: skip
    return np.array(found, dtype=np.float32)


def learn(
    pieces: Sequence[Mapping[str, float]], labels: Sequence[int], importance: Sequence[float]
) -> Calibration:
    """Return the calibration for examples with ``pieces`` and ``labels`` (importance 1 or less).

    In each of three rounds a third of the examples and a fifth of the labels are withheld, and both are
    asked for; only examples of full importance are asked. With few examples: :data:`STANDARD`.
    """
    if len(labels) < FEWEST or len(set(labels)) < 2 * _WITHHELD_LABELS:
        return STANDARD
    rows: list[Floats] = []
    right: list[bool] = []
    nth: Counter[int] = Counter()
    turn = []
    for label in labels:
        turn.append(nth[label])
        nth[label] += 1
    for fold in range(FOLDS):
        unseen = [
            (t % FOLDS == fold or lab % _WITHHELD_LABELS == fold)
            for t, lab in zip(turn, labels, strict=True)
        ]
        kept = [n for n, hidden in enumerate(unseen) if not hidden]
        names = sorted({labels[n] for n in kept})
        numbers = {label: number for number, label in enumerate(names)}
        found, ys = [pieces[n] for n in kept], [numbers[labels[n]] for n in kept]
        space = Space.of(found, ys)
        vectors = [space.vector(one) for one in found]
        weigh = balanced(ys, [importance[n] for n in kept])
        weights = model.train(vectors, ys, weigh, len(space.pieces))
        centres = model.centres(vectors, ys, weigh, len(space.pieces))
        for n, hidden in enumerate(unseen):
            if hidden and importance[n] == 1 and (turn[n] % FOLDS == fold):
                vector = space.vector(pieces[n])
                scores = vector.weights @ weights[vector.places]
                rows.append(signs(scores, centres[vector.places], vector))
                right.append(names[int(scores.argmax())] == labels[n])
        for one in _off_topic():
            vector = space.vector(one)
            scores = vector.weights @ weights[vector.places]
            rows.append(signs(scores, centres[vector.places], vector))
            right.append(False)
    return _regress(np.array(rows), np.array(right, dtype=np.float32))


@cache
def _off_topic() -> tuple[Mapping[str, float], ...]:
    lines = Path(__file__).with_name("off_topic.txt").read_text(encoding="utf-8").splitlines()
    return tuple(features(line) for line in lines if line and not line.startswith("#"))


def balanced(labels: Sequence[int], importance: Sequence[float]) -> list[float]:
    """Return ``importance`` scaled so that each label counts the same in sum, 1 on average."""
    sums: Counter[int] = Counter()
    for label, weight in zip(labels, importance, strict=True):
        sums[label] += weight  # type: ignore[assignment]  # a float
    total = sum(sums.values()) / len(sums)
    return [weight * total / sums[label] for label, weight in zip(labels, importance, strict=True)]


def _regress(rows: Floats, right: Floats) -> Calibration:
    """Fit a logistic regression by Newton's method."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-3)
    x: npt.NDArray[Any] = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))]).astype(
        float
    )
    pull = np.diag([_CAUTION] * rows.shape[1] + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(20):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - right) + pull @ weights
        weights -= np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + pull, slope)
    return Calibration(middle, spread, weights.astype(np.float32))
