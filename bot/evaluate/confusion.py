"""Which article's questions went to which other one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluate.asked import Asked
from bot.matching.answer import Kind

NO_ARTICLE = "(no article)"
MOST_NAMED = 6
"""Articles that are named for a whole list of questions."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``count`` questions of ``asked_for`` found ``went_to`` first, or nothing plausible."""

    asked_for: str
    went_to: str
    count: int


def pairs(asked: Iterable[Asked]) -> list[Pair]:
    """Return all pairs, the most frequent first; of several right articles the first one counts."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in asked:
        if one.question.labels and astray(one):
            counts[owner(one), went_to(one)] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Pair(asked_for, other, count) for (asked_for, other), count in ordered]


def lost(asked: Iterable[Asked], article: str) -> list[Asked]:
    """Return the questions that ``article`` answers and that found another one first, surest first."""
    found = (one for one in asked if article in (one.question.labels or ()) and astray(one))
    return sorted(found, key=lambda one: (-one.score, one.question.text))


def taken(asked: Iterable[Asked], article: str) -> list[Asked]:
    """Return the questions of others, or of none, that found ``article`` first, surest first."""
    found = (one for one in asked if astray(one) and went_to(one) == article)
    return sorted(found, key=lambda one: (-one.score, one.question.text))


def owner(one: Asked) -> str:
    """Return the article that answers a question, the first of several."""
    return (one.question.labels or (NO_ARTICLE,))[0]


def most(names: Iterable[str]) -> str:
    """Return the most frequent of ``names`` with how often each comes."""
    counts = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{name} {count}" for name, count in counts[:MOST_NAMED])
    return f"{told} …" if len(counts) > MOST_NAMED else told


def astray(one: Asked) -> bool:
    """Tell whether another article than a right one came first, or one where there should be none."""
    if one.outside:
        return one.kind in (Kind.SURE, Kind.PROBABLE)
    return one.inside and not one.right


def went_to(one: Asked) -> str:
    """Return the article that was ranked first."""
    return one.ranked[0].label if one.ranked else NO_ARTICLE
