"""What may stand in each content file: its keys, their types and which are required.

One model for each kind of entry. YAML arrives as text (``bot.yamlfile``); numbers, dates and flags are
made here. Faults of content (lengths, links, numbers) are not judged here but in
``bot.catalogue.checks``. Every key is explained to editors in content/README.md.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.catalogue.model import FALLBACK_LANGUAGE, Charge, Confidence, Help
from bot.catalogue.opening import OpeningHours, parse

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_Value = TypeVar("_Value")
_AS_OF = re.compile(r"\d{4}(-\d{2}){0,2}")
_AMOUNT = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_QUOTED = re.compile(r"'[^']*'")
_DATE_FIELDS = {"d", "dd", "M", "MM", "MMM", "MMMM", "y"}
_DIGEST = re.compile(r"[0-9a-f]{8}")


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text.strip()


def _one_line(text: str) -> str:
    return " ".join(_filled(text).split())


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _DAY.fullmatch(value) or not _exists(value):
        raise ValueError("must be a day such as 2026-11-21")
    return date.fromisoformat(value)


def _as_of(text: str) -> str:
    if not _AS_OF.fullmatch(text) or not _exists(text + "-01-01"[len(text) - 4 :]):
        raise ValueError("must be a year, month or day: 2026, 2026-11 or 2026-11-21")
    return text


def _amount(text: str) -> str:
    if not _AMOUNT.fullmatch(text):
        raise ValueError("must be a number such as 875, 7,600 or 0.1, without unit or currency")
    return f"{Decimal(text.replace(',', '')):,}"


def _unit(pattern: str) -> str:
    if pattern.count(NUMBER) != 1:
        raise ValueError(f"must say where the number stands: '{NUMBER} baht'")
    return pattern


def _date_pattern(pattern: str) -> str:
    fields = set(re.findall("[A-Za-z]+", _QUOTED.sub(" ", pattern)))
    if not fields or not fields <= _DATE_FIELDS or _QUOTED.sub(" ", pattern).count("'"):
        raise ValueError(
            "must be made of d (day), M or MMMM (month) and y (year), such as d MMMM y; Latin "
            "letters beside them stand between apostrophes"
        )
    return pattern


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise ValueError("must be 8 signs 0-9 a-f, as `thangdee review --record` writes them")
    return text


def _flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value)


def _with_fallback(texts: dict[str, _Value]) -> dict[str, _Value]:
    if not texts.get(FALLBACK_LANGUAGE):
        code = FALLBACK_LANGUAGE
        raise ValueError(f"needs a line '{code}: …': it is shown where another language lacks it")
    return texts


NUMBER = "{number}"
"""Stands for the number in a unit's words."""

Prose = Annotated[str, AfterValidator(_filled)]
Line = Annotated[str, AfterValidator(_one_line)]
Day = Annotated[date, BeforeValidator(_day)]
AsOf = Annotated[str, AfterValidator(_as_of)]
Amount = Annotated[Line, AfterValidator(_amount)]
"""A number as readers see it: 7,600."""
Unit = Annotated[Line, AfterValidator(_unit)]
DatePattern = Annotated[Line, AfterValidator(_date_pattern)]
Digest = Annotated[str, AfterValidator(_digest)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Opening = Annotated[OpeningHours, BeforeValidator(parse)]
Texts = Annotated[dict[str, Line], AfterValidator(_with_fallback)]
"""A short text per language, English always among them."""

Spellings = Annotated[dict[str, tuple[Line, ...]], AfterValidator(_with_fallback)]
"""Several short texts per language, English always among them."""


class Entry(BaseModel):
    """Base of all entries: unknown keys are faults, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Identified(Entry):
    """An entry that others name by its id."""

    id: Line


class DatePatterns(Entry):
    """How a language writes a day, a month and a year: patterns of Unicode's CLDR."""

    day: DatePattern = "d MMMM y"
    month: DatePattern = "MMMM y"
    year: DatePattern = "y"


class LanguageFile(Entry):
    """``<language>/language.yaml``."""

    name: Line
    script: Literal["lao", "latin", "thai"]
    topics: dict[str, Line]
    call_words: tuple[Line, ...] = ()
    units: dict[str, Unit] = {}
    dates: DatePatterns = DatePatterns()
    unfinished: Flag = False


class CatalogueFile(Entry):
    """``catalogue.yaml`` as a whole; topics and articles are checked one by one."""

    topics: Annotated[list[Any], Field(min_length=1)]


class TopicEntry(Identified):
    """One topic of ``catalogue.yaml``."""

    icon: Line
    articles: list[Any]


class ArticleEntry(Identified):
    """One article of ``catalogue.yaml``: what does not depend on the language."""

    icon: Line
    checked: Day
    sources: tuple[Line, ...] = ()
    contacts: tuple[Line, ...] = ()
    related: tuple[Line, ...] = ()
    facts: tuple[Line, ...] = ()
    covers: tuple[Line, ...] = ()


class RetiredEntry(Identified):
    """An article that is no more; ``retired`` names the article that answers in its place."""

    retired: Line


class SourcesFile(Entry):
    """``sources.yaml`` as a whole."""

    sources: list[Any]


class SourceEntry(Identified):
    """One source of ``sources.yaml``."""

    title: Line
    publisher: Line
    year: int | None = None
    year_approximate: Flag = False
    url: Line | None = None
    as_of: AsOf
    note: Line | None = None


class FactsFile(Entry):
    """A file of ``facts/`` as a whole."""

    facts: list[Any]


class FactEntry(Identified):
    """One fact of ``facts/``; ``source`` is missing when none was read, and of worked examples."""

    fact: Line
    as_of: AsOf
    source: Line | None = None
    confidence: Confidence
    caution: Line | None = None
    worked_from: tuple[Line, ...] = ()


class ValuesFile(Entry):
    """``values.yaml`` as a whole."""

    values: list[Any]


class ValueEntry(Identified):
    """One amount of ``values.yaml``; its date and source are those of its fact."""

    meaning: Annotated[Line, Field(alias="is")]
    amount: Amount
    unit: Line
    fact: Line
    since: AsOf | None = None
    period_days: Annotated[int, Field(ge=1)]


class ContactsFile(Entry):
    """``contacts.yaml`` as a whole."""

    contacts: list[Any]


class ContactEntry(Identified):
    """One contact of ``contacts.yaml``."""

    name: Texts
    country: Line
    province: Texts | None = None
    address: Texts | None = None
    phones: tuple[Line, ...]
    short_code: Flag = False
    unverified_format: Flag = False
    charge: Annotated[Charge, Field(alias="free")]
    hours: Texts | None = None
    open: Opening | None = None
    languages: tuple[Line, ...] = ()
    topics: Annotated[tuple[Help, ...], Field(alias="for")]
    run_by: Texts | None = None
    website: Line | None = None
    email: Line | None = None
    facebook: Line | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    approximate: Flag = False
    sources: tuple[Line, ...]
    as_of: AsOf
    confidence: Confidence
    caution: Prose | None = None
    note: Texts | None = None


class NamesFile(Entry):
    """``names.yaml`` as a whole; its entries are checked one by one."""

    countries: list[Any]
    provinces: list[Any]
    agencies: list[Any]


class NameEntry(Identified):
    """Base of the entries of ``names.yaml``: spellings by language."""

    names: Spellings


class PlaceEntry(NameEntry):
    """A country or province of ``names.yaml``."""

    country: Line


class AgencyEntry(NameEntry):
    """An agency of ``names.yaml``, with the contacts behind its name."""

    contacts: tuple[Line, ...]


class TownsFile(Entry):
    """``towns.yaml`` as a whole; its towns are checked one by one."""

    towns: list[Any]


class TownEntry(Entry):
    """A town of ``towns.yaml``: where it is; ``province`` is an id of ``names.yaml``."""

    country: Line
    province: Line | None = None
    name: Line
    latitude: Latitude
    longitude: Longitude


class UrgentFile(Entry):
    """``urgent.yaml`` as a whole; categories are checked one by one."""

    categories: list[Any]
    signs: dict[str, dict[str, tuple[Line, ...]]] = {}
    calm_examples: dict[str, tuple[Line, ...]] = {}
    calm: dict[str, tuple[Line, ...]] = {}


class CategoryEntry(Entry):
    """One kind of danger of ``urgent.yaml``."""

    article: Line
    phrases: dict[str, tuple[Line, ...]]
    examples: dict[str, tuple[Line, ...]] = {}


class GlossaryFile(Entry):
    """``glossary.yaml`` as a whole; its terms are checked one by one."""

    terms: list[Any]


class TermEntry(Entry):
    """One term of ``glossary.yaml``: what a thing is called in each language, and what it is not."""

    term: Texts
    avoid: dict[str, tuple[Line, ...]] = {}
    other_words: dict[str, tuple[Line, ...]] = {}
    note: Line | None = None


class OffTopicFile(Entry):
    """``off_topic.yaml`` as a whole."""

    themes: dict[str, dict[str, tuple[Line, ...]]]


class ReviewEntry(Entry):
    """Who read a text, when, and the digest of what was read."""

    by: Line
    on: Day
    of: Digest | None = None


class TranslationEntry(Entry):
    """The long form of ``translation:``."""

    reviewed: ReviewEntry


def _drafted(value: Any) -> Any:
    if isinstance(value, dict):
        return value
    if value != "drafted":
        raise ValueError("must be 'drafted' or 'reviewed: {by: name, on: 2026-11-21}'")
    return None


Translation = Annotated[TranslationEntry | None, BeforeValidator(_drafted)]
"""Who read a text; None while nobody has (``drafted``)."""


class FrontMatter(Entry):
    """What stands between the two ``---`` lines of an article."""

    title: Line
    summary: Prose
    questions: tuple[Line, ...] = ()
    questions_other_scripts: dict[str, tuple[Line, ...]] = {}
    translation: Translation
