"""The catalogue as screens: pure functions from a view and an id to a Screen.

The first page of an article is its summary, where it comes from, and last, where a phone shows it first,
the numbers to call; "more" leads through its parts, one screen each. Rows of buttons are few: with a
keyboard open a small phone has room for five.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot import directory, links
from bot.catalogue.checklist import Checklist
from bot.catalogue.model import Article, Catalogue, Contact
from bot.links import Link, LinkTo
from handlers import papers
from handlers.cards import cards, contact_line, copy_buttons
from handlers.richtext import RichText, bold, italic, joined, link, markdown
from handlers.routes import (
    Feedback,
    Place,
    Target,
    ToArticle,
    ToChecklist,
    ToContacts,
    ToRelated,
    ToShare,
    ToSources,
    ToTopic,
)
from handlers.screen import Button, Rows, Screen
from handlers.verdict import Verdict
from handlers.view import View

_LINK = re.compile(r"\[([^\]]*)\]\((contact|article):([a-z0-9-]+)\)(?=(\w?))")


def topic(view: View, topic_id: str) -> Screen:
    """Return the list of a topic's articles, one button each."""
    found = view.catalogue.topics.get(topic_id)
    if found is None:
        return gone(view)
    articles = [view.catalogue.articles[name] for name in found.articles]
    content = bold(view.topic_label(topic_id)) + "\n" + view.tr("Choose a question:")
    lists = [one for one in view.catalogue.checklists.values() if one.topic == topic_id]
    rows = (*list_rows(view, lists), *article_rows(view, articles))
    return Screen(content, (*rows, *view.foot(ToTopic(topic_id))))


def article(view: View, article_id: str, page: int = 0) -> Screen:
    """Return page ``page`` of an article: 0 is the summary; a page past the end is the last one."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    parts = view.text(found).parts
    page = min(page, len(parts))
    return summary(view, found) if page == 0 else _part(view, found, page)


def summary(view: View, found: Article, others: Sequence[Article] = ()) -> Screen:
    """Return the first page of an article; ``others`` are offered below what belongs to it."""
    text = view.text(found)
    contacts = contacts_of(view, found)
    first = [contact for contact in contacts if directory.numbers(contact)]
    first = first[: view.settings.limits.contacts_on_first_screen]
    content = joined(
        [
            bold(view.article_label(found)),
            RichText(text.summary),
            joined([provenance(view, found), draft_notice(view, text.reviewed)]),
            joined([contact_line(view, contact) for contact in first]),
        ],
        "\n\n",
    )
    call = Button(f"☎️ {view.tr('Call')}", ToContacts(found.id))
    related = Button(f"🔗 {view.tr('See also')}", ToRelated(found.id))
    onward = (call, related) if contacts else (related,)
    lists = [one for one in view.catalogue.checklists.values() if found.id in one.articles]
    # Five rows, or the numbers would leave the screen: a checklist takes the place of the thumbs.
    above = list_rows(view, lists) or ((*copy_buttons(first, beside=len(onward)), *onward),)
    below = (*onward, share(view, found)) if lists else (share(view, found), *verdicts(found))
    rows = [*above, *_more(view, found, 0), below]
    rows.extend(article_rows(view, others))
    foot = view.foot(ToArticle(found.id), ToTopic(found.topic))
    return Screen(content, (*rows, *foot), article=found.id)


def _part(view: View, found: Article, page: int) -> Screen:
    text = view.text(found)
    part = text.parts[page - 1]
    heading = bold(part.heading) if part.heading else RichText()
    body = markdown(with_links(view, part.markdown))
    content = joined(
        [italic(view.article_label(found)), joined([heading, body]), provenance(view, found)],
        "\n\n",
    )
    rows = list(_more(view, found, page))
    if page < len(text.parts):
        rows.append((share(view, found), *verdicts(found)))
    if page == len(text.parts):
        rows.extend((*_see_also(view, found), verdicts(found)))
    here = ToArticle(found.id, page)
    foot = view.foot(here, ToArticle(found.id, page - 1))
    return Screen(content, (*rows, *foot), article=found.id)


def contacts(view: View, article_id: str, page: int = 0) -> Screen:
    """Return a page of an article's contacts as cards, those where the person is first."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    title = f"☎️ {view.tr('Who can help')}: {view.text(found).title}"
    everybody = contacts_of(view, found)
    back = ToArticle(found.id)
    shown = cards(view, title, everybody, page, lambda number: ToContacts(found.id, number), back)
    return replace(shown, article=found.id)


def related(view: View, article_id: str) -> Screen:
    """Return the articles related to an article as buttons, and the way to its sources."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    content = bold(f"🔗 {view.tr('See also')}") + "\n" + view.text(found).title
    foot = view.foot(ToRelated(found.id), ToArticle(found.id))
    return Screen(content, (*_see_also(view, found), *foot), article=found.id)


def sources(view: View, article_id: str) -> Screen:
    """Return where an article's facts come from, with date; a tap on a title opens its address."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    heading = bold(f"📄 {view.tr('Sources')}: {view.text(found).title}")
    lines = []
    for name in found.sources:
        source = view.catalogue.sources[name]
        title = link(source.title, source.url) if source.url else RichText(source.title)
        lines.append(RichText("• ") + title + f". {source.publisher}, {source.as_of}")
    checked = RichText(view.tr("Checked on {date}", date=view.tr.date(found.checked)))
    foot = view.foot(ToSources(found.id), ToArticle(found.id))
    content = joined([heading, joined(lines), checked], "\n\n")
    return Screen(content, foot, article=found.id)


def gone(view: View) -> Screen:
    """Return what an old button or link of a removed page leads to."""
    content = bold(view.tr("This page is no longer here.")) + "\n"
    content += view.tr("Look in the menu, or write your question in your own words.")
    return Screen(content, view.foot(Place.MENU))


def article_rows(
    view: View, articles: Sequence[Article], to: Callable[[str], Target] = ToArticle
) -> Rows:
    """Return a button for each article, one in a row: their titles are long.

    ``to`` gives the way to an article by its id.
    """
    return tuple((Button(view.article_label(one), to(one.id)),) for one in articles)


def verdicts(found: Article) -> tuple[Button, ...]:
    """Return the two small buttons that say whether an article helped."""
    signs = (("👍", Verdict.HELPFUL), ("👎", Verdict.UNHELPFUL))
    return tuple(Button(sign, Feedback(found.id, verdict)) for sign, verdict in signs)


def list_rows(view: View, lists: Iterable[Checklist]) -> Rows:
    """Return a button for each checklist, one in a row."""
    titles = ((one, one.text(view.language).title) for one in lists)
    return tuple((Button(f"☑️ {title}", ToChecklist(one.id)),) for one, title in titles)


def share(view: View, found: Article) -> Button:
    """Return the way to the screen from which an article is given on."""
    return Button(f"📤 {view.tr('Share')}", ToShare(found.id))


def article_link(view: View, article_id: str) -> str:
    """Return the address that opens an article in a chat with the bot."""
    return links.address(view.bot_username, Link(LinkTo.ARTICLE, article_id))


def provenance(view: View, found: Article | Checklist) -> RichText:
    """Return what stands on every page: when it was checked, and by which source."""
    source = view.catalogue.sources[found.sources[0]]
    checked = view.tr("Checked on {date}", date=view.tr.date(found.checked))
    said = view.tr("Source: {source}", source=f"{source.publisher} ({source.as_of})")
    return italic(f"{checked} · {said}")


def draft_notice(view: View, reviewed: bool) -> RichText:
    """Return the warning that no native speaker has read a text, if none has and it is to be said."""
    if reviewed or not view.settings.show_draft_notice:
        return RichText()
    return italic(view.tr("Draft: a native speaker has not read this text yet."))


def contacts_of(view: View, found: Article) -> list[Contact]:
    """Return the contacts of an article, those first that work where the reader is."""
    before_choice = view.settings.countries.before_choice
    return directory.of_article(view.catalogue, found, view.country, before_choice)


def _more(view: View, found: Article, page: int) -> Rows:
    parts = view.text(found).parts
    if page >= len(parts):
        return ()
    heading = parts[page].heading or view.tr("More")
    label = f"➡️ {heading} ({page + 1}/{len(parts)})"
    return ((Button(label, ToArticle(found.id, page + 1)),),)


def _see_also(view: View, found: Article) -> Rows:
    others = [view.catalogue.articles[name] for name in found.related]
    sources = Button(f"📄 {view.tr('Sources')}", ToSources(found.id))
    remind = ((view.remind_button(),),) if found.id in papers.ARTICLES.values() else ()
    return (*article_rows(view, others), *remind, (sources, share(view, found)))


def with_links(view: View, source: str) -> str:
    """Return Markdown with ``article:`` links as deep links and ``contact:`` links as name and number.

    A contact without a number to call is a link to its website.
    """

    def shown(match: re.Match[str]) -> str:
        label, kind, name, follower = match.groups()
        if kind == "contact":
            # Lao writes on without a space: the number would run into the next word.
            reached = _reached(view.catalogue, label, name)
            return reached + (" " if follower and reached.endswith("*") else "")
        if name not in view.catalogue.articles:
            return label
        return f"[{label}]({article_link(view, name)})"

    return _LINK.sub(shown, source)


def _reached(catalogue: Catalogue, label: str, name: str) -> str:
    contact = catalogue.contacts.get(name)
    if contact is None:
        return label
    if numbers := directory.numbers(contact):
        return f"{label} **{numbers[0]}**"
    if address := contact.website or contact.facebook:
        # Without a scheme it is http, as Telegram reads a bare address.
        return f"[{label}]({address if '://' in address else f'http://{address}'})"
    return label
