"""Who watches a bot: its pages as an operator sees them, and what it sends as Telegram does."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import httpx
from prometheus_client.parser import text_string_to_metric_families

from bot.simulator.world import World

LOOK_SECONDS = 2.0
"""How often the pages are looked at."""

WINDOW = 3.0
"""Seconds over which a pace is taken: this process may be late, and then sees many at once."""


@dataclass(frozen=True)
class Look:
    """What the pages of the bot told at a time of a clock that only grows."""

    at: float
    ready: bool
    troubles: bool
    errors: float
    """Requests to Telegram that failed since the start."""

    processor: float
    rss_mb: float


class Lookout:
    """Looks at the pages behind ``port``, and notes when the bot sends something in ``world``."""

    def __init__(self, world: World, port: int) -> None:
        self._world = world
        self._pages = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30)
        self.looks: list[Look] = []
        self.failed = 0
        """Times at which the pages did not come, or /healthz was not 200."""

        self.sent: list[float] = []
        """When a message was sent."""

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Watch inside."""
        tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._record())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._pages.aclose()

    async def look(self) -> Look:
        """Look at the pages; raises httpx.HTTPError if one does not come."""
        alive = await self._pages.get("/healthz")
        ready = await self._pages.get("/readyz")
        metrics = await self._pages.get("/metrics")
        alive.raise_for_status()
        metrics.raise_for_status()
        found: dict[str, float] = defaultdict(float)
        for family in text_string_to_metric_families(metrics.text):
            for sample in family.samples:
                found[sample.name] += sample.value
        one = Look(
            time.monotonic(),
            ready.status_code == httpx.codes.OK,
            bool(alive.json()["troubles"]),
            found["thangdee_api_errors_total"],
            found["process_cpu_seconds_total"],
            found["process_resident_memory_bytes"] / 1e6,
        )
        self.looks.append(one)
        return one

    def first(self, since: float, until: float, shows: Callable[[Look], bool]) -> float:
        """Return after how many seconds a page showed something, -1 if it did not ``until`` then."""
        found = (one.at for one in self.looks if since < one.at <= until and shows(one))
        return round(next(found, since - 1) - since, 1)

    def most_in_second(self, since: float) -> float:
        """Return how many messages a second were sent at most, over :data:`WINDOW`."""
        most, window = 0, deque[float]()
        for at in self.sent:
            if at > since:
                window.append(at)
                while window[0] <= at - WINDOW:
                    window.popleft()
                most = max(most, len(window))
        return round(most / WINDOW, 1)

    async def _watch(self) -> None:
        while True:
            try:
                await self.look()
            except httpx.HTTPError:
                self.failed += 1
            await asyncio.sleep(LOOK_SECONDS)

    async def _record(self) -> None:
        requests = self._world.requests
        seen = requests.last
        while True:
            with suppress(TimeoutError):
                await requests.wait_for(lambda _: True, after=seen, seconds=60)
            now = time.monotonic()
            for one in requests.after(seen):
                seen = one["seq"]
                if one["method"] == "sendMessage":
                    self.sent.append(now)
