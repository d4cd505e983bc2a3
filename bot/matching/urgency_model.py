"""A small linear model of danger, learned from examples when the bot starts.

Logistic regression tells danger from calm, naive Bayes one kind of danger from another. Plain
Python: some 3,500 examples are learned in about 0.2 s once their features are found.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.urgency_features import SIGN_WEIGHT, Features

_ROUNDS = 7
"""Passes over the examples; with a rate of 0.5, 4 passes give a cross-validated AUC 0.001 lower."""
_RATE = 0.2
_BIAS_RATE = 0.05
_LEARNED = 0.02
"""An example with less than this probability left to learn is passed over: half the time."""
_SMOOTHING = 0.3


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example: its features, the article whose danger it shows (None: calm), how much it counts."""

    features: Features
    article: str | None
    weight: float = 1.0


class DangerModel:
    """Learned from lessons; says how dangerous a message sounds and which danger it is about."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        """Learn; the same lessons in the same order give the same model."""
        self._number: dict[str, int] = {}
        encoded = [(self._encode(lesson.features), lesson) for lesson in lessons]
        self._bias, self._weights = _learn(encoded, len(self._number))
        self._kinds = _Kinds(lessons)

    def score(self, found: Features) -> float:
        """Return the log-odds of danger: 0 is even, 1 is about 3 to 1."""
        number, weights = self._number, self._weights
        pieces = sum(weights[number[one]] for one in found.pieces if one in number)
        signs = sum(weights[number[one]] for one in found.signs if one in number)
        return self._bias + found.weight * pieces + SIGN_WEIGHT * signs

    def kind(self, found: Features) -> str | None:
        """Return the article that fits best if there is danger; None if nothing was learned."""
        return self._kinds.best(found)

    def _encode(self, found: Features) -> tuple[list[int], list[int]]:
        number = self._number
        return (
            [number.setdefault(one, len(number)) for one in found.pieces],
            [number.setdefault(one, len(number)) for one in found.signs],
        )


_Encoded = tuple[list[int], list[int]]


def _learn(lessons: Sequence[tuple[_Encoded, Lesson]], size: int) -> tuple[float, list[float]]:
    """Return bias and weights of a logistic regression fitted by AdaGrad."""
    bias, weights, squares = 0.0, [0.0] * size, [1e-6] * size
    order, shuffle = list(lessons), random.Random(0).shuffle  # noqa: S311
    look_up = weights.__getitem__
    for _ in range(_ROUNDS):
        shuffle(order)
        for (pieces, signs), lesson in order:
            each = lesson.features.weight
            logit = bias + each * sum(map(look_up, pieces)) + SIGN_WEIGHT * sum(map(look_up, signs))
            danger = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
            gap = ((lesson.article is not None) - danger) * lesson.weight
            if abs(gap) < _LEARNED:
                continue
            bias += _BIAS_RATE * gap
            for numbers, value in ((pieces, each), (signs, SIGN_WEIGHT)):
                step = gap * value
                square = step * step
                for number in numbers:
                    squares[number] += square
                    weights[number] += _RATE * step / math.sqrt(squares[number])
    return bias, weights


class _Kinds:
    """Naive Bayes over the dangerous lessons, all kinds equally likely."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._all: dict[str, float] = defaultdict(float)
        self._own: dict[str, dict[str, float]] = {}
        for lesson in lessons:
            if lesson.article is not None:
                own = self._own.setdefault(lesson.article, defaultdict(float))
                for one in (*lesson.features.pieces, *lesson.features.signs):
                    self._all[one] += lesson.weight
                    own[one] += lesson.weight
        total = sum(self._all.values())
        self._share = {article: sum(own.values()) / total for article, own in self._own.items()}

    def best(self, found: Features) -> str | None:
        fits = {article: self._fit(article, found) for article in self._own}
        return max(fits, key=fits.__getitem__) if fits else None

    def _fit(self, article: str, found: Features) -> float:
        pieces = sum(self._weight(article, one) for one in found.pieces)
        signs = sum(self._weight(article, one) for one in found.signs)
        return found.weight * pieces + SIGN_WEIGHT * signs

    def _weight(self, article: str, one: str) -> float:
        """Return by how much (log) a feature is commoner in this kind than in all danger."""
        everywhere = self._all.get(one)
        if everywhere is None:
            return 0.0
        own = self._own[article].get(one, 0.0)
        return math.log((own + _SMOOTHING) / (everywhere * self._share[article] + _SMOOTHING))
