"""Mends mistyped words in Latin letters with the words of the examples."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.english import WORD, everyday_words
from bot.language.latin import looks_like_lao

# Each measured as accuracy@1 on Banking77, ten examples a label, with one typing error per 8 letters,
# where no repair at all gives 61 and the first version (4 letters or more, 2 errors from 6 letters on)
# 67.9: all of the below together 69.9. Without any typing error nothing changes by more than 0.1.
SHORTEST = 3
"""Shorter words have too many neighbours; 3 instead of 4: +0.8."""
TWO_ERRORS, THREE_ERRORS = 5, 9
"""From so many letters on two and three errors are mended: +0.6 against two from 6 on."""
COMMON = 0.3
"""How much, in errors, a word e times as common is nearer."""
MOST_WORDS = 12
"""Unknown words mended in one text, so that time stays bounded."""

_LONGEST = 25
_LATIN = re.compile("[a-z]")
_ONE_LETTER = frozenset("ai")
_PARTS = re.compile("([a-z0-9'\u2019]+) (?=([a-z0-9'\u2019]+))")


class Repairer:
    """Knows words; build it from canonical texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(word for text in texts for word in WORD.findall(text))
        self._words = [word for word in self._counts if len(word) >= SHORTEST - 1]
        self._mend = lru_cache(maxsize=4096)(self._nearest)

    def repair(self, text: str) -> str:
        """Return canonical ``text`` with unknown words replaced by the likeliest known ones.

        A blank too many ("re fund") or too few ("mycard") is an error like others. Words of everyday
        English stay (mending those too, the English development questions fell from 49% to 35%), and so
        does Lao in Latin letters, which the key of sound mends better.
        """
        if not _LATIN.search(text) or looks_like_lao(text):
            return text
        left = MOST_WORDS

        def mend(word: re.Match[str]) -> str:
            nonlocal left
            typed = word[0]
            if not SHORTEST <= len(typed) <= _LONGEST or typed in self._counts or not left:
                return typed
            left -= 1
            return typed if typed in everyday_words() else self._mend(typed)

        return WORD.sub(mend, _PARTS.sub(self._joined, text))

    def _joined(self, parts: re.Match[str]) -> str:
        """Drop the blank if that makes a known word of two of which one is unknown."""
        one, two = parts[1], parts[2]
        unknown = one not in self._counts or two not in self._counts
        return one if unknown and one + two in self._counts else parts[0]

    def _nearest(self, typed: str) -> str:
        errors = 1 + (len(typed) >= TWO_ERRORS) + (len(typed) >= THREE_ERRORS)
        near = process.extract(
            typed, self._words, scorer=OSA.distance, score_cutoff=errors, limit=MOST_WORDS
        )
        best: tuple[float, int, str] = min(
            (
                (wrong - COMMON * math.log(self._counts[word]), wrong, word)
                for word, wrong, _ in near
            ),
            default=(0, errors, typed),
        )
        return best[2] if near and best[1] < 2 else self._split(typed) or best[2]

    def _split(self, typed: str) -> str | None:
        """Return ``typed`` as two known words, the commonest ones; None if it is not two words."""
        pairs = [(typed[:at], typed[at:]) for at in range(1, len(typed))]
        found = [
            (self._counts[one] * self._counts[two], f"{one} {two}")
            for one, two in pairs
            if all(
                self._counts[word] > 1 and (len(word) > 1 or word in _ONE_LETTER)
                for word in (one, two)
            )
        ]
        return max(found)[1] if found else None
