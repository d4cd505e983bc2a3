"""Names of places in a message, in all scripts, and the message without them."""

from __future__ import annotations

import re
from collections import defaultdict
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
        by_letter: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=lambda name: (-len(name), name)):
            by_letter[name[:1]].append(_pattern(name))
        # At each letter of a message only the names that begin with it are tried.
        some = (
            f"(?={re.escape(letter)})(?:{'|'.join(names)})" for letter, names in by_letter.items()
        )
        self._any = re.compile("|".join(some) or "(?!)")

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
