"""From scores to probabilities, learned from examples and labels that were withheld."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.model import Ranker, softmax
from bot.matching.space import Bag, Floats

Numbers = npt.NDArray[np.float64]

FOLDS = 3
"""A third of the examples is withheld in a round; each round costs a training."""
ENOUGH = 5000
"""From so many examples on one round tells all: 2,000 answers for three numbers."""
FEWEST = 300
"""Examples below which nothing can be learned from withholding some of them."""
_WITHHELD_LABELS = 5
"""Without unrelated examples every fifth label is withheld in a round: its own have no answer then."""
_CAUTION = 1.0
"""Strength of the pull to 0 on what is learned."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How likely the best label is right: a logistic function of :func:`signs`."""

    odds: float
    evidence: float
    offset: float

    def probability(self, shares: Floats, known: int, read: float) -> float:
        """Return the probability, 0 to 1, that the best label is right, from :func:`signs`."""
        odds, evidence = signs(shares, known, read)
        at = self.odds * odds + self.evidence * evidence + self.offset
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, at))))


STANDARD = Calibration(1.5, 0.0, -1.0)
"""For sets too small to learn from, set by eye on ten examples."""


def signs(shares: Floats, known: int, read: float) -> tuple[float, float]:
    """Return what tells whether the largest of the first ``known`` of ``shares`` (of 1) can be trusted.

    Its log-odds against those of chance, and, where unrelated labels teach what it means, the
    logarithm of what was ``read`` (:class:`bot.matching.space.Vector`). Out-of-scope AUROC of the
    development and the held-out set: with the first alone 0.95, 0.97, with both 0.98, 0.98. On Banking77
    with withheld labels, which has no unrelated ones, it is 0.80, with both 0.79. Of eleven more (score,
    lead over the second, likeness to the label's centre and to the nearest example, entropy, share of
    known spelling, lead over unrelated labels …) none helped on more than one of the three.
    """
    share = min(max(float(shares[:known].max()), 1e-9), 1 - 1e-6)
    odds = math.log(share / (1 - share)) + math.log(max(len(shares) - 1, 1))
    return odds, math.log(read + 1e-3) if len(shares) > known else 0.0


def learn(
    bags: Sequence[Bag], labels: Sequence[int], importance: Sequence[float], known: int, size: int
) -> Calibration:
    """Return the calibration for examples that are ``bags`` with places less than ``size``.

    Labels from ``known`` on are unrelated: nothing is right about what asks for them. In each of three
    rounds a third of the examples and of the unrelated labels, or of all labels a fifth if none is
    unrelated, are withheld and asked for; only examples of full importance (1) are asked. Unrelated ones
    count half in sum however many they are: what tells them apart is to be learned, not how frequent
    they are. With few examples: :data:`STANDARD`.
    """
    if len(labels) < FEWEST or len(set(labels)) < 2 * _WITHHELD_LABELS:
        return STANDARD
    turn = _turns(labels)
    every = FOLDS if max(labels) >= known else _WITHHELD_LABELS
    rows: list[tuple[float, float]] = []
    right: list[bool] = []
    strange: list[bool] = []
    for fold in range(FOLDS if len(labels) < ENOUGH else 1):
        gone = {n for n in set(labels) if n % every == fold and (n >= known or max(labels) < known)}
        asked = [
            n
            for n, label in enumerate(labels)
            if importance[n] == 1 and (label in gone if label >= known else turn[n] == fold)
        ]
        left_out = set(asked)
        kept = [n for n, label in enumerate(labels) if n not in left_out and label not in gone]
        names = sorted({labels[n] for n in kept if labels[n] < known})
        numbers = {label: number for number, label in enumerate(names)}
        ranker = Ranker.train(
            [bags[n] for n in kept],
            [numbers.get(labels[n], len(names)) for n in kept],
            [importance[n] for n in kept],
            size,
            len(names),
        )
        for n in asked:
            vector = ranker.space.vector(bags[n])
            shares = softmax(ranker.scores(vector))
            rows.append(signs(shares, len(names), vector.read))
            right.append(names[int(shares[: len(names)].argmax())] == labels[n])
            strange.append(labels[n] >= known)
    others = np.array(strange)
    weights = np.where(others, (~others).sum() / max(others.sum(), 1), 1.0)
    return _regress(np.array(rows), np.array(right, dtype=float), weights)


def _turns(labels: Sequence[int]) -> list[int]:
    """Deal the examples of each label out to the rounds in turn."""
    nth: Counter[int] = Counter()
    turns = []
    for label in labels:
        turns.append(nth[label] % FOLDS)
        nth[label] += 1
    return turns


def _regress(rows: Numbers, right: Numbers, counts: Numbers) -> Calibration:
    """Fit a logistic regression to ``rows`` that count as often as told, by Newton's method."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    x = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    pull = np.diag([_CAUTION, _CAUTION, 1e-6])
    weights = np.zeros(3)
    for _ in range(20):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (chance - right)) + pull @ weights
        curve = (x * (counts * chance * (1 - chance))[:, None]).T @ x + pull
        weights -= np.linalg.solve(curve, slope)
    odds, evidence = (weights[:2] / spread).tolist()
    return Calibration(odds, evidence, float(weights[2] - weights[:2] / spread @ middle))
