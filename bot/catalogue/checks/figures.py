"""Figures: each that a text states is in a fact of its article, and the same in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.catalogue.checks.phones import SHORT_CODE
from bot.catalogue.checks.shown import Shown, front_shown, shown, shown_line
from bot.catalogue.checks.values import not_in_fact
from bot.catalogue.content import Content, Fault, TextFile
from bot.catalogue.figures import (
    LANGUAGES,
    Figure,
    Stated,
    bare_numbers,
    dated,
    stated,
    supported,
)
from bot.catalogue.markdown import BodyLine
from bot.catalogue.model import FALLBACK_LANGUAGE, Confidence
from bot.catalogue.rules import rule
from bot.catalogue.schema import ArticleEntry, ContactEntry, FactEntry, SourceEntry
from bot.problems import Level

_MOST_PROPOSED = 3
"""Facts in a message: a common figure such as "1 year" is in dozens."""

_Said = Mapping[str, frozenset[Figure]]


@rule("figure-without-fact")
def figure_without_fact(content: Content) -> Iterator[Fault]:
    """A text or checklist states a figure (a number with a unit, money, a percentage, an age, a
    date, a time of day, a number above 10) that is in none of the `facts` of the article or item,
    nor in name, address, hours, note or date of its contacts, nor a date of its sources. Correct
    it, or name the fact that says it under `facts` in `catalogue.yaml`. What no fact says is not
    written: write whom to ask."""
    facts = {one.value.id: _in_fact(one.value) for one in content.facts}
    contacts = {one.value.id: _in_contact(one.value) for one in content.contacts}
    sources = {one.value.id: _in_source(one.value) for one in content.sources}
    called = {Figure("number", Decimal(one)) for one in _short_codes(content)}  # see phone-in-text
    amiss = {value.value.id for value, _ in not_in_fact(content)}  # see value-not-in-fact
    texts: dict[str, list[TextFile]] = {}
    for text in content.texts:
        texts.setdefault(text.id, []).append(text)
    for article in content.articles:
        entry = article.value
        links = (link for text in texts.get(entry.id, ()) for link in text.links)
        rests_on = [
            *((one, facts) for one in entry.facts),
            *((one, contacts) for one in entry.contacts),
            *((one.id, contacts) for one in links if one.scheme == "contact"),
            *((one, sources) for one in entry.sources),
        ]
        if any(one not in read for one, read in rests_on):
            continue  # what could not be read may hold the figure; it has a fault of its own
        known = called.union(*(read[one] for one, read in rests_on))
        for text in texts.get(entry.id, ()):
            told = [one.shown for one in text.references if one.shown and one.id in amiss]
            for place, found in _figures(text):
                if found.figure not in known and not _says(told, found):
                    what = f"'{found.words}' is in no fact of '{entry.id}'"
                    remedy = _remedy(found.figure, facts, _nearest_first(content, entry))
                    yield text.fault_at(*place, f"{what}; {remedy}")

    yield from _in_lists(content, facts, sources, called)


def _in_lists(
    content: Content, facts: _Said, sources: _Said, called: set[Figure]
) -> Iterator[Fault]:
    """Yield the figures of checklists that are in no fact of their item, nor date of the sources.

    Title, intro and headings may say what any item says.
    """
    for one in content.checklists:
        items = {str(item.number): item for group in one.value.groups for item in group.items}
        named = {fact for item in items.values() for fact in item.facts}
        if not named <= facts.keys() or not set(one.value.sources) <= sources.keys():
            continue  # what could not be read may hold the figure; it has a fault of its own
        dates = called.union(*(sources[source] for source in one.value.sources))
        for text in content.list_texts:
            for path, said in text.shown() if text.id == one.value.id else ():
                item = items.get(path[-1]) if path[0] == "items" else None
                known = dates.union(*(facts[fact] for fact in (item.facts if item else named)))
                for found in stated(said):
                    if found.figure not in known:
                        what = f"'{found.words}' is in no fact of this item of '{one.value.id}'"
                        remedy = _remedy(found.figure, facts, list(facts), "checklists.yaml")
                        yield text.fault(f"{what}; {remedy}", *path)


def _figures(text: TextFile) -> Iterator[tuple[tuple[int, int], Stated]]:
    """Yield the figures of a text with line and column."""
    for one in shown(text):
        for found in stated(one.text):
            yield one.place(found.words, found.start), found


def _short_codes(content: Content) -> Iterator[str]:
    for contact in content.contacts:
        yield from (phone for phone in contact.value.phones if SHORT_CODE.fullmatch(phone))


def _in_fact(fact: FactEntry) -> frozenset[Figure]:
    return supported(fact.fact) | supported(fact.caution or "") | dated(fact.as_of)


def _in_contact(contact: ContactEntry) -> frozenset[Figure]:
    texts = (contact.name, contact.hours or {}, contact.note or {}, contact.address or {})
    said = (supported(text) for each in texts for text in each.values())
    return dated(contact.as_of).union(*said)


def _in_source(source: SourceEntry) -> frozenset[Figure]:
    published = dated(str(source.year)) if source.year else frozenset[Figure]()
    return dated(source.as_of) | published


def _nearest_first(content: Content, article: ArticleEntry) -> list[str]:
    """Return the ids of all facts, first those of the article's own sources."""
    ordered = sorted(content.facts, key=lambda one: one.value.source not in article.sources)
    return [one.value.id for one in ordered]


def _remedy(figure: Figure, facts: _Said, order: list[str], file: str = "catalogue.yaml") -> str:
    say_so = [f"'{one}'" for one in order if figure in facts[one]]
    if not say_so:
        return "correct it, or write whom to ask instead"
    proposed = " or ".join(say_so[:_MOST_PROPOSED])
    return f"correct it, or if it is meant add {proposed} to its facts in {file}"


@rule("figures-differ", Level.WARNING)
def figures_differ(content: Content) -> Iterator[Fault]:
    """Title, summary, a part or a line of a checklist state other figures than in English: 30 days
    here, 60 days there. (Texts with more or fewer parts are compared as a whole.) Compare both with
    the facts and correct the wrong one."""
    yield from _lists_differ(content)
    readable = [text for text in content.texts if text.front is not None and text.lines]
    english = {text.id: text for text in readable if text.language == FALLBACK_LANGUAGE}
    for text in readable:
        other = english.get(text.id, text)
        if other is text or text.language not in LANGUAGES:
            continue
        if any(one.shown is None for one in (*text.references, *other.references)):
            continue  # what is not shown may hold the figure; it has a fault of its own
        by_part = len(text.parts) == len(other.parts)
        for here, there in zip(_pieces(text, by_part), _pieces(other, by_part), strict=True):
            said = (
                ("here", _not_in(here, there, _named_only_in(text, other))),
                ("there", _not_in(there, here, _named_only_in(other, text))),
            )
            if differences := [f"only {where} {', '.join(one)}" for where, one in said if one]:
                what = f"the figures differ from {other.file}:{there[0].line}"
                place = here[0].line, here[0].column or 1
                remedy = "correct the wrong text"
                yield text.fault_at(*place, f"{what}: {'; '.join(differences)}; {remedy}")


def _lists_differ(content: Content) -> Iterator[Fault]:
    """Yield the lines of checklists that state other figures than the English ones."""
    english = {
        one.id: dict(one.shown()) for one in content.list_texts if one.language == FALLBACK_LANGUAGE
    }
    for text in content.list_texts:
        there = english.get(text.id, {})
        for path, said in text.shown() if text.language in LANGUAGES else ():
            if path in there and _numbers(said) != _numbers(there[path]):
                what = f"the figures differ from the English line ('{there[path]}')"
                yield text.fault(f"{what}; correct the wrong text", *path)


def _numbers(said: str) -> set[Figure]:
    return {one.figure for one in stated(said)}


def _pieces(text: TextFile, by_part: bool) -> Iterator[tuple[Shown, ...]]:
    """Yield title, summary and each part (or all the text at once) as their lines."""
    yield from ((one,) for one in front_shown(text))
    if not by_part:
        yield tuple(map(shown_line, text.lines))
        return
    for part in text.parts:
        heading = BodyLine(part.line, part.heading or "")
        yield shown_line(heading), *map(shown_line, part.lines)


def _not_in(these: tuple[Shown, ...], those: tuple[Shown, ...], told: list[str]) -> list[str]:
    """Return the words of ``these`` for figures that neither ``those`` nor ``told`` say."""
    said = [*(line.text for line in those), *told]
    found = (one for line in these for one in stated(line.text))
    return list(dict.fromkeys(f"'{one.words}'" for one in found if not _says(said, one)))


def _says(texts: list[str], found: Stated) -> bool:
    """Return whether one of ``texts`` states a figure, or its number without the unit."""
    return any(found.figure in supported(one) or found.number in bare_numbers(one) for one in texts)


def _named_only_in(text: TextFile, other: TextFile) -> list[str]:
    """Return what ``text`` shows of values that ``other`` does not name: see value-one-language."""
    named = {one.id for one in other.references}
    return [one.shown for one in text.references if one.shown and one.id not in named]


@rule("fact-without-source")
def fact_without_source(content: Content) -> Iterator[Fault]:
    """A fact names neither a `source` nor the facts it was `worked_from`, but its `confidence` is not
    `low`. Name its source, or set `confidence: low`."""
    for fact in content.facts:
        entry = fact.value
        sure = entry.confidence is not Confidence.LOW
        if sure and entry.source is None and not entry.worked_from:
            what = f"'{entry.id}' has no source, so its confidence cannot be {entry.confidence}"
            yield fact.fault(f"{what}; name its source or write low", "confidence")


@rule("fact-source-unnamed")
def fact_source_unnamed(content: Content) -> Iterator[Fault]:
    """An article or checklist rests on a fact whose source is not among its `sources`. Add it there."""
    source_of = {one.value.id: one.value.source for one in content.facts}
    for article in content.articles:
        for number, named in enumerate(article.value.facts):
            source = source_of.get(named)
            known = source is not None and source in (content.source_ids or ())
            if known and source not in article.value.sources:
                what = f"'{named}' comes from '{source}'"
                yield article.fault(f"{what}; add that to the article's sources", "facts", number)
    for one, item in content.items():
        for number, named in enumerate(item.value.facts):
            source = source_of.get(named)
            known = source is not None and source in (content.source_ids or ())
            if known and source not in one.value.sources:
                what = f"'{named}' comes from '{source}'"
                yield item.fault(f"{what}; add that to the list's sources", "facts", number)
