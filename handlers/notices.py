"""Sends what people asked to be reminded of: 60, 30 and 7 days before, by day, in Lao and Thai time."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.dates import LOCAL
from bot.store import Reminder
from handlers import reminders
from handlers.chores import AWAY_SECONDS, Chore
from handlers.context import SERVICES, Context, Services, ThangdeeApplication
from handlers.request import did_not_arrive
from handlers.screen import send

_log = logging.getLogger(__name__)

LATEST_HOUR = 21
"""From this hour on nobody is woken; what is still to be sent waits for the morning."""

MOST_FAILURES = 3
"""Messages in a row that did not get through, after which the others wait for the next turn: Telegram is
away. One alone may have to do with its chat."""

_UNSURE = "reminders that may have arrived once"


async def send_due(application: ThangdeeApplication, now: datetime) -> float | None:
    """Send the messages whose day has come by ``now`` (aware), late ones too; forget what is past.

    Return after how many seconds to try again if Telegram was away. A message goes out at least once: it
    is noted as sent only afterwards, and one that may have arrived goes out once more, as two reminders
    do less harm than none. Two processes do not send the same, unless the first one takes longer than
    its claim lasts.
    """
    services: Services = application.bot_data[SERVICES]
    local = now.astimezone(LOCAL)
    if not services.settings.reminders.hour <= local.hour < LATEST_HOUR:
        return None
    today, table = local.date(), services.store.reminders
    failures = 0
    await table.purge(today)
    pending = await table.pending(today)
    _unsure(application).intersection_update(pending)  # of what was deleted meanwhile nothing stays
    for reminder in pending:
        if not await table.claim(reminder, today):
            continue
        try:
            await _send(application, reminder, today)
        except RetryAfter:
            _log.warning("Telegram asks to slow down: the other reminders wait for the next turn")
            return None
        except TelegramError as error:
            if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
                # Not sent: the claim runs out, and a later turn tries again.
                _log.warning("a reminder was not sent: %s", type(error).__name__)
                continue
            await table.release(reminder)
            failures += 1
            if failures >= MOST_FAILURES:
                _log.warning("Telegram is away (%s): reminders wait", type(error).__name__)
                return AWAY_SECONDS
        else:
            failures = 0
    return AWAY_SECONDS if failures else None


async def _send(application: ThangdeeApplication, reminder: Reminder, today: date) -> None:
    context = Context(application, chat_id=reminder.chat_id)
    store, chat_id = context.services.store, reminder.chat_id
    unsure = _unsure(application)
    reader = await context.reader_in(chat_id)
    screen = context.screen(reader, lambda view: reminders.notice(view, reminder, today))
    try:
        await send(context.bot, chat_id, screen)
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
    except NetworkError as error:
        if did_not_arrive(error):
            raise
        if reminder not in unsure:
            unsure.add(reminder)
            raise
        _log.info("a reminder may have arrived twice: it counts as sent (gotcha 10)")
    unsure.discard(reminder)
    await store.reminders.advance(reminder, today)


def _unsure(application: ThangdeeApplication) -> set[Reminder]:
    """Return those whose message may have arrived, and is to be sent once more."""
    unsure: set[Reminder] = application.bot_data.setdefault(_UNSURE, set())
    return unsure


async def _now(application: ThangdeeApplication) -> float | None:
    return await send_due(application, datetime.now(UTC))


CHORE = Chore("sending reminders", seconds=600, do=_now)
