"""Checklists: complete in every language, numbers that never lie, lines that fit a phone."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.checks.suggestion import suggestion
from bot.catalogue.content import Content, Fault, ListText
from bot.catalogue.rules import rule
from bot.problems import Level

MAX_TITLE = 30
"""Characters of a list's title: a button, with an icon before it."""
MAX_HEADING = 24
"""Characters of a heading: a button, with an arrow before and "(2/3)" behind it."""
MAX_INTRO = 160
"""Characters of what stands above the boxes."""
MAX_ITEM = 64
"""Characters of an item: two lines of a 360-pixel phone."""
MAX_ITEMS = 6
"""Items of a group: two rows of buttons."""


@rule("checklist-number", breaks=True)
def checklist_number(content: Content) -> Iterator[Fault]:
    """Two items of a checklist have the same number, or two of a group the same icon. A number stays
    with its item for ever: people have it in old buttons. Give the newer item a number that the list
    never had, or another icon."""
    numbers: dict[tuple[str, int], str] = {}
    for one, item in content.items():
        number = item.value.number
        if numbers.setdefault((one.value.id, number), str(item.at)) != str(item.at):
            what = f"the number {number} stands twice in '{one.value.id}'"
            yield item.fault(f"{what}; take one that the list never had", "number")
    for one in content.checklists:
        for outer, group in enumerate(one.value.groups):
            icons = [item.icon for item in group.items]
            for inner, icon in enumerate(icons):
                if icon in icons[:inner]:
                    path = ("groups", outer, "items", inner, "icon")
                    yield one.fault(f"{icon} stands twice in '{group.id}'; choose another", *path)


@rule("checklist-text")
def checklist_text(content: Content) -> Iterator[Fault]:
    """A checklist has no text in a language, its text lacks a heading or an item, or it has one that is
    not in `checklists.yaml`. Write or remove it, so that all languages have the same boxes. While a
    language is `unfinished`, what is missing is a warning, and readers get the English text."""
    written = {(text.language, text.id) for text in content.list_texts}
    for code, language in content.languages.items():
        level = Level.WARNING if language.value.unfinished else None
        for one in content.checklists:
            if (code, one.value.id) not in written:
                path = f"{content.folder}/{code}/checklists/{one.value.id}.yaml"
                what = f"'{one.value.id}' has no text in '{code}'; write {path}"
                yield one.fault(what, "id", level=level)
    wanted = {
        one.value.id: (
            {group.id for group in one.value.groups},
            {str(item.number) for group in one.value.groups for item in group.items},
        )
        for one in content.checklists
    }
    for text in content.list_texts:
        if text.id in wanted:
            yield from _differences(content, text, *wanted[text.id])
        elif text.id not in content.list_ids:
            what = f"'{text.id}' is not in checklists.yaml{suggestion(text.id, wanted)}"
            yield text.fault(what)


def _differences(
    content: Content, text: ListText, groups: set[str], items: set[str]
) -> Iterator[Fault]:
    language = content.languages.get(text.language)
    level = Level.WARNING if language is not None and language.value.unfinished else None
    if text.text is None:
        return
    for key, written, wanted in (
        ("groups", set(text.text.groups), groups),
        ("items", set(text.text.items), items),
    ):
        for name in sorted(wanted - written):
            yield text.fault(f"'{name}' is missing under '{key}'; write it", key, level=level)
        for name in sorted(written - wanted):
            what = f"'{name}' is not in the list of checklists.yaml; correct or remove it"
            yield text.fault(what, key, name)


@rule("checklist-too-long")
def checklist_too_long(content: Content) -> Iterator[Fault]:
    """Something of a checklist does not fit a small phone: a title has more than 30 characters, a
    heading more than 24, the intro more than 160, an item more than 64, or a group more than 6 items.
    Shorten it, or make two groups."""
    limits = {"title": MAX_TITLE, "intro": MAX_INTRO, "groups": MAX_HEADING, "items": MAX_ITEM}
    for text in content.list_texts:
        for path, said in text.shown():
            if len(said) > limits[path[0]]:
                what = f"this has {len(said)} characters, at most {limits[path[0]]} fit"
                yield text.fault(f"{what}; shorten it", *path)
    for one in content.checklists:
        for number, group in enumerate(one.value.groups):
            if len(group.items) > MAX_ITEMS:
                what = f"'{group.id}' has {len(group.items)} items, at most {MAX_ITEMS} fit"
                yield one.fault(f"{what} on a screen; make two groups", "groups", number)
