"""Sends what people asked to be reminded of: 60, 30 and 7 days before, by day, in Lao and Thai time."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.dates import LOCAL
from bot.store import Reminder
from handlers import reminders
from handlers.chores import Chore
from handlers.context import SERVICES, Context, Services, ThangdeeApplication
from handlers.screen import send

_log = logging.getLogger(__name__)

LATEST_HOUR = 21
"""From this hour on nobody is woken; what is still to be sent waits for the morning."""


async def send_due(application: ThangdeeApplication, now: datetime) -> None:
    """Send the messages whose day has come by ``now`` (aware), late ones too; forget what is past.

    A message goes out at least once: it is noted as sent only afterwards. Two processes do not send the
    same, unless the first one takes longer than its claim lasts.
    """
    services: Services = application.bot_data[SERVICES]
    local = now.astimezone(LOCAL)
    if not services.settings.reminders.hour <= local.hour < LATEST_HOUR:
        return
    today, table = local.date(), services.store.reminders
    await table.purge(today)
    for reminder in await table.pending(today):
        if not await table.claim(reminder, today):
            continue
        try:
            await _send(application, reminder, today)
        except RetryAfter:
            _log.warning("Telegram asks to slow down: the other reminders wait for the next turn")
            return
        except TelegramError as error:
            # Not sent: the claim runs out, and a later turn tries again.
            _log.warning("a reminder was not sent: %s", type(error).__name__)


async def _send(application: ThangdeeApplication, reminder: Reminder, today: date) -> None:
    context = Context(application, chat_id=reminder.chat_id)
    store, chat_id = context.services.store, reminder.chat_id
    reader = await context.reader_in(chat_id)
    screen = context.screen(reader, lambda view: reminders.notice(view, reminder, today))
    try:
        await send(context.bot, chat_id, screen)
    except TimedOut:
        _log.info("a reminder timed out: it counts as sent (gotcha 10)")
    except Forbidden:
        await store.drop(chat_id)
        _log.info("a chat has blocked the bot: its reminders are deleted")
        return
    except BadRequest as error:
        if "chat not found" not in error.message.lower():
            raise
        await store.drop(chat_id)
        _log.info("a chat is gone: its reminders are deleted")
        return
    await store.reminders.advance(reminder, today)


async def _now(application: ThangdeeApplication) -> None:
    await send_due(application, datetime.now(UTC))


CHORE = Chore("sending reminders", seconds=600, do=_now)
