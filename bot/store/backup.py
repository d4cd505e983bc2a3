"""Everything that is kept, written to a file from a database of either kind."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import URL, Connection, MetaData, Table, func, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import ThangdeeError
from bot.store import archive, migrate
from bot.store.archive import Header, Writer
from bot.store.base import Base
from bot.store.database import FILE_NAME, engine_of, unusable

LEFT_OUT = frozenset({"inbox", "lease", "recent"})
"""What is about this moment and of no use later: messages on their way, which processes serve, what was
read in the last half hour (people are told that it is kept no longer)."""

BATCH = 1_000
"""Rows read or written together: a million of them must not stand in memory at once."""

Progress = Callable[[int], None]
"""Is told how many more rows are done."""


def key_check(key: bytes) -> str:
    """Return what tells in a header whether ``key`` is the one of a backup, without telling the key."""
    return hmac.digest(key, b"the person key of a backup of Thangdee", "sha256").hex()


async def back_up(
    where: Path | URL,
    file: IO[bytes],
    *,
    program: str,
    person_key: bytes | None,
    begin: Callable[[Header], Progress],
) -> Header:
    """Write everything kept in the database ``where`` to ``file``, as it is at one moment.

    The bot may run meanwhile, and an older database stays as it is. ``program`` is Thangdee's version,
    ``person_key`` None where it is not known; ``begin`` is told the header and gives what is told of the
    progress. Raises ThangdeeError where there is no database, or one that cannot be used.
    """
    if isinstance(where, Path) and not (where / FILE_NAME).exists():
        raise ThangdeeError(
            f"there is no database {where / FILE_NAME}, so nothing to back up; check paths.data and "
            "`database` in config.yaml, or start the bot once"
        )
    async with _snapshot(where) as connection:
        version, tables = await connection.run_sync(_tables)
        header = Header(
            tables_version=version,
            program=program,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            person_key=key_check(person_key) if person_key else None,
            rows={table.name: await _count(connection, table) for table in tables},
        )
        advance = begin(header)
        writer = Writer(file, header)
        for table in tables:
            # By name: their order in a database tells how old that is.
            columns = sorted(table.c, key=lambda column: column.name)
            writer.table(archive.Table(table.name, tuple(column.name for column in columns)))
            rows = await connection.stream(select(*columns).order_by(*table.primary_key))
            async for part in rows.partitions(BATCH):
                for row in part:
                    writer.row(row)
                advance(len(part))
        writer.close()
    return header


@asynccontextmanager
async def _snapshot(where: Path | URL) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that sees the database as it is now, whatever others write."""
    engine = engine_of(where)
    try:
        async with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                await connection.exec_driver_sql(
                    "BEGIN"
                )  # which Python's sqlite3 leaves out for reading
            else:
                await connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield connection
    except (OSError, DBAPIError) as error:
        raise unusable(where, error) from error
    finally:
        await engine.dispose()


def _tables(connection: Connection) -> tuple[str, list[Table]]:
    """Return the version of the tables and those to keep; none of them refers to a later one."""
    version = migrate.version(connection)
    if version is None:
        raise ThangdeeError(
            "the database has no tables of Thangdee, so nothing to back up; check `database` and "
            "paths.data in config.yaml, or start the bot once"
        )
    if version not in migrate.known():
        raise ThangdeeError(
            f"the database was changed by a newer Thangdee (its tables are of version '{version}', this "
            f"one knows up to '{migrate.LATEST}'); back it up with that version"
        )
    return version, found(connection, set(Base.metadata.tables) - LEFT_OUT)


def found(connection: Connection, names: Iterable[str]) -> list[Table]:
    """Return those tables of ``names`` that are there, as they are; others may share the database."""
    there = set(inspect(connection).get_table_names())
    metadata = MetaData()
    metadata.reflect(connection, only=sorted(there.intersection(names)))
    return metadata.sorted_tables


async def _count(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0
