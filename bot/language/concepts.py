"""Words of the field that mean the same in Lao, Thai and English, found in a text as concepts.

The words stand in ``concepts.yaml``. Joining them lets a question in one language meet examples in the
others, and "boss" meet "employer".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from bot.language.english import WORD, stem
from bot.language.lao import canonical
from bot.language.latin import ENGLISH_WORDS, are_lao, joined_sound
from bot.language.thai import shared_key
from bot.language.wordlist import words_of_the_field

Words = Mapping[str, Iterable[str]]
"""Words of one concept by language: ``lo``, ``th``, ``en``, and ``latin`` for Lao in Latin letters."""

_Found = tuple[int, list[str]]
"""How many words, and the concepts that they are."""

_LAO_STRETCH = re.compile("[\u0e80-\u0eff0-9]+")
_SHORTEST = 2
"""Letters of the shortest Lao key or sound looked for: one letter stands inside many words; with 3
cross-validated top-1 fell from 0.74 to 0.72."""
_LONGEST_HEARD = 6
"""Latin-letter words in which one Lao word may be written."""


class Concepts:
    """Finds concepts; build it with :func:`standard`, or from words of your own for a test."""

    def __init__(self, concepts: Mapping[str, Words]) -> None:
        self.by_name = concepts
        self._lao: dict[str, set[str]] = defaultdict(set)
        self._heard: dict[str, set[str]] = defaultdict(set)
        self._english: dict[str, set[str]] = defaultdict(set)
        self._latin: dict[str, set[str]] = defaultdict(set)
        for name, words in concepts.items():
            for word in (*words.get("lo", ()), *words.get("th", ())):
                self._lao[shared_key(word)].add(name)
            for word in (*words.get("lo", ()), *words.get("latin", ())):
                self._heard[joined_sound(word)].add(name)
            for word in words.get("latin", ()):
                self._latin[word].add(name)
            for word in words.get("en", ()):
                self._english[" ".join(_stems(word))].add(name)
        self._longest_lao = max(map(len, self._lao), default=0)
        self._longest_english = max((len(k.split()) for k in self._english), default=0)

    def find(self, text: str) -> list[str]:
        """Return the concepts in ``text``, one entry for each word of the lists that stands in it."""
        text = canonical(text)
        found: list[str] = []
        for stretch in _LAO_STRETCH.findall(shared_key(text)):
            found.extend(self._in_lao(stretch))
        words = WORD.findall(text)
        if words:
            found.extend(self._in_latin(words, are_lao(words)))
        return found

    def _in_lao(self, stretch: str) -> Iterator[str]:
        covered = 0
        for start in range(len(stretch)):
            for end in range(min(len(stretch), start + self._longest_lao), covered, -1):
                names = self._lao.get(stretch[start:end])
                if names and end - start >= _SHORTEST:
                    yield from sorted(names)
                    covered = end
                    break

    def _in_latin(self, words: list[str], told_lao: list[bool]) -> Iterator[str]:
        stems = [stem(word) for word in words]
        covered = 0
        for start, word in enumerate(words):
            english = self._longest_english_at(stems, start)
            lao = self._longest_lao_at(words, start)
            lao_first = told_lao[start]
            if lao[0] == 1 and not self._can_be_lao(word, lao_first=lao_first):
                lao = (0, [])
            if word in self._latin and max(lao[0], english[0]) <= 1:
                lao = (1, sorted(self._latin[word]))
            lao_counts = lao[0] > english[0] or (lao_first and lao[0] == english[0])
            length, names = lao if lao_counts else english
            if start + length > covered:
                yield from names
                covered = start + length

    @staticmethod
    def _can_be_lao(word: str, *, lao_first: bool) -> bool:
        """Tell whether one word alone may be Lao: among English words only a long and strange one."""
        heard = len(joined_sound(word))
        return heard >= _SHORTEST if lao_first else heard > 3 and word not in ENGLISH_WORDS

    def _longest_english_at(self, stems: list[str], start: int) -> _Found:
        for end in range(min(len(stems), start + self._longest_english), start, -1):
            names = self._english.get(" ".join(stems[start:end]))
            if names:
                return end - start, sorted(names)
        return 0, []

    def _longest_lao_at(self, words: list[str], start: int) -> _Found:
        for end in range(min(len(words), start + _LONGEST_HEARD), start, -1):
            names = self._heard.get(joined_sound(" ".join(words[start:end])))
            if names:
                return end - start, sorted(names)
        return 0, []


def _stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(canonical(text))]


@cache
def standard() -> Concepts:
    """Return the concepts of ``concepts.yaml``; raises ThangdeeError if the file is faulty."""
    return Concepts(words_of_the_field())
