"""Canonical Lao: one string for all spellings of a word that a reader cannot tell apart.

Unicode's own normal forms do not do this. NFC leaves five different strings for ນ້ຳ, and NFKC takes
ຳ, ໜ and ໝ apart for good, so only NFC is used here and the rest is done by rule. Python's ``\\w``
and ``\\b`` do not know Lao vowel signs and tones as parts of words; never use them on Lao.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = "\u0ec8\u0ec9\u0eca\u0ecb\u0ecc"
"""The four tone marks, and the cancellation mark that stands in the same place."""

TEXTS_REMEMBERED = 32
"""Texts whose form each function remembers: the steps that read a message ask for the forms of the same
eight or so some sixty times, a fifth of the time to find an answer. The last messages stay in memory for
it, nowhere else."""

_LAO = "\u0e80-\u0eff"
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_JOINER = re.compile(
    f"(?<=[{_LAO}])\u200d+|\u200d+(?=[{_LAO}])"
)  # it holds emoji together elsewhere
_MARKS = re.compile(f"[\u0eb1\u0eb4-\u0ebc\u0ecd{TONES}]{{2,}}")
_AM = re.compile(
    f"(?:\u0ecd[{TONES}\u0ecd]*[\u0eb2\u0eb3]|\u0eb2[{TONES}]*\u0ecd|\u0eb3)[{TONES}\u0ecd]*"
)
_AMS = re.compile(f"(?:{_AM.pattern})+")
_SAME_TONE_TWICE = re.compile(f"([{TONES}])\\1+")
_NOT_TONE = re.compile(f"[^{TONES}]+")
_ALIKE = (("\u0ec0\u0ec0", "\u0ec1"), ("\u0eab\u0e99", "\u0edc"), ("\u0eab\u0ea1", "\u0edd"))
DIGITS = {base + digit: str(digit) for base in (0x0ED0, 0x0E50) for digit in range(10)}
"""Lao and Thai digits -> 0-9, for :meth:`str.translate`."""
_LOOSE = str.maketrans(
    {**dict.fromkeys([*TONES, "\u0ebb", " "]), "\u0ea3": "\u0ea5", "\u0ebc": "\u0ea5"}
)


def compose(text: str) -> str:
    """Return ``text`` with every Lao spelling that looks the same written in one way.

    Invisible characters go; ເ twice is ແ; a tone follows the vowel signs of its letter and is not
    written twice; the five spellings of ນ້ຳ are tone, then U+0EB3; ຫນ and ຫມ are ໜ and ໝ (ຫ never
    ends a syllable). Nothing that can be seen changes. Running it again changes nothing.
    """
    while (
        repaired := _repair(text)
    ) != text:  # a foreign mark among Lao ones can need a second turn
        text = repaired
    return text


@lru_cache(maxsize=TEXTS_REMEMBERED)
def canonical(text: str) -> str:
    """Return the form in which two texts are compared for equality.

    :func:`compose`, then Lao and Thai digits as 0-9, letters folded to one case, white space as single
    blanks with none at the ends. Running it again changes nothing.
    """
    if text.isascii():  # half of all texts; no rule concerns them
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFD", text).casefold().replace("\u200d", "")
    return " ".join(compose(folded).translate(DIGITS).split())


@lru_cache(maxsize=TEXTS_REMEMBERED)
def loose(text: str) -> str:
    """Return a key under which likely misspellings of Lao meet; only for fuzzy steps, never shown.

    :func:`canonical` without tones, blanks and ົ, with ຣ as ລ and ຫຼ as ຫລ. Different words can
    share a key (ໄກ່ chicken, ໄກ far).
    """
    return canonical(text).translate(_LOOSE)


def _repair(text: str) -> str:
    text = unicodedata.normalize("NFC", _JOINER.sub("", _INVISIBLE.sub("", text)))
    for typed, meant in _ALIKE:
        text = text.replace(typed, meant)
    text = _MARKS.sub(_in_order, text)
    text = _AMS.sub(_tones_first, text)
    return _SAME_TONE_TWICE.sub(r"\1", text)


def _tones_first(ams: re.Match[str]) -> str:
    """Put tones before all signs of a row: to pass one in each turn takes as many turns."""
    return _NOT_TONE.sub("", ams[0]) + "\u0eb3" * len(_AM.findall(ams[0]))


def _in_order(marks: re.Match[str]) -> str:
    return "".join(sorted(marks[0], key=_rank))


def _rank(mark: str) -> int:
    """Order signs on one letter: virama, subjoined ລ, vowel signs as typed, tones."""
    if mark in TONES:
        return 3
    return {"\u0eba": 0, "\u0ebc": 1}.get(mark, 2)
