"""The figures by which answers are judged, with how far chance may have moved them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.evaluate.asked import Asked
from bot.matching.answer import Kind

_Z = 1.959964
"""Standard deviations that hold 95% of a normal distribution."""
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` out of ``of``."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share from 0 to 1; 0 of nothing."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% confidence interval (E. B. Wilson 1927, without continuity correction)."""
        if not self.of:
            return 0.0, 1.0
        square = _Z * _Z / self.of
        middle = (self.value + square / 2) / (1 + square)
        spread = _Z * math.sqrt(self.value * (1 - self.value) / self.of + square / self.of / 4)
        return max(0.0, middle - spread / (1 + square)), min(1.0, middle + spread / (1 + square))


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: of the questions that are ``among``, the share that is ``hit``."""

    name: str
    meaning: str
    among: Callable[[Asked], bool]
    hit: Callable[[Asked], bool]

    def share(self, asked: Iterable[Asked]) -> Share:
        """Return the figure."""
        hits = [self.hit(one) for one in asked if self.among(one)]
        return Share(sum(hits), len(hits))


def _inside(one: Asked) -> bool:
    return one.inside


def _outside(one: Asked) -> bool:
    return one.outside


def _shown(one: Asked) -> bool:
    return one.kind in (Kind.SURE, Kind.PROBABLE)


def _sure(one: Asked) -> bool:
    return one.kind is Kind.SURE


def _in_danger(one: Asked) -> bool:
    return bool(one.question.danger)


MEASURES = (
    Measure("top-1", "a right article is ranked first, whatever the cut-offs say",
            _inside, lambda one: one.right),
    Measure("top-3", "a right article is among the first three",
            _inside, lambda one: (one.place or 4) <= 3),
    Measure("answered", "answered at all: one article or a choice of up to three",
            _inside, _shown),
    Measure("sure", "answered with one article alone",
            _inside, _sure),
    Measure("wrong sure", "answered with one article alone, and that is wrong",
            _inside, lambda one: _sure(one) and not one.right),
    Measure("oos rejected", "out of scope (no article answers it), and not answered",
            _outside, lambda one: not _shown(one)),
    Measure("oos sure", "out of scope, and yet answered with one article alone",
            _outside, _sure),
    Measure("urgent recall", "in danger, and some urgent card comes first",
            _in_danger, lambda one: one.urgent is not None),
    Measure("right card", "in danger, and the very card that is needed comes first",
            _in_danger, lambda one: one.urgent in (one.question.danger or ())),
    Measure("urgent prec.", "precision: of the urgent cards shown, those to somebody in danger",
            lambda one: one.urgent is not None and one.question.danger is not None, _in_danger),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose first article had about the same score: mean score, share of right ones."""

    stated: float
    observed: Share


BINS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of the questions of one script, in the order of :data:`MEASURES`."""

    script: str
    questions: int
    shares: tuple[Share, ...]
    calibration_error: float | None
    """How far stated probabilities are off on average, 0 to 1; None if nothing was ranked."""


def figures(asked: Sequence[Asked], strangers: Sequence[Asked] = ()) -> list[Figures]:
    """Return the figures of each script in the order in which they come, then those of all.

    ``strangers`` count for the shares, not for the calibration.
    """
    scripts = dict.fromkeys(one.question.script for one in (*asked, *strangers))
    return [_figures(script, asked, strangers) for script in (*scripts, EVERYTHING)]


def _figures(script: str, asked: Sequence[Asked], strangers: Sequence[Asked]) -> Figures:
    known, strange = (
        [one for one in group if script in (EVERYTHING, one.question.script)]
        for group in (asked, strangers)
    )
    shares = tuple(measure.share([*known, *strange]) for measure in MEASURES)
    error = calibration_error(calibration(known))
    return Figures(script, len(known) + len(strange), shares, error)


def calibration(asked: Iterable[Asked]) -> list[Bin]:
    """Return the questions with a first article in ten bins of equal width; empty ones are left out.

    Out-of-scope questions count: whatever is ranked first for those is wrong.
    """
    bins: dict[int, list[Asked]] = {}
    for one in asked:
        if one.ranked and one.question.labels is not None:
            bins.setdefault(min(int(one.score * BINS), BINS - 1), []).append(one)
    return [
        Bin(
            sum(one.score for one in group) / len(group),
            Share(sum(one.right for one in group), len(group)),
        )
        for _, group in sorted(bins.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error: |stated - observed|, weighed by questions."""
    total = sum(one.observed.of for one in bins)
    if not total:
        return None
    return sum(abs(one.stated - one.observed.value) * one.observed.of for one in bins) / total
