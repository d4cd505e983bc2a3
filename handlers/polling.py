"""Polling that notices when it hangs (gotcha 8)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram.error import Conflict, TelegramError
from telegram.ext import Updater
from telegram.request import HTTPXRequest

from bot.health import Part
from handlers.context import Services
from handlers.incoming import readable_batch

_log = logging.getLogger(__name__)

POLL_SECONDS = 30
"""How long Telegram holds a request for updates open."""

START_SECONDS = 3
"""How long a start that is no longer wanted may still take before it is cut."""

STOP_SECONDS = 5
"""How long polling may take to stop before it is cut: PTB sleeps through a stop for up to 30 s after an
error, longer when Telegram asked it to wait."""

SILENT_SECONDS = 4 * POLL_SECONDS
"""Without one answered request for so long, polling is started anew."""


class WatchedRequest(HTTPXRequest):
    """Requests for updates, with the time of the last one that was answered.

    The health of ``services`` is told how they go.
    """

    def __init__(self, services: Services, **options: Any) -> None:
        super().__init__(**options)
        self.services = services
        self.answered_at = time.monotonic()

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Send a request, note that it was answered, and keep back what nobody could read."""
        health = self.services.health
        try:
            status, body = await super().do_request(*args, **options)
        except TelegramError as error:
            health.fails(Part.UPDATES, f"not answered ({type(error).__name__})")
            raise
        self.answered_at = time.monotonic()
        if status == HTTPStatus.OK:
            health.works(Part.UPDATES)
        else:
            health.fails(Part.UPDATES, f"refused ({status})")
        return status, readable_batch(body)


class Poller:
    """Keeps an updater polling; :meth:`run` returns or raises only when it cannot go on."""

    def __init__(self, updater: Updater, request: WatchedRequest, allowed: list[str]) -> None:
        self._updater = updater
        self._request = request
        self._allowed = allowed
        self._conflict: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(
        self,
        ready: Callable[[], None] = lambda: None,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        """Poll until cancelled; ``ready`` is called when polling has begun.

        Raises Conflict when another process polls with the same token.

        Questions asked while the bot was down are answered, not dropped (gotcha 26): Telegram keeps
        them for 24 hours, and somebody may still be waiting.
        """
        while True:
            try:
                await self._start()
                ready()
                await self._watch(silent_seconds)
            finally:
                if self._updater.running:
                    await self._stop()
            _log.warning("no request for updates was answered for long: polling starts anew")

    async def _start(self) -> None:
        self._request.answered_at = time.monotonic()
        starting = asyncio.ensure_future(
            self._updater.start_polling(
                timeout=POLL_SECONDS,
                bootstrap_retries=-1,  # a network that comes up late does not end the bot (gotcha 7)
                allowed_updates=self._allowed,
                drop_pending_updates=False,
                error_callback=self._failed,
            )
        )
        try:
            await asyncio.shield(starting)
            # It began with a request that was answered; the first one for updates takes a while.
            self._request.services.health.works(Part.UPDATES)
        except asyncio.CancelledError:
            # Cut in the middle of a request, its connection would stay open.
            await asyncio.wait([starting], timeout=START_SECONDS)
            starting.cancel()
            raise

    async def _stop(self) -> None:
        """Stop polling, also when cancelled meanwhile.

        In a task of its own: PTB takes a cancellation of whoever awaits its stop for one of its own
        task and suppresses it. A bot told to stop while polling started anew then polled for ever.
        """
        stopping = asyncio.create_task(self._updater.stop())
        try:
            await asyncio.wait([stopping], timeout=STOP_SECONDS)
        except asyncio.CancelledError:
            await asyncio.wait([stopping], timeout=STOP_SECONDS)
            raise
        finally:
            if not stopping.done():
                _log.warning("polling did not stop within %d s and was cut", STOP_SECONDS)
            while not stopping.done():  # each time what it waits for is cut: the poll, the farewell
                stopping.cancel()
                await asyncio.wait([stopping], timeout=STOP_SECONDS)
        if not stopping.cancelled():
            stopping.result()

    async def _watch(self, silent_seconds: float) -> None:
        while time.monotonic() - self._request.answered_at < silent_seconds:
            left = silent_seconds - (time.monotonic() - self._request.answered_at)
            done, _ = await asyncio.wait([self._conflict], timeout=max(left, 0.01))
            if done:
                self._conflict.result()

    def _failed(self, error: TelegramError) -> None:
        self._request.services.metrics.api_errors.labels(type(error).__name__).inc()
        if isinstance(error, Conflict):
            if not self._conflict.done():
                self._conflict.set_exception(error)
        else:
            _log.warning("could not fetch updates: %s; trying again", type(error).__name__)
