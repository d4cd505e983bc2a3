"""The catalogue: what ``content/`` holds, as immutable values.

Texts are kept per language under the language's folder name (``"lo"``, ``"en"``); what does not depend
on the language (sources, contacts, dates, order) stands once. Nothing here knows files or Telegram.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.catalogue.checklist import Checklist
from bot.catalogue.opening import OpeningHours

Spellings = Mapping[str, tuple[str, ...]]
"""Ways to write a name, per language code (``latin``: Lao in Latin letters), the usual one first."""

Texts = Mapping[str, str]
"""One short text per language code; see :func:`text_in`."""

FALLBACK_LANGUAGE = "en"
"""Shown where a short text lacks the reader's language: every entry has it (the check sees to it)."""


def text_in(texts: Texts, language: str) -> str:
    """Return the text in ``language``, else in English, else in any language, else ``""``."""
    return texts.get(language) or texts.get(FALLBACK_LANGUAGE) or next(iter(texts.values()), "")


def usual_name(spellings: Spellings, language: str) -> str:
    """Return the usual name in ``language``, else in English."""
    return (spellings.get(language) or spellings[FALLBACK_LANGUAGE])[0]


LOGOS = "logos"
"""The folder of the partners' logos, inside the content folder."""

EVERY_PROVINCE = "every province"
"""What stands as English ``province`` of a contact that has an office in each of its country."""


def pieces_of_place(said: str) -> list[str]:
    """Return the names in what a contact says of its place: "Bokeo, Vientiane and others"."""
    return [piece.strip() for piece in re.split(r"[,()]|\band\b", said) if piece.strip()]


class Confidence(StrEnum):
    """How sure we are of a contact or fact; a low contact is never offered as a number to call."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Help(StrEnum):
    """What a contact helps with; ``SRH`` is sexual and reproductive health."""

    EMERGENCY = "emergency"
    VIOLENCE = "violence"
    TRAFFICKING = "trafficking"
    WOMEN = "women"
    CHILDREN = "children"
    HEALTH = "health"
    ACCIDENT = "accident"
    SRH = "srh"
    MENTAL_HEALTH = "mental-health"
    UNPAID_WAGES = "unpaid-wages"
    COMPLAINTS = "complaints"
    LEGAL_AID = "legal-aid"
    SOCIAL_SECURITY = "social-security"
    RECRUITMENT = "recruitment"
    DOCUMENTS = "documents"
    RETURN = "return"
    GENERAL = "general"


class Charge(StrEnum):
    """Whether the call or service costs the caller money."""

    FREE = "free"
    PAID = "paid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. ``as_of``: YYYY, YYYY-MM or YYYY-MM-DD, the newest date it was true."""

    id: str
    title: str
    publisher: str
    as_of: str
    year: int | None = None
    year_approximate: bool = False
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What an article may state, in English, and where it comes from.

    ``source`` is an id of the sources, None when it was never read in full; ``worked_from`` are the
    facts that an example was calculated from; ``caution`` is for editors.
    """

    id: str
    fact: str
    as_of: str
    confidence: Confidence
    source: str | None = None
    caution: str | None = None
    worked_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A place on Earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the directory: who helps, where, and how sure we are.

    ``phones`` are as printed by the source; ``country`` is an ISO 3166 code (``LA``, ``TH``);
    ``languages`` and the keys of texts are language codes; ``caution`` is for editors, ``note`` for
    the caller; ``open`` says in figures what ``hours`` says in words; ``at`` is where its door is, or
    with ``approximate`` a place near by.
    """

    id: str
    name: Texts
    country: str
    phones: tuple[str, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    as_of: str
    province: Texts
    address: Texts
    hours: Texts
    note: Texts
    run_by: Texts
    topics: tuple[Help, ...] = ()
    languages: tuple[str, ...] = ()
    charge: Charge = Charge.UNKNOWN
    short_code: bool = False
    website: str | None = None
    email: str | None = None
    facebook: str | None = None
    open: OpeningHours | None = None
    at: Point | None = None
    approximate: bool = False
    caution: str | None = None

    @property
    def confirmed(self) -> bool:
        """Whether its numbers may be offered as numbers to call (medium confidence or better)."""
        return self.confidence is not Confidence.LOW


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that hands out links and posters; ``id`` is the code that stands in them.

    ``logo`` is the name of a file in the content's folder of logos, ``contact`` an id.
    """

    id: str
    name: Texts
    logo: str | None = None
    contact: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A country, or with ``province`` a part of one; ``country`` is an ISO 3166 code."""

    id: str
    country: str
    province: bool
    spellings: Spellings


@dataclass(frozen=True, slots=True)
class Town:
    """A town in ``country`` (ISO 3166), which may have no contacts.

    ``province`` is the id of a place, None where none of ours is meant.
    """

    country: str
    province: str | None
    at: Point


@dataclass(frozen=True, slots=True)
class AgencyName:
    """What people call an agency, and the ids of the contacts behind it, the most helpful first.

    Without contacts it is a name that must not be taken for one of ours.
    """

    id: str
    contacts: tuple[str, ...]
    spellings: Spellings


@dataclass(frozen=True, slots=True)
class Part:
    """One screen of an article: the text under a ``##`` heading, as Markdown without the heading."""

    heading: str | None
    markdown: str


@dataclass(frozen=True, slots=True)
class Review:
    """A native speaker's approval: who read the text, when, and the digest ``of`` what was read.

    Without a digest (written by hand) nobody can tell whether the text has changed since.
    """

    by: str
    on: date
    of: str | None = None

    def covers(self, digest: str) -> bool:
        """Tell whether the text of this digest is the one that was read, as far as is known."""
        return self.of in (None, digest)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article in one language.

    ``questions`` are example questions in the language's own script; ``other_scripts`` the same
    language (or a neighbour's) as people type it in other scripts: ``"latin"``, ``"thai"``.
    ``review`` is None while no native speaker has ever read the text; ``digest`` stands for what a
    reader of it reads (see :mod:`bot.catalogue.digest`).
    """

    title: str
    summary: str
    parts: tuple[Part, ...]
    questions: tuple[str, ...]
    other_scripts: Mapping[str, tuple[str, ...]]
    review: Review | None
    digest: str = ""

    @property
    def reviewed(self) -> bool:
        """Whether a native speaker has read the text as it is now; it is drafted otherwise."""
        return self.review is not None and self.review.covers(self.digest)


@dataclass(frozen=True, slots=True)
class Article:
    """An answer: what does not depend on the language, and its text in each language.

    ``facts``, ``sources``, ``contacts`` and ``related`` are ids; ``covers`` are the points that it must
    answer, in a few English words each.
    """

    id: str
    topic: str
    icon: str
    checked: date
    sources: tuple[str, ...]
    contacts: tuple[str, ...]
    related: tuple[str, ...]
    texts: Mapping[str, ArticleText]
    facts: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    def text(self, language: str) -> ArticleText:
        """Return the article in ``language``, else in English, else in any language it has."""
        text = self.texts.get(language) or self.texts.get(FALLBACK_LANGUAGE)
        return text or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter of the menu; ``articles`` are ids in menu order."""

    id: str
    icon: str
    titles: Texts
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language folder: ``code`` is the folder's name, ``name`` what its speakers call it.

    ``script`` is the script its articles are written in: ``"lao"``, ``"latin"``, ``"thai"``.
    """

    code: str
    name: str
    script: str


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger, in which ``article``'s card comes before any answer.

    ``phrases`` that mean it and whole ``examples`` of messages, both by language or script.
    """

    article: str
    phrases: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A read-only snapshot of all content. ``version`` is a hash of the files it was read from.

    ``retired`` maps the ids of articles that are no more to those that answer in their place, for old
    buttons and shared links. ``calm`` are phrases that undo those of ``danger``, ``calm_examples``
    messages without danger, ``signs`` words that weigh for or against it, by name of the sign.
    ``off_topic`` are questions that no article is about, by theme and by language or script.
    ``places`` and ``agencies`` are the names that people type instead of a question; ``towns`` tell
    where the places are, the main town of each first.
    """

    version: str
    languages: Mapping[str, Language]
    topics: Mapping[str, Topic]
    articles: Mapping[str, Article]
    contacts: Mapping[str, Contact]
    sources: Mapping[str, Source]
    danger: tuple[Danger, ...]
    calm: Mapping[str, tuple[str, ...]]
    calm_examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signs: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    off_topic: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, PlaceName] = field(default_factory=dict)
    agencies: Mapping[str, AgencyName] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    towns: tuple[Town, ...] = ()
    partners: Mapping[str, Partner] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)

    def examples(self) -> Iterator[tuple[str, str]]:
        """Yield (text, article id) for all titles, points covered and example questions."""
        for article in self.articles.values():
            for point in article.covers:
                yield point, article.id
            for text in article.texts.values():
                yield text.title, article.id
                for question in text.questions:
                    yield question, article.id
                for questions in text.other_scripts.values():
                    for question in questions:
                        yield question, article.id

    def descriptions(self) -> Iterator[tuple[str, str]]:
        """Yield (text, article id) for all summaries and headings: they speak of it, but do not ask."""
        for article in self.articles.values():
            for text in article.texts.values():
                yield text.summary, article.id
                for part in text.parts:
                    if part.heading:
                        yield part.heading, article.id
