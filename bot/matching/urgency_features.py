"""What the learned danger model looks at in a message.

Pieces of letters and words say what was written; phrases, signs and concepts say what it means in any
of the scripts, so that an English example teaches something about a Lao message. Each has a place by
its hash: no list of pieces need be kept, and two that share one place do no harm worth measuring.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.matching.space import Floats, Places
from bot.matching.urgency_views import Seen, View

PLACES = 1 << 17
"""With twice as many places danger was found no better."""

SIGN_WEIGHT = 0.25
"""Weight of a sign beside all pieces together (length 1). At 0.35 and 0.4 cross-validated AUC is the
same, without concepts 0.004 less."""

_LETTERS = range(2, 6)
_SOUNDS = range(3, 6)
_IN_WORDS = range(3, 5)
LONGEST = 400
"""Letters of one view that are looked at: enough for the 500 characters of a message."""
_ASIAN = re.compile("[^0-9\u0e00-\u0eff]+")
_BLANK = ord(" ")

_Hashes = npt.NDArray[np.uint32]
_FACTOR = np.uint32(0x01000193)  # of FNV, and 2 ** 32 by the golden ratio
_SPREAD = np.uint32(0x9E3779B1)
_TO_PLACE = np.uint32(33 - PLACES.bit_length())


@dataclass(frozen=True, slots=True)
class Features:
    """The ``places`` of pieces, of which there are ``pieces``, and then those of signs."""

    places: Places
    pieces: int

    @property
    def weights(self) -> Floats:
        """How much each place weighs: all pieces together have length 1, a sign ``SIGN_WEIGHT``."""
        weights = np.full(len(self.places), SIGN_WEIGHT, dtype=np.float32)
        weights[: self.pieces] = 1 / math.sqrt(self.pieces or 1)
        return weights


def features(seen: Seen, signs: Iterable[str]) -> Features:
    """Return the features of a message in all its views, in which ``signs`` were found."""
    pieces = list(_stretches(_ASIAN.sub("", seen[View.SHARED]), _LETTERS, 1))
    if seen[View.JOINED]:
        pieces += _stretches(seen[View.JOINED], _SOUNDS, 2)
    elif words := seen[View.WORDS].split()[:LONGEST]:
        pieces.append(_hashes(_word_pieces(words)))
        pieces += _stretches(" ".join(words), _IN_WORDS, 3)
    return _found(pieces, signs)


def sounded(sound: str, signs: Iterable[str]) -> Features:
    """Return the features that a Lao or Thai message would have if typed in Latin letters by ear."""
    return _found(list(_stretches(sound, _SOUNDS, 2)), signs)


def _found(pieces: Sequence[_Hashes], signs: Iterable[str]) -> Features:
    places = np.unique(_places(np.concatenate(pieces))) if pieces else np.zeros(0, dtype=np.int32)
    return Features(np.concatenate([places, _places(_hashes(sorted(signs)))]), len(places))


def _stretches(text: str, sizes: range, kind: int) -> Iterator[_Hashes]:
    """Yield hashes of all stretches of ``sizes`` letters, none across a blank; ends are letters."""
    if not text:
        return
    letters = np.frombuffer(f" {text[:LONGEST]} ".encode("utf-32-le", "replace"), dtype=np.uint32)
    blank = letters == _BLANK if " " in text else None
    spread = letters * _SPREAD
    hashed: _Hashes = spread + np.uint32(kind)
    for size in range(2, min(sizes.stop, len(letters) + 1)):
        count = len(letters) - size + 1
        hashed = (hashed[:count] * _FACTOR) ^ (spread[size - 1 :] + np.uint32(size))
        if size not in sizes:
            continue
        if blank is None or size == 2:
            yield hashed
        else:
            yield hashed[~np.any([blank[at : at + count] for at in range(1, size - 1)], axis=0)]


def _word_pieces(words: Sequence[str]) -> set[str]:
    """Return words, pairs of words, and pairs over one between."""
    pieces = {f"w{word}" for word in words}
    pieces.update(f"p{one} {two}" for one, two in pairwise(words))
    pieces.update(f"s{one} {two}" for one, two in zip(words, words[2:], strict=False))
    return pieces


def _hashes(names: Iterable[str]) -> _Hashes:
    return np.array(
        [zlib.crc32(name.encode("utf-8", "replace")) for name in names], dtype=np.uint32
    )


def _places(hashed: _Hashes) -> Places:
    """Return places in which every bit of ``hashed`` has its part (the end of MurmurHash3)."""
    hashed = (hashed ^ (hashed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    hashed = (hashed ^ (hashed >> np.uint32(12))) * np.uint32(0x297A2D39)
    return (hashed >> _TO_PLACE).astype(np.int32)
