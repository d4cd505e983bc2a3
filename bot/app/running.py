"""A built application runs until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

from telegram.error import Conflict, InvalidToken, NetworkError

from bot.app.building import ALLOWED_UPDATES
from bot.app.listening import receive
from bot.app.replica import Replica
from bot.app.stopping import Countdown, cancelled, first_of
from bot.config import Secrets
from bot.errors import ThangdeeError
from handlers import chores, notices, profile, retention, sent
from handlers.alerts import sending, watching
from handlers.context import SERVICES, Services, ThangdeeApplication
from handlers.polling import Poller, WatchedRequest

_log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds between attempts to reach Telegram at start; doubled each time."""

STOP_SECONDS = 10
"""How long a stop waits for answers under way: not for a Telegram that asks to wait for minutes."""

CHORES = (retention.CHORE, sending.CHORE, watching.CHORE, sent.CHORE, notices.CHORE)
"""What is done again and again while the bot runs, by one process unless it is done everywhere."""


async def run(
    application: ThangdeeApplication,
    polling: WatchedRequest,
    secrets: Secrets,
    stop: asyncio.Event,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Run ``application`` by polling or webhook, as its settings say, until ``stop`` is set.

    Updates in hand are finished before it returns, as far as ``STOP_SECONDS`` allow. Raises
    ThangdeeError for what the operator must mend: a wrong token, a second process with the same token.
    """
    services: Services = application.bot_data[SERVICES]
    try:
        if not await _reach_telegram(application, stop):
            return
        await profile.publish(application.bot, services)
        await application.start()
        _log.info("serving as @%s", application.bot.username)
        replica, countdown = Replica(services.store), Countdown(stop, STOP_SECONDS)
        async with replica.serving():
            working = asyncio.create_task(_do_chores(application, replica, stop))
            try:
                if services.settings.mode == "webhook":
                    await receive(application, replica, secrets, countdown, ready)
                else:
                    await _poll(application, polling, stop, ready)
            finally:
                if not stop.is_set():
                    working.cancel()
                try:
                    await _finish(application, countdown)
                finally:
                    # Not cancelled twice: alerts on their way are waited for.
                    await asyncio.wait([working], timeout=countdown.left() + 1)
                    await cancelled(working)
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # also when the application never came up


async def _reach_telegram(application: ThangdeeApplication, stop: asyncio.Event) -> bool:
    """Return True when Telegram has answered, False when ``stop`` came first."""
    wait = FIRST_WAIT
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken as error:
            raise ThangdeeError(
                "Telegram does not know this bot token; copy it anew from @BotFather into "
                "TELEGRAM_BOT_TOKEN"
            ) from error
        except NetworkError as error:
            # Not the token: the network or Telegram is away, and comes back (gotcha 7).
            _log.warning(
                "Telegram cannot be reached (%s); next try in %.0f s", type(error).__name__, wait
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(2 * wait, LONGEST_WAIT)
        else:
            return True
    return False


async def _do_chores(
    application: ThangdeeApplication, replica: Replica, stop: asyncio.Event
) -> None:
    """Do the chores until ``stop``: those of one process while this one leads, the others always."""
    everywhere = [chore for chore in CHORES if chore.everywhere]
    of_one = [chore for chore in CHORES if not chore.everywhere]
    async with chores.at_work(application, everywhere):
        while not stop.is_set():
            await first_of(replica.leads.wait(), stop.wait())
            if stop.is_set():
                break
            async with chores.at_work(application, of_one):
                await first_of(replica.follows.wait(), stop.wait())


async def _finish(application: ThangdeeApplication, countdown: Countdown) -> None:
    """Stop ``application`` as soon as all updates in hand are answered, or given up."""
    stopping = asyncio.create_task(application.stop())
    try:
        await asyncio.wait([stopping], timeout=countdown.left())
        if not stopping.done():
            processor = application.update_processor
            _log.warning(
                "what was not answered %d s after the stop is given up: %d updates",
                STOP_SECONDS,
                processor.current_concurrent_updates,
            )
            await processor.shutdown()
        await stopping
    finally:
        countdown.close()
        stopping.cancel()  # on a second Ctrl-C; else it has ended


async def _poll(
    application: ThangdeeApplication,
    polling: WatchedRequest,
    stop: asyncio.Event,
    ready: Callable[[], None],
) -> None:
    updater = application.updater
    if updater is None:
        raise AssertionError("the application was built without an updater")
    poller = asyncio.create_task(Poller(updater, polling, ALLOWED_UPDATES).run(ready))
    try:
        await _until(stop, poller)
    except Conflict as error:
        raise ThangdeeError(
            "another process fetches updates with the same bot token; stop that one, or give this "
            "one a token of its own"
        ) from error


async def _until(stop: asyncio.Event, work: asyncio.Task[None]) -> None:
    """Wait for ``stop`` or for the end of ``work``, whose failure is raised; then end ``work``."""
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([stopping, work], return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    finally:
        for task in (stopping, work):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Conflict):
                await task
