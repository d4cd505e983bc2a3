"""Settings and secrets become the services that every handler works with."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import URL

from bot.app.preparing import learned_folder
from bot.config import Secrets, Settings
from bot.i18n import translators
from bot.knowledge import Library
from bot.store import Store
from bot.store.database import postgresql_url
from handlers.context import Services

_log = logging.getLogger(__name__)

CONTENT_LOOK_SECONDS = 2.0
"""How often the content folder is looked at for changes."""


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
        learned=learned_folder(settings),
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
