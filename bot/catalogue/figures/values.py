"""What a figure is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``kind`` says what ``value`` counts or is.

    Counted: ``minute``, ``day``, ``month``, ``percent``, ``times``, ``metre``, ``kilogram``,
    ``litre``, ``number`` (of people, villages …), and currencies (``baht``, ``kip``, ``dollar`` …).
    Otherwise ``date`` (ISO 8601, cut off or with ``--`` for no year: "2025", "2025-07", "--07-01")
    or ``clock`` ("22:00").
    """

    kind: str
    value: Decimal | str


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure, the words that state it, and where they begin in the text (from 0).

    ``number`` is the number as said, before its unit: 2 for "two years". None for dates.
    """

    figure: Figure
    words: str
    start: int
    number: Decimal | None = None
