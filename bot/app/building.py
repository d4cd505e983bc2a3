"""Services and settings become an application with all its handlers."""

from __future__ import annotations

import os
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes

from bot.config import Settings
from handlers import (
    ask,
    browse,
    errors,
    groups,
    hide,
    inline,
    limits,
    links,
    location,
    measured,
    remind,
    sent,
    start,
    stats,
    unexpected,
)
from handlers.alerts import staff, subscribing
from handlers.context import SERVICES, Context, Services, ThangdeeApplication
from handlers.handling import BoundedApplication, rank
from handlers.per_chat import RESERVED, PerChatProcessor
from handlers.polling import WatchedRequest
from handlers.request import LeanRequest

# PTB's next form of times in errors; the present one only warns (and a warning is an error in tests).
os.environ.setdefault("PTB_TIMEDELTA", "true")

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
]

TIMEOUTS: dict[str, Any] = {"connect_timeout": 5, "write_timeout": 5, "pool_timeout": 10}
"""Seconds for each step of a request; PTB grants files more to be written."""

READ_SECONDS = 5
"""What Telegram may take to answer."""

POLLED_SECONDS = 10
"""The same for a request for updates, beyond the time for which Telegram holds it open."""


def build(
    settings: Settings, token: str, services: Services, *, base_url: str | None = None
) -> tuple[ThangdeeApplication, WatchedRequest]:
    """Return the application with all handlers, and the request it fetches updates with.

    ``base_url`` is the Bot API to talk to, Telegram's own unless given (the simulator's).
    """
    at_once = settings.limits.updates_at_once
    polling = WatchedRequest(
        services, connection_pool_size=1, read_timeout=POLLED_SECONDS, **TIMEOUTS
    )
    processor = PerChatProcessor(
        at_once,
        lambda update: rank(update, services),
        services.metrics.shed.labels(limits.LEFT).inc,
    )
    # As many connections as chats served at once, or requests wait for each other (gotcha 9).
    connections = at_once + RESERVED + 8
    request = LeanRequest(connections, read_timeout=READ_SECONDS, **TIMEOUTS)
    builder = (
        ApplicationBuilder()
        .token(token)
        .context_types(ContextTypes(context=Context))
        .job_queue(None)
        .application_class(BoundedApplication)
        .rate_limiter(sent.NotingPacer(services, settings.limits.messages_per_second))
        .concurrent_updates(processor)
        .request(request)
        .get_updates_request(polling)
    )
    if base_url is not None:
        builder = builder.base_url(f"{base_url}/bot").base_file_url(f"{base_url}/file/bot")
    application: ThangdeeApplication = builder.build()
    application.bot_data[SERVICES] = services
    if settings.mode == "polling":
        services.metrics.queue_depth.set_function(
            lambda: application.update_queue.qsize() + processor.current_concurrent_updates
        )
        services.metrics.waiting_chats.set_function(lambda: processor.waiting)
    # What comes is noted first, even what is not answered: /hide deletes it. Boxes of alerts are ticked
    # in groups too; whatever else is said there is answered in another way.
    first, last = (
        (measured, sent, limits, subscribing, groups, inline),
        (ask, stats, unexpected, errors),
    )
    for module in (*first, start, links, staff, remind, hide, browse, location, *last):
        module.register(application)
    return application, polling
