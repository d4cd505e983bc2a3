"""A message as danger phrases and the learned model see it: one string per way of reading it.

Each view keeps only what its writers agree on: Lao and Thai without tones, blanks and signs, Latin
letters as small words, Lao in Latin letters by ear.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bot.language.lao import canonical, loose
from bot.language.latin import looks_like_lao, sound_key
from bot.language.thai import shared_key

_SIGN = re.compile("[^0-9a-z\u0e00-\u0eff]+")
_WORD = re.compile("[0-9a-z]+")
_ASIAN = re.compile("[\u0e01-\u0eff]")
_THAI_LETTER = re.compile("[\u0e01-\u0e2e]")
_LATIN_LETTER = re.compile("[a-z]")
_THAI_TONES = str.maketrans(dict.fromkeys("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"))


class View(StrEnum):
    """A way of reading a message."""

    LAO = "lao"
    """Lao letters without tones and spelling variants."""
    THAI = "thai"
    """Thai letters without tones."""
    SHARED = "shared"
    """Lao and Thai letters in one key."""
    WORDS = "words"
    """Words of Latin letters, each after a blank."""
    HEARD = "heard"
    """The same words as they sound, for Lao in Latin letters; nothing for English."""
    JOINED = "joined"
    """The sounds without blanks, because people cut Lao words anywhere."""


Seen = dict[View, str]
"""A message in all views; a view that does not fit it is empty."""


def see(text: str) -> Seen:
    """Return all views of ``text``."""
    text = canonical(text)
    asian = _ASIAN.search(text) is not None
    words = _words(text)
    lao_by_ear = _LATIN_LETTER.search(words) is not None and looks_like_lao(text)
    heard = " ".join(map(_sound, words.split())) if lao_by_ear else ""
    return {
        View.LAO: in_lao(text) if asian else "",
        View.THAI: _thai(text) if asian else "",
        View.SHARED: in_shared(text) if asian else "",
        View.WORDS: words,
        View.HEARD: f" {heard}" if heard else "",
        View.JOINED: heard.replace(" ", ""),
    }


def has_thai(text: str) -> bool:
    """Tell whether ``text`` has a Thai letter."""
    return _THAI_LETTER.search(text) is not None


def in_lao(text: str) -> str:
    """Return the Lao view."""
    return _SIGN.sub("", loose(text))


def in_thai(text: str) -> str:
    """Return the Thai view."""
    return _thai(canonical(text))


def in_shared(text: str) -> str:
    """Return the key in which Lao and Thai spellings of one word meet."""
    return _SIGN.sub("", shared_key(text))


def in_sound(text: str) -> str:
    """Return how ``text`` sounds, without blanks."""
    return sound_key(text).replace(" ", "")


def _thai(canonical_text: str) -> str:
    return _SIGN.sub("", canonical_text.translate(_THAI_TONES))


def _words(canonical_text: str) -> str:
    plain = canonical_text.replace("'", "").replace("\u2019", "")
    return "".join(f" {word}" for word in _WORD.findall(plain))


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    return sound_key(word)
