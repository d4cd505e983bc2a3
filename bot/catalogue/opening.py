"""Opening hours: a small part of OpenStreetMap's ``opening_hours`` <-> when somebody answers.

    24/7
    Mo-Fr 08:30-16:30
    Mo-Fr 08:30-12:00,13:00-16:30; Sa 09:00-12:00
    Mo,We,Fr 17:00-24:00

Rules are parted by semicolons; each has days and times. What goes on after midnight belongs to the next
day. Public holidays are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
"""Monday first, as :meth:`datetime.weekday` counts."""

ALWAYS = "24/7"
_DAY_MINUTES = 24 * 60
_EXAMPLE = "write 24/7, or days and times such as Mo-Fr 08:30-16:30; Sa 09:00-12:00"
_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` until ``end``, in minutes since midnight; 24:00 is 1440."""

    start: int
    end: int


Week = tuple[tuple[Span, ...], ...]
"""The spans of each day, Monday first, in their order."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When somebody answers, week after week, in the local time of the office."""

    week: Week

    @property
    def always(self) -> bool:
        """Whether somebody answers day and night."""
        return all(spans == (Span(0, _DAY_MINUTES),) for spans in self.week)

    def closes(self, now: datetime) -> datetime | None:
        """Return when it closes if it is open at ``now`` (local time), None if it is closed.

        Hours that go on after midnight count as closing at midnight unless they are ``always``.
        """
        minute = now.hour * 60 + now.minute
        for span in self.week[now.weekday()]:
            if span.start <= minute < span.end:
                return _at(now, span.end)
        return None

    def opens(self, now: datetime) -> datetime | None:
        """Return when it opens next after ``now`` (local time); None if it never does."""
        minute = now.hour * 60 + now.minute
        for later in range(len(DAYS) + 1):
            for span in self.week[(now.weekday() + later) % len(DAYS)]:
                if later or span.start > minute:
                    return _at(now + timedelta(days=later), span.start)
        return None


def parse(text: str) -> OpeningHours:
    """Return the hours written in ``text``.

    Raises ValueError that says which piece is wrong and what may stand there, as a sentence about the
    text ("has 'Mon' for a day; …").
    """
    if text.strip() == ALWAYS:
        return OpeningHours(((Span(0, _DAY_MINUTES),),) * len(DAYS))
    week: list[tuple[Span, ...]] = [()] * len(DAYS)
    for rule in text.split(";"):
        words = rule.split()
        if len(words) != 2:
            raise ValueError(f"has '{rule.strip()}' for a rule; {_EXAMPLE}")
        spans = tuple(_spans(words[1]))
        for day in _days(words[0]):
            if week[day]:
                raise ValueError(f"names {DAYS[day]} twice; name each day once")
            week[day] = spans
    return OpeningHours(tuple(week))


def _days(said: str) -> Iterator[int]:
    for piece in said.split(","):
        first, dash, last = piece.partition("-")
        for day in (first, last) if dash else (first,):
            if day not in DAYS:
                raise ValueError(f"has '{day}' for a day; write {', '.join(DAYS)}")
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            raise ValueError(
                f"has '{piece}', which runs backwards; write it as two, parted by a comma"
            )
        yield from range(start, end + 1)


def _spans(said: str) -> Iterator[Span]:
    before = 0
    for piece in said.split(","):
        match = _SPAN.fullmatch(piece)
        hours = [int(number) for number in match.groups()] if match else []
        if not hours or max(hours[1::2]) > 59:
            raise ValueError(f"has '{piece}' for a time; write it as 08:30-16:30")
        start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if not before <= start < end <= _DAY_MINUTES:
            raise ValueError(
                f"has '{piece}', which ends before it begins, or before the times ahead of it; what "
                "goes on after midnight stands as 00:00 under the next day"
            )
        before = end
        yield Span(start, end)


def _at(day: datetime, minutes: int) -> datetime:
    return datetime.combine(day.date(), time.min, day.tzinfo) + timedelta(minutes=minutes)
