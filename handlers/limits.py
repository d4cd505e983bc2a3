"""Too much from one chat, or from all: a notice instead of an answer, and never for help.

What is counted stands in the memory of this process. Several replicas count each for itself, so a chat
may write so much to each; a restart forgets it.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from telegram import CallbackQuery, Update
from telegram.constants import CallbackQueryLimit
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, TypeHandler, filters

from bot.i18n import Translator
from handlers import aloud
from handlers.context import (
    SERVICES,
    Context,
    Reader,
    Services,
    ThangdeeApplication,
    in_group,
    is_own_card,
)
from handlers.groups import command_in, meant_for_bot
from handlers.handling import goes_first
from handlers.per_chat import PerChatProcessor
from handlers.richtext import RichText
from handlers.screen import Rows, Screen
from handlers.view import View

_log = logging.getLogger(__name__)

FLOOD, BUSY, LEFT = "flood", "busy", "left"
"""Why something gets no answer: too much from one chat, too much from all, no room to remember it."""

MINUTE = 60.0
INLINE_TIMES = 4
"""Inline queries come with the letters that somebody types, so so many times more are let through."""

MOST_CHATS = 10_000
"""Chats that are counted; of more, those are forgotten that wrote longest ago."""

BUSY_FROM = 300
"""Chats in line from which ordinary questions get a notice: ten seconds at the 30 messages a second that
Telegram takes. It is not our processor that they wait for: that takes 10 to 17 ms for an answer."""

LONG_AGO = timedelta(minutes=10)
"""What was written before is answered however many wait: the bot was away then (gotcha 26)."""


class Rate:
    """Lets ``most`` of each chat through in any minute, and one notice; the clock only grows."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._chats: OrderedDict[tuple[int, str], _Chat] = OrderedDict()

    def lets_through(self, chat: int, kind: str = "", times: int = 1) -> bool:
        """Count one more of ``chat``, unless there were ``times`` too many of this kind."""
        went, now = self._of(chat, kind).went, self._clock()
        while went and went[0] <= now - MINUTE:
            went.popleft()
        if len(went) >= self._most * times:
            return False
        went.append(now)
        return True

    def may_tell(self, chat: int) -> bool:
        """Tell whether a notice may go to ``chat``, and take it that it goes."""
        found, now = self._of(chat, ""), self._clock()
        if found.told > now - MINUTE:
            return False
        found.told = now
        return True

    def _of(self, chat: int, kind: str) -> _Chat:
        found = self._chats.setdefault((chat, kind), _Chat())
        self._chats.move_to_end((chat, kind))
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return found


@dataclass(slots=True)
class _Chat:
    """When a chat was let through in the last minute, and when it was told something."""

    went: deque[float] = field(default_factory=deque)
    told: float = float("-inf")


def register(application: ThangdeeApplication) -> None:
    """Add what stands before all answers."""
    services: Services = application.bot_data[SERVICES]
    door = Door(Rate(services.settings.limits.messages_per_minute))
    application.add_handler(TypeHandler(Update, door.come), group=-1)


class Door:
    """Lets updates through to be answered, or tells why not."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate

    async def come(self, update: Update, context: Context) -> None:
        """Stop ``update`` if it is too much; help always goes through."""
        who = _who(update, context)
        if who is None or goes_first():
            return
        kind, times = ("inline", INLINE_TIMES) if update.inline_query else ("", 1)
        if not self._rate.lets_through(who, kind, times):
            reason = FLOOD
        elif waiting(context) >= BUSY_FROM and not _is_old(update):
            reason = BUSY
        else:
            return
        context.services.metrics.shed.labels(reason).inc()
        try:
            await self._tell(update, context, who, reason)
        except TelegramError as error:
            _log.info("a notice did not get through: %s", type(error).__name__)
        raise ApplicationHandlerStop

    async def _tell(self, update: Update, context: Context, who: int, reason: str) -> None:
        """Say why there is no answer, once a minute; taps are acknowledged in any case."""
        query = update.callback_query
        tells = update.inline_query is None and self._rate.may_tell(who)
        if not tells:
            if query is not None:
                await query.answer()
            return
        chat = update.effective_chat
        reader = await context.reader_in(chat.id if chat else None)
        if query is not None:
            await _alert(query, context, reader, reason)
            return
        rows = aloud.ways if in_group(update) else _help
        await context.show(update, reader, lambda view: notice(view, reason, rows), fresh=True)


def waiting(context: Context) -> int:
    """Return how many chats wait to be answered: in this process, in the inbox of webhooks."""
    processor = context.application.update_processor
    here = processor.waiting if isinstance(processor, PerChatProcessor) else 0
    services = context.services
    if services.settings.mode != "webhook":
        return here
    [inbox] = services.metrics.waiting_chats.collect()
    return max(here, int(inbox.samples[0].value))


def notice(view: View, reason: str, rows: Callable[[View], Rows]) -> Screen:
    """Return what is said instead of an answer, with the way to the numbers."""
    return Screen(RichText(words(view.tr, reason)), rows(view))


def words(tr: Translator, reason: str) -> str:
    """Return the words of a notice: why there is no answer, and the way to help."""
    said = (
        tr("You write faster than I can answer. Please wait a minute.")
        if reason == FLOOD
        else tr("Many people are asking now. Please ask again in a few minutes.")
    )
    return f"{said} {tr('In danger tap 🆘 or send /sos.')}"


def _help(view: View) -> Rows:
    return ((view.sos_button(),),)


async def _alert(query: CallbackQuery, context: Context, reader: Reader, reason: str) -> None:
    """Say it over the chat: that is no message, of which Telegram takes 30 a second."""
    said = [words(context.view(reader, code).tr, reason) for code in reader.languages]
    together = "\n".join(said)
    fits = len(together) <= CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
    await query.answer(together if fits else said[0], show_alert=True)


def _who(update: Update, context: Context) -> int | None:
    """Return whose updates are counted together: a person's, wherever; None for what is not counted.

    In groups only what is meant for the bot counts. Who is hidden there counts as the group.
    """
    message, user, chat = update.effective_message, update.effective_user, update.effective_chat
    if update.callback_query is None and update.inline_query is None:
        if message is None or filters.StatusUpdate.ALL.check_update(update):
            return None
        if is_own_card(message, context.bot.id):
            return None
        if in_group(update):
            name, _, _ = command_in(message, context.bot.username)
            if not name and not (name is None and meant_for_bot(message, context.bot.username)):
                return None
    if user is not None and not user.is_bot:
        return user.id
    return chat.id if chat else None


def _is_old(update: Update) -> bool:
    message = update.message or update.edited_message
    at = (message.edit_date or message.date) if message else None
    return at is not None and datetime.now(UTC) - at > LONG_AGO
