"""Ranks labels for a text by likeness to labelled examples; knows nothing of what the labels mean.

A softmax regression over several views of the text (:mod:`bot.matching.features`) ranks; a logistic
function of the best label's share and of how much was read, learned from withheld examples and
labels, says how likely it is right. A text that repeats an example, or nearly does, is recognised
beside the model.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from pydantic import TypeAdapter
from rapidfuzz import fuzz, process

from bot.kept import made
from bot.language.lao import canonical, loose
from bot.matching import calibrate
from bot.matching.explain import Reasons, weigh
from bot.matching.features import features
from bot.matching.model import Ranker, softmax
from bot.matching.repair import Repaired, Repairer, count
from bot.matching.saved import Learned, fingerprint, load, save
from bot.matching.space import frequent, hashed

NEARLY_THE_SAME = 0.9
"""From this likeness of letters on (rapidfuzz ratio, 0 to 1) a text counts as an example mistyped."""

PERHAPS = 0.5
"""What a word counts that may be meant by a mistyped one, beside the likeliest; Banking77 with one
typing error per 8 letters rises by 1.3."""

PLAUSIBLE = 0.001
"""Less probable labels are not worth naming."""

_CANDIDATES = 8
"""Labels whose examples are looked through for one that the text nearly repeats."""
_MOST_WEIGHTS = 10_000_000
"""Above so many weights (10 MB) more of the rare pieces are left out, up to a limit."""


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


@dataclass(frozen=True, slots=True)
class _Texts:
    """What texts are compared with letter by letter.

    Keys of the ``questions`` in their order and of ``unrelated`` texts; counts of the ``words`` in all.
    """

    questions: tuple[str, ...]
    unrelated: frozenset[str]
    words: Mapping[str, int]


class Matcher:
    """Labelled examples made ready for look-up; build it with :meth:`fit`, it never changes after."""

    def __init__(self, examples: Sequence[Example], texts: _Texts, learned: Learned | None) -> None:
        """Take examples, what was made of them and of those that mean none of them, and learned."""
        labels = [example.label for example in examples if example.weight >= 1]
        self._exact = dict(zip(reversed(texts.questions), reversed(labels), strict=True))
        self._keys: dict[str, list[str]] = defaultdict(list)
        for key, label in zip(texts.questions, labels, strict=True):
            self._keys[label].append(key)
        for keys in self._keys.values():
            keys.sort(key=len)
        self._unrelated = texts.unrelated - self._exact.keys()
        self._labels = _labels(examples)
        self._repairer = Repairer(texts.words)
        self._learned = learned

    @classmethod
    def fit(
        cls,
        examples: Iterable[Example],
        folder: Path | None = None,
        unrelated: Iterable[Example] = (),
        easier: float = 0.0,
    ) -> Matcher:
        """Learn from ``examples`` (about 2.5 ms each); of equal texts the first one's label counts.

        ``unrelated`` are texts that mean none of these labels; what is like them gets low scores.
        Their own labels (weather, football) are never returned. ``easier`` is how much likelier, in
        log-odds, the best label is right for what people ask than for an example that was not learned.

        What is learned is kept in ``folder``; the same examples then take 0.2 ms each. The folder holds
        nothing else and may be deleted at any time.
        """
        known, others = tuple(examples), tuple(unrelated)
        if not known or folder is None:
            learned = _learn(known, others, easier) if known else None
            return cls(known, _texts(known, others), learned)
        lines = (f"{e.label}\n{e.weight}\n{e.text}" for e in (*known, *others))
        name = fingerprint(chain([f"{len(known)} {easier}"], lines))
        learned = load(folder, name)
        if learned is None:
            learned = _learn(known, others, easier)
            save(folder, name, learned)
        texts = made(folder, "texts", name, TypeAdapter(_Texts), lambda: _texts(known, others))
        return cls(known, texts, learned)

    def match(self, text: str, limit: int = 3) -> list[Match]:
        """Return at most ``limit`` labels that fit ``text``, best first; none if none is plausible.

        Never raises, whatever the text. Equal scores are ordered by label.
        """
        key = _key(text)
        if key in self._unrelated:
            return []
        probabilities = self._probabilities(text)
        self._recognise(key, probabilities)
        ranked = sorted(probabilities.items(), key=lambda item: (-item[1], item[0]))
        return [Match(label, score) for label, score in ranked[:limit] if score > PLAUSIBLE]

    def explain(self, text: str) -> Reasons:
        """Return what speaks for the best label of ``text`` rather than the second; never raises."""
        repaired, probabilities = self._repairer.repair(canonical(text)), self._probabilities(text)
        key = _key(text)
        self._recognise(key, probabilities)
        ranked = sorted(probabilities, key=lambda label: (-probabilities[label], label))
        if self._learned is None or not ranked or probabilities[ranked[0]] <= PLAUSIBLE:
            return Reasons(repaired.text)
        best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
        near = process.extractOne(key, self._keys.get(best, ()), scorer=fuzz.ratio)
        columns = self._labels.index(best), self._labels.index(second or best)
        pieces, known = weigh(repaired.text, _features(repaired), self._learned, columns)
        return Reasons(repaired.text, best, second, near[1] / 100 if near else 0.0, known, pieces)

    def _probabilities(self, text: str) -> dict[str, float]:
        if self._learned is None:
            return {}
        bag = self._learned.index.bag(_features(self._repairer.repair(canonical(text))))
        if not len(bag.places):
            return {}
        vector = self._learned.ranker.space.vector(bag)
        shares = softmax(self._learned.ranker.scores(vector))
        best = int(shares[: len(self._labels)].argmax())
        first = self._learned.calibration.probability(shares, len(self._labels), vector.read)
        rest = max(1 - float(shares[best]), 1e-9)
        others = min(first / float(shares[best]), (1 - first) / rest)
        found = {
            label: float(share) * others for label, share in zip(self._labels, shares, strict=False)
        }
        found[self._labels[best]] = first
        return found

    def _recognise(self, key: str, probabilities: dict[str, float]) -> None:
        """Raise the probability of labels with an example that ``key`` repeats, or nearly repeats."""
        likely = sorted(probabilities, key=lambda label: (-probabilities[label], label))
        for label in likely[:_CANDIDATES]:
            near = process.extractOne(
                key,
                self._of_like_length(label, len(key)),
                scorer=fuzz.ratio,
                score_cutoff=NEARLY_THE_SAME * 100,
            )
            if near:
                probabilities[label] = max(probabilities[label], min(near[1] / 100, 0.99))
        if key and key in self._exact:
            probabilities[self._exact[key]] = 1.0

    def _of_like_length(self, label: str, length: int) -> Sequence[str]:
        """Return the keys of ``label`` but for those too short or too long to be nearly the same.

        Of two texts at most the shorter one is shared: their ratio is twice that of the sum of both.
        """
        keys = self._keys.get(label, [])
        most = (2 - NEARLY_THE_SAME) / NEARLY_THE_SAME
        first = bisect_left(keys, math.floor(length / most), key=len)
        return keys[first : bisect_right(keys, math.ceil(length * most), lo=first, key=len)]


def _texts(examples: Sequence[Example], unrelated: Sequence[Example]) -> _Texts:
    return _Texts(
        tuple(_key(example.text) for example in examples if example.weight >= 1),
        frozenset(_key(example.text) for example in unrelated),
        count(canonical(one.text) for one in (*examples, *unrelated)),
    )


def _labels(examples: Iterable[Example]) -> list[str]:
    return sorted({example.label for example in examples})


def _learn(examples: Sequence[Example], unrelated: Sequence[Example], easier: float) -> Learned:
    names = _labels(examples)
    numbers = {label: number for number, label in enumerate(names)}
    themes = {label: number for number, label in enumerate(_labels(unrelated), len(names))}
    labels = [numbers[one.label] for one in examples] + [themes[one.label] for one in unrelated]
    importance = [one.weight for one in (*examples, *unrelated)]
    index, bags = frequent(
        [hashed(features(one.text)) for one in (*examples, *unrelated)],
        _MOST_WEIGHTS // (len(names) + bool(unrelated)),
    )
    calibration = calibrate.learn(bags, labels, importance, len(names), len(index))
    ranker = Ranker.train(bags, labels, importance, len(index), len(names))
    if calibration is not calibrate.STANDARD:
        calibration = replace(calibration, offset=calibration.offset + easier)
    return Learned(index, ranker, calibration)


def _features(repaired: Repaired) -> dict[str, float]:
    found = features(repaired.text)
    for word in repaired.perhaps:
        for piece, weight in features(word).items():
            found.setdefault(piece, PERHAPS * weight)
    return found


def _key(text: str) -> str:
    return "".join(letter for letter in loose(text) if letter not in "?!.,…ๆໆ\"'")
