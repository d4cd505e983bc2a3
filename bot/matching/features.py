"""What the matcher sees of a text: several views of it, each cut into short pieces.

Lao and Thai are written without blanks, Latin-letter Lao without rules, so pieces of a few letters
(n-grams) serve better than words. Each view catches what the others miss: the shared key joins Lao
and Thai script, the sound key joins Latin letters and Lao script, words and word pairs carry English.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bot.language.lao import canonical
from bot.language.latin import sound_key
from bot.language.thai import shared_key

# Lengths of n-grams. Cross-validated top-1 over 28 articles moved by at most 0.02 between 2-4, 2-5 and
# 3-5 in each view; with fewer views it fell: no sound key -0.03, no shared key (loose Lao) -0.14.
_IN_WORDS = range(3, 6)
_IN_LAO_KEY = range(2, 5)
_IN_SOUND = range(3, 6)

_LATIN_WORD = re.compile("[a-z0-9]+")
_LAO_STRETCH = re.compile("[\u0e80-\u0eff0-9]+")
_TWICE = re.compile(r"(.)\1+")


def features(text: str) -> dict[str, float]:
    """Return the pieces of all views of ``text``, each with 1 + log(how often it occurs)."""
    return {piece: 1 + math.log(count) for piece, count in Counter(_pieces(text)).items()}


def _pieces(text: str) -> Iterator[str]:
    words = _LATIN_WORD.findall(canonical(text))
    yield from (f"word:{word}" for word in words)
    yield from (f"pair:{one} {two}" for one, two in pairwise(words))
    for word in words:
        yield from _ngrams(f" {word} ", _IN_WORDS, "part:")
    for stretch in _LAO_STRETCH.findall(shared_key(text)):
        yield from _ngrams(stretch, _IN_LAO_KEY, "lao:")
    # Without blanks, since Lao script has none, and so with no letter doubled where words met.
    sound = _TWICE.sub(r"\1", sound_key(text).replace(" ", ""))
    yield from _ngrams(sound, _IN_SOUND, "sound:")


def _ngrams(text: str, lengths: range, view: str) -> Iterator[str]:
    for length in lengths:
        for start in range(len(text) - length + 1):
            yield view + text[start : start + length]
