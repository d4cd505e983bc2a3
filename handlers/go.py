"""The way to a screen, by command, key, link or button, with what is counted on it."""

from __future__ import annotations

from telegram import Update

from bot.store import Event
from handlers.context import Context, Reader
from handlers.navigate import page
from handlers.routes import Chosen, Place, Target


async def go(
    update: Update, context: Context, reader: Reader, target: Target, *, fresh: bool = False
) -> None:
    """Show the screen of ``target``; count it where somebody wants to know, a double tap once."""
    shown = await context.show(update, reader, page(target), fresh=fresh)
    match target:
        case Place.SOS if shown:
            context.count(Event.SOS, reader)
        case Chosen(name) if shown and name in context.services.library.current.catalogue.articles:
            context.count(Event.CHOSEN, reader, article=name)
