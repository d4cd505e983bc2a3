"""What goes wrong in a storm, in an order that the seed tells."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from bot.simulator.faults import Fault
from bot.simulator.world import World
from bot.store.database import FILE_NAME
from tests.chaos.houses import Replica


@dataclass
class Mischief:
    """Does one bad thing after another. ``server`` is the PostgreSQL database, None with SQLite."""

    world: World
    replicas: Sequence[Replica]
    folder: Path
    server: str | None
    rng: random.Random
    done: list[str]

    async def go_on(self, mean: float) -> None:
        """Do something every ``mean`` seconds on average, until cancelled."""
        ways: list[Callable[[], Awaitable[None]]] = [
            self.kill, self.kill, self.restart, self.freeze, self.telegram_fails,
            self.telegram_fails, self.telegram_is_slow, self.database_fails, self.content_breaks,
        ]  # fmt: skip
        # Each comes once, in some order, before any comes again: a short storm sees them all.
        while True:
            for way in self.rng.sample(ways, len(ways)):
                await asyncio.sleep(self.rng.expovariate(1 / mean))
                self.done.append(way.__name__)
                await way()

    async def kill(self) -> None:
        """kill -9 in the middle of whatever it does, then start it anew."""
        replica = self.rng.choice(self.replicas)
        await replica.kill()
        await replica.start()
        await replica.ready()

    async def restart(self) -> None:
        """Stop it as an operator does, then start it anew."""
        replica = self.rng.choice(self.replicas)
        code = await replica.stop()
        assert code == 0, f"SIGTERM ended it with {code}"
        await replica.start()
        await replica.ready()

    async def freeze(self) -> None:
        """Let a process stand still for a while."""
        await self.rng.choice(self.replicas).freeze(self.rng.uniform(0.5, 4))

    async def telegram_fails(self) -> None:
        """Let some of the next calls fail."""
        kind = self.rng.choice(["429", "500", "502", "drop"])
        times = self.rng.randint(1, 6)
        self.world.faults.add(Fault(kind, method="sendMessage", times=times))

    async def telegram_is_slow(self) -> None:
        """Let some of the next calls hang, then break off."""
        self.world.faults.add(Fault("timeout", method="*", times=3, seconds=self.rng.uniform(1, 8)))

    async def database_fails(self) -> None:
        """Cut all connections to PostgreSQL; lock SQLite for a while."""
        if self.server is None:
            await asyncio.to_thread(self._lock, self.rng.uniform(0.5, 3))
            return
        connection = await asyncpg.connect(self.server)
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        await connection.close()

    def _lock(self, seconds: float) -> None:
        import time

        with closing(sqlite3.connect(self.folder / "data" / FILE_NAME, timeout=30)) as database:
            database.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            database.rollback()

    async def content_breaks(self) -> None:
        """Save a faulty article, a moment later the right one."""
        path = self.folder / "content/en/complaints/unpaid-wages.md"
        right = path.read_text("utf-8")
        path.write_text(right.replace("title:", "titel:", 1), "utf-8")
        await asyncio.sleep(self.rng.uniform(1, 4))
        path.write_text(right, "utf-8")
