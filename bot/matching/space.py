"""Texts as vectors: each known piece has a place, and a weight by how few labels have it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bot.matching.features import NGRAMS, SOUNDS

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint32]

RAREST = 6
"""N-grams of so many bags are kept however many there are."""


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
    """Gives pieces their places while examples are read; ``len`` is how many there are."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def bag(self, features: Mapping[str, float]) -> Bag:
        """Return ``features`` by place; new pieces get one."""
        places = [self._places.setdefault(piece, len(self._places)) for piece in features]
        weights = np.array(list(features.values()), dtype=np.float32)
        return Bag(np.array(places, dtype=np.int32), weights, 0.0)


class Index:
    """Knows the places of pieces by their hashes: 4 bytes a piece, where the strings take 150.

    Among 100,000 pieces about one shares its hash with another, and of 40,000 strange pieces one is
    taken for known; neither can be noticed in the figures.
    """

    def __init__(self, hashes: Hashes) -> None:
        """Take the hashes of the pieces, ascending, none twice; their order is that of the places."""
        self.hashes = hashes

    def __len__(self) -> int:
        return len(self.hashes)

    @classmethod
    def of(cls, pieces: Iterable[str]) -> Index:
        """Return the index of ``pieces``."""
        return cls(np.unique(np.array([_hash(piece) for piece in pieces], dtype=np.uint32)))

    def find(self, pieces: Iterable[str]) -> Places:
        """Return the place of each piece, -1 for those that are not known."""
        hashes = np.array([_hash(piece) for piece in pieces], dtype=np.uint32)
        if not len(self.hashes):
            return np.full(len(hashes), -1, dtype=np.int32)
        places = np.searchsorted(self.hashes, hashes).clip(max=len(self.hashes) - 1)
        return np.where(self.hashes[places] == hashes, places, -1).astype(np.int32)

    def bag(self, features: Mapping[str, float]) -> Bag:
        """Return ``features`` by place."""
        places = self.find(features)
        weights = np.array(list(features.values()), dtype=np.float32)
        known = places >= 0
        strange = weights[~known]
        places, first = np.unique(places[known], return_index=True)
        return Bag(places, weights[known][first], float(strange @ strange))


def _hash(piece: str) -> int:
    return crc32(piece.encode("utf-8", "surrogatepass"))


def frequent(vocabulary: Vocabulary, bags: Sequence[Bag], most: int) -> tuple[Index, list[Bag]]:
    """Return an index of at most ``most`` pieces if rare n-grams suffice, and the bags with its places.

    N-grams of one bag go first of sound, half of all pieces, then all, then those of two bags … up to
    :data:`RAREST`. Words, pairs and concepts stay: a rare word tells much (without those of one bag
    English development questions fall from 73% to 62%, without such sounds not at all). What goes
    becomes strange.
    """
    counts = np.zeros(len(vocabulary), dtype=np.int32)
    for bag in bags:
        counts[bag.places] += 1
    # A sound must be in one bag more than other n-grams; a word in none.
    commoner = np.array(
        [piece.startswith(NGRAMS) * (1 + piece.startswith(SOUNDS)) for piece in vocabulary],
        dtype=np.int32,
    )
    for least in range(1, RAREST + 1):
        kept = (counts >= least + commoner - 1) | (commoner == 0)
        if kept.sum() <= most:
            break
    index = Index.of(piece for piece, keep in zip(vocabulary, kept, strict=True) if keep)
    moved = np.where(kept, index.find(vocabulary), -1)
    return index, [_moved(bag, moved[bag.places]) for bag in bags]


def _moved(bag: Bag, places: Places) -> Bag:
    gone = bag.weights[places < 0]
    places, first = np.unique(places, return_index=True)
    weights = bag.weights[first]
    return Bag(places[places >= 0], weights[places >= 0], float(gone @ gone))


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
