"""Text for a terminal of 80 columns, in scripts whose signs stand above and below the letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

COLUMNS = 80
_BEFORE = frozenset("ເແໂໃໄเแโใไ")
"""Vowels written before their consonant; a line never ends between the two."""


def width(text: str) -> int:
    """Return the columns that ``text`` takes: none for signs on a letter, two for wide characters."""
    return sum(map(_columns, text))


def visible(text: str) -> str:
    """Return ``text`` in one line, with what cannot be seen named: ``<U+200B>``."""
    return "".join(
        f"<U+{ord(letter):04X}>" if unicodedata.category(letter) in {"Cc", "Cf"} else letter
        for letter in " ".join(text.split())
    )


def wrapped(lead: str, text: str) -> str:
    """Return ``lead`` and ``text``, broken into lines of at most 80 columns that begin below ``text``.

    Breaks stand at blanks, in longer stretches (Lao has no blanks) between letters with their signs.
    """
    indent = width(lead)
    lines = [""]
    for word in text.split(" "):
        grown = f"{lines[-1]} {word}" if lines[-1] else word
        if indent + width(grown) <= COLUMNS:
            lines[-1] = grown
            continue
        first, *more = _pieces(word, COLUMNS - indent)
        lines[-1:] = [*filter(None, lines[-1:]), first, *more]
    return lead + f"\n{' ' * indent}".join(lines)


def _pieces(word: str, columns: int) -> Iterator[str]:
    piece = ""
    for letters in _clusters(word):
        if piece and width(piece) + width(letters) > columns:
            yield piece
            piece = ""
        piece += letters
    yield piece


def _clusters(word: str) -> Iterator[str]:
    """Yield letters with the signs on them and the vowel before them."""
    cluster = ""
    for letter in word:
        if cluster and _columns(letter) and cluster[-1] not in _BEFORE:
            yield cluster
            cluster = ""
        cluster += letter
    yield cluster


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
