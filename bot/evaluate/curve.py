"""What would become of questions if the cut-off for a sure answer were another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluate.asked import Asked
from bot.matching.answer import Kind


@dataclass(frozen=True, slots=True)
class Point:
    """With ``cutoff`` (0 to 1), the shares of questions that get one article, and a wrong one."""

    cutoff: float
    sure: float
    wrong: float


def sweep(asked: Iterable[Asked]) -> list[Point]:
    """Return a point for each score that the first article had, from the highest cut-off down.

    Only questions that some article answers count; small talk is never answered with an article.
    """
    inside = [one for one in asked if one.inside]
    scored = sorted(
        (one for one in inside if one.ranked and one.kind is not Kind.SMALLTALK),
        key=lambda one: -one.score,
    )
    points: list[Point] = []
    wrong = 0
    for number, one in enumerate(scored, 1):
        wrong += not one.right
        point = Point(one.score, number / len(inside), wrong / len(inside))
        if points and points[-1].cutoff == one.score:
            points.pop()
        points.append(point)
    return points


def at(points: Iterable[Point], cutoff: float) -> Point:
    """Return what ``cutoff`` gives: the last point not below it."""
    reached = [point for point in points if point.cutoff >= cutoff]
    return reached[-1] if reached else Point(cutoff, 0.0, 0.0)
