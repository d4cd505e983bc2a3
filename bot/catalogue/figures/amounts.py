"""Numbers with their units in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import prod

from bot.catalogue.figures import words
from bot.catalogue.figures.dates import year_of
from bot.catalogue.figures.patterns import (
    BETWEEN,
    CURRENCY,
    DIGITS,
    MAGNITUDE,
    SPELLED,
    UNIT,
    any_of,
)
from bot.catalogue.figures.values import Figure, Stated

OLDEST = 100
"""Years; a larger number after "under" is no age."""

_PIECE = rf"(?:{DIGITS}|{SPELLED})(?:[\s-]?{MAGNITUDE})*"
_AMOUNT = rf"{_PIECE}(?:(?<=\D)\s?{DIGITS}\s?{MAGNITUDE})?"
_FIRST = "".join({one[0] for one in [*words.SPELLED, *"|".join(words.CURRENCIES).split("|")]})
AMOUNTS = re.compile(
    rf"(?=[\d$฿₭{re.escape(_FIRST)}])"  # nearly no letter begins a number: ten times as fast
    rf"(?:(?P<currency>{CURRENCY})\s?)?(?<![\d.,])"
    rf"(?P<range>{_AMOUNT}(?:{BETWEEN}(?:{CURRENCY}\s?)?{_AMOUNT}){{0,7}})"
    rf"(?:[\s-]?(?:{any_of(words.ADJECTIVES)}\s|ກວ່າ\s?)*(?P<unit>{UNIT})(?P<half>\s?(?:ເຄິ່ງ|ครึ่ง))?)?",
    re.IGNORECASE,
)
_ONE_AMOUNT = re.compile(_AMOUNT, re.IGNORECASE)
_PARTS = re.compile(rf"(?P<digits>{DIGITS})|(?P<spelled>{SPELLED})|{MAGNITUDE}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:(?P<percent>{any_of(words.PERCENT_BEFORE)})|(?P<age>{any_of(words.AGES)})"
    rf"|(?P<year>{any_of(words.YEAR_BEFORE)})|(?P<label>{any_of(words.LABELS)}))\s?$",
    re.IGNORECASE,
)
_LOOK_BACK = 20
"""Characters in which the word before a number is looked for."""
_PLAIN_YEAR = re.compile(r"[12]\d{3}")
_NONE_AFTER_A_YEAR = ("minute", "day", "month", "times", "")
"""Kinds of which nobody counts 2,025: in "ປີ 2025 ມື້" something new begins after the year."""

Unit = tuple[str, int]


def amounts(match: re.Match[str]) -> Iterator[Stated]:
    """Read a match of AMOUNTS: numbers that share a unit."""
    before = _BEFORE.search(match.string[max(0, match.start() - _LOOK_BACK) : match.start()])
    sign = before.lastgroup if before else None
    unit = _unit(match["unit"], match["currency"], sign)
    said = list(_ONE_AMOUNT.finditer(match["range"]))
    values = _values([one[0] for one in said])
    if match["half"]:
        values[-1] += Decimal("0.5")
    for one, value in zip(said, values, strict=True):
        year = year_of(one[0]) if _PLAIN_YEAR.fullmatch(one[0]) else None
        if year and unit and (unit[0] in _NONE_AFTER_A_YEAR or one is not said[-1]):
            figure: Figure | None = Figure("date", str(year))
        elif unit is not None:
            figure = _counted(value, unit)
        elif year and (str(year) == one[0] or sign == "year"):
            figure = Figure("date", str(year))
        else:
            figure = _bare(value, sign)
        if figure is not None:
            start = match.start("range") + one.start() if one is not said[0] else match.start()
            shown = one[0] if figure.kind == "date" else match.string[start : match.end()]
            yield Stated(figure, shown.strip(), start, None if figure.kind == "date" else value)


def _unit(said: str | None, currency: str | None, sign: str | None) -> Unit | None:
    """Return the kind that the words around a number give it, and how many of it one is."""
    if said is not None:
        return unit_of(said)
    if currency is not None:
        names = words.CURRENCIES.items()
        return next((kind, 1) for one, kind in names if re.fullmatch(one, currency, re.IGNORECASE))
    return ("percent", 1) if sign == "percent" else None


@cache
def unit_of(said: str) -> Unit:
    """Return the kind of figure of a unit and how many of it one is; ``said`` matches UNIT."""
    units = words.UNITS.items()
    return next(found for one, found in units if re.fullmatch(one, said, re.IGNORECASE))


def _counted(value: Decimal, unit: Unit) -> Figure | None:
    kind, factor = unit
    return None if kind == "" or (kind == "times" and value == 1) else Figure(kind, value * factor)


def _bare(value: Decimal, sign: str | None) -> Figure | None:
    """Return what a number without a unit says."""
    if sign == "age" and value <= OLDEST:
        return Figure("month", value * 12)
    return None if sign == "label" else Figure("number", value)


def _values(said: list[str]) -> list[Decimal]:
    """Return what the amounts of a range are worth: both of "2 to 3 million" are millions."""
    shared = _magnitudes(said[-1])
    values = [_value(one) for one in said]
    return [
        value * shared if value < 1000 and _magnitudes(one) == 1 else value
        for one, value in zip(said, values, strict=True)
    ]


def _magnitudes(said: str) -> Decimal:
    """Return what the words after a number times it by: 1,000,000 for "2 million", 1 for "2"."""
    found = (part for part in _PARTS.finditer(said) if part.lastgroup is None)
    return prod((_magnitude(part[0].casefold()) for part in found), start=Decimal(1))


def _value(said: str) -> Decimal:
    """Return the value of "25.5", "2 million", "2 ລ້ານ 5 ແສນ", ສາມສິບ."""
    total, last = Decimal(0), Decimal(0)
    for part in _PARTS.finditer(said):
        if part.lastgroup is None:
            last *= _magnitude(part[0].casefold())
            continue
        digits, spelled = part["digits"], part["spelled"]
        number = Decimal(digits.replace(",", "")) if digits else words.SPELLED[spelled.casefold()]
        total, last = total + last, number
    return total + last


@cache
def _magnitude(said: str) -> Decimal:
    return next(value for one, value in words.MAGNITUDES.items() if said in one.split("|"))
