"""The database itself: SQLite in a folder unless the operator names a PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, FromClause, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import ThangdeeError
from bot.store.base import pseudonym
from bot.store.migrate import upgrade
from bot.store.worker import T, Worker

FILE_NAME = "thangdee.sqlite3"

BUSY_TIMEOUT_MS = 5_000
"""How long a write waits for another one before it fails."""

CONNECT_SECONDS = 10
"""How long a PostgreSQL may take to answer."""

Insert = sqlite.Insert | postgresql.Insert


class Database:
    """An open database and the key under which it hashes chats. Open with :meth:`open`."""

    def __init__(self, engine: AsyncEngine, key: bytes) -> None:
        self.engine = engine
        self._key = key
        self._reader: Worker | None = None
        self._writer: Worker | None = None
        if engine.dialect.name == "sqlite":  # a reader need not wait for a writer there
            self._reader, self._writer = _worker(engine.url), _worker(engine.url)

    @classmethod
    async def open(cls, where: Path | URL, key: bytes) -> Database:
        """Open the PostgreSQL at an address, or ``thangdee.sqlite3`` in a folder, made if need be.

        Its tables are brought to this version. Raises :class:`ThangdeeError` when it cannot be used.
        """
        if isinstance(where, Path):
            engine = _sqlite(where)
        else:
            engine = create_async_engine(
                where, connect_args={"timeout": CONNECT_SECONDS}, pool_pre_ping=True
            )
        try:
            if isinstance(where, Path):
                await asyncio.to_thread(where.mkdir, parents=True, exist_ok=True)
            async with engine.connect() as connection:
                await connection.run_sync(upgrade)
                await connection.commit()
        except (OSError, DBAPIError) as error:
            await engine.dispose()
            raise _unusable(where, error) from error
        except ThangdeeError:
            await engine.dispose()
            raise
        return cls(engine, key)

    async def close(self) -> None:
        """Release file or connections."""
        for worker in (self._reader, self._writer):
            if worker:
                await worker.close()
        await self.engine.dispose()

    def key(self, chat_id: int) -> str:
        """Return the hash under which what belongs to a chat is kept."""
        return pseudonym(self._key, chat_id)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection for reading."""
        async with self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction, committed at the end unless something is raised."""
        async with self.engine.begin() as connection:
            yield connection

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Return what ``work`` reads: several statements in one go, for what every message needs."""
        if self._reader:
            return await self._reader.run(work)
        async with self.read() as connection:
            return await connection.run_sync(work)

    async def change(self, work: Callable[[Connection], T]) -> T:
        """Return what ``work`` gives, which writes in one transaction; see :meth:`look`."""
        if self._writer:
            return await self._writer.run(work)
        async with self.write() as connection:
            return await connection.run_sync(work)

    def insert(self, table: FromClause) -> Insert:
        """Return an INSERT that knows ``on_conflict_do_update``, which each database spells itself."""
        if self.engine.dialect.name == "sqlite":
            return sqlite.insert(table)  # type: ignore[arg-type]
        return postgresql.insert(table)  # type: ignore[arg-type]

    async def erase(self) -> None:
        """Take what was deleted off the disk as well, as far as the database lets us.

        SQLite overwrites what a delete leaves behind (``secure_delete``), but the log beside the file
        holds it until it is written back and cut. PostgreSQL does this by itself in its own time.
        """
        if self.engine.dialect.name == "sqlite":
            async with self.engine.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def postgresql_url(address: str, password: str | None) -> URL:
    """Return what SQLAlchemy needs to open ``address``, which the settings have checked."""
    return make_url(address).set(drivername="postgresql+asyncpg", password=password)


def _sqlite(folder: Path) -> AsyncEngine:
    engine = create_async_engine(URL.create("sqlite+aiosqlite", database=str(folder / FILE_NAME)))
    event.listen(engine.sync_engine, "connect", _prepare_connection)
    return engine


def _worker(address: URL) -> Worker:
    engine = create_engine(address.set(drivername="sqlite+pysqlite"))
    event.listen(engine, "connect", _prepare_connection)
    return Worker(engine)


def _unusable(where: Path | URL, error: OSError | DBAPIError) -> ThangdeeError:
    reason = error.orig if isinstance(error, DBAPIError) else error.strerror or error
    if isinstance(where, Path):
        return ThangdeeError(
            f"the database {where / FILE_NAME} cannot be used ({reason}); check paths.data in "
            "config.yaml and that this user may write there"
        )
    shown = where.render_as_string(hide_password=True)
    return ThangdeeError(
        f"the database {shown} cannot be used ({reason}); check `database` in config.yaml, "
        "THANGDEE_DATABASE_PASSWORD, and that the server is up"
    )


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
