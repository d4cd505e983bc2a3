"""Commands: /start with or without a deep link, and the fixed screens."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from handlers import places
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.navigate import page
from handlers.routes import Place, Target, read_payload

COMMANDS = {
    "menu": Place.MENU,
    "help": Place.HELP,
    "sos": Place.SOS,
    "language": Place.LANGUAGE,
    "country": Place.COUNTRY,
    "about": Place.ABOUT,
    "privacy": Place.PRIVACY,
}


def register(application: ThangdeeApplication) -> None:
    """Add the commands."""
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler(list(COMMANDS), command))


async def start(update: Update, context: Context) -> None:
    """Greet; a deep link goes straight to its page, after the choice of language if need be."""
    linked = read_payload(context.args[0]) if context.args else None
    target: Target = linked or Place.MENU
    reader = await context.reader(update)
    if reader.person.language is None:
        await context.show(update, reader, lambda view: places.language(view, target))
        return
    await greet(update, context, reader, target)


async def greet(update: Update, context: Context, reader: Reader, target: Target) -> None:
    """Bring the keyboard with a welcome, then show ``target`` as a new message."""
    await context.show(update, reader, places.welcome, fresh=True)
    await context.show(update, reader, page(target), fresh=True)


async def command(update: Update, context: Context) -> None:
    """Show the screen that the command names."""
    message = update.effective_message
    if message is None or not message.text:
        return
    name = message.text[1:].split()[0].split("@")[0].lower()
    await context.show(update, await context.reader(update), page(COMMANDS[name]))
