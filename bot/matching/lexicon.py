"""Takes short messages apart into known words, in all scripts; tells when something else is in them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.concepts import Words
from bot.language.english import WORD, everyday_words, stem
from bot.language.hearing import heard, join
from bot.language.lao import canonical
from bot.language.latin import ENGLISH_WORDS, joined_sound, looks_like_lao
from bot.language.thai import shared_key

MOST_CHARACTERS = 80
"""Longer messages hold more than names and small words."""
MOST_WORDS = 6
"""Latin-letter words that one name or phrase may have."""
SHORTEST_MISTYPED = 5
"""Letters; shorter names have too many neighbours."""
TWO_ERRORS = 8
"""From so many letters on two errors are forgiven, below one."""

Piece = frozenset[str]
"""What one known word may mean: usually one label."""

_LAO_STRETCH = re.compile("[\u0e01-\u0eff]+")
_FOREIGN = re.compile(r"(?![a-z\u0e00-\u0eff\u0300-\u036f])[^\W\d_]")
_Keys = Mapping[str, Piece]
_Look = Callable[[int, int], Piece | None]
"""What stands from one place to another."""


class Lexicon:
    """Words by label, as people write them; ``mistyped`` are the labels that errors are forgiven in."""

    def __init__(
        self, words: Iterable[tuple[str, Words]], mistyped: Collection[str] = frozenset()
    ) -> None:
        lao, latin, heard = (defaultdict[str, set[str]](set) for _ in range(3))
        for label, spelled in words:
            for language, several in spelled.items():
                for word in several:
                    in_latin = WORD.findall(_plain(word))
                    if not in_latin:
                        lao["".join(_LAO_STRETCH.findall(shared_key(word)))].add(label)
                    elif not _LAO_STRETCH.search(word):
                        latin[_letters(in_latin)].add(label)
                    if language in {"lo", "latin"}:
                        heard[joined_sound(word)].add(label)
        self._lao, self._latin, self._heard = _frozen(lao), _frozen(latin), _frozen(heard)
        self._longest = max(map(len, self._lao), default=0)
        self._guessed = [
            {
                key: kept
                for key, labels in keys.items()
                if len(key) >= SHORTEST_MISTYPED and (kept := labels & set(mistyped))
            }
            for keys in (self._lao, self._latin, self._heard)
        ]

    def read(self, text: str) -> list[Piece] | None:
        """Return what the words of ``text`` mean; None if anything else is in it, or if it is long."""
        if len(text) > MOST_CHARACTERS:
            return None
        plain = _plain(text)
        if _FOREIGN.search(plain):
            return None
        found: list[Piece] = []
        lao = shared_key(plain) if _LAO_STRETCH.search(plain) else ""
        for stretch in _LAO_STRETCH.findall(lao):
            pieces = self._read_lao(stretch)
            if pieces is None:
                return None
            found += pieces
        words = WORD.findall(plain)
        pieces = self._read_latin(words, lao=looks_like_lao(plain)) if words else []
        return None if pieces is None else found + pieces

    def _read_lao(self, stretch: str) -> list[Piece] | None:
        def at(start: int, end: int) -> Piece | None:
            return self._lao.get(stretch[start:end])

        return _cover(
            len(stretch), self._longest, at, lambda i, j: self._mistyped_lao(stretch[i:j])
        )

    def _read_latin(self, words: Sequence[str], *, lao: bool) -> list[Piece] | None:
        stems = [stem(word) for word in words]
        sounds = [heard(word) if lao or _is_strange(word) else None for word in words]

        def at(start: int, end: int) -> Piece | None:
            exact = self._latin.get("".join(stems[start:end]))
            said = [sound for sound in sounds[start:end] if sound]
            if exact or len(said) < end - start:
                return exact
            return self._heard.get(join("".join(said)))

        return _cover(len(words), MOST_WORDS, at, lambda i, j: self._mistyped_latin(words[i:j]))

    def _mistyped_lao(self, typed: str) -> Piece | None:
        return _nearest(typed, self._guessed[0])

    def _mistyped_latin(self, words: Sequence[str]) -> Piece | None:
        if len(words) > MOST_WORDS or not all(w.isalpha() and _is_strange(w) for w in words):
            return None
        return _nearest(_letters(words), self._guessed[1]) or _nearest(
            joined_sound(" ".join(words)), self._guessed[2]
        )


def _cover(length: int, longest: int, known: _Look, guess: _Look) -> list[Piece] | None:
    """Return the fewest pieces that cover 0 to ``length``, with at most one of them guessed."""
    ahead = _reach(length, longest, known)
    if length in ahead:
        return ahead[length]
    behind = _reach(length, longest, lambda i, j: known(length - j, length - i))
    starts = {0, max(ahead)}
    ends = {length, length - max(behind)}
    for start, end in sorted((i, j) for i in starts for j in ends if i < j):
        if found := guess(start, end):
            return [*ahead[start], found, *reversed(behind[length - end])]
    return None


def _reach(length: int, longest: int, known: _Look) -> dict[int, list[Piece]]:
    """Return the places up to which known pieces lead from 0, each with the fewest such pieces."""
    reached: dict[int, list[Piece]] = {0: []}
    for start in range(length):
        if start not in reached:
            continue
        for end in range(start + 1, min(length, start + longest) + 1):
            if (end not in reached or len(reached[end]) > len(reached[start]) + 1) and (
                piece := known(start, end)
            ):
                reached[end] = [*reached[start], piece]
    return reached


def _nearest(typed: str, names: _Keys) -> Piece | None:
    errors = 1 if len(typed) < TWO_ERRORS else 2
    if len(typed) < SHORTEST_MISTYPED:
        return None
    near = process.extractOne(typed, names.keys(), scorer=OSA.distance, score_cutoff=errors)
    return names[near[0]] if near else None


def _plain(text: str) -> str:
    """Return canonical ``text`` with Latin letters without accents (Pakxé)."""
    text = canonical(text)
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")


def _letters(words: Iterable[str]) -> str:
    return "".join(map(stem, words))


def _is_strange(word: str) -> bool:
    """Tell whether a Latin-letter word is not one of everyday English."""
    return word not in ENGLISH_WORDS and word not in everyday_words()


def _frozen(keys: Mapping[str, set[str]]) -> dict[str, Piece]:
    return {key: frozenset(labels) for key, labels in keys.items() if key}
