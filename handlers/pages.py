"""The catalogue as screens: pure functions from a view and an id to a Screen.

The first page of an article is its summary with the numbers to call and where the text comes from;
"more" leads through its parts, one screen each.
"""

from __future__ import annotations

import re

from bot import directory
from bot.catalogue.model import Article, Catalogue, Contact
from handlers.cards import card, contact_line, copy_buttons
from handlers.richtext import RichText, bold, italic, joined, markdown
from handlers.routes import (
    Target,
    ToArticle,
    ToContacts,
    ToRelated,
    ToSources,
    ToTopic,
    payload,
)
from handlers.screen import Button, Rows, Screen
from handlers.view import View

_LINK = re.compile(r"\[([^\]]*)\]\((contact|article):([a-z0-9-]+)\)")


def topic(view: View, topic_id: str) -> Screen:
    """Return the list of a topic's articles, one button each."""
    found = view.catalogue.topics.get(topic_id)
    if found is None:
        return gone(view)
    articles = [view.catalogue.articles[name] for name in found.articles]
    rows: Rows = tuple(
        (Button(view.article_label(article), ToArticle(article.id)),) for article in articles
    )
    content = bold(view.topic_label(topic_id)) + "\n" + view.tr("Choose a question:")
    return Screen(content, (*rows, *_foot(view, ToTopic(topic_id), back=None)))


def article(view: View, article_id: str, page: int = 0) -> Screen:
    """Return page ``page`` of an article: 0 is the summary; a page past the end is the last one."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    parts = view.text(found).parts
    page = min(page, len(parts))
    return _summary(view, found) if page == 0 else _part(view, found, page)


def _summary(view: View, found: Article) -> Screen:
    text = view.text(found)
    contacts = _contacts(view, found)
    first = [contact for contact in contacts if directory.numbers(contact)]
    first = first[: view.settings.limits.contacts_on_first_screen]
    content = joined(
        [
            bold(view.article_label(found)),
            RichText(text.summary),
            joined([contact_line(view, contact) for contact in first]),
            provenance(view, found),
        ],
        "\n\n",
    )
    rows: list[tuple[Button, ...]] = [copy_buttons(first)] if first else []
    rows.extend(_more(view, found, 0))
    if contacts:
        rows.append((Button(f"☎️ {view.tr('Who can help')}", ToContacts(found.id)),))
    sources = Button(f"📄 {view.tr('Sources')}", ToSources(found.id))
    related = Button(f"🔗 {view.tr('See also')}", ToRelated(found.id))
    rows.append((related, sources) if found.related else (sources,))
    here = ToArticle(found.id)
    return Screen(content, (*rows, *_foot(view, here, back=ToTopic(found.topic))))


def _part(view: View, found: Article, page: int) -> Screen:
    text = view.text(found)
    part = text.parts[page - 1]
    heading = bold(part.heading) if part.heading else RichText()
    body = markdown(_with_links(view, part.markdown))
    content = joined(
        [italic(view.article_label(found)), joined([heading, body]), provenance(view, found)],
        "\n\n",
    )
    rows = list(_more(view, found, page))
    if page == len(text.parts):
        rows.extend(_related_rows(view, found))
    here = ToArticle(found.id, page)
    return Screen(content, (*rows, *_foot(view, here, back=ToArticle(found.id, page - 1))))


def contacts(view: View, article_id: str, page: int = 0) -> Screen:
    """Return a page of an article's contacts as cards, those where the person is first."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    everybody = _contacts(view, found)
    size = view.settings.limits.contacts_per_screen
    pages = max(1, -(-len(everybody) // size))
    page = min(page, pages - 1)
    shown = everybody[page * size : (page + 1) * size]
    title = bold(f"☎️ {view.tr('Who can help')}: {view.text(found).title}")
    content = joined([title, *(card(view, contact) for contact in shown)], "\n\n")
    rows: list[tuple[Button, ...]] = []
    if any(directory.numbers(contact) for contact in shown):
        rows.append(copy_buttons(shown))
    if page + 1 < pages:
        label = f"➡️ {view.tr('More')} ({page + 2}/{pages})"
        rows.append((Button(label, ToContacts(found.id, page + 1)),))
    back = ToContacts(found.id, page - 1) if page else ToArticle(found.id)
    return Screen(content, (*rows, *_foot(view, ToContacts(found.id, page), back=back)))


def related(view: View, article_id: str) -> Screen:
    """Return the articles related to an article as buttons."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    content = bold(f"🔗 {view.tr('See also')}") + "\n" + view.text(found).title
    back = ToArticle(found.id)
    foot = _foot(view, ToRelated(found.id), back=back)
    return Screen(content, (*_related_rows(view, found), *foot))


def sources(view: View, article_id: str) -> Screen:
    """Return where an article's facts come from, with year and address."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    lines = [bold(f"📄 {view.tr('Sources')}: {view.text(found).title}")]
    for name in found.sources:
        source = view.catalogue.sources[name]
        lines.append(RichText(f"• {source.title}. {source.publisher}, {source.as_of}"))
        if source.url:
            lines.append(RichText(source.url))
    lines.append(RichText(view.tr("Checked on {date}", date=view.tr.date(found.checked))))
    here = ToSources(found.id)
    return Screen(joined(lines), _foot(view, here, back=ToArticle(found.id)))


def gone(view: View) -> Screen:
    """Return what an old button or link of a removed page leads to."""
    content = bold(view.tr("This page is no longer here.")) + "\n"
    content += view.tr("Look in the menu, or write your question in your own words.")
    return Screen(content, ((view.menu_button(), view.sos_button()),))


def provenance(view: View, found: Article) -> RichText:
    """Return the footer of every page: when it was checked, by which source, and how far it is read."""
    source = view.catalogue.sources[found.sources[0]]
    checked = view.tr("Checked on {date}", date=view.tr.date(found.checked))
    said = view.tr("Source: {source}", source=f"{source.publisher} ({source.as_of})")
    footer = f"{checked} · {said}"
    if view.settings.show_draft_notice and view.text(found).review is None:
        footer += "\n" + view.tr("Draft: a native speaker has not read this text yet.")
    return italic(footer)


def _contacts(view: View, found: Article) -> list[Contact]:
    before_choice = view.settings.countries.before_choice
    return directory.of_article(view.catalogue, found, view.country, before_choice)


def _more(view: View, found: Article, page: int) -> Rows:
    parts = view.text(found).parts
    if page >= len(parts):
        return ()
    heading = parts[page].heading or view.tr("More")
    label = f"➡️ {heading} ({page + 1}/{len(parts)})"
    return ((Button(label, ToArticle(found.id, page + 1)),),)


def _related_rows(view: View, found: Article) -> Rows:
    others = (view.catalogue.articles[name] for name in found.related)
    return tuple((Button(view.article_label(other), ToArticle(other.id)),) for other in others)


def _foot(view: View, here: Target, *, back: Target | None) -> Rows:
    """Return the rows under every page: back, home and help; then the other languages."""
    way_back = (Button(f"⬅️ {view.tr('Back')}", back),) if back else ()
    return (
        (*way_back, view.menu_button(), view.sos_button()),
        view.language_buttons(here),
    )


def _with_links(view: View, source: str) -> str:
    """Turn ``contact:`` links into name and number, ``article:`` links into deep links."""

    def replace(match: re.Match[str]) -> str:
        label, kind, name = match.groups()
        if kind == "contact":
            return _number_after(view.catalogue, label, name)
        if name not in view.catalogue.articles:
            return label
        link = payload(ToArticle(name))
        return f"[{label}](https://t.me/{view.bot_username}?start={link})"

    return _LINK.sub(replace, source)


def _number_after(catalogue: Catalogue, label: str, name: str) -> str:
    contact = catalogue.contacts.get(name)
    numbers = directory.numbers(contact) if contact else ()
    return f"{label} **{numbers[0]}**" if numbers else label
