"""Webhook mode: Telegram knocks, this listens."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets as random_secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

import uvicorn
from starlette.routing import BaseRoute
from telegram.error import NetworkError, RetryAfter
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.app.building import ALLOWED_UPDATES
from bot.app.replica import Replica
from bot.app.server import Server, listener
from bot.app.stopping import Countdown, cancelled, first_of
from bot.app.working import Worker
from bot.config import Secrets, Settings
from bot.errors import ThangdeeError
from bot.webhook import create_app
from handlers.context import SERVICES, Services, ThangdeeApplication

_log = logging.getLogger(__name__)

STOP_SECONDS = 5
"""How long a stop waits for requests in hand; each is answered as soon as its update is written down."""

HEAD_SECONDS = 10
"""How long the head of a request may take: who opens connections and never asks holds none of them."""

RETRY_SECONDS = 5.0
"""Between attempts to tell Telegram where the door is."""


def check_secret(settings: Settings, secrets: Secrets) -> None:
    """Raise ThangdeeError when several processes may serve and each would make up its own secret."""
    if settings.mode == "webhook" and settings.database and not secrets.webhook_secret:
        raise ThangdeeError(
            "mode webhook with a `database` needs THANGDEE_WEBHOOK_SECRET: every process that serves "
            "must know the same one; make it with `openssl rand -hex 32` and set it for all of them"
        )


async def receive(
    application: ThangdeeApplication,
    replica: Replica,
    secrets: Secrets,
    countdown: Countdown,
    ready: Callable[[], None],
    routes: Sequence[BaseRoute] = (),
) -> None:
    """Listen at the door of the settings until the stop; ``ready`` is called once Telegram knows.

    The door serves ``routes`` besides. Requests in hand are answered before it returns, and updates in
    hand as far as ``countdown`` allows; the rest goes back into the inbox.
    """
    services: Services = application.bot_data[SERVICES]
    settings, stop = services.settings, countdown.stop
    secret = secrets.webhook_secret or random_secrets.token_urlsafe(32)
    worker = Worker(application, replica)
    door = create_app(urlsplit(settings.webhook.url).path or "/", secret, worker.accept, routes)
    socket = listener(settings.webhook.host, settings.webhook.port, "webhook.port")
    config = uvicorn.Config(
        door,
        http=_Impatient,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = Server(config)
    listening = asyncio.create_task(server.serve([socket]))
    working = asyncio.create_task(worker.run())
    try:
        if await _tell_telegram(application, settings.webhook.url, secret, stop):
            ready()
            await first_of(listening, working, stop.wait())
    finally:
        worker.stop()
        await cancelled(working)
        server.should_exit = True  # lets requests in hand finish
        await listening
        await worker.finish(countdown.left())


async def _tell_telegram(
    application: ThangdeeApplication, url: str, secret: str, stop: asyncio.Event
) -> bool:
    """Tell Telegram where to knock; False when the stop came first."""
    while not stop.is_set():
        try:
            await application.bot.set_webhook(
                url,
                secret_token=secret,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            )
        except RetryAfter as error:  # several processes that start together may be too many
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else wait
        except NetworkError as error:
            seconds = RETRY_SECONDS
            _log.warning(
                "Telegram was not told of the webhook (%s); next try in %.0f s",
                type(error).__name__,
                seconds,
            )
        else:
            return True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)
    return False


class _Impatient(H11Protocol):
    """Closes connections on which nobody asks anything; uvicorn waits for the first request for ever."""

    _looking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Look at the connection from now on."""
        super().connection_made(transport)
        self._looking = self.loop.call_later(HEAD_SECONDS, self._look, self.cycle)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        super().connection_lost(exc)
        if self._looking:
            self._looking.cancel()

    def _look(self, before: object) -> None:
        idle = self.cycle is None or self.cycle.response_complete
        if idle and self.cycle is before:
            self.transport.close()
        else:
            self._looking = self.loop.call_later(HEAD_SECONDS, self._look, self.cycle)
