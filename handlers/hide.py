"""Quick hide: the messages of the last 48 hours go, and a harmless one stays."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from telegram import Message, Update
from telegram.constants import BulkRequestLimit
from telegram.error import BadRequest
from telegram.ext import CommandHandler

from bot.store import Event, Recent
from bot.store.messages import KEPT_SECONDS
from handlers import held, places
from handlers.context import Context, Reader, ThangdeeApplication
from handlers.screen import Screen

_log = logging.getLogger(__name__)


def register(application: ThangdeeApplication) -> None:
    """Add the command."""
    application.add_handler(CommandHandler("hide", command))


async def command(update: Update, context: Context) -> None:
    """Hide the chat."""
    await hide(update, context, await context.reader(update))


async def hide(update: Update, context: Context, reader: Reader) -> None:
    """Delete the messages of a private chat, of both sides, and say something harmless.

    What was read last is forgotten too, or a question of whoever looks would bring it back. Ids are
    dropped only when their messages are deleted, so a second try finds what a first one has left.
    """
    chat = update.effective_chat
    if chat is None:
        return
    store = context.services.store
    await context.remember(update, Recent())
    await held.write()
    known = await store.messages.of(chat.id)
    for start in range(0, len(known), BulkRequestLimit.MAX_LIMIT):
        some = known[start : start + BulkRequestLimit.MAX_LIMIT]
        await _delete(context, chat.id, some)
        await store.messages.remove(chat.id, some)
    await _cover(update, context.screen(reader, places.harmless))
    context.count(Event.HIDDEN, reader)
    await context.show(update, reader, places.harmless, fresh=True)


async def _delete(context: Context, chat_id: int, message_ids: list[int]) -> None:
    try:
        await context.bot.delete_messages(chat_id, message_ids)
    except BadRequest:
        _log.info("messages to hide were gone already")


async def _cover(update: Update, screen: Screen) -> None:
    """Write over the tapped message if it is too old to be deleted."""
    query = update.callback_query
    message = query.message if query else None
    oldest = datetime.now(UTC) - timedelta(seconds=KEPT_SECONDS)
    if not isinstance(message, Message) or message.date > oldest:
        return
    try:
        await message.edit_text(screen.content.text)
    except BadRequest:
        _log.info("an old message could not be written over")
