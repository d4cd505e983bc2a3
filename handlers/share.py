"""Giving an article on: as a text that anybody can read, wherever it is forwarded to.

Such a text has no buttons and no links behind words: what a button would show stands in it, numbers with
their country, and the address that leads back here.
"""

from __future__ import annotations

from telegram.constants import MessageLimit

from bot import directory
from bot.catalogue.markdown import plain_text
from bot.catalogue.model import Article, Contact, Part, text_in
from handlers.pages import article_link, draft_notice, gone, provenance
from handlers.richtext import RichText, bold, utf16_length
from handlers.routes import SendAsText, ToArticle, ToShare
from handlers.screen import Button, Screen
from handlers.view import View


def ways(view: View, article_id: str) -> Screen:
    """Return the ways to give an article on."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    content = bold(f"📤 {view.tr('Share')}") + f"\n{view.article_label(found)}\n\n"
    content += view.tr("As a link, for those who have Telegram.") + "\n"
    content += view.tr(
        "Or I send it as a text that you can forward, or copy into another app. It needs no Telegram "
        "to be read."
    )
    link = Button(f"✈️ {view.tr('Send in Telegram')}", share=view.shared(ToArticle(found.id)))
    rows = [(link,), (Button(f"👪 {view.tr('As text for my family')}", SendAsText(found.id)),)]
    if _fits(_text(view, found, everything=True)):
        everything = Button(
            f"📄 {view.tr('The whole text')}", SendAsText(found.id, everything=True)
        )
        rows.append((everything,))
    return Screen(
        content, (*rows, *view.foot(ToShare(found.id), ToArticle(found.id))), article=found.id
    )


def as_text(view: View, article_id: str, everything: bool) -> Screen:
    """Return an article as plain text: its summary and first part, or ``everything``.

    Of an article that has become too long for one message, the short form is returned.
    """
    found = view.article(article_id)
    if found is None:
        return gone(view)
    text = _text(view, found, everything=everything)
    return Screen(RichText(text if _fits(text) else _text(view, found, everything=False)))


def _fits(text: str) -> bool:
    return utf16_length(text) <= MessageLimit.MAX_TEXT_LENGTH


def _text(view: View, found: Article, *, everything: bool) -> str:
    text = view.text(found)
    parts = text.parts if everything else text.parts[:1]
    pieces = [
        f"{view.article_label(found)}\n\n{text.summary}",
        *(_part(view, part) for part in parts),
        _numbers(view, found, everything),
        f"{provenance(view, found).text}\n{draft_notice(view, text.reviewed).text}".rstrip(),
        f"{view.bot_name()}: {article_link(view, found.id)}",
    ]
    return "\n\n".join(piece for piece in pieces if piece)


def _part(view: View, part: Part) -> str:
    def shown(label: str, target: str) -> str:
        scheme, _, name = target.partition(":")
        if scheme == "article":
            return label
        if scheme != "contact":
            return f"{label} ({target})"
        contact = view.catalogue.contacts.get(name)
        reached = _reached(view, contact) if contact else ""
        return f"{label} ({reached})" if reached else label

    lines = plain_text(part.markdown, shown).split("\n")
    body = "\n".join(f"• {line[2:]}" if line.startswith("- ") else line for line in lines)
    return f"{part.heading}\n{body}" if part.heading else body


def _reached(view: View, contact: Contact) -> str:
    """Return how a contact is reached, with its country: number or page; empty if nothing is known."""
    country = view.tr.country(contact.country)
    if numbers := directory.numbers(contact):
        return f"{numbers[0]}, {country}"
    if address := contact.website or contact.facebook:
        return f"{address}, {country}"
    return f"{view.tr('number not confirmed')}, {country}" if contact.phones else ""


def _numbers(view: View, found: Article, everything: bool) -> str:
    """Return the confirmed numbers of an article's contacts, those where the person is first."""
    before_choice = view.settings.countries.before_choice
    contacts = directory.of_article(view.catalogue, found, view.country, before_choice)
    reached = [contact for contact in contacts if directory.numbers(contact)]
    shown = reached if everything else reached[: view.settings.limits.contacts_on_first_screen]
    lines = [
        f"📞 {text_in(contact.name, view.language)}: {_reached(view, contact)}" for contact in shown
    ]
    return "\n".join([view.tr("Who can help"), *lines]) if lines else ""
