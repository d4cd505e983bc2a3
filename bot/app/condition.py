"""How the bot is, for those who watch it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from bot import __version__
from bot.health import Part
from handlers.context import Services

CONTACT_SECONDS = 120.0
"""How long ago Telegram may have answered the last time. A request for updates is open for 30 s; in
webhook mode Telegram is asked after 60 quiet seconds."""

STORE_SECONDS = 2.0
"""How long the store may take to be ready; an answer waits for it several times."""

CACHE_SECONDS = 1.0
"""For how long the store is not asked again, however often somebody asks for the page."""

MOST_SHOWN = 5
"""Places of errors on a page."""


class BotCondition:
    """The condition of a bot with ``services``, which stops once ``stop`` is set."""

    def __init__(self, services: Services, stop: asyncio.Event) -> None:
        self._services = services
        self._stop = stop
        self._started = datetime.now(UTC)
        self._store_asked = asyncio.Lock()
        self._store_asked_at = -CACHE_SECONDS
        self._store_trouble: str | None = None

    def alive(self) -> Mapping[str, object]:
        """Return what runs, since when, and what is wrong with it."""
        services = self._services
        troubles = {part: services.health.trouble(part) for part in Part}
        return {
            "program": __version__,
            "mode": services.settings.mode,
            "started": _utc(self._started),
            "uptime_seconds": round((datetime.now(UTC) - self._started).total_seconds()),
            "stopping": self._stop.is_set(),
            "content": self._content(),
            "troubles": {part: trouble for part, trouble in troubles.items() if trouble},
        }

    def _content(self) -> Mapping[str, object]:
        library = self._services.library
        refused = library.refused
        return {
            "version": library.current.catalogue.version,
            "since": _utc(library.since),
            "errors_in_use": library.faults,
            "refused": refused
            and {
                "since": _utc(refused.at),
                "errors": len(refused.errors),
                "first": [
                    {"place": f"{one.file}:{one.line}:{one.column}", "rule": one.rule}
                    for one in refused.errors[:MOST_SHOWN]
                ],
            },
        }

    async def wanting(self) -> Mapping[str, str]:
        """Return what keeps the bot from answering: part -> what is wrong and what to do."""
        if self._stop.is_set():
            return {"process": "it stops; ask another one, or start it again"}
        found = {Part.STORE: await self._store(), Part.TELEGRAM: self._telegram()}
        return {part: trouble for part, trouble in found.items() if trouble}

    def measured(self) -> bytes:
        """Return all measurements in Prometheus' text format."""
        return self._services.metrics.page()

    def _telegram(self) -> str | None:
        polling = self._services.settings.mode == "polling"
        part = Part.UPDATES if polling else Part.TELEGRAM
        seconds = self._services.health.seconds_since(part)
        if seconds is not None and seconds <= CONTACT_SECONDS:
            return None
        since = "since the start" if seconds is None else f"for {seconds:.0f} s"
        health = self._services.health
        why = health.trouble(part) or health.trouble(Part.TELEGRAM)
        return (
            f"Telegram has not answered {since}{f': {why}' if why else ''}; check the network of this "
            "machine and whether it reaches the Bot API. It goes on by itself"
        )

    async def _store(self) -> str | None:
        async with self._store_asked:
            if time.monotonic() - self._store_asked_at >= CACHE_SECONDS:
                self._store_trouble = await self._ask_store()
                self._store_asked_at = time.monotonic()
        return self._store_trouble

    async def _ask_store(self) -> str | None:
        try:
            async with asyncio.timeout(STORE_SECONDS):
                await self._services.store.check()
        except (SQLAlchemyError, OSError) as error:
            what = "did not answer in time" if isinstance(error, TimeoutError) else "cannot be read"
            return (
                f"the database {what} ({type(error).__name__}); check that it is up, that its disk has "
                "room and that nothing else holds it"
            )
        return None


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
