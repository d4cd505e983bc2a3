"""Ranks labels for a text by likeness to labelled examples; knows nothing of what the labels mean.

A softmax regression over several views of the text (:mod:`bot.matching.features`) ranks; a second, small
regression, learned from withheld examples and labels, says how likely the first label is right. A text
that repeats an example, or nearly does, is recognised beside the model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from bot.language.lao import canonical, loose
from bot.matching import calibrate, model
from bot.matching.features import features
from bot.matching.repair import Repairer
from bot.matching.space import Space

NEARLY_THE_SAME = 0.9
"""From this likeness of letters on (rapidfuzz ratio, 0 to 1) a text counts as an example mistyped."""

PLAUSIBLE = 0.001
"""Less probable labels are not worth naming."""

_CANDIDATES = 8
"""Labels whose examples are looked through for one that the text nearly repeats."""
_MOST_WEIGHTS = 6_000_000
"""Above so many weights (30 MB) pieces of one example only are left out; accuracy@1 falls by 0.6."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that is known to mean ``label``.

    ``weight`` below 1 is for texts that only speak of it (summaries, sections of an article); those are
    not taken for questions: repeating one proves nothing.
    """

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """A label and the probability, from 0 to 1, that it is what the text means."""

    label: str
    score: float


class Matcher:
    """Labelled examples made ready for look-up; build it with :meth:`fit`, it never changes after."""

    def __init__(self, examples: tuple[Example, ...]) -> None:
        questions = [example for example in examples if example.weight >= 1]
        self._labels = sorted({example.label for example in examples})
        keys = [_key(example.text) for example in questions]
        self._exact = {k: e.label for k, e in zip(reversed(keys), reversed(questions), strict=True)}
        self._keys: dict[str, list[str]] = defaultdict(list)
        for key, example in zip(keys, questions, strict=True):
            self._keys[example.label].append(key)
        texts = [canonical(example.text) for example in examples]
        self._repairer = Repairer(texts)
        numbers = {label: number for number, label in enumerate(self._labels)}
        labels = [numbers[example.label] for example in examples]
        importance = [example.weight for example in examples]
        found = [features(text) for text in texts]
        self._space = Space.of(found, labels)
        if len(self._space.pieces) * len(self._labels) > _MOST_WEIGHTS:
            self._space = Space.of(found, labels, least=2)
        if not labels:
            return
        vectors = [self._space.vector(pieces) for pieces in found]
        balanced = calibrate.balanced(labels, importance)
        size = len(self._space.pieces)
        self._weights = model.train(vectors, labels, balanced, size).astype(np.float16)
        self._centres = model.centres(vectors, labels, balanced, size).astype(np.float16)
        self._calibration = calibrate.learn(found, labels, importance)

    @classmethod
    def fit(cls, examples: Iterable[Example]) -> Matcher:
        """Learn from ``examples`` (about 2 ms each); of equal texts the first one's label counts."""
        return cls(tuple(examples))

    def match(self, text: str, limit: int = 3) -> list[Match]:
        """Return at most ``limit`` labels that fit ``text``, best first; none if none is plausible.

        Never raises, whatever the text. Equal scores are ordered by label.
        """
        probabilities = self._probabilities(text)
        self._recognise(_key(text), probabilities)
        ranked = sorted(probabilities.items(), key=lambda item: (-item[1], item[0]))
        return [Match(label, score) for label, score in ranked[:limit] if score > PLAUSIBLE]

    def _probabilities(self, text: str) -> dict[str, float]:
        vector = self._space.vector(features(self._repairer.repair(canonical(text))))
        if not len(vector.places):
            return {}
        scores = vector.weights @ self._weights[vector.places].astype(np.float32)
        centres = self._centres[vector.places].astype(np.float32)
        first = self._calibration.probability(calibrate.signs(scores, centres, vector))
        shares = model.softmax(scores)
        best = int(shares.argmax())
        rest = max(1 - float(shares[best]), 1e-9)
        others = min(first / float(shares[best]), (1 - first) / rest)
        found = {
            label: float(share) * others for label, share in zip(self._labels, shares, strict=True)
        }
        found[self._labels[best]] = first
        return found

    def _recognise(self, key: str, probabilities: dict[str, float]) -> None:
        """Raise the probability of labels with an example that ``key`` repeats, or nearly repeats."""
        likely = sorted(probabilities, key=lambda label: (-probabilities[label], label))
        for label in likely[:_CANDIDATES]:
            near = process.extractOne(
                key,
                self._keys.get(label, ()),
                scorer=fuzz.ratio,
                score_cutoff=NEARLY_THE_SAME * 100,
            )
            if near:
                probabilities[label] = max(probabilities[label], min(near[1] / 100, 0.99))
        if key and key in self._exact:
            probabilities[self._exact[key]] = 1.0


def _key(text: str) -> str:
    return "".join(letter for letter in loose(text) if letter not in "?!.,…ๆໆ\"'")
