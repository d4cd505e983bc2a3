"""Words of the field that mean the same in Lao, Thai and English, found in a text as concepts.

The words stand in ``concepts.yaml``. Joining them lets a question in one language meet examples in the
others, and "boss" meet "employer".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from bot import kept
from bot.language.english import WORD, stem
from bot.language.hearing import join
from bot.language.lao import canonical
from bot.language.latin import ENGLISH_WORDS, are_lao, joined_sound, sound_key
from bot.language.thai import shared_key
from bot.language.wordlist import words_of_the_field

Words = Mapping[str, Iterable[str]]
"""Words of one concept by language: ``lo``, ``th``, ``en``, and ``latin`` for Lao in Latin letters."""

_Found = tuple[int, list[str]]
"""How many words, and the concepts that they are."""

_LAO_STRETCH = re.compile("[\u0e80-\u0eff0-9]+")
_ABBREVIATED = re.compile("(?<=[\u0e80-\u0eff])\\.(?=[\u0e80-\u0eff0-9])")  # ม.33
_SHORTEST = 2
"""Letters of the shortest Lao key or sound looked for: one letter stands inside many words; with 3
cross-validated top-1 fell from 0.74 to 0.72."""
_LONGEST_HEARD = 6
"""Latin-letter words in which one Lao word may be written."""

_UNCLEAR = frozenset((
    "pai", "yu", "hai", "tai", "kao", "te", "ao", "tuk", "ko", "mu", "bat", "sog", "na", "pi",
    "vai", "mai", "ni", "kan", "ta", "ku", "kam", "pun", "kog", "lug", "pu", "pit", "hog", "sam",
    "hua", "pot", "ton", "sa", "kai", "keg", "pao", "tog", "ti", "pa", "to", "ka", "nai", "si",
    "ma", "va", "ke", "ha", "lai", "li",
))  # fmt: skip
"""Sounds that a word of the lists shares with a far more frequent one (ໃຜ pai, go; ຊ້ຳ sam, three): not
looked for by ear. Where a spelling tells them apart (phai), ``latin`` has it."""
_VOWEL_SIGNS = "ັາີືູຳຽ"
_VOWELS = _VOWEL_SIGNS + "ອວ"
_OPEN = "າີືູຽອວ"
"""What ends a syllable to which a letter may still be added."""
_BEFORE_LETTER = "ເແໂ"
_NEEDS_LETTER = _BEFORE_LETTER + "ໄັ"
_AFTER_H = "ງຍນມລວ"
_CODAS = "ກງດນບມຍວ"


@dataclass(frozen=True, slots=True)
class _Keys:
    """Names of concepts by what stands for their words: keys, sounds, stems, Latin letters."""

    lao: Mapping[str, frozenset[str]]
    heard: Mapping[str, frozenset[str]]
    english: Mapping[str, frozenset[str]]
    latin: Mapping[str, frozenset[str]]


class Concepts:
    """Finds concepts; build it with :func:`standard`, or from words of your own for a test."""

    def __init__(self, concepts: Mapping[str, Words], keys: _Keys | None = None) -> None:
        """Take words by concept; ``keys`` are those that were made of them before."""
        self.by_name = concepts
        keys = keys or _keys(concepts)
        self._lao, self._heard = keys.lao, keys.heard
        self._english, self._latin = keys.english, keys.latin
        self._longest_lao = max(map(len, self._lao), default=0)
        self._longest_english = max((len(k.split()) for k in self._english), default=0)

    def find(self, text: str) -> list[str]:
        """Return the concepts in ``text``, one entry for each word of the lists that stands in it."""
        text = canonical(text)
        found: list[str] = []
        for stretch in _LAO_STRETCH.findall(_ABBREVIATED.sub("", shared_key(text))):
            found.extend(self._in_lao(stretch))
        words = WORD.findall(text)
        if words:
            found.extend(self._in_latin(words, are_lao(words)))
        return found

    def _in_lao(self, stretch: str) -> Iterator[str]:
        covered = 0
        for start in range(len(stretch)):
            shortest = max(covered, start + _SHORTEST - 1)
            for end in range(min(len(stretch), start + self._longest_lao), shortest, -1):
                names = self._lao.get(stretch[start:end])
                if names and _is_whole(stretch, start, end):
                    yield from sorted(names)
                    covered = end
                    break

    def _in_latin(self, words: list[str], told_lao: list[bool]) -> Iterator[str]:
        stems = [stem(word) for word in words]
        sounds = [sound_key(word).replace(" ", "") for word in words]
        covered = 0
        for start, word in enumerate(words):
            english = self._longest_english_at(stems, start)
            lao = self._longest_lao_at(sounds, start)
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

    def _longest_lao_at(self, sounds: list[str], start: int) -> _Found:
        for end in range(min(len(sounds), start + _LONGEST_HEARD), start, -1):
            names = self._heard.get(join("".join(sounds[start:end])))
            if names:
                return end - start, sorted(names)
        return 0, []


def _keys(concepts: Mapping[str, Words]) -> _Keys:
    lao, heard, english, latin = (defaultdict[str, set[str]](set) for _ in range(4))
    for name, words in concepts.items():
        for word in (*words.get("lo", ()), *words.get("th", ())):
            lao[shared_key(word).replace(".", "")].add(name)
        for word in (*words.get("lo", ()), *words.get("latin", ())):
            if (sound := joined_sound(word)) not in _UNCLEAR:
                heard[sound].add(name)
        for word in words.get("latin", ()):
            latin[word].add(name)
        for word in words.get("en", ()):
            english[" ".join(_stems(word))].add(name)
    return _Keys(*map(_frozen, (lao, heard, english, latin)))


def _frozen(keys: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(names) for key, names in keys.items()}


def _is_whole(stretch: str, start: int, end: int) -> bool:
    """Tell whether a word may begin at ``start`` and end before ``end`` of a Lao or Thai key.

    Neither script marks words, but a syllable cannot be cut: nothing begins after a vowel that is
    written before its letter (ແລ້ວ is no ຮົ້ວ), nothing ends before a vowel sign or before the last
    letter of the syllable (ຢາກ is no ຢາ). Without this 1,300 of 6,700 finds in the Lao and Thai
    examples were parts of other words, and cross-validated top-1 over 28 articles was 59.4, not 60.0.
    """
    if start:
        before, first = stretch[start - 1], stretch[start]
        if before in _NEEDS_LETTER or (before == "ຫ" and first in _AFTER_H):
            return False
        if before.isdigit() and first.isdigit():
            return False
    if end == len(stretch):
        return True
    after = stretch[end]
    begins = stretch[end + 1 : end + 2] in _VOWELS and end + 1 < len(stretch)
    if after in _VOWEL_SIGNS:
        return False
    if after == "ອ":
        return begins or stretch[end - 1] in _OPEN
    is_open = stretch[end - 1] in _OPEN or (end - start > 1 and stretch[end - 2] in _BEFORE_LETTER)
    return not is_open or after not in _CODAS or begins


def _stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(canonical(text))]


@cache
def standard() -> Concepts:
    """Return the concepts of ``concepts.yaml``; raises ThangdeeError if the file is faulty."""
    words = words_of_the_field()
    return Concepts(words, kept.own("concepts", TypeAdapter(_Keys), lambda: _keys(words)))
