"""The store: all tables behind one door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import URL, Table, delete, select

from bot.store.alerts import Alerts
from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.deliveries import Deliveries
from bot.store.forgetting import Forgotten, forget, tables_with
from bot.store.inbox import Inbox
from bot.store.leases import Leases
from bot.store.messages import Messages
from bot.store.people import People, PersonRow
from bot.store.recent import RecentTable
from bot.store.reminders import Reminders
from bot.store.subscriptions import Subscriptions
from bot.store.unanswered import UnansweredTable
from bot.store.visits import Visits


class Store:
    """What the bot remembers. Open with :meth:`open`, close with :meth:`close`.

    ``people`` is what they chose, ``recent`` what conversations were about a moment ago, ``counts`` what
    happened how often, ``unanswered`` the questions without an answer, ``messages`` which messages stand
    in a chat, ``reminders`` the dates that people asked to be reminded of, ``subscriptions`` who asked
    for alerts, ``alerts`` what staff wrote, ``deliveries`` to whom it goes, ``inbox`` the updates that a
    webhook took in, ``leases`` which processes serve. ``visits`` is what every message in a private chat
    reads and writes of all that.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.people = People(database)
        self.recent = RecentTable(database)
        self.counts = Counts(database)
        self.unanswered = UnansweredTable(database)
        self.subscriptions = Subscriptions(database)
        self.alerts = Alerts(database)
        self.deliveries = Deliveries(database)
        self.messages = Messages(database)
        self.reminders = Reminders(database)
        self.inbox = Inbox(database)
        self.leases = Leases(database)
        self.visits = Visits(database, self.messages, self.recent)

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

    @property
    def shared(self) -> bool:
        """Whether several processes may serve from it: SQLite is for one alone."""
        return self._database.shared

    async def check(self) -> None:
        """Read as an answer does; raises SQLAlchemyError or OSError while the database is away."""
        async with self._database.read() as connection:
            await connection.execute(select(PersonRow.key).limit(1))

    def tell(self, listener: Callable[[str | None], None]) -> None:
        """Let ``listener`` know, from now on, why the database fails, or None when it works."""
        self._database.guard.listener = listener

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

    async def drop(self, chat_id: int) -> None:
        """Delete what a chat asked to receive: it blocked the bot, or is gone."""
        async with self._database.write() as connection:
            for table, _ in self._of_chat("chat_id", chat_id):
                await connection.execute(delete(table).where(table.c.chat_id == chat_id))

    async def move(self, old_id: int, new_id: int) -> None:
        """Let everything of a chat belong to another id: a group that became a supergroup.

        What stands there for the new id already stays as it is.
        """
        async with self._database.write() as connection:
            for name in ("key", "chat_id"):
                new = self._database.key(new_id) if name == "key" else new_id
                for table, old in self._of_chat(name, old_id):
                    mine = table.c[name] == old
                    rows = (await connection.execute(select(table).where(mine))).mappings().all()
                    if rows:
                        await connection.execute(delete(table).where(mine))
                        moved = [{**row, name: new} for row in rows]
                        insert = self._database.insert(table).on_conflict_do_nothing()
                        await connection.execute(insert, moved)

    def _of_chat(self, name: str, chat_id: int) -> Iterator[tuple[Table, str | int]]:
        """Yield the tables whose column ``name`` tells the chat, and what stands there for this one."""
        value = self._database.key(chat_id) if name == "key" else chat_id
        for table in tables_with(name):
            yield table, value
