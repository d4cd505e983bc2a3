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

from bot.matching.features import features
from bot.matching.model import Ranker, softmax
from bot.matching.space import Bag, Floats, Vector, Vocabulary

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
    share = float(softmax(scores)[best])
    alike = vector.weights * centres[:, best]
    spelled = alike[: vector.spelled].sum()
    found = (
        np.log(share + 1e-9), scores[best], scores[best] - second, alike.sum(), spelled, vector.known,
        np.log(1 + vector.pieces),
    )  # fmt: skip
    return np.array(found, dtype=np.float32)


def learn(
    bags: Sequence[Bag], labels: Sequence[int], importance: Sequence[float], vocabulary: Vocabulary
) -> Calibration:
    """Return the calibration for examples that are ``bags`` of ``vocabulary`` (importance 1 or less).

    In each of three rounds a third of the examples and a fifth of the labels are withheld, and both are
    asked for, and texts about other things too; only examples of full importance are asked. With few
    examples: :data:`STANDARD`.
    """
    if len(labels) < FEWEST or len(set(labels)) < 2 * _WITHHELD_LABELS:
        return STANDARD
    turn = _turns(labels)
    rows: list[Floats] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        asked = [place == fold for place in turn]
        kept = [
            n
            for n, label in enumerate(labels)
            if not (asked[n] and importance[n] == 1) and label % _WITHHELD_LABELS != fold
        ]
        names = sorted({labels[n] for n in kept})
        numbers = {label: number for number, label in enumerate(names)}
        ranker = Ranker.train(
            [bags[n] for n in kept],
            [numbers[labels[n]] for n in kept],
            [importance[n] for n in kept],
            len(vocabulary),
        )
        questions = [
            (bags[n], labels[n]) for n in range(len(labels)) if asked[n] and importance[n] == 1
        ]
        questions += [(vocabulary.bag(one), -1) for one in _off_topic()]
        for bag, label in questions:
            scores, centres, vector = ranker.rank(bag)
            rows.append(signs(scores, centres, vector))
            right.append(names[int(scores.argmax())] == label)
    return _regress(np.array(rows), np.array(right, dtype=np.float32))


def _turns(labels: Sequence[int]) -> list[int]:
    """Deal the examples of each label out to the rounds in turn."""
    nth: Counter[int] = Counter()
    turns = []
    for label in labels:
        turns.append(nth[label] % FOLDS)
        nth[label] += 1
    return turns


@cache
def _off_topic() -> tuple[Mapping[str, float], ...]:
    lines = Path(__file__).with_name("off_topic.txt").read_text(encoding="utf-8").splitlines()
    return tuple(features(line) for line in lines if line and not line.startswith("#"))


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
