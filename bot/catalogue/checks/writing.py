"""Letters: canonical Lao, the script of the language, no hidden signs, no bare yes and no."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.catalogue.checks.shown import shown
from bot.catalogue.content import Content, Fault, fault_in
from bot.catalogue.rules import rule
from bot.catalogue.scalars import scalars
from bot.language.lao import compose

_LAO = re.compile("[\u0e80-\u0eff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SCRIPTS = {
    "lao": _LAO,
    "thai": re.compile("[\u0e00-\u0e7f]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_FLAGS = {"short_code", "unverified_format", "approximate", "year_approximate", "unfinished"}
TODO = "TODO"
"""Stands in a new article's files wherever something is still to be written."""


@rule("not-canonical")
def not_canonical(content: Content) -> Iterator[Fault]:
    """A Lao word is typed with other signs than usual, though it looks the same (ເເ for ແ, ຫນ for ໜ, a
    tone before the vowel sign, an invisible sign). People who type it the usual way would not find
    it. Type the word anew, or copy it from the message."""
    for document in content.documents:
        for path, text in scalars(document):
            if what := _repairs(text):
                yield fault_in(document, path, what)
    for article in content.texts:
        if _repairs("\n".join(line.text for line in article.lines)) is None:
            continue  # the whole at once is quicker, and nearly all texts are right
        for line in article.lines:
            if what := _repairs(line.text):
                yield article.fault_at(line.number, _first_repaired(line.text), what)


def _repairs(text: str) -> str | None:
    if not _LAO.search(text) or compose(text) == text:
        return None
    words = [word for word in text.split() if compose(word) != word][:3] or [text]
    repairs = (f"'{word}' should be '{compose(word)}' ({_signs(word)})" for word in words)
    return "; ".join(repairs)


def _signs(word: str) -> str:
    """Name the signs that differ, because the two spellings look the same."""
    right = compose(word)
    start = _alike(word, right)
    end = _alike(word[start:][::-1], right[start:][::-1])
    named = [
        " ".join(f"U+{ord(sign):04X}" for sign in spelling[start : len(spelling) - end])
        or "nothing"
        for spelling in (word, right)
    ]
    return f"{named[0]} should be {named[1]}"


def _alike(one: str, other: str) -> int:
    """Return how many signs both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _first_repaired(line: str) -> int:
    words = (found for found in re.finditer(r"\S+", line) if compose(found[0]) != found[0])
    first = next(words, None)
    return first.start() + 1 if first else 1


@rule("wrong-script")
def wrong_script(content: Content) -> Iterator[Fault]:
    """Fewer than half of an article's letters are of the script of its language (`language.yaml`), so it
    is probably not translated, or in the wrong folder."""
    for article in content.texts:
        language = content.languages.get(article.language)
        if language is None or article.front is None or TODO in article.front.title:
            continue
        script = language.value.script
        read = "".join(one.text for one in shown(article))
        letters = {sign: n for sign, n in Counter(read).items() if sign.isalpha()}
        total = sum(letters.values())
        own = sum(n for sign, n in letters.items() if _SCRIPTS[script].match(sign))
        if own * 2 < total:
            share = own * 100 // total
            what = f"only {share}% of the letters are {script}, the script of '{article.language}'"
            yield article.fault(f"{what}; translate the text, or move the file", "title")


@rule("bidi-control")
def bidi_control(content: Content) -> Iterator[Fault]:
    """There is an invisible sign that turns the direction of writing, so people would see another
    text than the one checked. Delete it: delete the signs around it too and type them anew."""
    for name, text in content.raw.items():
        for found in _BIDI.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            what = f"an invisible sign (U+{ord(found[0]):04X}) that turns the direction of writing"
            yield Fault(name, line, column, f"{what}; delete it and type its neighbours anew")


@rule("boolean-text")
def boolean_text(content: Content) -> Iterator[Fault]:
    """A text is a bare yes, no, on, off, true or false, which other programs do not read as text.
    Put it between quotes: 'no'."""
    for document in content.documents:
        for path in document.bare_booleans:
            if path[-1] not in _FLAGS:
                value = next(text for at, text in scalars(document) if at == path)
                what = f"a bare {value} is not read as text by every program; write '{value}'"
                yield fault_in(document, path, what)


@rule("todo")
def todo(content: Content) -> Iterator[Fault]:
    """Something is still to be written: the word TODO stands there. Write the text in its place."""
    for article in content.texts:
        for path, text in scalars(article.document):
            if TODO in text:
                yield article.fault(_still(), *path)
        for line in article.lines:
            if (column := line.text.find(TODO)) >= 0:
                yield article.fault_at(line.number, column + 1, _still())


def _still() -> str:
    return f"{TODO} stands here; write the text in its place"
