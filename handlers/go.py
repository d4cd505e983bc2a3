"""The way to a screen, by command, key, link or button, with what is counted on it."""

from __future__ import annotations

from telegram import Update

from bot.store import Event
from handlers.context import Context, Reader
from handlers.navigate import drawn
from handlers.routes import Chosen, Feedback, Place, Target


async def go(
    update: Update, context: Context, reader: Reader, target: Target, *, fresh: bool = False
) -> None:
    """Show the screen of ``target``; count it where somebody wants to know, a double tap once."""
    if not await context.show(update, reader, await drawn(target, update, context), fresh=fresh):
        return
    match target:
        case Place.SOS:
            context.count(Event.SOS, reader)
        case Chosen(name) if article := context.known_article(name):
            context.count(Event.CHOSEN, reader, article)
        case Feedback(name, verdict) if article := context.known_article(name):
            context.count(Event(verdict), reader, article)
