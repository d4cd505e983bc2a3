"""The store: all tables behind one door."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL

from bot.store import alerts, messages, reminders  # noqa: F401 - their tables belong to Base.metadata
from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.forgetting import Forgotten, forget
from bot.store.people import People
from bot.store.recent import RecentTable
from bot.store.unanswered import UnansweredTable


class Store:
    """What the bot remembers. Open with :meth:`open`, close with :meth:`close`.

    ``people`` is what they chose, ``recent`` what conversations were about a moment ago, ``counts`` what
    happened how often, ``unanswered`` the questions without an answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.people = People(database)
        self.recent = RecentTable(database)
        self.counts = Counts(database)
        self.unanswered = UnansweredTable(database)

    @classmethod
    async def open(cls, where: Path | URL, key: bytes) -> Store:
        """Open the PostgreSQL at an address, or ``thangdee.sqlite3`` in a folder, made if need be.

        ``key`` is the operator's secret for hashing chat ids. Raises :class:`ThangdeeError` when the
        database cannot be used.
        """
        database = await Database.open(where, key)
        store = cls(database)
        await store.recent.purge()
        return store

    async def close(self) -> None:
        """Write what waits and release the database."""
        await self.counts.close()
        await self._database.close()

    async def forget(self, chat_id: int) -> Forgotten:
        """Delete everything that is kept for this chat, from the files on the disk too; look again.

        Return what it was. Counts that still wait to be written hold nobody and stay.
        """
        return await forget(self._database, chat_id)

    async def erase(self) -> None:
        """Take what was deleted off the disk as well; see :meth:`Database.erase`."""
        await self._database.erase()
