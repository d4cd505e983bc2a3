"""Texts as vectors: each known piece has a place, and a weight by how few labels have it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.features import CONCEPTS

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse vector: ``weights`` at ``places``, none twice; shorter than 1 by what is unknown.

    The first ``spelled`` places are of pieces of the spelling, the others of concepts; ``known`` is the
    share, 0 to 1, of the spelling (by weight) that the space knows, ``pieces`` the number of all pieces.
    """

    places: Places
    weights: Floats
    spelled: int
    known: float
    pieces: int


class Space:
    """The pieces that examples have; build it with :meth:`of`, or from a saved one's parts."""

    def __init__(self, pieces: Sequence[str], rarity: Floats, unknown: float) -> None:
        self.pieces = pieces
        self.rarity = rarity
        self.unknown = unknown
        self._places = {piece: place for place, piece in enumerate(pieces)}

    @classmethod
    def of(
        cls, found: Sequence[Mapping[str, float]], labels: Sequence[int], least: int = 1
    ) -> Space:
        """Learn from the pieces of examples and their labels.

        Counting labels instead of examples raised cross-validated top-1 from 0.51 to 0.57: a word in
        all fifteen questions of one article is what tells it from the others. With the root Banking77
        has 74.1 clean and 69.2 with typing errors, without it 73.8 and 67.9. Pieces in fewer than
        ``least`` examples get no place.
        """
        owners: dict[str, set[int]] = defaultdict(set)
        counts: Counter[str] = Counter()
        for pieces, label in zip(found, labels, strict=True):
            counts.update(pieces.keys())
            for piece in pieces:
                owners[piece].add(label)
        total = len(set(labels)) + 1

        def rarity(count: int) -> float:
            return math.sqrt(math.log(total / (count + 0.5)) + 0.2)

        kept = [piece for piece in owners if counts[piece] >= least]
        rarities = [rarity(len(owners[piece])) for piece in kept]
        return cls(kept, np.array(rarities, dtype=np.float32), rarity(0))

    def vector(self, pieces: Mapping[str, float]) -> Vector:
        """Return ``pieces`` scaled to length 1, of which unknown ones have their share."""
        known: list[tuple[int, float]] = []
        meant: list[tuple[int, float]] = []
        spelled = unknown = 0.0
        for piece, weight in pieces.items():
            concept = piece.startswith(CONCEPTS)
            place = self._places.get(piece)
            if place is not None:
                (meant if concept else known).append((place, weight))
            else:
                unknown += weight * weight
                if not concept:
                    spelled += weight * weight
        both = known + meant
        places = np.array([place for place, _ in both], dtype=np.int32)
        weights = np.array([weight for _, weight in both], dtype=np.float32) * self.rarity[places]
        missing = self.unknown**2
        length = math.sqrt(float(weights @ weights) + unknown * missing) or 1.0
        read = float(weights[: len(known)] @ weights[: len(known)])
        share = read / (read + spelled * missing) if read else 0.0
        return Vector(places, weights / np.float32(length), len(known), share, len(pieces))
