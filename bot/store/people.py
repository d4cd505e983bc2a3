"""A person's two choices (language, country of stay), and the store of all tables."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import URL, Date, String, delete, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateTable

from bot.errors import ThangdeeError
from bot.store.base import Base, pseudonym
from bot.store.recent import RecentTable

FILE_NAME = "thangdee.sqlite3"

BUSY_TIMEOUT_MS = 5_000
"""How long a write waits for another one before it fails."""


class PersonRow(Base):
    """One person; ``key`` is 64 hexadecimal digits of HMAC-SHA-256."""

    __tablename__ = "person"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(8))
    country: Mapped[str | None] = mapped_column(String(8))
    last_seen: Mapped[date] = mapped_column(Date)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody: ``language`` is a language code, ``country`` an ISO 3166 code or
    ``other``; None until chosen."""

    language: str | None = None
    country: str | None = None


class Store:
    """The database. Open with :meth:`open`, close with :meth:`close`.

    ``recent`` is what conversations were about a moment ago.
    """

    def __init__(self, engine: AsyncEngine, key: bytes) -> None:
        self._engine = engine
        self._key = key
        self.recent = RecentTable(engine, key)

    @classmethod
    async def open(cls, folder: Path, key: bytes) -> Store:
        """Open (and if need be make) ``folder/thangdee.sqlite3``.

        ``key`` is the operator's secret for hashing chat ids. Raises :class:`ThangdeeError` when the
        folder cannot be used or the file is no database.
        """
        file = folder / FILE_NAME
        engine = create_async_engine(URL.create("sqlite+aiosqlite", database=str(file)))
        event.listen(engine.sync_engine, "connect", _prepare_connection)
        try:
            await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
            async with engine.begin() as connection:
                # Not create_all: between its look and its CREATE another process may make a table.
                for table in Base.metadata.sorted_tables:
                    await connection.execute(CreateTable(table, if_not_exists=True))
            store = cls(engine, key)
            await store.recent.purge()
        except (OSError, DBAPIError) as error:
            await engine.dispose()
            reason = error.orig if isinstance(error, DBAPIError) else error.strerror
            raise ThangdeeError(
                f"the database {file} cannot be used ({reason}); check paths.data in config.yaml "
                "and that this user may write there"
            ) from error
        return store

    async def close(self) -> None:
        """Release the file."""
        await self._engine.dispose()

    async def person(self, chat_id: int) -> Person:
        """Return the choices kept for this chat; an empty Person for somebody new."""
        query = PersonRow.__table__.select().where(PersonRow.key == self._hash(chat_id))
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        return Person(row.language, row.country) if row else Person()

    async def choose_language(self, chat_id: int, language: str) -> None:
        """Remember the language of this chat."""
        await self._write(chat_id, language=language)

    async def choose_country(self, chat_id: int, country: str) -> None:
        """Remember the country of stay of this chat: an ISO 3166 code or ``other``."""
        await self._write(chat_id, country=country)

    async def forget(self, chat_id: int) -> None:
        """Delete everything that is kept for this chat, from the files on the disk too."""
        async with self._engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                await connection.execute(delete(table).where(table.c.key == self._hash(chat_id)))
        async with self._engine.connect() as connection:
            # The log beside the database still holds the row until it is written back and cut.
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _write(self, chat_id: int, **choice: str) -> None:
        values = {**choice, "last_seen": datetime.now(UTC).date()}
        statement = insert(PersonRow).values(key=self._hash(chat_id), **values)
        async with self._engine.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_=values)
            )

    def _hash(self, chat_id: int) -> str:
        return pseudonym(self._key, chat_id)


def _prepare_connection(connection: object, _record: ConnectionPoolEntry) -> None:
    # WAL lets readers go on while one writes; NORMAL makes a commit about six times cheaper and can
    # lose only the last moment on a power cut; secure_delete overwrites what a delete leaves behind.
    # The time-out comes first: switching to WAL may have to wait as well.
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
