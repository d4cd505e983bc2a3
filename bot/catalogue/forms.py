"""Which entries each content file is made of."""

from __future__ import annotations

from bot.catalogue.partners import PartnerEntry, PartnersFile
from bot.catalogue.schema import (
    AgencyEntry,
    ArticleEntry,
    CatalogueFile,
    CategoryEntry,
    ContactEntry,
    ContactsFile,
    DatePatterns,
    Entry,
    FactEntry,
    FactsFile,
    FrontMatter,
    GlossaryFile,
    LanguageFile,
    NamesFile,
    OffTopicFile,
    PlaceEntry,
    RetiredEntry,
    ReviewEntry,
    SourceEntry,
    SourcesFile,
    TermEntry,
    TopicEntry,
    TranslationEntry,
    UrgentFile,
    ValueEntry,
    ValuesFile,
)

FILES: dict[str, tuple[type[Entry], ...]] = {
    "catalogue.yaml": (CatalogueFile, TopicEntry, ArticleEntry, RetiredEntry),
    "contacts.yaml": (ContactsFile, ContactEntry),
    "partners.yaml": (PartnersFile, PartnerEntry),
    "names.yaml": (NamesFile, PlaceEntry, AgencyEntry),
    "sources.yaml": (SourcesFile, SourceEntry),
    "facts/<area>.yaml": (FactsFile, FactEntry),
    "urgent.yaml": (UrgentFile, CategoryEntry),
    "values.yaml": (ValuesFile, ValueEntry),
    "off_topic.yaml": (OffTopicFile,),
    "glossary.yaml": (GlossaryFile, TermEntry),
    "language.yaml": (LanguageFile, DatePatterns),
    "<id>.md": (FrontMatter, TranslationEntry, ReviewEntry),
}
"""By file name; content/README.md explains every key."""
