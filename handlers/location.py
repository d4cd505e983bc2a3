"""A location that somebody sends: the help near it, and then it is forgotten."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.catalogue.model import Point
from bot.store import Event
from handlers import nearby
from handlers.context import Context, ThangdeeApplication

_PLACE = filters.LOCATION | filters.VENUE
_KINDS = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE


def register(application: ThangdeeApplication) -> None:
    """Add the handler for locations and places on the map."""
    application.add_handler(MessageHandler(_PLACE & _KINDS, located))


async def located(update: Update, context: Context) -> None:
    """Show the help near a location.

    A live location comes again every few seconds as an edited message: only the first one is answered.
    """
    message = update.message
    if message is None:
        return
    point = _point(message)
    if point is None:
        return
    reader = await context.reader(update)
    context.services.store.counts.add(Event.NEARBY)
    await context.show(update, reader, nearby.used)
    await context.show(update, reader, lambda view: nearby.here(view, point))


def _point(message: Message) -> Point | None:
    place = message.venue.location if message.venue else message.location
    return Point(place.latitude, place.longitude) if place else None
