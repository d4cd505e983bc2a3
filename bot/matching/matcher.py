"""Ranks labels for a text by likeness to labelled examples; knows nothing of what the labels mean.

This is the first, simple engine: cosine of weighted n-grams against each label's centre and its
nearest example. Plain rapidfuzz scorers over all examples were measured first: 28 articles, 1,220
examples, five-fold cross-validation over the examples, top-1: WRatio 0.14, token_set_ratio 0.23,
partial_ratio 0.23, ratio of shared keys 0.34, at 20 to 85 ms a question; this engine 0.57 at 3 ms.
So rapidfuzz only judges whether a text is nearly the same as an example.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.language.lao import loose
from bot.matching.features import features

NEAREST_SHARE = 0.25
"""How much the nearest example counts against the label's centre.

Cross-validated top-1 by share: 0 0.573, 0.15 0.575, 0.3 0.566, 0.5 0.558, 1 0.43; a share above 0
keeps a rare way of asking from drowning among a label's common ones."""

NEARLY_THE_SAME = 0.9
"""From this likeness of letters on (rapidfuzz ratio, 0 to 1) a text counts as an example mistyped."""

PLAUSIBLE = 0.02
"""Labels scoring less share only stray pieces with the text."""

_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A text that is known to mean ``label``."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Match:
    """A label and how well it fits, from 0 to 1 (1: the text is one of its examples).

    Scores rank and can be cut off; they are not probabilities yet.
    """

    label: str
    score: float


class Matcher:
    """Labelled examples made ready for look-up; build it with :meth:`fit`, it never changes after."""

    def __init__(self, examples: tuple[Example, ...]) -> None:
        found = [features(example.text) for example in examples]
        self._labels = [example.label for example in examples]
        self._keys = [_key(example.text) for example in examples]
        self._exact = dict(zip(reversed(self._keys), reversed(self._labels), strict=True))
        self._rarity, self._unknown = _rarities(found, self._labels)
        self._near: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._centre: dict[str, list[tuple[str, float]]] = defaultdict(list)
        sums: dict[str, Counter[str]] = defaultdict(Counter)
        for number, weights in enumerate(map(self._vector, found)):
            for piece, weight in weights.items():
                self._near[piece].append((number, weight))
                sums[self._labels[number]][piece] += weight  # type: ignore[assignment]  # a float
        for label, centre in sums.items():
            for piece, weight in _unit(centre).items():
                self._centre[piece].append((label, weight))

    @classmethod
    def fit(cls, examples: Iterable[Example]) -> Matcher:
        """Learn from ``examples`` (about 0.5 ms each); of equal texts the first one's label counts."""
        return cls(tuple(examples))

    def match(self, text: str, limit: int = 3) -> list[Match]:
        """Return at most ``limit`` labels that fit ``text``, best first; none if none is plausible.

        Never raises, whatever the text. Equal scores are ordered by label.
        """
        near: dict[int, float] = defaultdict(float)
        scores: dict[str, float] = defaultdict(float)
        for piece, weight in self._vector(features(text)).items():
            for number, other in self._near.get(piece, ()):
                near[number] += weight * other
            for label, other in self._centre.get(piece, ()):
                scores[label] += weight * other * (1 - NEAREST_SHARE)
        nearest: dict[str, int] = {}
        for number, likeness in near.items():
            best = nearest.setdefault(self._labels[number], number)
            if likeness > near[best]:
                nearest[self._labels[number]] = number
        for label, number in nearest.items():
            scores[label] += near[number] * NEAREST_SHARE
        self._recognise(_key(text), nearest, near, scores)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [
            Match(label, min(score, 1.0)) for label, score in ranked[:limit] if score > PLAUSIBLE
        ]

    def _recognise(
        self,
        key: str,
        nearest: Mapping[str, int],
        near: Mapping[int, float],
        scores: dict[str, float],
    ) -> None:
        """Raise the score of labels with an example that ``key`` repeats, or nearly repeats."""
        for number in sorted(nearest.values(), key=lambda n: -near[n])[:_CANDIDATES]:
            same = fuzz.ratio(key, self._keys[number], score_cutoff=NEARLY_THE_SAME * 100) / 100
            label = self._labels[number]
            scores[label] = max(scores[label], min(same, 0.99))
        if key and key in self._exact:
            scores[self._exact[key]] = 1.0

    def _vector(self, found: Mapping[str, float]) -> dict[str, float]:
        """Weigh pieces by rarity and scale to length 1; unknown ones count in the length too."""
        rarity = self._rarity
        return _unit({p: tf * rarity.get(p, self._unknown) for p, tf in found.items()})


def _key(text: str) -> str:
    return "".join(letter for letter in loose(text) if letter not in "?!.,…ๆໆ\"'")


def _rarities(found: list[dict[str, float]], labels: list[str]) -> tuple[dict[str, float], float]:
    """Return each piece's weight by the number of labels that have it, and an unknown piece's.

    Counting labels instead of examples raised cross-validated top-1 from 0.51 to 0.57: a word in all
    fifteen questions of one article is what tells it from the others.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for pieces, label in zip(found, labels, strict=True):
        for piece in pieces:
            owners[piece].add(label)
    total = len(set(labels)) + 1

    def weight(count: int) -> float:
        return math.log(total / (count + 0.5)) + 0.2

    return {piece: weight(len(of)) for piece, of in owners.items()}, weight(0)


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {piece: weight / length for piece, weight in weights.items()}
