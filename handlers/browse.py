"""Taps on buttons: from callback data to a screen, with the choices they carry."""

from __future__ import annotations

from dataclasses import replace

from telegram import MaybeInaccessibleMessage, Message, Update
from telegram.ext import CallbackQueryHandler

from bot.i18n import OTHER_COUNTRY
from bot.store import Event
from handlers import hide, links, pages, privacy, remind
from handlers.alert_routes import StaffAlert, Subscribe
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.go import go
from handlers.navigate import page
from handlers.reminder_routes import KeepReminder, RemoveReminder, RenewReminder
from handlers.richtext import RichText
from handlers.routes import (
    ChooseCountry,
    ChooseLanguage,
    ForgetMe,
    GiveLink,
    KeepChecklist,
    Place,
    SendAsText,
    Target,
    ToChecklist,
    ToNear,
    decode,
)
from handlers.screen import Screen, acknowledge
from handlers.start import greet


def register(application: ThangdeeApplication) -> None:
    """Add the handler for all buttons."""
    application.add_handler(CallbackQueryHandler(tapped))


async def tapped(update: Update, context: Context) -> None:
    """Show what the tapped button leads to; old and foreign buttons lead to the menu."""
    query = update.callback_query
    if query is None:
        return
    await acknowledge(query)
    route = decode(query.data or "")
    shown = language_shown(query.message, context.languages())
    reader = await context.reader(update, shown, trace=route not in (Place.FORGET, ForgetMe()))
    match route:
        case None:
            await context.show(update, reader, pages.gone)
        case ChooseLanguage(language, then):
            await _choose_language(update, context, reader, language, then)
        case ChooseCountry(country, then):
            await _choose_country(update, context, reader, country, then)
        case ToNear(page=0):
            context.services.store.counts.add(Event.NEARBY)
            await context.show(update, reader, page(route))
        case GiveLink(link):
            await links.tapped(update, context, reader, link)
        case ForgetMe():
            if update.effective_chat:
                forgotten = await context.services.store.forget(update.effective_chat.id)
                await context.show(update, reader, lambda view: privacy.proof(view, forgotten))
        case KeepChecklist():
            await context.show(update, reader, page(route), fresh=True)
        case SendAsText(article):
            context.count(Event.SHARED, reader, article)
            await context.show(update, reader, page(route), fresh=True)
        case ToChecklist(name, ticked=0, page=0):  # opened, or begun anew
            context.count(Event.CHECKLIST, reader, name)
            await context.show(update, reader, page(route))
        case Subscribe() | StaffAlert():
            await context.show(update, reader, pages.gone)  # staff that are staff no more
        case Place.HIDE:
            await hide.hide(update, context, reader)
        case KeepReminder() | RemoveReminder() | RenewReminder():
            await remind.change(update, context, reader, route)
        case _:
            await go(update, context, reader, route)


def language_shown(message: MaybeInaccessibleMessage | None, known: tuple[str, ...]) -> str | None:
    """Return the language of a screen of ours, None for one that speaks all of the ``known`` ones.

    A screen offers the languages that it is not in. So who has asked in Lao and chosen nothing yet
    goes on reading Lao.
    """
    markup = message.reply_markup if isinstance(message, Message) else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    routes = [decode(one.callback_data) for one in buttons if isinstance(one.callback_data, str)]
    offered = {route.language for route in routes if isinstance(route, ChooseLanguage)}
    left = [code for code in known if code not in offered]
    return left[0] if offered and len(left) == 1 else None


async def _choose_language(
    update: Update, context: Context, reader: Reader, language: str, then: Target
) -> None:
    chat = update.effective_chat
    if chat is None or language not in context.languages():
        await context.show(update, reader, pages.gone)
        return
    await context.services.store.people.put(chat.id, language=language)
    chosen = Reader(replace(reader.person, language=language), (language,))
    if reader.person.language is None or then is Place.MENU:
        # The keyboard under the chat comes only with a new message, so the page is a new one too.
        name = context.knowledge.catalogue.languages[language].name
        await context.show(update, chosen, lambda _: Screen(RichText(f"🌐 {name} ✓")))
        await greet(update, context, chosen, then)
        return
    await go(update, context, chosen, then)


async def _choose_country(
    update: Update, context: Context, reader: Reader, country: str, then: Target
) -> None:
    chat = update.effective_chat
    offered = {*context.services.settings.countries.offered, OTHER_COUNTRY}
    if chat is None or country not in offered:
        await context.show(update, reader, pages.gone)
        return
    await context.services.store.people.put(chat.id, country=country)
    moved = Reader(replace(reader.person, country=country), reader.languages)
    await go(update, context, moved, then)
