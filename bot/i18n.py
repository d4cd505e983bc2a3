"""The bot's own words per language (gettext catalogs), and dates, countries and lists (Babel).

Messages stand in the code in English; ``locales/<language>/messages.po`` holds the translations. A
language without a catalog, or a message missing from it, is shown in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo

from bot.pofile import read_catalog

LOCALES = Path(__file__).parent / "locales"
OTHER_COUNTRY = "other"
"""What a person chooses whose country is not offered."""


@dataclass(frozen=True)
class Translator:
    """Speaks one language: call it with an English message to get the translation."""

    language: str
    _translations: NullTranslations
    _locale: Locale

    def __call__(self, message: str, **values: Any) -> str:
        """Translate ``message`` and fill its ``{name}`` places with ``values``.

        A translation whose places are not those of the message counts as missing.
        """
        text = self._translations.gettext(message)
        if not values:
            return text
        try:
            return text.format(**values)
        except (AttributeError, LookupError, ValueError):
            return message.format(**values)

    def weekday(self, day: date) -> str:
        """Return the name of the day of the week."""
        return format_date(day, "EEEE", locale=self._locale)

    def date(self, day: date) -> str:
        """Return a day as people write it, such as "21 November 2026"."""
        return format_date(day, "d MMMM y", locale=self._locale)

    def month(self, number: int, *, short: bool = False) -> str:
        """Return the name of a month, 1 to 12, as it stands alone."""
        form = "LLL" if short else "LLLL"
        return format_date(date(2000, number, 1), form, locale=self._locale)

    def country(self, code: str) -> str:
        """Return the name of a country (ISO 3166 code)."""
        if code == OTHER_COUNTRY:
            return self("Elsewhere")
        return self._named("country", code) or str(self._locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Return the name of a language (ISO 639 code)."""
        return self._named("language", code) or str(self._locale.languages.get(code, code))

    def list(self, items: Iterable[str]) -> str:
        """Join ``items`` as the language does: "a, b and c"."""
        return format_list(list(items), locale=self._locale)

    def _named(self, kind: str, code: str) -> str | None:
        """Return the catalog's own name, for what Babel does not know or nobody calls that way."""
        name = self._translations.pgettext(kind, code)
        return name if name != code else None


def flag(country: str) -> str:
    """Return the flag of an ISO 3166 country as an emoji; a globe for ``other``."""
    if country == OTHER_COUNTRY:
        return "🌏"
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in country)


@cache
def translator(language: str, folder: Path = LOCALES) -> Translator:
    """Return the translator for ``language``; English where it has no catalog of its own.

    Raises :class:`bot.errors.ProblemsError` for a catalog that is not of gettext's form.
    """
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")  # a language that Babel has no dates for
    return Translator(language, _translations(folder / language / "messages.po"), locale)


def translators(languages: Iterable[str]) -> Mapping[str, Translator]:
    """Return a translator for each language code."""
    return {language: translator(language) for language in languages}


def _translations(po_file: Path) -> NullTranslations:
    # The .po is compiled in memory: no build step, and what an editor saved is what is shown.
    if not po_file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalog(po_file))
    compiled.seek(0)
    return GNUTranslations(compiled)
