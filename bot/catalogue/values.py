"""Amounts that change by year or decree: they stand once in ``values.yaml``, texts name them.

``{th-wage-highest}`` becomes "400 baht" or "400 ບາດ" while the texts are read, so that all behind
(checks, pages, matching) sees what people see.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from babel import localedata
from babel.dates import format_date

from bot.catalogue.markdown import BodyLine
from bot.catalogue.model import FALLBACK_LANGUAGE
from bot.catalogue.schema import NUMBER, FactEntry, FrontMatter, LanguageFile, ValueEntry
from bot.yamlfile import Document

PARTS = ("number", "date", "year", "since")
"""What may stand after the dot of a reference; without one it shows the amount with its unit."""

_REFERENCE = re.compile(r"\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Value:
    """An amount as readers see it, such as "7,600".

    ``as_of`` is the newest date for which its fact says so, ``since`` when it came into force, if that
    is known: YYYY, YYYY-MM or YYYY-MM-DD.
    """

    id: str
    amount: str
    unit: str
    as_of: str
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What was ``typed`` at a place of a file, and what readers see there.

    ``id`` and ``part`` stand before and after the dot; both are "" for a brace without its other half.
    ``shown`` is None when nothing can be: the text then stays as it was typed.
    """

    typed: str
    line: int
    column: int
    id: str = ""
    part: str = ""
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Values in the words of one language; ``rules`` is None when its ``language.yaml`` is faulty."""

    values: Mapping[str, Value]
    language: str
    rules: LanguageFile | None

    def front(
        self, front: FrontMatter, document: Document
    ) -> tuple[FrontMatter, tuple[Reference, ...]]:
        """Return the front matter with values shown in title and summary; questions stay as asked."""
        shown: dict[str, str] = {}
        references: list[Reference] = []
        for key in ("title", "summary"):
            shown[key], found = self._shown(getattr(front, key), 1)
            # A text over several lines: only where it begins is known.
            line, column = document.place((key,))
            references += (replace(one, line=line, column=column) for one in found)
        return front.model_copy(update=shown), tuple(references)

    def lines(
        self, lines: Iterable[BodyLine]
    ) -> tuple[tuple[BodyLine, ...], tuple[Reference, ...]]:
        """Return the lines with values shown, and the references that stood there."""
        shown: list[BodyLine] = []
        references: list[Reference] = []
        for line in lines:
            text, found = self._shown(line.text, line.number)
            shown.append(BodyLine(line.number, text))
            references += found
        return tuple(shown), tuple(references)

    def _shown(self, text: str, line: int) -> tuple[str, list[Reference]]:
        references: list[Reference] = []

        def shown(found: re.Match[str]) -> str:
            name, _, part = (found[1] or "").partition(".")
            said = self._said(name, part)
            references.append(Reference(found[0], line, found.start() + 1, name, part, said))
            return found[0] if said is None else said

        return _REFERENCE.sub(shown, text), references

    def _said(self, name: str, part: str) -> str | None:
        value = self.values.get(name)
        if value is None or self.rules is None:
            return None
        match part:
            case "":
                unit = self.rules.units.get(value.unit)
                return unit.replace(NUMBER, value.amount) if unit else None
            case "number":
                return value.amount
            case "date":
                return self._date(value.as_of, self.rules)
            case "year":
                return value.as_of[:4]
            case "since":
                return self._date(value.since, self.rules) if value.since else None
        return None

    def _date(self, said: str, rules: LanguageFile) -> str:
        patterns = {4: rules.dates.year, 7: rules.dates.month, 10: rules.dates.day}
        # Babel has no month names for some languages; their patterns can do without (M/y).
        known = self.language if localedata.exists(self.language) else FALLBACK_LANGUAGE
        return format_date(_first_day(said), patterns[len(said)], locale=known)


def dated_values(values: Iterable[ValueEntry], facts: Iterable[FactEntry]) -> dict[str, Value]:
    """Return the values by id with the dates of their facts; one without a fact cannot be shown."""
    as_of = {fact.id: fact.as_of for fact in facts}
    return {
        one.id: Value(one.id, one.amount, one.unit, as_of[one.fact], one.since)
        for one in values
        if one.fact in as_of
    }


def last_day(said: str) -> date:
    """Return the last day of a year, month or day: what was so "in 2025" was so until its end."""
    first = _first_day(said)
    month = 12 if len(said) == 4 else first.month
    day = first.day if len(said) == 10 else monthrange(first.year, month)[1]
    return date(first.year, month, day)


def _first_day(said: str) -> date:
    return date.fromisoformat(f"{said}-01-01"[:10])
