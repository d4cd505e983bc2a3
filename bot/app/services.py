"""Settings and secrets become the services that every handler works with."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL

from bot.app.measuring import StateCollector
from bot.app.preparing import learned_folder
from bot.app.watching import today, watch_content
from bot.config import Secrets, Settings
from bot.health import Health, Part
from bot.i18n import translators
from bot.knowledge import Library
from bot.metrics import Metrics
from bot.store import Store
from bot.store.database import postgresql_url
from handlers.context import Services


@asynccontextmanager
async def open_services(
    settings: Settings, key: bytes, where: Path | URL
) -> AsyncIterator[Services]:
    """Load the content and open the store; changed content is taken up while open.

    What is remembered stands in the SQLite folder or PostgreSQL ``where``. Raises ProblemsError for
    faulty content and ThangdeeError for a database that cannot be used.
    """
    library = await asyncio.to_thread(
        Library.open,
        settings.content,
        today(),
        max_age_days=settings.limits.checked_days,
        learned=learned_folder(settings),
    )
    languages = library.current.catalogue.languages
    store = await Store.open(where, key)
    health, metrics = Health(), Metrics()
    health.works(Part.CONTENT)
    metrics.registry.register(StateCollector(library, health))
    watching = asyncio.create_task(watch_content(library, health))
    try:
        services = Services(
            settings, library, store, translators({*languages, "en"}), metrics, health
        )
        store.tell(partial(_note_store, health))
        yield services
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        await store.close()


def _note_store(health: Health, trouble: str | None) -> None:
    if trouble is None:
        health.works(Part.STORE)
    else:
        health.fails(Part.STORE, trouble)


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
