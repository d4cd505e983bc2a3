"""A term of the glossary -> the other ways in which a text may spell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.schema import TermEntry
from bot.language.lao import TONES, compose

MIN_LETTERS = 4
"""A shorter Lao term is compared with its listed spellings only: too many words resemble it."""

_LAO = re.compile("[\u0e80-\u0eff]")
_ALIKE = (
    "\u0ea5\u0ea3\u0ebc",  # ລ ຣ ຼ
    "\u0e8d\u0ea2",  # ຍ ຢ
    "\u0eb4\u0eb5",  # ິ ີ
    "\u0eb6\u0eb7",  # ຶ ື
    "\u0eb8\u0eb9",  # ຸ ູ
)
"""Letters of the same sound and signs of the same vowel, short and long: taken for each other."""
_CLASS = {sign: f"[{group}]" for group in _ALIKE for sign in group}
_EXPLAINED = re.compile(r"\([^()]*\)|“[^“”]*”|\"[^\"]*\"|«[^«»]*»")
"""What stands in brackets or quotation marks: there a text may say how others call the thing."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling at ``column`` (from 1) of a text that the glossary writes as ``term``."""

    column: int
    found: str
    term: str


class Glossary:
    """The terms of one language, ready to look for their other spellings."""

    def __init__(self, entries: list[TermEntry], language: str) -> None:
        """Take the terms that ``language`` has."""
        self._searches = [
            (entry.term[language], _search(entry, language), _others(entry, language))
            for entry in entries
            if language in entry.term
        ]

    def spellings(self, text: str) -> Iterator[Spelling]:
        """Yield what ``text`` spells otherwise than the glossary, term by term."""
        plain = _EXPLAINED.sub(lambda found: " " * len(found[0]), text)
        for term, search, others in self._searches:
            for found in search.finditer(plain):
                if found[0].lower() != term.lower() and found[0] not in others:
                    yield Spelling(found.start() + 1, found[0], term)


def _search(entry: TermEntry, language: str) -> re.Pattern[str]:
    avoided = [_exactly(spelling) for spelling in entry.avoid.get(language, ())]
    return re.compile("|".join([*avoided, _nearly(entry.term[language])]), re.IGNORECASE)


def _others(entry: TermEntry, language: str) -> frozenset[str]:
    return frozenset(compose(word) for word in entry.other_words.get(language, ()))


def _exactly(spelling: str) -> str:
    pattern = re.escape(compose(spelling))
    return pattern if _LAO.search(spelling) else rf"\b{pattern}\b"


def _nearly(term: str) -> str:
    """Return a pattern for ``term`` with other tones, letters of the same sound, hyphens or blanks."""
    if not _LAO.search(term):
        return r"\b" + r"[\s-]?".join(map(re.escape, re.split(r"[\s-]", term))) + r"\b"
    bare = [sign for sign in compose(term) if sign not in TONES]
    if len(bare) < MIN_LETTERS:
        return re.escape(compose(term))
    return "".join(f"{_CLASS.get(sign, re.escape(sign))}[{TONES}]*" for sign in bare)
