"""Checklists as screens: boxes to tick, a group of items on each page.

The items stand in the text in full; below, each has a button with its box and icon, three in a row, so
that a group fits a small phone. What is ticked is nowhere but in the buttons.
"""

from __future__ import annotations

from bot import links
from bot.catalogue.checklist import Checklist, ChecklistItem, ChecklistText
from bot.links import Link, LinkTo
from handlers.pages import article_link, draft_notice, gone, list_rows, provenance
from handlers.richtext import RichText, bold, joined, link
from handlers.routes import KeepChecklist, Place, ToChecklist, ToTopic
from handlers.screen import Button, Screen
from handlers.view import MOST_IN_ROW, View

DONE, OPEN = "☑", "☐"


def choice(view: View) -> Screen:
    """Return all lists, one button each."""
    content = bold(f"{DONE} {view.tr('Checklists')}") + "\n"
    content += view.tr("Which list do you need?")
    rows = list_rows(view, view.catalogue.checklists.values())
    return Screen(content, (*rows, *view.foot(Place.CHECKLISTS)))


def checklist(view: View, list_id: str, ticked: int = 0, page: int = 0) -> Screen:
    """Return a page of a list: the items of one group with their boxes; past the end, the last page."""
    found = view.catalogue.checklists.get(list_id)
    if found is None:
        return gone(view)
    page = min(page, len(found.groups) - 1)
    ticked = found.known(ticked)
    text, group = found.text(view.language), found.groups[page]
    title = [bold(f"{found.icon} {text.title}")]
    if page == 0:
        title.append(RichText(text.intro))
    heading = bold(_heading(found, text, page)) + f" · {_progress(view, found, ticked)}"
    items = joined([_line(view, text, item, ticked) for item in group.items])
    said = provenance(view, found) if page else _provenance(view, found)
    # The items come last, where a small phone shows them together with their buttons.
    content = joined([joined(title), said, joined([heading, items])], "\n\n")
    boxes = [
        Button(f"{_box(item, ticked)} {item.icon}", ToChecklist(found.id, ticked ^ item.bit, page))
        for item in group.items
    ]
    rows: list[tuple[Button, ...]] = [
        tuple(boxes[start : start + MOST_IN_ROW]) for start in range(0, len(boxes), MOST_IN_ROW)
    ]
    if page + 1 < len(found.groups):
        label = f"➡️ {_heading(found, text, page + 1)}"
        rows.append((Button(label, ToChecklist(found.id, ticked, page + 1)),))
    else:
        keep = Button(f"💾 {view.tr('Send to keep')}", KeepChecklist(found.id, ticked))
        anew = Button(f"🔄 {view.tr('Start again')}", ToChecklist(found.id))
        rows.append((keep, anew) if ticked else (keep,))
    back = ToChecklist(found.id, ticked, page - 1) if page else ToTopic(found.topic)
    return Screen(content, (*rows, *view.foot(ToChecklist(found.id, ticked, page), back)))


def to_keep(view: View, list_id: str, ticked: int) -> Screen:
    """Return a list as it is ticked, as plain text: nothing in it changes when it is forwarded."""
    found = view.catalogue.checklists.get(list_id)
    if found is None:
        return gone(view)
    text = found.text(view.language)
    paragraphs = [f"{found.icon} {text.title}\n{_progress(view, found, ticked)}"]
    for page, group in enumerate(found.groups):
        lines = [f"{_box(item, ticked)} {text.items[item.number]}" for item in group.items]
        paragraphs.append("\n".join([_heading(found, text, page), *lines]))
    address = links.address(view.bot_username, Link(LinkTo.CHECKLIST, found.id))
    paragraphs.append(f"{_provenance(view, found).text}\n{view.bot_name()}: {address}")
    return Screen(RichText("\n\n".join(paragraphs)))


def _box(item: ChecklistItem, ticked: int) -> str:
    return DONE if ticked & item.bit else OPEN


def _heading(found: Checklist, text: ChecklistText, page: int) -> str:
    group = found.groups[page]
    return f"{text.groups.get(group.id, '')} ({page + 1}/{len(found.groups)})".strip()


def _line(view: View, text: ChecklistText, item: ChecklistItem, ticked: int) -> RichText:
    line = RichText(f"{_box(item, ticked)} {item.icon} {text.items[item.number]}")
    article = view.article(item.article) if item.article else None
    return (
        line
        if article is None
        else line + " " + link(view.tr("How?"), article_link(view, article.id))
    )


def _progress(view: View, found: Checklist, ticked: int) -> str:
    everything = sum(1 for _ in found.items())
    done = found.known(ticked).bit_count()
    return view.tr("{done} of {all} done", done=done, all=everything)


def _provenance(view: View, found: Checklist) -> RichText:
    reviewed = found.text(view.language).reviewed
    return joined([provenance(view, found), draft_notice(view, reviewed)])
