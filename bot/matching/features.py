"""What the matcher sees of a text: several views of it, each cut into short pieces.

Lao and Thai are written without blanks, Latin-letter Lao without rules, so pieces of a few letters
(n-grams) serve better than words. Each view catches what the others miss: the shared key joins Lao
and Thai script, the sound key joins Latin letters and Lao script, words, stems and pairs carry English,
and concepts join all languages.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from bot.language.concepts import standard
from bot.language.english import WORD, stem
from bot.language.lao import canonical
from bot.language.latin import joined_sound
from bot.language.thai import shared_key

# Lengths of n-grams. Cross-validated top-1 over 28 articles moved by at most 0.01 between 2-4, 2-5 and
# 3-5 in each view; on Banking77 with typing errors 2-4 in words was 1 point better than 2-5.
_IN_WORDS = range(2, 5)
_IN_LAO_KEY = range(2, 5)
_IN_SOUND = range(3, 6)

WEIGHTS = {
    "word:": 2.0, "stem:": 2.0, "pair:": 1.0, "part:": 1.0, "lao:": 1.0, "sound:": 0.4,
    "concept:": 3.0, "both:": 1.5,
}  # fmt: skip
"""How much each view counts, measured as accuracy@1 in per cent.

Words and stems at 1, 2: Banking77 73.8, 74.8. Sounds at 1, 0.3: Banking77 73.8, 75.0. Concepts at 2,
3, 4 (pairs half), 130 examples an article: cross-validated over 28 articles 59, 61, 61; Banking77 with
withheld labels 81.1, 80.9, 80.5; out-of-scope AUROC of the development set 97, 96, 95."""

SOUNDS = "sound:"
NGRAMS = ("part:", "lao:")
"""The views of letters as they are written."""
PAIRS = ("pair:", "both:")
"""The views of two pieces of another view together."""

_WITHOUT_PAIRS = frozenset(("how", "where", "who", "when", "why", "thailand", "laos", "job"))
"""Concepts in so many questions that what else stands there with them tells little."""
_MOST_CONCEPTS = 12
"""Only the pairs of the first concepts count, so that a long text stays quick."""

# Words of a segmenter are not worth it (benchmarks/segmentation.py): top-1 of 1,161 Lao examples is 59.9
# with n-grams alone, 60.7 with ICU's words besides (6 MB, 0.6 ms, a package of 43 MB), 59.7 with those
# of laonlp (23 MB).
_LATIN_WORD = re.compile("[a-z0-9]+")
_LAO_STRETCH = re.compile("[\u0e80-\u0eff0-9]+")


def features(text: str) -> dict[str, float]:
    """Return the pieces of all views of ``text``: 1 + log(times it occurs), times its view's weight."""
    found = {}
    for (view, piece), count in Counter(_pieces(canonical(text))).items():
        found[view + piece] = WEIGHTS[view] * (1 + math.log(count))
    return found


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    words = _LATIN_WORD.findall(text)
    stems = [stem(word) for word in WORD.findall(text)]
    yield from (("word:", word) for word in words)
    yield from (("stem:", stem) for stem in stems)
    yield from (("pair:", f"{one} {two}") for one, two in pairwise(stems))
    for word in words:
        yield from _ngrams(f" {word} ", _IN_WORDS, "part:")
    for stretch in _LAO_STRETCH.findall(shared_key(text)):
        yield from _ngrams(stretch, _IN_LAO_KEY, "lao:")
    yield from _ngrams(joined_sound(text), _IN_SOUND, "sound:")
    concepts = standard().find(text)
    yield from (("concept:", concept) for concept in concepts)
    telling = sorted(set(concepts[:_MOST_CONCEPTS]) - _WITHOUT_PAIRS)
    yield from (("both:", f"{one} {two}") for one, two in combinations(telling, 2))


def _ngrams(text: str, lengths: range, view: str) -> Iterator[tuple[str, str]]:
    for length in lengths:
        for start in range(len(text) - length + 1):
            yield view, text[start : start + length]
