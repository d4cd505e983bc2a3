"""Recognises messages that only name something: an office, a place, a number to call.

What the names stand for is up to the caller: labels go in with their spellings and come out. A message
with more in it than names and words such as "office", "number", "where" is left to the matcher.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from bot.language.concepts import Words
from bot.language.lao import canonical
from bot.matching.asides import asides
from bot.matching.lexicon import MOST_CHARACTERS, Lexicon

_ASIDE = ""
"""The label of words that name nothing."""

_NUMBER = re.compile(r"\+?\(?\d[\d\s().+/\u2013-]*")


class Names:
    """Names with their spellings, and numbers as bare digits; build it once, it never changes."""

    def __init__(self, spelled: Iterable[tuple[str, Words]], numbers: Collection[str] = ()) -> None:
        names = list(spelled)
        self._numbers = frozenset(numbers)
        beside = [(_ASIDE, asides()[group]) for group in ("anywhere", "around names")]
        self._lexicon = Lexicon([*names, *beside], {label for label, _ in names})

    def find(self, text: str) -> tuple[str, ...]:
        """Return the labels that ``text`` names, in its order; none if it says anything else.

        A number that is known is its own label, in bare digits. Two labels may come from one name.
        """
        if len(text) > MOST_CHARACTERS:
            return ()
        text = canonical(text)
        found: list[str] = []
        for typed in _NUMBER.findall(text):
            numbers = self._known(typed)
            if not numbers:
                return ()
            found += numbers
        pieces = self._lexicon.read(_NUMBER.sub(" ", text))
        if pieces is None:
            return ()
        found += [label for piece in pieces for label in sorted(piece - {_ASIDE})]
        return tuple(dict.fromkeys(found))

    def _known(self, typed: str) -> list[str]:
        """Return the numbers in a stretch of digits and signs: it is one, or blanks part several."""
        for parts in ([typed], typed.split()):
            numbers = [re.sub(r"\D", "", part) for part in parts]
            if self._numbers.issuperset(numbers):
                return numbers
        return []
