"""The database itself: SQLite in a folder unless the operator names a PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, FromClause, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from bot.errors import ThangdeeError
from bot.store.base import pseudonym
from bot.store.guard import Guard
from bot.store.migrate import upgrade
from bot.store.sealing import Seal
from bot.store.worker import T, Worker

_log = logging.getLogger(__name__)

FILE_NAME = "thangdee.sqlite3"

BUSY_TIMEOUT_MS = 5_000
"""How long a write waits for another one before it fails."""

PRIMARY_CODE = 0xFF
"""The bits of SQLite's codes that say what failed; the others say how."""

CONNECT_SECONDS = 5
"""How long a PostgreSQL may take to let us in."""

STATEMENT_SECONDS = 10
"""How long a PostgreSQL may work on one statement; bringing tables up to date may take longer."""

CONNECTIONS = 15
"""Connections to a PostgreSQL, kept once made: making one costs it more than many an update does."""

POOL_SECONDS = 10
"""How long to wait for a connection while all are in use."""

Insert = sqlite.Insert | postgresql.Insert


class Database:
    """An open database and the key under which it hashes chats. Open with :meth:`open`.

    ``guard`` tells whoever listens whether it works. What raises :class:`StoreAwayError` may work in a
    moment without anybody's doing; a SQLite file that is gone is made anew, empty.
    """

    def __init__(self, engine: AsyncEngine, key: bytes, file: Path | None = None) -> None:
        self.engine = engine
        self.guard = Guard()
        self.seal = Seal(key)
        self._key = key
        self._file = file
        self._inode = _inode(file)
        self._renewing = asyncio.Lock()
        self._reader: Worker | None = None
        self._writer: Worker | None = None
        if engine.dialect.name == "sqlite":  # a reader need not wait for a writer there
            self._reader, self._writer = _worker(engine.url), _worker(engine.url)

    @classmethod
    async def open(cls, where: Path | URL, key: bytes) -> Database:
        """Open the PostgreSQL at an address, or ``thangdee.sqlite3`` in a folder, made if need be.

        Its tables are brought to this version. Raises :class:`ThangdeeError` when it cannot be used.
        """
        engine = engine_of(where)
        file = where / FILE_NAME if isinstance(where, Path) else None
        try:
            await _bring_up_to_date(engine, file)
        except (OSError, DBAPIError) as error:
            await engine.dispose()
            raise unusable(where, error) from error
        except ThangdeeError:
            await engine.dispose()
            raise
        return cls(engine, key, file)

    @property
    def shared(self) -> bool:
        """Whether several processes may serve from it: SQLite is for one alone."""
        return self.engine.dialect.name != "sqlite"

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
        """Open a connection for reading; raises StoreAwayError, at once if a read just failed."""
        with self.guard.reading():
            await self._renew_if_gone()
            async with self._connected() as connection:
                yield connection

    @asynccontextmanager
    async def write(self, *, optional: bool = False) -> AsyncIterator[AsyncConnection]:
        """Open a transaction, committed at the end unless something is raised.

        Raises StoreAwayError. What is ``optional`` is not even tried if a write failed a moment ago: an
        answer must not wait for each of its notes until a locked database gives up.
        """
        with self.guard.writing(optional=optional):
            await self._renew_if_gone()
            async with self._connected() as connection, connection.begin():
                yield connection

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection."""
        pool = self.engine.pool
        async with self.engine.connect() as connection:
            try:
                yield connection
            finally:
                if pool is not self.engine.pool:  # given up meanwhile: nobody would close it
                    await connection.invalidate()

    async def _renew_if_gone(self) -> None:
        """Make a new SQLite file in place of one that was deleted or replaced while it was open.

        What is written to a deleted file is lost without a word, or fails for ever.
        """
        if self._file is None or self._inode == _inode(self._file):
            return
        async with self._renewing:
            now = _inode(self._file)
            if self._inode == now:
                return
            for worker in (self._reader, self._writer):
                if worker:
                    await worker.let_go()
            await self.engine.dispose()
            if now is None:
                _log.error("the database file is gone: a new one is made, and begins empty")
                for end in ("-wal", "-shm"):  # a new file would take them for its own
                    self._file.with_name(FILE_NAME + end).unlink(missing_ok=True)
            await _bring_up_to_date(self.engine, self._file)
            self._inode = _inode(self._file)

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Return what ``work`` reads: several statements in one go, for what every message needs.

        Raises StoreAwayError as :meth:`read` does.
        """
        if self._reader is None:
            async with self.read() as connection:
                return await connection.run_sync(work)
        with self.guard.reading():
            await self._renew_if_gone()
            return await self._reader.run(work)

    async def change(self, work: Callable[[Connection], T], *, optional: bool = False) -> T:
        """Return what ``work`` gives, which writes in one transaction; see :meth:`look`.

        It may be called twice, see :meth:`Worker.run`. Raises StoreAwayError as :meth:`write` does.
        """
        if self._writer is None:
            async with self.write(optional=optional) as connection:
                return await connection.run_sync(work)
        with self.guard.writing(optional=optional):
            await self._renew_if_gone()
            return await self._writer.run(work)

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
            with self.guard.writing(optional=False):
                async with self._connected() as connection:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def postgresql_url(address: str, password: str | None) -> URL:
    """Return what SQLAlchemy needs to open ``address``, which the settings have checked."""
    return make_url(address).set(drivername="postgresql+asyncpg", password=password)


def engine_of(where: Path | URL) -> AsyncEngine:
    """Return an engine for the SQLite file in a folder, or the PostgreSQL at an address."""
    if isinstance(where, Path):
        return _sqlite(where)
    return _postgresql(where)


async def _bring_up_to_date(engine: AsyncEngine, file: Path | None) -> None:
    """Make or change the tables, and the folder of ``file`` before."""
    if file is not None:
        await asyncio.to_thread(file.parent.mkdir, parents=True, exist_ok=True)
    slow = engine
    if file is None:  # a large table may take longer to change than a statement may otherwise
        limits = {"timeout": CONNECT_SECONDS}
        slow = create_async_engine(engine.url, connect_args=limits, hide_parameters=True)
    try:
        async with slow.connect() as connection:
            await connection.run_sync(upgrade)
            await connection.commit()
    finally:
        if slow is not engine:
            await slow.dispose()


def _inode(file: Path | None) -> int | None:
    """Return what tells a file from another one of its name; None if there is none."""
    try:
        return file.stat().st_ino if file else None
    except OSError:
        return None


def _postgresql(address: URL) -> AsyncEngine:
    limits = {"timeout": CONNECT_SECONDS, "command_timeout": STATEMENT_SECONDS}
    return create_async_engine(
        address,
        connect_args=limits,
        pool_pre_ping=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        hide_parameters=True,  # errors would quote chat ids and texts
    )


def _sqlite(folder: Path) -> AsyncEngine:
    address = URL.create("sqlite+aiosqlite", database=str(folder / FILE_NAME))
    engine = create_async_engine(address, pool_timeout=POOL_SECONDS, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_connection)
    return engine


def _worker(address: URL) -> Worker:
    # The worker keeps its connection: a pool would only hold on to one that failed.
    engine = create_engine(
        address.set(drivername="sqlite+pysqlite"), poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare_connection)
    return Worker(engine)


def unusable(where: Path | URL, error: OSError | DBAPIError) -> ThangdeeError:
    """Return what to tell an operator whose database fails with ``error``."""
    reason = error.orig if isinstance(error, DBAPIError) else error.strerror or error
    reason = str(reason).partition("\n")[0]  # PostgreSQL quotes a row in the next line
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
    # The time-out comes first: what follows may have to wait.
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # Of processes that switch a new file together SQLite lets one do it and refuses the others at
        # once. It is a property of the file: theirs will be in that mode as well.
        if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
            raise
    for pragma in ("synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
