"""The store: all tables behind one door."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, delete

from bot.store import alerts  # noqa: F401 - its tables belong to Base.metadata
from bot.store.base import Base
from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.messages import Messages
from bot.store.people import People
from bot.store.recent import RecentTable
from bot.store.reminders import Reminders
from bot.store.unanswered import UnansweredTable


class Store:
    """What the bot remembers. Open with :meth:`open`, close with :meth:`close`.

    ``people`` is what they chose, ``recent`` what conversations were about a moment ago, ``counts`` what
    happened how often, ``unanswered`` the questions without an answer, ``messages`` which messages stand
    in a chat, ``reminders`` the dates that people asked to be reminded of.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.people = People(database)
        self.recent = RecentTable(database)
        self.counts = Counts(database)
        self.unanswered = UnansweredTable(database)
        self.messages = Messages(database)
        self.reminders = Reminders(database)

    @classmethod
    async def open(cls, where: Path | URL, key: bytes) -> Store:
        """Open the PostgreSQL at an address, or ``thangdee.sqlite3`` in a folder, made if need be.

        ``key`` is the operator's secret for hashing chat ids. Raises :class:`ThangdeeError` when the
        database cannot be used.
        """
        database = await Database.open(where, key)
        store = cls(database)
        await store.recent.purge()
        await store.messages.purge()
        return store

    async def close(self) -> None:
        """Write what waits and release the database."""
        await self.counts.close()
        await self._database.close()

    async def drop(self, chat_id: int) -> None:
        """Delete what a chat asked to receive: it blocked the bot, or is gone."""
        async with self._database.write() as connection:
            for table in Base.metadata.sorted_tables:
                if "chat_id" in table.c:
                    await connection.execute(delete(table).where(table.c.chat_id == chat_id))

    async def forget(self, chat_id: int) -> None:
        """Delete everything that is kept for this chat, from the files on the disk too."""
        key = self._database.key(chat_id)
        async with self._database.write() as connection:
            for table in Base.metadata.sorted_tables:
                if "key" in table.c:
                    await connection.execute(delete(table).where(table.c.key == key))
                elif "chat_id" in table.c:
                    await connection.execute(delete(table).where(table.c.chat_id == chat_id))
        await self._database.erase()
