"""Dates and times of day in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.figures import words
from bot.catalogue.figures.patterns import BETWEEN, UNIT, any_of
from bot.catalogue.figures.values import Figure, Stated

YEARS = range(1950, 2051)
"""What a number of four digits must be to be taken for a year."""
_BUDDHIST = 543
"""How much larger the years of the Thai calendar are."""

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"(?P<days>(?<![\d.,]){_DAY}(?:{BETWEEN}{_DAY}){{0,7}})(?!\d|[.,]\d)\s?"
_YEAR = rf"(?:{any_of(words.YEAR_BEFORE)}\s?)?(?P<year>[12]\d{{3}})(?!\d|,\d)"
NAMED_MONTHS = re.compile(
    rf"(?:{_DAYS})?(?:ເດືອນ\s?)?(?P<month>{any_of(*words.MONTHS)})"
    rf"(?:\s(?P<day>{_DAY})(?=,?\s[12]\d{{3}}(?!\d)))?(?:,?\s?{_YEAR})?"
)
NUMBERED_MONTHS = re.compile(
    rf"(?P<mark>ວັນທີ\s?)?(?:{_DAYS})?ເດືອນ\s?(?P<month>1[0-2]|[1-9])(?!\d|[.,]\d)(?:\s?/?\s?{_YEAR})?"
)
ISO_DATES = re.compile(r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?![\d-])")

_HOUR = r"(?<![\d.,:])(?:[01]?\d|2[0-4])"
CLOCKS = re.compile(
    rf"{_HOUR}[:.][0-5]\d{BETWEEN}{_HOUR}[:.][0-5]\d(?!\d|\s?{UNIT})"
    rf"|{_HOUR}:[0-5]\d(?!\d)|{_HOUR}(?:\.[0-5]\d)?(?=\s?(?:ໂມງ|น\.))"
)


def year_of(said: str | None) -> int | None:
    """Return the year of our calendar; None if it is none of our time."""
    year = int(said or 0)
    return next((one for one in (year, year - _BUDDHIST) if one in YEARS), None)


def cut_off(figure: Figure) -> Iterator[Figure]:
    """Yield what a date says with less: year, year and month, month and day."""
    date = re.fullmatch(r"(\d{4})-(\d\d)(-\d\d)?", str(figure.value))
    if date:
        yield Figure("date", date[1])
        if date[3]:
            yield Figure("date", f"{date[1]}-{date[2]}")
            yield Figure("date", f"--{date[2]}{date[3]}")


def with_month_name(match: re.Match[str]) -> Iterator[Stated]:
    """Read a match of NAMED_MONTHS; a month alone is no figure."""
    names = enumerate(words.MONTHS, 1)
    month = next(number for number, name in names if re.fullmatch(name, match["month"]))
    yield from _date(match, month, f"{match['days'] or ''} {match['day'] or ''}")


def with_month_number(match: re.Match[str]) -> Iterator[Stated]:
    """Read a match of NUMBERED_MONTHS; ເດືອນ 7 alone is no figure."""
    if match["year"] or match["mark"]:
        yield from _date(match, int(match["month"]), match["days"] or "")


def _date(match: re.Match[str], month: int, said_days: str) -> Iterator[Stated]:
    year = year_of(match["year"])
    days = [int(day) for day in re.findall(r"\d+", said_days)]
    for end in [f"-{day:02}" for day in days if 1 <= day <= 31] or ([""] if year else []):
        value = f"{year or '-'}-{month:02}{end}"
        yield Stated(Figure("date", value), match[0].strip(), match.start())


def iso_date(match: re.Match[str]) -> Iterator[Stated]:
    """Read a match of ISO_DATES."""
    yield Stated(Figure("date", match[0]), match[0], match.start())


def clock(match: re.Match[str]) -> Iterator[Stated]:
    """Read a match of CLOCKS."""
    for one in re.finditer(r"(\d+)(?:[:.](\d\d))?", match[0]):
        figure = Figure("clock", f"{int(one[1]):02}:{one[2] or '00'}")
        yield Stated(figure, one[0], match.start() + one.start())
