"""Questions that nobody answered, put together with those that ask nearly the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.language.latin import joined_sound
from bot.language.thai import shared_key
from bot.matching.features import features

# Pairs of 600 example questions of 40 articles, which were written to be unlike one another, of the same
# article among all that pass: letters from 60, 65, 70 per cent 62, 75, 80 in 100; pieces from 0.4, 0.5,
# 0.6 35, 50, 75. What people type again and again is much more alike.
_SAME_LETTERS = 70.0
"""Per cent of letters from which two texts in Lao or Thai script count as one question."""
_SAME_SOUND = 80.0
"""The same for how they sound, which joins Lao in Latin letters with Lao script."""
_SAME_PIECES = 0.55
"""Cosine of what the matcher sees of both (words, stems, concepts)."""
_SHORTEST = 6
"""Letters of the shortest key compared: short ones are alike by chance."""
MOST_TEXTS = 1_000
"""Texts compared, the most frequent first; the others stay alone. So many take 8 s at most."""


@dataclass(frozen=True, slots=True)
class _Seen:
    letters: str
    sound: str
    pieces: dict[str, float]


def grouped(texts: Sequence[str]) -> list[list[str]]:
    """Return ``texts`` in groups; give the most frequent first, as the first of a group stands for it.

    A text joins the group whose first text it is most like, if it is like enough: so a group cannot
    wander off from text to text.
    """
    groups: list[tuple[_Seen, list[str]]] = []
    for text in texts[:MOST_TEXTS]:
        seen = _seen(text)
        best, group = max(
            ((_likeness(seen, first), members) for first, members in groups),
            key=lambda found: found[0],
            default=(0.0, []),
        )
        if best >= 1:
            group.append(text)
        else:
            groups.append((seen, [text]))
    return [members for _, members in groups] + [[text] for text in texts[MOST_TEXTS:]]


def _seen(text: str) -> _Seen:
    found = features(text)
    length = math.sqrt(sum(value * value for value in found.values())) or 1.0
    pieces = {name: value / length for name, value in found.items()}
    return _Seen(shared_key(text), joined_sound(text), pieces)


def _likeness(one: _Seen, other: _Seen) -> float:
    """Return how alike two texts are: 1 and more is one question."""
    few, many = sorted((one.pieces, other.pieces), key=len)
    cosine = sum(value * many[name] for name, value in few.items() if name in many)
    return max(
        cosine / _SAME_PIECES,
        _ratio(one.letters, other.letters) / _SAME_LETTERS,
        _ratio(one.sound, other.sound) / _SAME_SOUND,
    )


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one, other) if min(len(one), len(other)) >= _SHORTEST else 0.0
