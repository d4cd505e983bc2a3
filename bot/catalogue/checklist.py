"""Checklists: what somebody ticks off before leaving, on arrival, before going home.

Which items are done is nowhere kept but in the button of the list: one bit for each item's number. So a
number stays with its item for ever, and a button of last year is right after items came or went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

LAST_NUMBER = 32
"""The highest number of an item: as bits, written in hexadecimal, they are 8 signs of a button."""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A box to tick: ``article`` is the id of the one that says how, ``facts`` what supports it."""

    number: int
    icon: str
    article: str | None = None
    facts: tuple[str, ...] = ()

    @property
    def bit(self) -> int:
        """What stands for the item in a set of ticks."""
        return 1 << (self.number - 1)


@dataclass(frozen=True, slots=True)
class ChecklistGroup:
    """Items that stand on one screen."""

    id: str
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class ChecklistText:
    """A list in one language: ``groups`` are headings by id, ``items`` texts by number."""

    title: str
    intro: str
    groups: Mapping[str, str]
    items: Mapping[int, str]
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list: what does not depend on the language, and its text in each language.

    ``topic`` and ``articles`` are the ids of the pages that offer it; ``sources`` are ids, the most
    important first.
    """

    id: str
    icon: str
    topic: str
    checked: date
    sources: tuple[str, ...]
    articles: tuple[str, ...]
    groups: tuple[ChecklistGroup, ...]
    texts: Mapping[str, ChecklistText]

    def text(self, language: str) -> ChecklistText:
        """Return the list in ``language``, else in any language it has."""
        return self.texts.get(language) or next(iter(self.texts.values()))

    def items(self) -> Iterator[ChecklistItem]:
        """Yield the items of all groups."""
        for group in self.groups:
            yield from group.items

    def known(self, ticked: int) -> int:
        """Return of a set of ticks those of items that the list still has."""
        return ticked & sum(item.bit for item in self.items())
