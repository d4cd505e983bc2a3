"""The figures that a text states, as values that can be compared, in English, Lao and Thai.

What counts as a figure, and how far two of them are the same:

- A number with a unit of time, money or measure, or with "percent" or "times": "30 days", "2.6 million
  won", ສອງມື້, "5-10%". Ranges and lists share the unit: "337 to 400 baht" is two figures, "2 + 2
  years" twice two years. Number words count before a unit; "a day" and ມື້ໜຶ່ງ do not, as they mostly
  say a rate. Years are months, weeks days and hours minutes; but a day is not 24 hours and a month not
  30 days, which laws keep apart. A working day is a day. "1 time" is none.
- An age: so many years, also without the unit ("under 18", ອາຍຸ 15 ຫາ 17).
- A date: day, month and year as far as they are said. "Early 2025" is 2025; a month alone is none. A
  year of the Thai calendar (2568) is told by its size.
- A time of day: "22:00", "8.30 ໂມງ".
- A number in digits from SMALLEST_COUNT on without a unit: of people, places, cases. But 100 is none,
  as it mostly says a share: "35 of 100 children".

No figures are steps, sections, decrees and forms (K.R.7, E-9), numbers of digits ("13-digit number") and
of phones, ordinals, targets of links, fractions ("a third of the pay").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from bot.catalogue.figures import dates, words
from bot.catalogue.figures.amounts import AMOUNTS, amounts, unit_of
from bot.catalogue.figures.patterns import UNIT, any_of
from bot.catalogue.figures.values import Figure, Stated
from bot.language.lao import DIGITS

__all__ = ["LANGUAGES", "Figure", "Stated", "bare_numbers", "dated", "stated", "supported"]

LANGUAGES = ("en", "lo", "th")
"""The languages whose words for numbers, units and months are known."""

SMALLEST_COUNT = 11
"""Smaller numbers without a unit are mostly advice ("3 photos") or shares ("9 of 10")."""
_SHARE_OF = 100

_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Stated]]]


def _nothing(match: re.Match[str]) -> Iterator[Stated]:
    yield from ()


_NAMES = re.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z]*[.-]?\d[\w/-]*"  # E-9, E10-2, COVID-19
    r"|(?:[A-Zก-ฮ]+\.)+\s?\d+"  # K.R.7, คร.7
    r"|\d+/\d+"  # 148/2553
    r"|(?<![\d:.,])(?:\+|0)\d[\d ()-]{5,}\d|(?<!\d)\d{3,4}-0\d{3}(?!\d)"  # 021 251 128, 1577-0071
    r"|\d+(?:st|nd|rd|th)(?![A-Za-z])|\d{4}s(?![A-Za-z])"  # 3rd, 1990s
)
_IN_DIGITS: tuple[_Reader, ...] = (
    (dates.NAMED_MONTHS, dates.with_month_name),
    (dates.NUMBERED_MONTHS, dates.with_month_number),
    (dates.ISO_DATES, dates.iso_date),
    (_NAMES, _nothing),
    (dates.CLOCKS, dates.clock),
)
_IN_DIGITS_OR_WORDS: tuple[_Reader, ...] = (
    (re.compile(words.IDIOMS), _nothing),
    (AMOUNTS, amounts),
)
_DIGIT = re.compile(r"\d")
_LATIN = re.compile("[A-Za-z]")

_ONE_UNIT = re.compile(
    rf"(?<![A-Za-z])an? (?P<after>{UNIT})|(?P<before>{UNIT})(?:ໜຶ່ງ|หนึ่ง)", re.IGNORECASE
)
_IN_OTHER_WORDS = [
    (re.compile(any_of(said), re.IGNORECASE), Figure(kind, Decimal(value)))
    for said, (kind, value) in words.IMPLIED.items()
]

_KEPT = 16_384
"""Lines whose figures are kept, so that a running bot reads only those that changed."""


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> tuple[Stated, ...]:
    """Return the figures and all other numbers of ``text``."""
    found: list[Stated] = []
    text = text.translate(DIGITS)
    for pattern, read in (*(_IN_DIGITS if _DIGIT.search(text) else ()), *_IN_DIGITS_OR_WORDS):
        for match in pattern.finditer(text):
            here = list(read(match))
            found += here
            if here or read is _nothing:  # hidden from those that follow
                text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    return tuple(sorted(found, key=lambda one: one.start))


def stated(text: str) -> tuple[Stated, ...]:
    """Return the figures of ``text`` in their order."""
    return tuple(one for one in _read(text) if one.figure.kind != "number" or _is_count(one))


def _is_count(said: Stated) -> bool:
    number = said.number or 0
    in_words = said.words.casefold() in words.SPELLED
    return number >= SMALLEST_COUNT and number != _SHARE_OF and not in_words


def bare_numbers(text: str) -> frozenset[Decimal]:
    """Return the numbers of ``text`` that have no unit, also those too small for figures."""
    found = (one.number for one in _read(text) if one.figure.kind == "number")
    return frozenset(number for number in found if number is not None)


@lru_cache(maxsize=_KEPT)
def supported(text: str) -> frozenset[Figure]:
    """Return all figures that somebody who read ``text`` may state.

    Besides its own: its numbers without their units ("18 to 39" for "ages 18 to 39"), and with those
    of others ("5,000 kip at a health centre, 10,000 at a hospital"); dates cut off (2025-07 for
    2025-07-01); in digits what it says as "a day", ອາທິດໜຶ່ງ, "twice", "day and night".
    """
    found = _read(text)
    own = {one.figure for one in found}
    numbers = {one.number for one in found if one.number is not None}
    bare = bare_numbers(text)
    return frozenset().union(
        own,
        (Figure("number", number) for number in numbers),
        (Figure(kind, number * factor) for kind, factor in _units(found) for number in bare),
        (less for one in own for less in dates.cut_off(one)),
        _implied(text),
    )


def _implied(text: str) -> Iterator[Figure]:
    yield from (figure for pattern, figure in _IN_OTHER_WORDS if pattern.search(text))
    if "ໜຶ່ງ" in text or "หนึ่ง" in text or _LATIN.search(text):
        for match in _ONE_UNIT.finditer(text):
            kind, factor = unit_of(match["after"] or match["before"])
            yield Figure(kind, Decimal(factor))


def _units(found: tuple[Stated, ...]) -> set[tuple[str, Decimal]]:
    """Return the units of counted figures: their kind and how many of it one is."""
    return {
        (one.figure.kind, Decimal(one.figure.value) / one.number)
        for one in found
        if one.number and one.figure.kind != "number"
    }


def dated(as_of: str) -> frozenset[Figure]:
    """Return the dates that may be stated of what is true as of YYYY, YYYY-MM or YYYY-MM-DD."""
    own = Figure("date", as_of)
    return frozenset({own, *dates.cut_off(own)})
