"""Which entries each content file is made of."""

from __future__ import annotations

from bot.catalogue.checklist_schema import (
    ChecklistEntry,
    ChecklistsFile,
    ChecklistTextEntry,
    GroupEntry,
    ItemEntry,
)
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
    TownEntry,
    TownsFile,
    TranslationEntry,
    UrgentFile,
    ValueEntry,
    ValuesFile,
)

FILES: dict[str, tuple[type[Entry], ...]] = {
    "catalogue.yaml": (CatalogueFile, TopicEntry, ArticleEntry, RetiredEntry),
    "contacts.yaml": (ContactsFile, ContactEntry),
    "partners.yaml": (PartnersFile, PartnerEntry),
    "checklists.yaml": (ChecklistsFile, ChecklistEntry, GroupEntry, ItemEntry),
    "checklists/<id>.yaml": (ChecklistTextEntry,),
    "names.yaml": (NamesFile, PlaceEntry, AgencyEntry),
    "towns.yaml": (TownsFile, TownEntry),
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
