"""Texts as vectors: each known piece has a place, and a weight by how few labels have it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.features import NGRAMS, SOUNDS

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]


UNKNOWN = 2.0
"""How much more a strange piece weighs than the rarest known one: what is not known makes unsure.

At 1, 1.5, 2, 3 out-of-scope AUROC on Banking77 with withheld labels is 78.9, 79.5, 79.6, 79.4."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The pieces of a text: ``weights`` of those that have ``places``, none twice.

    ``strange`` is the sum of the squared weights of pieces without a place.
    """

    places: Places
    weights: Floats
    strange: float


@dataclass(frozen=True, slots=True)
class Vector:
    """A bag as a vector of length 1, of which unknown pieces have their share.

    ``read`` is the squared length of the pieces that examples have before scaling: how much there is to
    go by.
    """

    places: Places
    weights: Floats
    read: float


class Vocabulary:
    """Gives pieces their places; ``len`` is how many there are."""

    def __init__(self, pieces: Iterable[str] = ()) -> None:
        self._places = {piece: place for place, piece in enumerate(pieces)}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def bag(self, features: Mapping[str, float], *, learn: bool = False) -> Bag:
        """Return ``features`` by place; with ``learn`` new pieces get one."""
        places: list[int] = []
        weights: list[float] = []
        strange = 0.0
        for piece, weight in features.items():
            place = self._places.get(piece)
            if place is None and learn:
                place = self._places[piece] = len(self._places)
            if place is None:
                strange += weight * weight
            else:
                places.append(place)
                weights.append(weight)
        return Bag(np.array(places, dtype=np.int32), np.array(weights, dtype=np.float32), strange)


def frequent(
    vocabulary: Vocabulary, bags: Sequence[Bag], least: int
) -> tuple[Vocabulary, list[Bag]]:
    """Return a vocabulary without n-grams of fewer than ``least`` bags, and the bags with its places.

    N-grams of sound, half of all pieces, must be in one bag more. Words, pairs and concepts stay: a rare
    word tells much (without those of one bag English development questions fall from 73% to 62%,
    without such sounds not at all). What goes becomes strange.
    """
    counts = np.zeros(len(vocabulary), dtype=np.int32)
    for bag in bags:
        counts[bag.places] += 1
    needed = [
        least + (piece.startswith(SOUNDS)) if piece.startswith(NGRAMS) else 1
        for piece in vocabulary
    ]
    kept = counts >= np.array(needed, dtype=np.int32)
    moved = np.cumsum(kept, dtype=np.int32) - 1
    # New strings, so that the memory of the old ones, which lie among those that go, becomes free.
    pieces = [piece for piece, keep in zip(vocabulary, kept, strict=True) if keep]
    smaller = Vocabulary("\n".join(pieces).split("\n"))
    return smaller, [_without(bag, kept[bag.places], moved) for bag in bags]


def _without(bag: Bag, kept: npt.NDArray[np.bool_], moved: Places) -> Bag:
    gone = bag.weights[~kept]
    return Bag(moved[bag.places[kept]], bag.weights[kept], bag.strange + float(gone @ gone))


class Space:
    """How much each place weighs among some bags: the fewer labels have a piece, the more."""

    def __init__(self, rarity: Floats, unknown: float) -> None:
        self.rarity = rarity
        """Zero where no bag has the piece."""
        self.unknown = unknown

    @classmethod
    def of(cls, bags: Sequence[Bag], labels: Sequence[int], size: int) -> Space:
        """Learn from ``bags``, whose places are less than ``size``, and their labels.

        Counting labels instead of examples raised cross-validated top-1 from 0.51 to 0.57: a word in
        all fifteen questions of one article is what tells it from the others. With the root Banking77
        has 74.1 clean and 69.2 with typing errors, without it 73.8 and 67.9.
        """
        total = max(labels, default=0) + 1
        pairs = [
            bag.places.astype(np.int64) * total + lab for bag, lab in zip(bags, labels, strict=True)
        ]
        owned = np.unique(np.concatenate(pairs)) // total if pairs else np.zeros(0, dtype=np.int64)
        owners = np.bincount(owned, minlength=size)
        total = len(set(labels)) + 1
        rarity = np.sqrt(np.log(total / (owners + 0.5)) + 0.2)
        return cls(
            np.where(owners > 0, rarity, 0).astype(np.float32),
            UNKNOWN * math.sqrt(math.log(total / 0.5) + 0.2),
        )

    def vector(self, bag: Bag) -> Vector:
        """Return ``bag`` weighed and scaled."""
        weights = bag.weights * self.rarity[bag.places]
        foreign = bag.weights[weights == 0]
        strange = (bag.strange + float(foreign @ foreign)) * self.unknown**2
        read = float(weights @ weights)
        length = math.sqrt(read + strange) or 1.0
        return Vector(bag.places, weights / np.float32(length), read)
