"""The one place that wires everything: settings and secrets become a running bot."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import secrets as random_secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from sqlalchemy import URL
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError
from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import HTTPXRequest

from bot.catalogue.model import text_in
from bot.config import Secrets, Settings
from bot.errors import ThangdeeError
from bot.i18n import translators
from bot.knowledge import Library
from bot.simulator.server import Simulator
from bot.store import Store
from bot.store.database import postgresql_url
from bot.webhook import create_app
from handlers import (
    ask,
    browse,
    chores,
    errors,
    groups,
    hide,
    inline,
    links,
    location,
    notices,
    profile,
    remind,
    retention,
    sent,
    start,
    stats,
    unexpected,
)
from handlers.alerts import sending, staff, subscribing, watching
from handlers.context import SERVICES, Context, Services, ThangdeeApplication
from handlers.incoming import is_readable
from handlers.per_chat import PerChatProcessor
from handlers.polling import Poller, WatchedRequest

_log = logging.getLogger(__name__)

# PTB's next form of times in errors; the present one only warns (and a warning is an error in tests).
os.environ.setdefault("PTB_TIMEDELTA", "true")

LOCAL_TOKEN = "1:LOCAL"  # noqa: S105 - opens nothing but the local Telegram
LOCAL_USERNAME = "thangdee_bot"
CONTENT_LOOK_SECONDS = 2.0
"""How often the content folder is looked at for changes."""

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds between attempts to reach Telegram at start; doubled each time."""

STOP_SECONDS = 20
"""How long a stop waits for answers under way: enough for one that is sent anew after a timeout, not for
a Telegram that asks to wait for minutes."""

CHORES = (retention.CHORE, sending.CHORE, watching.CHORE, sent.CHORE, notices.CHORE)
"""What is done again and again while the bot runs."""

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
        .rate_limiter(sent.NotingLimiter(services.store, max_retries=3))
        .concurrent_updates(PerChatProcessor(at_once))
        # As many connections as chats served at once, or requests wait for each other (gotcha 9).
        .request(HTTPXRequest(connection_pool_size=at_once + 8, pool_timeout=10))
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


@asynccontextmanager
async def open_services(
    settings: Settings, key: bytes, where: Path | URL
) -> AsyncIterator[Services]:
    """Load the content and open the store; the content is looked at for changes while open.

    What is remembered stands in the SQLite folder or PostgreSQL ``where``. Raises ProblemsError for
    faulty content and ThangdeeError for a database that cannot be used.
    """
    library = await asyncio.to_thread(
        Library.open,
        settings.content,
        _today(),
        max_age_days=settings.limits.checked_days,
        learned=settings.data / "learned",
    )
    languages = library.current.catalogue.languages
    store = await Store.open(where, key)
    watching = asyncio.create_task(_watch_content(library))
    try:
        yield Services(settings, library, store, translators({*languages, "en"}))
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        await store.close()


async def _watch_content(library: Library) -> None:
    while True:
        await asyncio.sleep(CONTENT_LOOK_SECONDS)
        try:
            for problem in await asyncio.to_thread(library.refresh, _today()):
                _log.error("the old content stays in use: %s", problem)
        except Exception:
            # Whatever happens to the folder, the bot goes on with the content that it has.
            _log.exception("the content folder could not be looked at; the old content stays")


async def serve(settings: Settings, secrets: Secrets, stop: asyncio.Event) -> None:
    """Serve Telegram, with the token of ``secrets``, until ``stop`` is set."""
    token = secrets.bot_token or ""
    async with open_services(
        settings, person_key(secrets), where_of(settings, secrets)
    ) as services:
        application, polling = build(
            settings, token, services, base_url=settings.bot.api_url or None
        )
        await run(application, polling, secrets, stop)


async def serve_local(
    settings: Settings, stop: asyncio.Event, announce: Callable[[str], None]
) -> None:
    """Serve the built-in local Telegram until ``stop`` is set; ``announce`` gets the page's address.

    The local Telegram forgets everybody when it stops, so what is kept of people goes with it.
    Raises ThangdeeError when it cannot listen.
    """
    local = settings.local
    async with contextlib.AsyncExitStack() as stack:
        try:
            simulator = await stack.enter_async_context(Simulator(local.host, local.port))
        except ValueError as error:
            raise ThangdeeError(f"local.host in config.yaml: {error}") from error
        except OSError as error:
            raise ThangdeeError(
                f"cannot listen on {local.host}:{local.port} ({error.strerror}); stop the program "
                "that uses it, or set another local.port in config.yaml (0 takes any free one)"
            ) from error
        simulator.world.add_bot(
            token=LOCAL_TOKEN, username=LOCAL_USERNAME, first_name=text_in(settings.bot.name, "en")
        )
        folder = stack.enter_context(TemporaryDirectory(prefix="thangdee-"))
        settings = settings.model_copy(update={"mode": "polling"})
        secrets = Secrets(bot_token=LOCAL_TOKEN)
        services = await stack.enter_async_context(
            open_services(settings, person_key(secrets), Path(folder))
        )
        application, polling = build(settings, LOCAL_TOKEN, services, base_url=simulator.url)
        await run(application, polling, secrets, stop, ready=lambda: announce(simulator.url))


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
        try:
            async with chores.at_work(application, CHORES):
                if services.settings.mode == "webhook":
                    await _receive(application, services.settings, secrets, stop, ready)
                else:
                    await _poll(application, polling, stop, ready)
        finally:
            await _finish(application)
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


async def _finish(application: ThangdeeApplication) -> None:
    """Stop ``application`` as soon as all updates in hand are answered, or given up."""
    stopping = asyncio.create_task(application.stop())
    try:
        await asyncio.wait([stopping], timeout=STOP_SECONDS)
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


async def _receive(
    application: ThangdeeApplication,
    settings: Settings,
    secrets: Secrets,
    stop: asyncio.Event,
    ready: Callable[[], None],
) -> None:
    secret = secrets.webhook_secret or random_secrets.token_urlsafe(32)

    async def accept(update: dict[str, Any]) -> None:
        if is_readable(update):  # asking for another one again and again would help nobody
            await application.update_queue.put(Update.de_json(update, application.bot))

    door = create_app(urlsplit(settings.webhook.url).path or "/", secret, accept)
    config = uvicorn.Config(
        door,
        host=settings.webhook.host,
        port=settings.webhook.port,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config)
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


class _Server(uvicorn.Server):
    """A uvicorn that leaves the signals to us: Ctrl-C has to finish what is in hand first."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


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


def person_key(secrets: Secrets) -> bytes:
    """Return the key under which chat ids are hashed.

    Without one of the operator's own it is derived from the bot token, which is a secret as well; a
    new token then makes the bot forget choices, nothing worse.
    """
    secret = secrets.person_key or f"person key of {secrets.bot_token}"
    return hashlib.sha256(secret.encode()).digest()


def where_of(settings: Settings, secrets: Secrets) -> Path | URL:
    """Return where what the bot remembers stands: the data folder, or the PostgreSQL of the settings."""
    if settings.database:
        return postgresql_url(settings.database, secrets.database_password)
    return settings.data


def _today() -> date:
    return datetime.now(UTC).date()
