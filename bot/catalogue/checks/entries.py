"""Icons, sources, places on the map, danger phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.catalogue.content import Content, Fault, Placed
from bot.catalogue.rules import rule
from bot.problems import Level

_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?"
)
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[0-9#*]\ufe0f?\u20e3"  # a key
    f"|{_PICTURE}(?:\u200d{_PICTURE})*"
)


@rule("not-an-emoji")
def not_an_emoji(content: Content) -> Iterator[Fault]:
    """The icon of a topic, article or checklist is not one emoji. People who do not read well go by
    it: choose one picture."""
    for topic in content.topics:
        if not _EMOJI.fullmatch(topic.value.icon):
            yield topic.fault(_no_emoji(topic.value.icon), "icon")
    for article in content.articles:
        if not _EMOJI.fullmatch(article.value.icon):
            yield article.fault(_no_emoji(article.value.icon), "icon")
    for one in content.checklists:
        if not _EMOJI.fullmatch(one.value.icon):
            yield one.fault(_no_emoji(one.value.icon), "icon")
    for _, item in content.items():
        if not _EMOJI.fullmatch(item.value.icon):
            yield item.fault(_no_emoji(item.value.icon), "icon")


def _no_emoji(icon: str) -> str:
    return f"'{icon}' is not one emoji; choose one picture"


@rule("source-without-address", Level.WARNING)
def source_without_address(content: Content) -> Iterator[Fault]:
    """A source has neither `url` nor `note`, so nobody can look it up. Add the address, or a note that
    says where it can be found."""
    for source in content.sources:
        if not source.value.url and not source.value.note:
            what = f"'{source.value.id}' has neither url nor note"
            yield source.fault(f"{what}; add where it can be found", "id")


@rule("half-a-place")
def half_a_place(content: Content) -> Iterator[Fault]:
    """A contact has `latitude` without `longitude` or the other way round. Add the other number, or
    leave both out."""
    for contact in content.contacts:
        if (contact.value.latitude is None) != (contact.value.longitude is None):
            there = "latitude" if contact.value.longitude is None else "longitude"
            missing = "longitude" if there == "latitude" else "latitude"
            yield contact.fault(f"there is no {missing}; add it, or leave both out", there)


@rule("open-without-hours")
def open_without_hours(content: Content) -> Iterator[Fault]:
    """A contact has `open` without `hours`: nobody could read when somebody answers. Say the same in
    words under `hours`."""
    for contact in content.contacts:
        if contact.value.open is not None and contact.value.hours is None:
            yield contact.fault("there is no hours; say there in words what open says", "open")


@rule("empty-category")
def empty_category(content: Content) -> Iterator[Fault]:
    """A category of `urgent.yaml` has no phrases, so it never warns. Add phrases, or remove it."""
    for category in content.categories:
        if not any(category.value.phrases.values()):
            what = f"'{category.value.article}' has no phrases; add some or remove the category"
            yield category.fault(what, "phrases")


@rule("phrase-form")
def phrase_form(content: Content) -> Iterator[Fault]:
    """A phrase or sign of `urgent.yaml` is not well-formed: nothing before or after a `+`, or a `*` that
    is not at the end of a word. Write for example `lock* + door`."""
    for category in content.categories:
        yield from _malformed(category, category.value.phrases, "phrases")
    if content.urgent is not None:
        yield from _malformed(content.urgent, content.urgent.value.calm, "calm")
        for sign, phrases in content.urgent.value.signs.items():
            yield from _malformed(content.urgent, phrases, "signs", sign)


def _malformed(
    entry: Placed[object], phrases: Mapping[str, tuple[str, ...]], *path: str
) -> Iterator[Fault]:
    for language, listed in phrases.items():
        for number, phrase in enumerate(listed):
            if not all(_well_formed(piece) for piece in phrase.split("+")):
                what = f"'{phrase}' is not a phrase; write words, ' + ' between pieces, '*' at a "
                yield entry.fault(what + "word's end", *path, language, number)


def _well_formed(piece: str) -> bool:
    words = piece.split()
    return bool(words) and all("*" not in word[:-1] and word != "*" for word in words)
