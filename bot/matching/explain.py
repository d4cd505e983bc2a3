"""Which parts of a text decided that one label was ranked before another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.language.english import stem
from bot.language.latin import joined_sound
from bot.language.thai import shared_key
from bot.matching.features import SOUNDS
from bot.matching.saved import Learned

SPELLING, LETTERS, SOUND, MEANING = "words", "letters", "sound", "concepts"
"""Views as an editor knows them: Latin words, the key of Lao and Thai letters, sounds, concepts."""

_VIEWS = {
    "word": SPELLING, "stem": SPELLING, "part": SPELLING, "pair": SPELLING,
    "lao": LETTERS, "sound": SOUND, "concept": MEANING, "both": MEANING,
}  # fmt: skip
_LETTER = re.compile(".[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*", re.DOTALL)
"""A letter with the signs on it, which are never torn off."""
_LATIN_WORD = re.compile("[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text in one view; ``weight`` is what it adds to the log-odds, best to second."""

    view: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the best label stands before the second.

    ``text`` is what was compared: canonical, with mistyped words repaired. ``likeness`` (0 to 1) is that
    to the nearest example of ``best``; one that is nearly the same overrules the rest. ``pieces``, the
    heaviest first, are those parts of the text that examples have; ``known`` is their share of it
    (0 to 1). Without any plausible label ``best`` is None.
    """

    text: str
    best: str | None = None
    second: str | None = None
    likeness: float = 0.0
    known: float = 0.0
    pieces: tuple[Piece, ...] = ()

    @property
    def views(self) -> dict[str, float]:
        """What each view adds in sum, the heaviest first."""
        sums: dict[str, float] = defaultdict(float)
        for piece in self.pieces:
            sums[piece.view] += piece.weight
        return dict(sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0])))


def weigh(
    text: str, features: Mapping[str, float], learned: Learned, labels: tuple[int, int]
) -> tuple[tuple[Piece, ...], float]:
    """Return the pieces of canonical ``text`` that speak for the first or the second of ``labels``.

    ``features`` are those of ``text``. Also the share (0 to 1) of them, sounds left out, that examples
    have. The weights add up to the difference of the two labels' scores.
    """
    best, second = labels
    places = learned.index.find(features)
    vector = learned.ranker.space.vector(learned.index.bag(features))
    ranker = learned.ranker
    columns = ranker.weights[vector.places] * ranker.scale[vector.places, None]
    gains = dict(
        zip(
            vector.places.tolist(),
            (vector.weights * (columns[:, best] - columns[:, second])).tolist(),
            strict=True,
        )
    )
    gained = {
        piece: gains[place]
        for piece, place in zip(features, places.tolist(), strict=True)
        if gains.get(place)
    }
    found = sorted(_readable(text, gained), key=lambda one: (-abs(one.weight), one.view, one.text))
    spelled = [
        (weight**2, place >= 0)
        for (piece, weight), place in zip(features.items(), places, strict=True)
        if not piece.startswith(SOUNDS)
    ]
    known = sum(square for square, stored in spelled if stored)
    return tuple(found), known / (sum(square for square, _ in spelled) or 1)


def _readable(text: str, gained: Mapping[str, float]) -> Iterator[Piece]:
    """Sum up n-grams, stems and words over the stretches of text they stand in."""
    by_kind: dict[str, dict[str, float]] = defaultdict(dict)
    for name, gain in gained.items():
        kind, _, piece = name.partition(":")
        by_kind[kind][piece] = gain
    sums: dict[tuple[str, str], float] = defaultdict(float)
    words = sorted(set(_LATIN_WORD.findall(text)))
    fits: dict[str, Callable[[str, str], bool]] = {
        "word": lambda piece, word: piece in word.split("'"),
        "stem": lambda piece, word: piece == stem(word),
        "part": lambda piece, word: any(piece in f" {part} " for part in word.split("'")),
    }
    for kind, pieces in by_kind.items():
        view = _VIEWS.get(kind, kind)
        if kind in ("lao", "sound"):
            source = shared_key(text) if kind == "lao" else joined_sound(text)
            for stretch, gain in _stretches(source, pieces):
                sums[view, stretch] += gain
            continue
        for piece, gain in pieces.items():
            owners = [word for word in words if kind in fits and fits[kind](piece, word)]
            for owner in owners or [piece.replace(" ", " + ") if kind == "both" else piece.strip()]:
                sums[view, owner] += gain / (len(owners) or 1)
    return (Piece(view, piece, gain) for (view, piece), gain in sums.items())


def _stretches(source: str, pieces: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Spread n-grams over the letters of ``source``; yield the stretches of one sign and their sums."""
    letters = [0.0] * len(source)
    for piece, gain in pieces.items():
        starts = [match.start() for match in re.finditer(f"(?={re.escape(piece)})", source)]
        for start in starts:
            for place in range(start, start + len(piece)):
                letters[place] += gain / len(piece) / len(starts)
    start, total = 0, 0.0
    for letter in _LETTER.finditer(source):
        gain = sum(letters[letter.start() : letter.end()])
        if _sign(gain) != _sign(total):
            if total:
                yield source[start : letter.start()], total
            start, total = letter.start(), 0.0
        total += gain
    if total:
        yield source[start:], total


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
