"""What the learned danger model looks at in a message.

Pieces of letters and words say what was written; phrases and signs (``PhraseIndex``) say what it
means in any of the scripts, so that an English example teaches something about a Lao message.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.matching.urgency_views import Seen, View

SIGN_WEIGHT = 0.25
"""Weight of a sign beside all pieces together (length 1). At 0.5 and 0.8 cross-validated AUC is the
same, without signs 0.004 less."""

_LETTERS = (2, 6)
_SOUNDS = (3, 6)
_IN_WORDS = (3, 5)
_LONGEST = 240
"""Letters of one view that are looked at: enough for the 500 characters of a message."""
_ASIAN = re.compile("[^0-9\u0e00-\u0eff]+")


@dataclass(frozen=True, slots=True)
class Features:
    """Pieces, which share a weight of ``1 / sqrt(their number)``, and signs of ``SIGN_WEIGHT`` each."""

    pieces: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def weight(self) -> float:
        """What each piece weighs."""
        return 1 / math.sqrt(len(self.pieces) or 1)


def features(seen: Seen, signs: Iterable[str]) -> Features:
    """Return the features of a message in all its views, in which ``signs`` were found."""
    pieces = _grams("t", _ASIAN.sub("", seen[View.SHARED]), *_LETTERS)
    if seen[View.JOINED]:
        pieces |= _grams("l", seen[View.JOINED], *_SOUNDS)
    else:
        pieces |= _word_pieces(seen[View.WORDS].split())
    return Features(tuple(sorted(pieces)), tuple(sorted(signs)))


def sounded(sound: str, signs: Collection[str]) -> Features:
    """Return the features that a Lao or Thai message would have if typed in Latin letters by ear."""
    return Features(tuple(sorted(_grams("l", sound, *_SOUNDS))), tuple(sorted(signs)))


def _grams(kind: str, text: str, shortest: int, longest: int) -> set[str]:
    """Return all stretches of ``shortest`` to below ``longest`` letters; the ends count as letters."""
    if not text:
        return set()
    text = f"^{text[:_LONGEST]}$"
    return {
        kind + text[at : at + size]
        for size in range(shortest, longest)
        for at in range(len(text) - size + 1)
    }


def _word_pieces(words: list[str]) -> set[str]:
    """Return words, pairs of words (also over one between) and pieces of words, for typing errors."""
    words = words[:_LONGEST]
    pieces = {f"w{word}" for word in words}
    pieces.update(f"p{one} {two}" for one, two in pairwise(words))
    pieces.update(f"s{one} {two}" for one, two in zip(words, words[2:], strict=False))
    for word in words:
        pieces |= _grams("c", word, *_IN_WORDS)
    return pieces
