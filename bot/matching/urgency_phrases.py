"""Phrases looked for in a message: all at once, by the letters that each begins with.

A phrase is a piece of a message: its words stand there in this order. " + " between two pieces
allows a gap of up to 5 words (Latin letters) or 25 letters (Lao, Thai, which have no blanks); ``*`` at
the end of a Latin word stands for any ending. Capitals, signs, tones and spelling variants do not
matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.lao import canonical
from bot.language.latin import sound_key
from bot.language.script import Script, main_script
from bot.matching.urgency_views import (
    Seen,
    View,
    has_thai,
    in_lao,
    in_shared,
    in_sound,
    in_thai,
)

GAP_WORDS = 5
GAP_LETTERS = 25
LATIN_LAO = "latin"
"""The key under which phrases of Lao in Latin letters stand."""

Phrases = Mapping[str, Sequence[str]]
"""Phrases by language code, or ``"latin"`` for Latin-letter Lao."""
Span = tuple[int, int]
Found = dict[View, list[Span]]
"""Where the phrases of one owner stand, view by view."""

_HEAD = 4
"""Letters by which phrases are looked up; shorter ones stand together and are all tried."""
_SHORT = ""
_SHORTEST_SOUND = 4
"""Letters of the shortest sound looked for without blanks; shorter ones stand in any word."""
_NEW_SYLLABLE = "(?<![ເແໂໃໄเแโใไ])"  # ຈັບ in ເຈັບ is another syllable
_WORD_ENDS = "(?= |$)"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """``anchor`` is a text without which ``pattern`` cannot match."""

    owner: str
    anchor: str
    pattern: str


ByHead = Mapping[View, Mapping[str, Sequence[_Phrase]]]
"""Phrases by the view that they are looked for in and their first letters."""


def by_head(owners: Iterable[tuple[str, Phrases]], *, lao_by_ear: bool = False) -> ByHead:
    """Return the phrases of ``owners``; ``lao_by_ear``: look for Lao ones in Latin letters too."""
    found: dict[View, dict[str, list[_Phrase]]] = {view: {} for view in View}
    for owner, phrases in owners:
        for code, texts in phrases.items():
            for text in texts:
                for view, anchor, pattern in _read(code, text, lao_by_ear):
                    if anchor:
                        head = anchor[:_HEAD] if len(anchor) >= _HEAD else _SHORT
                        one = _Phrase(owner, anchor, pattern)
                        found[view].setdefault(head, []).append(one)
    return found


class PhraseIndex:
    """Phrases of several owners (an article, a sign), found in one pass over a message."""

    def __init__(self, by_head: ByHead) -> None:
        """Take what :func:`by_head` gave."""
        self._by_head = by_head

    def find(self, seen: Seen) -> dict[str, Found]:
        """Return where the phrases of each owner stand; owners without any are left out."""
        found: dict[str, Found] = {}
        thai = has_thai(seen[View.THAI])  # the Lao view finds the rest
        for view, heads in self._by_head.items():
            text = seen[view]
            if not (text and heads) or (view is View.SHARED and not thai):
                continue
            for phrase in _near(heads, text):
                for match in _compiled(phrase.pattern).finditer(text):
                    found.setdefault(phrase.owner, {}).setdefault(view, []).append(match.span(1))
        return found


def _near(heads: Mapping[str, Sequence[_Phrase]], text: str) -> Iterator[_Phrase]:
    """Yield the phrases whose anchor stands in ``text``, each once."""
    there = {text[at : at + _HEAD] for at in range(len(text))}
    for head in (_SHORT, *sorted(there & heads.keys())):
        for phrase in heads.get(head, ()):
            if phrase.anchor in text:
                yield phrase


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first looked for: most of some thousand phrases are never near a message."""
    return re.compile(f"(?=({pattern}))")  # looks ahead, so that places may overlap


def _read(code: str, phrase: str, lao_by_ear: bool) -> Iterator[tuple[View, str, str]]:
    """Yield a phrase's anchor and pattern for each view it is to be looked for in."""
    pieces = [piece for piece in phrase.split(" + ") if piece.strip()]
    match main_script(phrase):
        case Script.LAO:
            yield View.LAO, *_in_letters([in_lao(piece) for piece in pieces])
            yield View.SHARED, *_in_letters([in_shared(piece) for piece in pieces])
            if lao_by_ear and len(sound := in_sound(phrase)) >= _SHORTEST_SOUND:
                yield View.JOINED, sound, re.escape(sound)
        case Script.THAI:
            yield View.THAI, *_in_letters([in_thai(piece) for piece in pieces])
            yield View.SHARED, *_in_letters([in_shared(piece) for piece in pieces])
        case Script.LATIN:
            yield View.WORDS, *_in_words(pieces, lambda word: word)
            if code == LATIN_LAO:
                yield View.HEARD, *_in_words(pieces, sound_key)
        case Script.OTHER:  # no letters that could be looked for
            return


def _in_letters(keys: Sequence[str]) -> tuple[str, str]:
    gap = f".{{0,{GAP_LETTERS}}}?"
    return max(keys, key=len), gap.join(_NEW_SYLLABLE + re.escape(key) for key in keys)


def _in_words(pieces: Sequence[str], heard: Callable[[str], str]) -> tuple[str, str]:
    gap = f"(?: [0-9a-z]+){{0,{GAP_WORDS}}}?"
    read = [_piece(piece, heard) for piece in pieces]
    return max((anchor for anchor, _ in read), key=len), gap.join(pattern for _, pattern in read)


def _piece(piece: str, heard: Callable[[str], str]) -> tuple[str, str]:
    """Return the letters with which the piece begins in every match, and the pattern of it all."""
    anchor, pattern, open_end = "", "", False
    plain = canonical(piece).replace("'", "").replace("\u2019", "")
    for word in re.findall("[0-9a-z]+[*]?", plain):
        stem = f" {heard(word.rstrip('*'))}"
        anchor += "" if open_end else stem
        open_end = open_end or word.endswith("*")
        pattern += stem + ("[0-9a-z]*" if word.endswith("*") else _WORD_ENDS)
    return anchor, pattern
