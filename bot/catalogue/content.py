"""What was read from ``content/``, before it is judged: entries that still know their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from bot.catalogue.checklist_schema import ChecklistEntry, ChecklistTextEntry, ItemEntry
from bot.catalogue.markdown import BodyLine, BodyPart, Link
from bot.catalogue.model import Review
from bot.catalogue.partners import PartnerEntry
from bot.catalogue.schema import (
    AgencyEntry,
    ArticleEntry,
    CategoryEntry,
    ContactEntry,
    FactEntry,
    FrontMatter,
    LanguageFile,
    OffTopicFile,
    PlaceEntry,
    RetiredEntry,
    SourceEntry,
    TermEntry,
    TopicEntry,
    TownEntry,
    UrgentFile,
    ValueEntry,
)
from bot.catalogue.values import Reference
from bot.problems import Level
from bot.yamlfile import Document, Path

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding of a check: a place and what to say; ``level`` only where the rule's is not meant."""

    file: str
    line: int
    column: int
    text: str
    level: Level | None = None


def fault_in(document: Document, path: Path, text: str, level: Level | None = None) -> Fault:
    """Return a fault at the value that ``path`` leads to."""
    return Fault(document.file, *document.place(path), text, level)


@dataclass(frozen=True, slots=True)
class Placed(Generic[T_co]):
    """A validated entry and where it stands: the value at ``at`` of ``document``."""

    value: T_co
    document: Document
    at: Path

    def fault(self, text: str, *path: str | int, level: Level | None = None) -> Fault:
        """Return a fault at the part of the entry that ``path`` leads to."""
        return fault_in(self.document, (*self.at, *path), text, level)


@dataclass(frozen=True, slots=True)
class TextFile:
    """One article in one language, as readers see it. ``front`` is None when that part is faulty.

    ``links`` are the well-formed ones; ``references`` what stands in the file where values are shown;
    ``digest`` stands for the words as written in the file.
    """

    language: str
    folder: str
    id: str
    file: str
    document: Document
    front: FrontMatter | None
    lines: tuple[BodyLine, ...]
    parts: tuple[BodyPart, ...]
    links: tuple[Link, ...]
    digest: str
    references: tuple[Reference, ...] = ()

    @property
    def review(self) -> Review | None:
        """Who approved the text, be it as it is now or as it was."""
        translation = self.front.translation if self.front else None
        return Review(**translation.reviewed.model_dump()) if translation else None

    @property
    def reviewed(self) -> bool:
        """Whether a native speaker has read the text as it is now."""
        review = self.review
        return review is not None and review.covers(self.digest)

    def fault(self, text: str, *path: str | int) -> Fault:
        """Return a fault in the front matter."""
        return fault_in(self.document, path, text)

    def fault_at(self, line: int, column: int, text: str) -> Fault:
        """Return a fault at a line of the file; ``column`` is that of the line as readers see it."""
        return Fault(self.file, line, self._typed(line, column), text)

    def fault_of(self, reference: Reference, text: str) -> Fault:
        """Return a fault at a reference."""
        return Fault(self.file, reference.line, reference.column, text)

    def _typed(self, line: int, column: int) -> int:
        """Return where the sign that readers see at ``column`` stands in the file."""
        for one in self.references:
            if one.line != line or one.shown is None or one.column > column:
                continue
            if column < one.column + len(one.shown):
                return one.column
            column += len(one.typed) - len(one.shown)
        return column


@dataclass(frozen=True, slots=True)
class ListText:
    """One checklist in one language; ``text`` is None when it is faulty."""

    language: str
    id: str
    document: Document
    text: ChecklistTextEntry | None

    def fault(self, text: str, *path: str, level: Level | None = None) -> Fault:
        """Return a fault at the value that ``path`` leads to."""
        return fault_in(self.document, path, text, level)

    def shown(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield all that readers see, with the path of each text."""
        if self.text is not None:
            yield ("title",), self.text.title
            yield ("intro",), self.text.intro
            for key, heading in self.text.groups.items():
                yield ("groups", key), heading
            for key, item in self.text.items.items():
                yield ("items", key), item


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that could be read. ``today`` and ``max_age_days`` are what dates are judged by.

    ``codes`` and ``*_ids`` hold the ids of faulty entries too, so that one slip is reported once; ids
    are None when the whole file could not be read: nothing can be said about what names its entries.
    """

    folder: str
    today: date
    max_age_days: int
    codes: frozenset[str]
    languages: Mapping[str, Placed[LanguageFile]]
    topics: tuple[Placed[TopicEntry], ...]
    articles: tuple[Placed[ArticleEntry], ...]
    retired: tuple[Placed[RetiredEntry], ...]
    topic_of: Mapping[str, str]
    sources: tuple[Placed[SourceEntry], ...]
    contacts: tuple[Placed[ContactEntry], ...]
    facts: tuple[Placed[FactEntry], ...]
    values: tuple[Placed[ValueEntry], ...]
    contact_of: Mapping[str, ContactEntry]
    countries: tuple[Placed[PlaceEntry], ...]
    provinces: tuple[Placed[PlaceEntry], ...]
    agencies: tuple[Placed[AgencyEntry], ...]
    towns: tuple[Placed[TownEntry], ...]
    partners: tuple[Placed[PartnerEntry], ...]
    categories: tuple[Placed[CategoryEntry], ...]
    terms: tuple[Placed[TermEntry], ...]
    urgent: Placed[UrgentFile] | None
    off_topic: Placed[OffTopicFile] | None
    checklists: tuple[Placed[ChecklistEntry], ...]
    list_texts: tuple[ListText, ...]
    list_ids: frozenset[str]
    texts: tuple[TextFile, ...]
    article_ids: frozenset[str] | None
    source_ids: frozenset[str] | None
    contact_ids: frozenset[str] | None
    fact_ids: frozenset[str] | None
    value_ids: frozenset[str] | None
    documents: tuple[Document, ...]
    raw: Mapping[str, str]

    def pages(self) -> tuple[Placed[ArticleEntry] | Placed[ChecklistEntry], ...]:
        """Return what states something, from sources, and is checked from time to time."""
        return *self.articles, *self.checklists

    def items(self) -> Iterator[tuple[Placed[ChecklistEntry], Placed[ItemEntry]]]:
        """Yield the items of all checklists, each with its list."""
        for one in self.checklists:
            for outer, group in enumerate(one.value.groups):
                for inner, item in enumerate(group.items):
                    at = (*one.at, "groups", outer, "items", inner)
                    yield one, Placed(item, one.document, at)
