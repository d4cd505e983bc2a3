"""Danger phrases: is this a message that must be met with a hotline before any other answer?

A phrase is a piece of a message: its words stand there in this order. " + " between two pieces
allows a gap of up to 5 words (Latin letters) or 25 letters (Lao, Thai, which have no blanks); ``*`` at
the end of a Latin word stands for any ending. Capitals, signs, tones and spelling variants do not
matter. A calm phrase ("was arrested last year") cancels the danger phrases that it overlaps, no others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.lao import canonical, loose
from bot.language.latin import looks_like_lao, sound_key
from bot.language.script import Script, main_script
from bot.language.thai import shared_key

GAP_WORDS = 5
GAP_LETTERS = 25
LATIN_LAO = "latin"
"""The key under which phrases of Lao in Latin letters stand."""

Phrases = Mapping[str, Sequence[str]]
"""Phrases by language code, or ``"latin"`` for Latin-letter Lao."""

_SIGN = re.compile("[^0-9a-z\u0e00-\u0eff]+")
_WORD = re.compile("[0-9a-z]+")
_THAI_LETTER = re.compile("[\u0e01-\u0e2e]")
_THAI_TONES = str.maketrans(dict.fromkeys("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"))
_NEW_SYLLABLE = "(?<![ເແໂໃໄเแโใไ])"  # ຈັບ in ເຈັບ is another syllable


def _lao(text: str) -> str:
    return _SIGN.sub("", loose(text))


def _thai(text: str) -> str:
    return _SIGN.sub("", canonical(text).translate(_THAI_TONES))


def _shared(text: str) -> str:
    return _SIGN.sub("", shared_key(text))


def _shared_if_thai(text: str) -> str:
    """Return the key in which Lao phrases meet a message with Thai letters; else nothing.

    Thai phrases are looked for here too, so that the calm ones cancel what Lao phrases find.
    """
    return _shared(text) if _THAI_LETTER.search(text) else ""


def _words(text: str) -> str:
    plain = canonical(text).replace("'", "").replace("\u2019", "")
    return "".join(f" {word}" for word in _WORD.findall(plain))


def _words_by_ear(text: str) -> str:
    """Return the words as they sound; nothing for English, which the rules of sound do not fit."""
    return "".join(f" {word}" for word in sound_key(text).split()) if looks_like_lao(text) else ""


_View = Callable[[str], str]
_VIEWS: tuple[_View, ...] = (_lao, _thai, _shared_if_thai, _words, _words_by_ear)
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A pattern for one view; ``anchor`` is a text without which it cannot match (a quick look)."""

    anchor: str
    pattern: str


class _Group:
    """Phrases, sorted by the view of a message that they are looked for in."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases: dict[_View, list[_Phrase]] = defaultdict(list)
        for code, texts in phrases.items():
            for text in texts:
                for view, phrase in _read(code, text):
                    self._phrases[view].append(phrase)

    def spans(self, view: _View, text: str) -> Iterator[_Span]:
        """Yield where in ``text``, a message seen through ``view``, each phrase stands."""
        for phrase in self._phrases.get(view, ()):
            if phrase.anchor in text:
                for match in _compiled(phrase.pattern).finditer(text):
                    yield match.span(1)


class Urgency:
    """The danger phrases of each article, and the calm ones that show there is no danger now."""

    def __init__(self, danger: Iterable[tuple[str, Phrases]], calm: Phrases) -> None:
        """Take pairs of article id and its phrases, the most pressing article first."""
        self._danger = [(article, _Group(phrases)) for article, phrases in danger]
        self._calm = _Group(calm)

    def check(self, text: str) -> str | None:
        """Return the id of the article whose card must come first, None without danger."""
        views = [(view, view(text)) for view in _VIEWS]
        calm = {view: list(self._calm.spans(view, seen)) for view, seen in views}
        for article, group in self._danger:
            for view, seen in views:
                if any(not _touched(span, calm[view]) for span in group.spans(view, seen)):
                    return article
        return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first looked for: most of some thousand phrases are never near a message."""
    return re.compile(f"(?=({pattern}))")  # looks ahead, so that places may overlap


def _touched(span: _Span, others: Iterable[_Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _read(code: str, phrase: str) -> Iterator[tuple[_View, _Phrase]]:
    """Yield a phrase as a pattern for each view it is to be looked for in."""
    pieces = [piece for piece in phrase.split(" + ") if piece.strip()]
    match main_script(phrase):
        case Script.LAO:
            yield _lao, _in_letters([_lao(piece) for piece in pieces])
            yield _shared_if_thai, _in_letters([_shared(piece) for piece in pieces])
        case Script.THAI:
            yield _thai, _in_letters([_thai(piece) for piece in pieces])
            yield _shared_if_thai, _in_letters([_shared(piece) for piece in pieces])
        case Script.LATIN:
            yield _words, _in_words(pieces, lambda word: word)
            if code == LATIN_LAO:
                yield _words_by_ear, _in_words(pieces, sound_key)
        case Script.OTHER:  # no letters that could be looked for
            return


def _in_letters(keys: Sequence[str]) -> _Phrase:
    gap = f".{{0,{GAP_LETTERS}}}?"
    pattern = gap.join(_NEW_SYLLABLE + re.escape(key) for key in keys)
    return _Phrase(max(keys, key=len), pattern)


def _in_words(pieces: Sequence[str], heard: _View) -> _Phrase:
    gap = f"(?: [0-9a-z]+){{0,{GAP_WORDS}}}?"
    read = [_piece(piece, heard) for piece in pieces]
    return _Phrase(
        max((anchor for anchor, _ in read), key=len), gap.join(pattern for _, pattern in read)
    )


def _piece(piece: str, heard: _View) -> tuple[str, str]:
    """Return the first word's beginning, and the pattern of all words of the piece."""
    plain = canonical(piece).replace("'", "").replace("\u2019", "")
    words = re.findall("[0-9a-z]+[*]?", plain)
    patterns = [
        f" {heard(word.rstrip('*'))}" + ("[0-9a-z]*" if word.endswith("*") else "(?= |$)")
        for word in words
    ]
    return f" {heard(words[0].rstrip('*'))}" if words else "", "".join(patterns)
