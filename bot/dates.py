"""Days as people write them: day, month, year; in digits or words; in the Christian or Buddhist era.

Thai papers, visas and work permits among them, count years from 543 before Christ: 2570 is 2027.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from enum import Enum, auto
from functools import cache

from babel.dates import get_month_names

LOCAL = timezone(timedelta(hours=7), "Asia/Vientiane")
"""Time in Laos and Thailand, without daylight saving time."""

BUDDHIST_YEARS = 543
FIRST_BUDDHIST_YEAR = 2400
"""From here on a year is of the Buddhist era: no paper is from the year 2400 of the other one."""

MOST_YEARS_AHEAD = 15
"""A date further away is a slip; passports are good for 10 years. Also what makes two digits of a year
clear: 27 is 2027, 70 is 2570."""

_LANGUAGES = ("en", "lo", "th")
_GAP = r"[\s./,\-]"
_DIGITS = re.compile(rf"(?<!\d)(\d{{1,4}}){_GAP}+(\d{{1,2}}){_GAP}+(\d{{1,4}})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}*<(\d+)>{_GAP}*(\d{{2,4}})(?!\d)")
_MONTH_FIRST = re.compile(rf"<(\d+)>{_GAP}*(\d{{1,2}}){_GAP}+(\d{{2,4}})(?!\d)")


class Fault(Enum):
    """Why a text gives no day that is to come."""

    NONE = auto()
    """Nothing in it looks like a day."""
    IMPOSSIBLE = auto()
    """There is no such day: the 31st of February, a month 13."""
    PAST = auto()
    FAR = auto()
    """It is more than :data:`MOST_YEARS_AHEAD` years away."""


def read_date(text: str, today: date) -> date | Fault:
    """Return the day written in ``text``, today or later.

    The day comes before the month, always: 3/4/2027 is in April. The year comes last, or first if it has
    four digits. Lao and Thai digits and the names of months in English, Lao and Thai are read as well.
    """
    parts = _parts(text)
    if parts is None:
        return Fault.NONE
    year, month, number = parts
    if year < 100:
        year = _in_full(year, today)
    elif year >= FIRST_BUDDHIST_YEAR:
        year -= BUDDHIST_YEARS
    try:
        day = date(year, month, number)
    except ValueError:
        return Fault.IMPOSSIBLE
    if day < today:
        return Fault.PAST
    return Fault.FAR if day.year > today.year + MOST_YEARS_AHEAD else day


def today() -> date:
    """Return the day that it is in Laos and Thailand."""
    return datetime.now(LOCAL).date()


def in_digits(day: date) -> str:
    """Return a day as it is written here, 31/12/2027."""
    return f"{day:%d/%m/%Y}"


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day as they are written."""
    marked = _months_marked(text)
    if found := _DAY_FIRST.search(marked):
        day, month, year = map(int, found.groups())
        return year, month, day
    if found := _MONTH_FIRST.search(marked):
        month, day, year = map(int, found.groups())
        return year, month, day
    if found := _DIGITS.search(text):
        first, second, third = found.groups()
        if len(first) == 4:
            return int(first), int(second), int(third)
        if len(first) <= 2 and len(third) in {2, 4}:
            return int(third), int(second), int(first)
    return None


def _in_full(year: int, today: date) -> int:
    """Return the year that two digits stand for: the one of either era that is soonest to come."""
    century = today.year - today.year % 100
    buddhist = today.year + BUDDHIST_YEARS
    both = (century + year, buddhist - buddhist % 100 + year - BUDDHIST_YEARS)
    coming = [one for one in both if today.year <= one <= today.year + MOST_YEARS_AHEAD]
    return min(coming, default=both[0])


def _months_marked(text: str) -> str:
    """Return ``text`` with names of months as ``<12>``."""
    text = text.casefold()
    for name, number in _names():
        text = text.replace(name, f"<{number}>")
    return text


@cache
def _names() -> list[tuple[str, int]]:
    """Return the names of months and what they are shortened to, the longest first."""
    return sorted(set(_named()), key=lambda one: -len(one[0]))


def _named() -> Iterator[tuple[str, int]]:
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                yield name.casefold(), number
                yield name.casefold().rstrip("."), number
