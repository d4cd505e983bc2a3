"""This process among those that serve from one database: each holds a lease, and one of them leads."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.store import Store
from bot.store.leases import LEASE_SECONDS

_log = logging.getLogger(__name__)

BEAT_SECONDS = 5.0
"""How often leases are renewed; two beats may fail before one is lost."""

LEADER = "chores"
"""The lease of the one process that does what must be done once."""


class Replica:
    """Renews the leases of this process; :meth:`serving` has to be open.

    Over SQLite one process serves alone: it leads, and needs no lease. Over PostgreSQL a process that
    cannot renew its lease takes nothing new, and leads no more, before the others take it for dead.
    """

    def __init__(self, store: Store) -> None:
        self.name = secrets.token_hex(8)
        self.alone = not store.shared
        self.leads = asyncio.Event()
        """Set while this process leads."""
        self.follows = asyncio.Event()
        """Set while it does not."""
        self._leases = store.leases
        self._since = self._until = 0.0
        self._troubled = False
        self._lead(self.alone)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Hold the leases inside; at the end they are given up, so that others go on at once."""
        if self.alone:
            yield
            return
        await self._beat()
        beating = asyncio.create_task(self._beat_on())
        try:
            yield
        finally:
            beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beating
            self._lead(False)
            self._until = 0.0
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._leases.release(self.name)
            except Exception as error:
                _log.warning("leases were not given up: %s; they end soon", type(error).__name__)

    @property
    def may_take(self) -> bool:
        """Whether the lease holds, with a second to spare."""
        return self.alone or time.monotonic() < self._until - 1

    @property
    def may_judge(self) -> bool:
        """Whether it may take others for dead: it has seen the database for as long as a lease lasts.

        After the database was away for all of them, each gets the time to say that it lives.
        """
        return self.may_take and time.monotonic() > self._since + LEASE_SECONDS

    async def _beat_on(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await self._beat()

    async def _beat(self) -> None:
        asked = time.monotonic()
        try:
            async with asyncio.timeout(BEAT_SECONDS):
                await self._leases.take(self.name, self.name)
                leads = await self._leases.take(LEADER, self.name)
                if leads:
                    await self._leases.purge()
        except Exception as error:  # whatever is wrong with the database
            if not self._troubled:
                _log.warning("the lease cannot be renewed: %s", type(error).__name__)
            self._troubled = True
            if time.monotonic() > self._until - BEAT_SECONDS - 1:
                self._lead(False)  # the next beat would be too late
            return
        if asked > self._until:
            self._since = asked
        if self._troubled:
            _log.info("the lease is renewed again")
        self._troubled = False
        self._until = asked + LEASE_SECONDS
        self._lead(leads)

    def _lead(self, leads: bool) -> None:
        if leads and not self.leads.is_set():
            _log.info("this process leads: it does what only one may do")
        if self.leads.is_set() and not leads:
            _log.info("this process does not lead any more")
        (self.leads.set if leads else self.leads.clear)()
        (self.follows.clear if leads else self.follows.set)()
