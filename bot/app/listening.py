"""Webhook mode: Telegram knocks, this listens."""

from __future__ import annotations

import asyncio
import secrets as random_secrets
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.routing import BaseRoute
from telegram import Update

from bot.app.building import ALLOWED_UPDATES
from bot.app.server import Server
from bot.config import Secrets, Settings
from bot.webhook import create_app
from handlers.context import ThangdeeApplication
from handlers.incoming import is_readable

STOP_SECONDS = 5
"""How long a stop waits for requests in hand; each is answered as soon as its update is taken in."""


async def receive(
    application: ThangdeeApplication,
    settings: Settings,
    secrets: Secrets,
    stop: asyncio.Event,
    ready: Callable[[], None],
    routes: Sequence[BaseRoute] = (),
) -> None:
    """Listen at the door of the settings until ``stop`` is set; ``ready`` is called once Telegram knows.

    Requests in hand are answered before it returns. ``routes`` are other pages behind the same door.
    """
    secret = secrets.webhook_secret or random_secrets.token_urlsafe(32)

    async def accept(update: dict[str, Any]) -> None:
        if is_readable(update):  # asking for another one again and again would help nobody
            await application.update_queue.put(Update.de_json(update, application.bot))

    door = create_app(urlsplit(settings.webhook.url).path or "/", secret, accept, routes)
    config = uvicorn.Config(
        door,
        host=settings.webhook.host,
        port=settings.webhook.port,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = Server(config)
    listening = asyncio.create_task(server.serve())
    try:
        await application.bot.set_webhook(
            settings.webhook.url,
            secret_token=secret,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
        )
        ready()
        await asyncio.wait(
            [listening, stopping := asyncio.create_task(stop.wait())],
            return_when=asyncio.FIRST_COMPLETED,
        )
        stopping.cancel()
    finally:
        server.should_exit = True  # lets requests in hand finish
        await listening
