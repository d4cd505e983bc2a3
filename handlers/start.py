"""Commands: /start with or without a deep link, and the fixed screens."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.catalogue.model import Catalogue
from bot.store import Event
from handlers import places
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.deeplinks import Arrival, read_payload
from handlers.go import go
from handlers.navigate import page
from handlers.routes import Place, Target, ToArticle, ToChecklist

COMMANDS = {
    "menu": Place.MENU,
    "help": Place.HELP,
    "sos": Place.SOS,
    "offices": Place.OFFICES,
    "checklist": Place.CHECKLISTS,
    "nearby": Place.NEARBY,
    "alerts": Place.ALERTS,
    "language": Place.LANGUAGE,
    "country": Place.COUNTRY,
    "about": Place.ABOUT,
    "privacy": Place.PRIVACY,
    "forget": Place.FORGET,
}


def register(application: ThangdeeApplication) -> None:
    """Add the commands."""
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler(list(COMMANDS), command))


async def start(update: Update, context: Context) -> None:
    """Greet; a deep link goes straight to its page, after the choice of language if need be."""
    arrival = read_payload(context.args[0]) if context.args else None
    linked = arrival.target if arrival and arrival.target is not Place.MENU else None
    partner = known_partner(context.knowledge.catalogue, arrival)
    reader = await context.reader(update, partner=partner)
    if arrival:
        article = context.known_article(linked.article) if isinstance(linked, ToArticle) else ""
        context.count(Event.LINK, reader, article, partner=partner or "")
    if isinstance(linked, ToChecklist):
        context.count(Event.CHECKLIST, reader, linked.checklist)
    if reader.person.language is None:
        await context.show(update, reader, lambda view: places.language(view, linked or Place.MENU))
    elif linked:
        await context.show(update, reader, page(linked))
    else:
        await context.show(update, reader, places.welcome)


def known_partner(catalogue: Catalogue, arrival: Arrival | None) -> str | None:
    """Return the code of the partner who gave a link out; None without one that the content knows."""
    code = arrival.partner if arrival else None
    return code if code in catalogue.partners else None


async def greet(update: Update, context: Context, reader: Reader, then: Target) -> None:
    """Bring the keyboard with a welcome; then show a page, unless it is the menu.

    The keys are the menu already: its buttons would show the same once more and push the welcome away.
    """
    await context.show(update, reader, places.welcome, fresh=True)
    if then is not Place.MENU:
        await go(update, context, reader, then, fresh=True)


async def command(update: Update, context: Context) -> None:
    """Show the screen that the command names."""
    message = update.effective_message
    if message is None or not message.text:
        return
    place = COMMANDS[message.text[1:].split()[0].split("@")[0].lower()]
    reader = await context.reader(update, trace=place is not Place.FORGET)
    await go(update, context, reader, place)
