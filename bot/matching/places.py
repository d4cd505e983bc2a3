"""Names of places in a message, in all scripts, and the message without them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language.concepts import Words
from bot.language.lao import TONES, canonical

_TONES = f"[{TONES}\u0e47-\u0e4c]"
_LATIN = re.compile("[0-9a-z]")


class Places:
    """Places with their spellings; build it once, it never changes."""

    def __init__(self, spelled: Iterable[Words] = ()) -> None:
        names = {
            canonical(name) for words in spelled for several in words.values() for name in several
        }
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        self._any = re.compile("|".join(map(_pattern, longest_first)) or "(?!)")

    def without(self, text: str) -> str | None:
        """Return canonical ``text`` with each name in it turned into a blank, None if it has none."""
        rest, found = self._any.subn(" ", canonical(text))
        return rest if found else None


def _pattern(name: str) -> str:
    """Return what matches canonical ``name``: with any tones, with blanks or without."""
    if _LATIN.search(name):
        return f"(?<![0-9a-z]){'[ -]*'.join(map(re.escape, name.split()))}(?![0-9a-z])"
    letters = re.sub(f"{_TONES}| ", "", name)
    return "".join(f"{re.escape(letter)}{_TONES}*" for letter in letters)
