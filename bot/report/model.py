"""A report as values: numbers that may be shown, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.report.privacy import Shown
from bot.store import Event

NO_MORE = ""
"""Stands for articles that are no more, and for their topic."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both within."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """All days, in order."""
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Rules:
    """``smallest``: the smallest number that is shown; ``withhold``: no wording seen only once."""

    smallest: int
    withhold: bool


@dataclass(frozen=True, slots=True)
class Day:
    """``people`` used the bot on this day, ``new`` of them for the first time."""

    day: date
    people: Shown
    new: Shown


@dataclass(frozen=True, slots=True)
class Spoken:
    """Questions typed in one language and script (their codes; "" is unknown)."""

    language: str
    script: str
    questions: Shown


@dataclass(frozen=True, slots=True)
class Read:
    """How often an article (id), or all of a topic, was the answer to a question, or opened."""

    id: str
    questions: Shown
    opened: Shown


@dataclass(frozen=True, slots=True)
class Judged:
    """What readers said of an article (id)."""

    article: str
    helpful: Shown
    not_helpful: Shown

    @property
    def rate(self) -> float | None:
        """Share of "helpful", 0 to 1; None if one of the numbers is not shown or nobody said."""
        if self.helpful is None or self.not_helpful is None:
            return None
        told = self.helpful + self.not_helpful
        return self.helpful / told if told else None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a partner (id; "": nobody) brought: by its links and posters, in all and as new people.

    ``people`` are those it brought once, on each day on which they used the bot.
    """

    partner: str
    opened: Shown
    new: Shown
    people: Shown


@dataclass(frozen=True, slots=True)
class Group:
    """Questions without an answer that ask nearly the same.

    ``texts`` are wordings, the most frequent first, none if all are withheld; ``closest`` is the article
    (id) that might have been the answer, None if none is near.
    """

    texts: tuple[str, ...]
    asked: Shown
    languages: tuple[str, ...]
    scripts: tuple[str, ...]
    closest: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What was counted in ``period``; rows stand with the largest number first.

    ``visits`` are the people of all days together: who comes on three days counts three times, as nobody
    is known again. ``outcomes`` are how questions ended, ``used`` all other kinds of event.
    """

    period: Period
    rules: Rules
    visits: Shown
    questions: Shown
    outcomes: Mapping[Event, Shown]
    used: Mapping[Event, Shown]
    days: tuple[Day, ...]
    spoken: tuple[Spoken, ...]
    topics: tuple[Read, ...]
    articles: tuple[Read, ...]
    never_opened: tuple[str, ...]
    judged: tuple[Judged, ...]
    partners: tuple[Reach, ...]
    unanswered: tuple[Group, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all was counted."""
        numbers = (*self.outcomes.values(), *self.used.values())
        return not self.unanswered and all(number == 0 for number in numbers)
