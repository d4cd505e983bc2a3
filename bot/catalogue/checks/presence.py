"""What must be there: texts in every language, entries for every file, sources, contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from babel import localedata

from bot.catalogue.checks.suggestion import suggestion
from bot.catalogue.content import Content, Fault, Placed
from bot.catalogue.model import Confidence
from bot.catalogue.rules import rule
from bot.catalogue.schema import AgencyEntry, PlaceEntry
from bot.problems import Level

_SCRIPTS = {"lao", "latin", "thai"}


@rule("missing-translation")
def missing_translation(content: Content) -> Iterator[Fault]:
    """An article has no text in one of the languages, or a language has no title for a topic. Write
    it. While a new language is being built up, `unfinished: 'true'` in its `language.yaml` makes
    this a warning, and readers get the English text."""
    written = {(text.language, text.id) for text in content.texts}
    anywhere = {text.id for text in content.texts}
    for code, language in content.languages.items():
        level = Level.WARNING if language.value.unfinished else None
        for article in content.articles:
            name = article.value.id
            if (code, name) not in written and name in anywhere:
                path = f"{content.folder}/{code}/{content.topic_of[name]}/{name}.md"
                what = f"'{name}' has no text in '{code}'; write {path}"
                yield article.fault(what, "id", level=level)
        for topic in content.topics:
            if topic.value.id not in language.value.topics:
                what = f"the topic '{topic.value.id}' has no title here; add it under 'topics'"
                yield language.fault(what, "topics", level=level)


@rule("missing-text", breaks=True)
def missing_text(content: Content) -> Iterator[Fault]:
    """An article of `catalogue.yaml` has no text in any language. Write it, or remove the entry (with
    `retired:` when it was public before)."""
    written = {text.id for text in content.texts}
    for article in content.articles:
        if article.value.id not in written:
            what = f"'{article.value.id}' has no text in any language; write it or remove the entry"
            yield article.fault(what, "id")


@rule("unlisted-article", breaks=True)
def unlisted_article(content: Content) -> Iterator[Fault]:
    """An article file has no entry in `catalogue.yaml`, so nobody can reach it. Add the entry under its
    topic, rename the file after the id that is there, or delete the file."""
    known = content.article_ids
    retired = {gone.value.id for gone in content.retired}
    for text in content.texts if known is not None else ():
        if text.id in retired:
            yield text.fault_at(1, 1, f"'{text.id}' is retired in catalogue.yaml; delete this file")
        elif text.id not in (known or ()):
            what = f"'{text.id}' is not in catalogue.yaml{suggestion(text.id, known or ())}"
            yield text.fault_at(1, 1, what)


@rule("wrong-folder", breaks=True)
def wrong_folder(content: Content) -> Iterator[Fault]:
    """An article file lies in the folder of another topic than `catalogue.yaml` says. Move the file, or
    move the entry."""
    for text in content.texts:
        topic = content.topic_of.get(text.id)
        if topic is not None and text.folder != topic:
            what = f"catalogue.yaml has '{text.id}' under '{topic}'"
            target = f"{content.folder}/{text.language}/{topic}/"
            yield text.fault_at(1, 1, f"{what}; move this file to {target}")


@rule("missing-source")
def missing_source(content: Content) -> Iterator[Fault]:
    """An article, checklist or contact names no source. Nothing may be stated that no source
    supports: name at least one id of `sources.yaml`. For a contact of low confidence, which is
    never shown as a number to call, it is a warning: find a source or remove the contact."""
    for article in content.pages():
        if not article.value.sources:
            yield article.fault(_names_no(article.value.id, "source"), "id")
    for contact in content.contacts:
        if not contact.value.sources:
            level = Level.WARNING if contact.value.confidence is Confidence.LOW else None
            yield contact.fault(_names_no(contact.value.id, "source"), "id", level=level)


@rule("missing-contact")
def missing_contact(content: Content) -> Iterator[Fault]:
    """An article names no contact. Every answer ends with somebody to ask: name at least one id of
    `contacts.yaml`."""
    for article in content.articles:
        if not article.value.contacts:
            yield article.fault(_names_no(article.value.id, "contact"), "id")


def _names_no(named: str, kind: str) -> str:
    return f"'{named}' names no {kind}; add '{kind}s: [id, …]' with ids of {kind}s.yaml"


@rule("unknown-topic")
def unknown_topic(content: Content) -> Iterator[Fault]:
    """A `language.yaml` gives a title to a topic, or a checklist belongs to one, that `catalogue.yaml`
    does not have. Correct or remove it."""
    known = {topic.value.id for topic in content.topics}
    for one in content.checklists if known else ():
        if one.value.topic not in known:
            what = f"the topic '{one.value.topic}' is not in catalogue.yaml"
            yield one.fault(f"{what}{suggestion(one.value.topic, known)}", "topic")
    for language in content.languages.values() if known else ():
        for named in language.value.topics:
            if named not in known:
                what = f"the topic '{named}' is not in catalogue.yaml{suggestion(named, known)}"
                yield language.fault(what, "topics", named)


@rule("unknown-language", Level.WARNING)
def unknown_language(content: Content) -> Iterator[Fault]:
    """A text stands under a code that is no language (en, lo, th …) or, for phrases and questions,
    neither a language folder nor a script (lao, latin, thai), so nobody will see it. Correct the
    code."""
    languages = set(content.codes)
    for contact in content.contacts:
        for key in ("name", "province", "address", "hours", "run_by", "note"):
            for code in getattr(contact.value, key) or {}:
                if code not in languages and not localedata.exists(code):
                    what = f"'{code}' is no language's code; write en, lo, th …"
                    yield contact.fault(what, key, code)
    names: list[Placed[PlaceEntry] | Placed[AgencyEntry]] = [*content.countries, *content.provinces]
    for entry in [*names, *content.agencies]:
        for code in entry.value.names:
            if code not in languages and code != "latin" and not localedata.exists(code):
                what = f"'{code}' is no language's code; write en, lo, th …, or latin"
                yield entry.fault(what, "names", code)
    for category in content.categories:
        for key in ("phrases", "examples"):
            yield from _unknown(category, getattr(category.value, key), languages | _SCRIPTS, key)
    if content.urgent is not None:
        for key in ("calm", "calm_examples"):
            texts = getattr(content.urgent.value, key)
            yield from _unknown(content.urgent, texts, languages | _SCRIPTS, key)
        for sign, words in content.urgent.value.signs.items():
            yield from _unknown(content.urgent, words, languages | _SCRIPTS, "signs", sign)
    if content.off_topic is not None:
        for theme, texts in content.off_topic.value.themes.items():
            yield from _unknown(
                content.off_topic, texts, languages | _SCRIPTS | {"mixed"}, "themes", theme
            )
    for text in content.texts:
        if text.front is not None:
            key = "questions_other_scripts"
            placed = Placed(text.front, text.document, ())
            yield from _unknown(placed, text.front.questions_other_scripts, _SCRIPTS, key)


def _unknown(
    entry: Placed[object], texts: Mapping[str, object], known: set[str], *path: str
) -> Iterator[Fault]:
    for code in texts if known else ():
        if code not in known:
            what = (
                f"'{code}' is not among {', '.join(sorted(known))}; correct it, or add the language"
            )
            yield entry.fault(what, *path, code)
