"""What the bot sends and gets in private chats is noted for 48 hours, so that it can be hidden."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.ext import TypeHandler

from bot.store import Store
from handlers import held
from handlers.chores import Chore
from handlers.context import SERVICES, Context, Services, ThangdeeApplication
from handlers.pacing import Pacer

_log = logging.getLogger(__name__)

PURGE_SECONDS = 600

_SENDING = ("send", "forward", "copy")
"""How the methods begin that bring a new message into a chat."""

_TEXTS = frozenset(("sendMessage", "editMessageText"))
_BRIEF = frozenset(("message_id", "date", "chat"))

_Json = dict[str, Any]


class NotingPacer(Pacer):
    """The pacer; it notes which messages were sent.

    All requests of the bot, whoever makes them, pass through its rate limiter, and it is the one place
    in PTB's own interface where their results are seen: no way of sending can be forgotten here.
    """

    def __init__(self, services: Services, per_second: int) -> None:
        super().__init__(services, per_second)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | _Json | list[_Json]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | _Json | list[_Json]:
        """Make a request as soon as it may go; note the messages that came of it."""
        result = await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )
        if endpoint.startswith(_SENDING) and isinstance(result, dict | list):
            await self._note(result if isinstance(result, list) else [result], data.get("chat_id"))
        return brief(endpoint, result)

    async def _note(self, messages: list[_Json], chat_id: object) -> None:
        """Note ``messages`` in a chat: that of the request, as copied ones tell their id alone."""
        sent = [one["message_id"] for one in messages if "message_id" in one]
        if sent and isinstance(chat_id, int) and chat_id > 0:  # groups have negative ids
            await note(self._services.store, chat_id, sent)


def brief(endpoint: str, result: bool | _Json | list[_Json]) -> bool | _Json | list[_Json]:
    """Return of a text that was sent or changed no more than what it is: we know its words.

    PTB would make objects of all its buttons and entities, which takes as long as making them did.
    """
    if endpoint in _TEXTS and isinstance(result, dict):
        return {name: value for name, value in result.items() if name in _BRIEF}
    return result


async def note(store: Store, chat_id: int, message_ids: list[int]) -> None:
    """Note messages of a private chat; a store that fails is logged, the answer matters more.

    Those in the chat whose update is being handled are written with all of it: :mod:`handlers.held`.
    """
    if held.hold(chat_id, message_ids):
        return
    try:
        await store.messages.add(chat_id, message_ids)
    except SQLAlchemyError as error:
        _log.error("the store cannot be written: %s", type(error).__name__)


def register(application: ThangdeeApplication) -> None:
    """Add what looks at every update before the others do."""
    application.add_handler(TypeHandler(Update, came), group=-2)


async def came(update: Update, context: Context) -> None:
    """Note a message that somebody sent: a bot may delete it as well, and it tells as much.

    It is written with those that the bot sends when its handling ends: :mod:`handlers.handling`.
    """
    held.begin(update, context)


async def delete_what_is_old(application: ThangdeeApplication) -> None:
    """Delete ids before they are older than 48 hours, which some would be at the next turn."""
    services: Services = application.bot_data[SERVICES]
    await services.store.messages.purge(ahead_seconds=PURGE_SECONDS)


CHORE = Chore("deleting old message ids", seconds=PURGE_SECONDS, do=delete_what_is_old)
