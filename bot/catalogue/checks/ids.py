"""Ids: well-formed, not twice, and leading somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.catalogue.checks.suggestion import suggestion
from bot.catalogue.content import Content, Fault, Placed
from bot.catalogue.rules import rule
from bot.catalogue.schema import ArticleEntry, Entry, Identified

MAX_ID = 40
"""Characters. An id travels in a button (64 bytes) and in a link (64 characters) with other words."""
MAX_FILE_ID = 64
"""Characters of a source's or fact's id: it is in no button, only in files."""

MAX_NAME_ID = 20
"""Characters; up to three ids of ``names.yaml`` travel in one button."""

MAX_PARTNER_ID = 20
"""Characters; a partner's code travels in a link (64) behind the longest id of an article."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def well_formed_id(text: str, limit: int = MAX_ID) -> bool:
    """Whether ``text`` can be an id of at most ``limit`` characters."""
    return bool(_ID.fullmatch(text)) and len(text) <= limit


def _entries(content: Content) -> Iterator[tuple[str, Iterable[Placed[Identified]]]]:
    yield "topic", content.topics
    yield "article", [*content.articles, *content.retired]
    yield "source", content.sources
    yield "contact", content.contacts
    yield "fact", content.facts
    yield "value", content.values
    yield "partner", content.partners
    yield "checklist", content.checklists
    yield "name", [*content.countries, *content.provinces, *content.agencies]


@rule("bad-id", breaks=True)
def bad_id(content: Content) -> Iterator[Fault]:
    """Ids (of topics, articles, checklists and contacts, and names of language folders) travel inside
    buttons and shared links, where Telegram allows 64 signs in all. So an id has small letters a-z,
    digits and single hyphens, at most 40 (sources, facts: 64; entries of `names.yaml` and
    `partners.yaml`: 20). Choose another id."""
    limits = {
        "source": MAX_FILE_ID,
        "fact": MAX_FILE_ID,
        "name": MAX_NAME_ID,
        "partner": MAX_PARTNER_ID,
    }
    for kind, entries in _entries(content):
        limit = limits.get(kind, MAX_ID)
        for entry in entries:
            if not well_formed_id(entry.value.id, limit):
                yield entry.fault(_bad(entry.value.id, limit), "id")
    for code, language in content.languages.items():
        if not well_formed_id(code):
            yield language.fault(f"the folder's name: {_bad(code, MAX_ID)}")


def _bad(found: str, limit: int) -> str:
    return (
        f"'{found}' cannot be an id: use small letters a-z, digits and single hyphens, at most "
        f"{limit} signs, because Telegram's buttons and links carry no more"
    )


@rule("duplicate-id", breaks=True)
def duplicate_id(content: Content) -> Iterator[Fault]:
    """Two entries have the same id, or one list names the same id twice. Rename or remove one."""
    for kind, entries in _entries(content):
        first: dict[str, Placed[Identified]] = {}
        for entry in entries:
            other = first.setdefault(entry.value.id, entry)
            if other is not entry:
                line, _ = other.document.place((*other.at, "id"))
                where = f" of {other.document.file}" if other.document != entry.document else ""
                what = f"the {kind} '{entry.value.id}' stands already on line {line}{where}"
                yield entry.fault(f"{what}; rename or remove one of the two", "id")
    for article in content.pages():
        for key in ("sources", "contacts", "related", "facts", "articles"):
            named = getattr(article.value, key, ())
            for number, one in enumerate(named):
                if one in named[:number]:
                    yield article.fault(f"'{one}' stands twice in {key}; remove one", key, number)


@rule("unknown-source", breaks=True)
def unknown_source(content: Content) -> Iterator[Fault]:
    """An article, checklist, contact or fact names a source that is not in `sources.yaml`. Correct
    the id, or add the source there."""
    known = content.source_ids
    for article in content.pages():
        yield from _unknown(article, "sources", article.value.sources, known, "sources.yaml")
    for contact in content.contacts:
        yield from _unknown(contact, "sources", contact.value.sources, known, "sources.yaml")
    for fact in content.facts:
        source = fact.value.source
        if known is not None and source is not None and source not in known:
            yield fact.fault(_leads_nowhere(source, "sources.yaml", known), "source")


@rule("unknown-fact", breaks=True)
def unknown_fact(content: Content) -> Iterator[Fault]:
    """An article, an item of a checklist or a value rests on, or an example was worked out from, a fact
    that is in no file of `facts/`. Correct the id, or add the fact there with its source."""
    known = content.fact_ids
    for _, item in content.items():
        yield from _unknown(item, "facts", item.value.facts, known, "facts/")
    for article in content.articles:
        yield from _unknown(article, "facts", article.value.facts, known, "facts/")
    for fact in content.facts:
        yield from _unknown(fact, "worked_from", fact.value.worked_from, known, "facts/")
    for value in content.values if known is not None else ():
        if value.value.fact not in (known or ()):
            yield value.fault(_leads_nowhere(value.value.fact, "facts/", known or ()), "fact")


@rule("unknown-contact", breaks=True)
def unknown_contact(content: Content) -> Iterator[Fault]:
    """An article names or links, or an agency of `names.yaml` or a partner names, a contact that is not
    in `contacts.yaml`. Correct the id, or add the contact there."""
    known = content.contact_ids
    for partner in content.partners if known is not None else ():
        contact = partner.value.contact
        if contact is not None and contact not in (known or ()):
            yield partner.fault(_leads_nowhere(contact, "contacts.yaml", known or ()), "contact")
    for agency in content.agencies:
        yield from _unknown(agency, "contacts", agency.value.contacts, known, "contacts.yaml")
    for article in content.articles:
        yield from _unknown(article, "contacts", article.value.contacts, known, "contacts.yaml")
    for text in content.texts if known is not None else ():
        for link in text.links:
            if link.scheme == "contact" and link.id not in (known or ()):
                what = _leads_nowhere(link.id, "contacts.yaml", known or ())
                yield text.fault_at(link.line, link.column, what)


@rule("unknown-article", breaks=True)
def unknown_article(content: Content) -> Iterator[Fault]:
    """Something leads to an article that is not in `catalogue.yaml`: related, retired, a link in a text,
    a category of `urgent.yaml`, a checklist. Correct the id, or remove the link."""
    known = content.article_ids
    if known is None:
        return
    for article in content.articles:
        yield from _unknown(article, "related", article.value.related, known, "catalogue.yaml")
        yield from _related_to_itself(article)
    for gone in content.retired:
        if gone.value.retired not in known:
            what = _leads_nowhere(gone.value.retired, "catalogue.yaml", known)
            yield gone.fault(what, "retired")
    for category in content.categories:
        if category.value.article not in known:
            what = _leads_nowhere(category.value.article, "catalogue.yaml", known)
            yield category.fault(what, "article")
    for one in content.checklists:
        yield from _unknown(one, "articles", one.value.articles, known, "catalogue.yaml")
    for _, item in content.items():
        if item.value.article is not None and item.value.article not in known:
            yield item.fault(_leads_nowhere(item.value.article, "catalogue.yaml", known), "article")
    for text in content.texts:
        for link in text.links:
            if link.scheme == "article" and link.id not in known:
                what = _leads_nowhere(link.id, "catalogue.yaml", known)
                yield text.fault_at(link.line, link.column, what)


def _related_to_itself(article: Placed[ArticleEntry]) -> Iterator[Fault]:
    if article.value.id in article.value.related:
        number = article.value.related.index(article.value.id)
        what = f"'{article.value.id}' is related to itself; name another article"
        yield article.fault(what, "related", number)


def _unknown(
    entry: Placed[Entry], key: str, named: Iterable[str], known: frozenset[str] | None, file: str
) -> Iterator[Fault]:
    for number, one in enumerate(named if known is not None else ()):
        if one not in (known or ()):
            yield entry.fault(_leads_nowhere(one, file, known or ()), key, number)


def _leads_nowhere(named: str, file: str, known: Iterable[str]) -> str:
    return f"'{named}' is not in {file}{suggestion(named, known)}"
