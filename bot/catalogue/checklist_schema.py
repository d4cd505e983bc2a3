"""What may stand in ``checklists.yaml`` and in the texts of lists: as in :mod:`bot.catalogue.schema`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from bot.catalogue.checklist import LAST_NUMBER
from bot.catalogue.schema import Day, Entry, Identified, Line, Translation


class ChecklistsFile(Entry):
    """``checklists.yaml`` as a whole; its lists are checked one by one."""

    checklists: list[Any]


class ItemEntry(Entry):
    """One item of a list."""

    number: Annotated[int, Field(ge=1, le=LAST_NUMBER)]
    icon: Line
    article: Line | None = None
    facts: tuple[Line, ...] = ()


class GroupEntry(Identified):
    """Items that stand on one screen."""

    items: Annotated[tuple[ItemEntry, ...], Field(min_length=1)]


class ChecklistEntry(Identified):
    """One list: what does not depend on the language."""

    icon: Line
    topic: Line
    checked: Day
    sources: tuple[Line, ...]
    articles: tuple[Line, ...] = ()
    groups: Annotated[tuple[GroupEntry, ...], Field(min_length=1)]


class ChecklistTextEntry(Entry):
    """A list in one language: headings by the id of their group, items by their number."""

    title: Line
    intro: Line
    groups: dict[str, Line]
    items: dict[str, Line]
    translation: Translation
