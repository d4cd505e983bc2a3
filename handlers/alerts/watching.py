"""Keeps the card from which staff sent an alert in step with it, until it ends.

Which message that is stands in the store, so any process can do it, also after a restart.
"""

from __future__ import annotations

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.store import AlertStatus
from handlers.alerts.cards import card
from handlers.alerts.staff import shown
from handlers.chores import AWAY_SECONDS, Chore
from handlers.context import SERVICES, Services, ThangdeeApplication
from handlers.screen import NO_PREVIEW, merged

OPEN = (AlertStatus.SENDING, AlertStatus.PAUSED)


async def keep_in_step(application: ThangdeeApplication) -> float | None:
    """Edit the cards of alerts that have come further; return when to try again if that failed."""
    again = None
    services: Services = application.bot_data[SERVICES]
    deliveries = services.store.deliveries
    for row in await deliveries.watched():
        alert = await services.store.alerts.get(row.alert_id)
        tally = await deliveries.tally(row.alert_id)
        gone = alert is None
        if alert is not None and shown(alert, tally) != row.shown:
            views = [
                services.view(language, application.bot.username)
                for language in await services.languages_of(row.chat_id)
            ]
            screen = merged([card(view, alert, tally, 0) for view in views])
            markup = screen.markup()
            try:
                await application.bot.edit_message_text(
                    screen.content.text,
                    row.chat_id,
                    row.message_id,
                    entities=screen.content.entities,
                    reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
                    link_preview_options=NO_PREVIEW,
                )
            except (BadRequest, Forbidden) as error:
                gone = "not modified" not in error.message.lower()
            except (NetworkError, RetryAfter):
                again = AWAY_SECONDS
                continue
            await deliveries.watch(row.alert_id, row.chat_id, row.message_id, shown(alert, tally))
        if gone or (alert is not None and alert.status not in OPEN and not tally.sending):
            await deliveries.unwatch(row.alert_id, row.chat_id)
    return again


CHORE = Chore("showing staff how far alerts are", seconds=3, do=keep_in_step)
