"""Content in which every id leads somewhere -> the immutable Catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from bot.catalogue.checklist import Checklist, ChecklistGroup, ChecklistItem, ChecklistText
from bot.catalogue.checklist_schema import ChecklistEntry
from bot.catalogue.content import Content, ListText, TextFile
from bot.catalogue.model import (
    FALLBACK_LANGUAGE,
    AgencyName,
    Article,
    ArticleText,
    Catalogue,
    Contact,
    Danger,
    Fact,
    Language,
    Part,
    Partner,
    PlaceName,
    Point,
    Source,
    Topic,
    Town,
)
from bot.catalogue.partners import PartnerEntry
from bot.catalogue.schema import ArticleEntry, ContactEntry, FactEntry, FrontMatter, SourceEntry


def build(content: Content, version: str) -> Catalogue:
    """Return the catalogue; ``content`` must have no problem of a rule that ``breaks``."""
    articles = [_article(one.value, content) for one in content.articles]
    topics = [_topic(one.value.id, one.value.icon, content) for one in content.topics]
    languages = [
        Language(code, one.value.name, one.value.script) for code, one in content.languages.items()
    ]
    urgent = content.urgent.value if content.urgent else None
    return Catalogue(
        version=version,
        languages=MappingProxyType({one.code: one for one in languages}),
        topics=MappingProxyType({one.id: one for one in topics}),
        articles=MappingProxyType({one.id: one for one in articles}),
        contacts=MappingProxyType({one.value.id: _contact(one.value) for one in content.contacts}),
        sources=MappingProxyType({one.value.id: _source(one.value) for one in content.sources}),
        danger=tuple(
            Danger(
                one.value.article,
                MappingProxyType(one.value.phrases),
                MappingProxyType(one.value.examples),
            )
            for one in content.categories
        ),
        calm=MappingProxyType(urgent.calm if urgent else {}),
        calm_examples=MappingProxyType(urgent.calm_examples if urgent else {}),
        signs=MappingProxyType(urgent.signs if urgent else {}),
        off_topic=MappingProxyType(content.off_topic.value.themes if content.off_topic else {}),
        retired=MappingProxyType({one.value.id: one.value.retired for one in content.retired}),
        places=MappingProxyType({one.id: one for one in _places(content)}),
        agencies=MappingProxyType({one.id: one for one in _agencies(content)}),
        partners=MappingProxyType({one.value.id: _partner(one.value) for one in content.partners}),
        facts=MappingProxyType({one.value.id: _fact(one.value) for one in content.facts}),
        checklists=MappingProxyType({one.id: one for one in _checklists(content)}),
        towns=tuple(
            Town(
                one.value.country,
                one.value.province,
                Point(one.value.latitude, one.value.longitude),
            )
            for one in content.towns
        ),
    )


def _places(content: Content) -> Iterator[PlaceName]:
    for entries, province in ((content.countries, False), (content.provinces, True)):
        for one in entries:
            spellings = MappingProxyType(one.value.names)
            yield PlaceName(one.value.id, one.value.country, province, spellings)


def _agencies(content: Content) -> Iterator[AgencyName]:
    for one in content.agencies:
        yield AgencyName(one.value.id, one.value.contacts, MappingProxyType(one.value.names))


def _topic(topic_id: str, icon: str, content: Content) -> Topic:
    titles = {
        code: language.value.topics[topic_id]
        for code, language in content.languages.items()
        if topic_id in language.value.topics
    }
    articles = tuple(
        one.value.id for one in content.articles if content.topic_of[one.value.id] == topic_id
    )
    return Topic(topic_id, icon, MappingProxyType(titles), articles)


def _article(entry: ArticleEntry, content: Content) -> Article:
    texts = {
        text.language: _text(text, text.front)
        for text in content.texts
        if text.id == entry.id and text.front is not None
    }
    return Article(
        id=entry.id,
        topic=content.topic_of[entry.id],
        icon=entry.icon,
        checked=entry.checked,
        sources=entry.sources,
        contacts=entry.contacts,
        related=entry.related,
        facts=entry.facts,
        covers=entry.covers,
        texts=MappingProxyType(texts),
    )


def _text(text: TextFile, front: FrontMatter) -> ArticleText:
    return ArticleText(
        title=front.title,
        summary=front.summary,
        parts=tuple(Part(part.heading, part.markdown) for part in text.parts),
        questions=front.questions,
        other_scripts=MappingProxyType(dict(front.questions_other_scripts)),
        review=text.review,
        digest=text.digest,
    )


def _contact(entry: ContactEntry) -> Contact:
    return Contact(
        id=entry.id,
        name=MappingProxyType(entry.name),
        country=entry.country,
        phones=entry.phones,
        confidence=entry.confidence,
        sources=entry.sources,
        as_of=entry.as_of,
        province=MappingProxyType(entry.province or {}),
        address=MappingProxyType(entry.address or {}),
        hours=MappingProxyType(entry.hours or {}),
        note=MappingProxyType(entry.note or {}),
        run_by=MappingProxyType(entry.run_by or {}),
        topics=entry.topics,
        languages=entry.languages,
        charge=entry.charge,
        short_code=entry.short_code,
        website=entry.website,
        email=entry.email,
        facebook=entry.facebook,
        open=entry.open,
        at=_point(entry),
        approximate=entry.approximate,
        caution=entry.caution,
    )


def _point(entry: ContactEntry) -> Point | None:
    if entry.latitude is None or entry.longitude is None:
        return None
    return Point(entry.latitude, entry.longitude)


def _partner(entry: PartnerEntry) -> Partner:
    return Partner(
        id=entry.id,
        name=MappingProxyType(entry.name),
        logo=entry.logo,
        contact=entry.contact,
        website=entry.website,
    )


def _fact(entry: FactEntry) -> Fact:
    return Fact(**entry.model_dump())


def _source(entry: SourceEntry) -> Source:
    return Source(
        id=entry.id,
        title=entry.title,
        publisher=entry.publisher,
        as_of=entry.as_of,
        year=entry.year,
        year_approximate=entry.year_approximate,
        url=entry.url,
        note=entry.note,
    )


def _checklists(content: Content) -> Iterator[Checklist]:
    """Yield the lists that have a text in any language; each can be shown in every language."""
    for one in content.checklists:
        written = [text for text in content.list_texts if text.id == one.value.id and text.text]
        # English where a language lacks a line, then any other language.
        written.sort(key=lambda text: text.language == FALLBACK_LANGUAGE)
        if written:
            texts = {code: _list_text(code, written) for code in content.languages}
            yield _checklist(one.value, texts)


def _list_text(code: str, written: list[ListText]) -> ChecklistText:
    in_order = [*written, *(text for text in written if text.language == code)]
    entries = [text.text for text in in_order if text.text is not None]
    groups = {key: heading for entry in entries for key, heading in entry.groups.items()}
    items = {
        int(key): item for entry in entries for key, item in entry.items.items() if key.isdigit()
    }
    last = entries[-1]
    return ChecklistText(
        title=last.title,
        intro=last.intro,
        groups=MappingProxyType(groups),
        items=MappingProxyType(items),
        reviewed=last.translation is not None,
    )


def _checklist(entry: ChecklistEntry, texts: dict[str, ChecklistText]) -> Checklist:
    groups = tuple(
        ChecklistGroup(group.id, tuple(ChecklistItem(**item.model_dump()) for item in group.items))
        for group in entry.groups
    )
    return Checklist(
        id=entry.id,
        icon=entry.icon,
        topic=entry.topic,
        checked=entry.checked,
        sources=entry.sources,
        articles=entry.articles,
        groups=groups,
        texts=MappingProxyType(texts),
    )
