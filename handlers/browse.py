"""Taps on buttons: from callback data to a screen, with the choices they carry."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot.i18n import OTHER_COUNTRY
from bot.store import Person
from handlers import pages
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.navigate import page
from handlers.richtext import RichText
from handlers.routes import ChooseCountry, ChooseLanguage, Place, Target, decode
from handlers.screen import Screen
from handlers.start import greet

_log = logging.getLogger(__name__)


def register(application: ThangdeeApplication) -> None:
    """Add the handler for all buttons."""
    application.add_handler(CallbackQueryHandler(tapped))


async def tapped(update: Update, context: Context) -> None:
    """Show what the tapped button leads to; old and foreign buttons lead to the menu."""
    query = update.callback_query
    if query is None:
        return
    await _acknowledge(query)
    route = decode(query.data or "")
    reader = await context.reader(update)
    match route:
        case None:
            await context.show(update, reader, pages.gone)
        case ChooseLanguage(language, then):
            await _choose_language(update, context, reader, language, then)
        case ChooseCountry(country, then):
            await _choose_country(update, context, reader, country, then)
        case Place.FORGET:
            if update.effective_chat:
                await context.services.store.forget(update.effective_chat.id)
            await context.show(update, reader, page(route))
        case _:
            await context.show(update, reader, page(route))


async def _acknowledge(query: CallbackQuery) -> None:
    """Stop the button's spinner before any work: Telegram waits only seconds (gotcha 13)."""
    try:
        await query.answer()
    except BadRequest:
        _log.info("a tap was too old to be acknowledged; its screen is shown all the same")


async def _choose_language(
    update: Update, context: Context, reader: Reader, language: str, then: Target
) -> None:
    chat = update.effective_chat
    if chat is None or language not in context.languages():
        await context.show(update, reader, pages.gone)
        return
    await context.services.store.choose_language(chat.id, language)
    chosen = Reader(Person(language, reader.person.country), (language,))
    if reader.person.language is None or then is Place.MENU:
        # The keyboard under the chat comes only with a new message, so the page is a new one too.
        name = context.services.library.current.catalogue.languages[language].name
        await context.show(update, chosen, lambda _: Screen(RichText(f"🌐 {name} ✓")))
        await greet(update, context, chosen, then)
        return
    await context.show(update, chosen, page(then))


async def _choose_country(
    update: Update, context: Context, reader: Reader, country: str, then: Target
) -> None:
    chat = update.effective_chat
    offered = {*context.services.settings.countries.offered, OTHER_COUNTRY}
    if chat is None or country not in offered:
        await context.show(update, reader, pages.gone)
        return
    await context.services.store.choose_country(chat.id, country)
    moved = Reader(Person(reader.person.language, country), reader.languages)
    await context.show(update, moved, page(then))
