"""Services and settings become an application with all its handlers."""

from __future__ import annotations

import os

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
    links,
    location,
    remind,
    sent,
    start,
    stats,
    unexpected,
)
from handlers.alerts import staff, subscribing
from handlers.context import SERVICES, Context, Services, ThangdeeApplication
from handlers.per_chat import PerChatProcessor
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


def build(
    settings: Settings, token: str, services: Services, *, base_url: str | None = None
) -> tuple[ThangdeeApplication, WatchedRequest]:
    """Return the application with all handlers, and the request it fetches updates with.

    ``base_url`` is the Bot API to talk to, Telegram's own unless given (the simulator's).
    """
    at_once = settings.limits.updates_at_once
    polling = WatchedRequest(connection_pool_size=1, read_timeout=10)
    builder = (
        ApplicationBuilder()
        .token(token)
        .context_types(ContextTypes(context=Context))
        .job_queue(None)
        .rate_limiter(sent.NotingLimiter(services.store, settings.limits.messages_per_second))
        .concurrent_updates(PerChatProcessor(at_once))
        # As many connections as chats served at once, or requests wait for each other (gotcha 9).
        .request(LeanRequest(connection_pool_size=at_once + 8, pool_timeout=10))
        .get_updates_request(polling)
    )
    if base_url is not None:
        builder = builder.base_url(f"{base_url}/bot").base_file_url(f"{base_url}/file/bot")
    application: ThangdeeApplication = builder.build()
    application.bot_data[SERVICES] = services
    # What comes is noted first. Boxes of alerts are ticked in groups too; whatever else is said there is
    # answered in another way.
    first, last = (sent, subscribing, groups, inline), (ask, stats, unexpected, errors)
    for module in (*first, start, links, staff, remind, hide, browse, location, *last):
        module.register(application)
    return application, polling
