"""Links that bring people here: given out by staff, arriving with the partner who handed them on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram import Update
from telegram.ext import CommandHandler

from bot.catalogue.model import LOGOS, text_in
from bot.errors import ThangdeeError
from bot.links import Link, LinkTo, address
from bot.poster.choice import Asked, chosen_link, corrected, read_words
from bot.poster.wording import Poster, word
from handlers import pages
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.richtext import RichText, bold, joined
from handlers.routes import GiveLink, Place
from handlers.screen import Button, Screen
from handlers.staff import is_staff, staff_only
from handlers.view import View

_log = logging.getLogger(__name__)


def register(application: ThangdeeApplication) -> None:
    """Add the command of staff."""
    application.add_handler(CommandHandler("link", asked, filters=staff_only(application)))


async def asked(update: Update, context: Context) -> None:
    """Give the link that the words name: ``/link unpaid-wages village-radio``; else ask which."""
    reader = await context.reader(update)
    catalogue = context.knowledge.catalogue
    found = read_words(catalogue, context.args or [])
    if found.page and not found.unknown:
        await _give(update, context, reader, _link(context, found))
        return
    meant = read_words(catalogue, corrected(catalogue, context.args or []))
    likely = _link(context, meant) if meant.page else None
    await context.show(update, reader, choice(found, likely))


async def tapped(update: Update, context: Context, reader: Reader, link: Link) -> None:
    """Give the link of a button; to nobody but staff, and only where it still leads somewhere."""
    catalogue = context.knowledge.catalogue
    found = read_words(catalogue, [one for one in (link.name, link.partner) if one])
    if not is_staff(update, context) or found.unknown:
        await context.show(update, reader, pages.gone)
        return
    await _give(update, context, reader, _link(context, found))


def choice(asked_for: Asked, likely: Link | None) -> Callable[[View], Screen]:
    """Return the page that asks where the link shall lead; ``likely`` is offered in front."""

    def page(view: View) -> Screen:
        tr, catalogue = view.tr, view.catalogue
        lines = [bold(f"🔗 {tr('Links to hand on')}")]
        if asked_for.unknown:
            said = ", ".join(asked_for.unknown)
            lines.append(RichText(tr("There is no page or partner called {name}.", name=said)))
        if asked_for.partner:
            partner = text_in(catalogue.partners[asked_for.partner].name, view.language)
            lines.append(RichText(tr("For: {partner}", partner=partner)))
        lines.append(RichText(tr("Where shall the link lead? Or write the id of an article:")))
        lines.append(RichText("/link unpaid-wages"))
        offered = [Link(LinkTo.TOPIC, topic, asked_for.partner) for topic in catalogue.topics]
        whole = Link(LinkTo.MENU, "", asked_for.partner)
        ordered = dict.fromkeys([*([likely] if likely else ()), whole, *offered])
        rows = tuple((Button(_label(view, link), GiveLink(link)),) for link in ordered)
        return Screen(joined(lines), (*rows, *view.foot(Place.MENU)))

    return page


def given(link: Link) -> Callable[[View], Screen]:
    """Return the page that comes with the picture: the address to copy."""

    def page(view: View) -> Screen:
        web = address(view.bot_username, link)
        lines = [
            bold(f"🔗 {_label(view, link)}"),
            RichText(web),
            RichText(view.tr("Forward the picture, or copy the link.")),
        ]
        copy = Button(f"📋 {view.tr('Copy the link')}", copy=web)
        return Screen(joined(lines, "\n\n"), ((copy,), *view.foot(Place.MENU)))

    return page


def _label(view: View, link: Link) -> str:
    match link.to:
        case LinkTo.TOPIC:
            return view.topic_label(link.name)
        case LinkTo.ARTICLE:
            return view.article_label(view.catalogue.articles[link.name])
        case LinkTo.CHECKLIST:
            return f"☑️ {view.catalogue.checklists[link.name].text(view.language).title}"
        case LinkTo.MENU:
            return f"☰ {view.bot_name()}"


def _link(context: Context, found: Asked) -> Link:
    catalogue = context.knowledge.catalogue
    kinds = {
        **dict.fromkeys(catalogue.checklists, "checklist"),
        **dict.fromkeys(catalogue.topics, "topic"),
    }
    where = {kinds.get(found.page, "article"): found.page} if found.page else {}
    return chosen_link(catalogue, **where, partner=found.partner)


async def _give(update: Update, context: Context, reader: Reader, link: Link) -> None:
    chat, services = update.effective_chat, context.services
    if chat is None:
        return
    poster = word(
        context.knowledge.catalogue,
        services.settings,
        services.translators,
        context.bot.username,
        link,
    )
    try:
        logos = services.settings.content / LOGOS
        from bot.poster.draw import Format, Size, draw  # 16 MB that few bots ever need

        picture = await asyncio.to_thread(draw, poster, Size.A6, Format.PNG, logos)
        await context.bot.send_photo(chat.id, picture, caption=_caption(poster))
    except ThangdeeError as error:
        _log.error("no picture for a link: %s", error)
    await context.show(update, reader, given(link), fresh=True)


def _caption(poster: Poster) -> str:
    """Return what goes on with the picture when it is forwarded: the title in all its languages."""
    titles = (title.replace("\n", " ") for title in poster.title)
    return "\n".join((*dict.fromkeys(titles), poster.address))
