"""Regular expressions that numbers, dates and times of day are built from."""

from __future__ import annotations

from bot.catalogue.figures import words


def any_of(*patterns: str) -> str:
    """Join patterns of ``words``; their alternatives in Latin letters become whole words."""
    every = "|".join(patterns).split("|")
    latin = [one for one in every if one[0].isascii() and one[0].isalpha()]
    whole = [rf"(?<![A-Za-z])(?:{'|'.join(latin)})(?![A-Za-z])"] if latin else []
    return "(?:" + "|".join([*whole, *(one for one in every if one not in latin)]) + ")"


DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d|,\d)|\d+)(?:\.\d+)?"
SPELLED = any_of(*sorted(words.SPELLED, key=len, reverse=True))
MAGNITUDE = any_of(*words.MAGNITUDES)
UNIT = any_of(*words.UNITS)
CURRENCY = any_of(*words.CURRENCIES)
_TO = any_of(words.BETWEEN)
BETWEEN = rf"(?:\s*[-–—+]\s*|(?<=\d),\s(?=\d)|,?\s?{_TO}\s?)(?:{any_of(words.ABOUT)}\s?)*"
