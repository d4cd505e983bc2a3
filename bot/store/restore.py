"""What a backup holds, brought back into a database of either kind."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    String,
    Table,
    extract,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.errors import ThangdeeError
from bot.store import archive, migrate
from bot.store.alert_tables import AlertRow, AlertStatus
from bot.store.archive import Header, Reader
from bot.store.backup import BATCH, LEFT_OUT, Progress, found
from bot.store.base import Base
from bot.store.database import Database, unusable

_PASSING = frozenset({"lease", "recent"})
"""Rows that go by themselves, and so make no database one that is in use."""


async def restore(
    where: Path | URL, reader: Reader, *, replace: bool, begin: Callable[[Header], Progress]
) -> int:
    """Put what ``reader`` reads into the database ``where``: all of it, or nothing.

    Tables of an older version are brought to this one, what transforms their rows included. No bot may
    run on the database. Alerts that were being sent are paused, as chats may have got them since; return
    how many. Raises ThangdeeError for a file that is damaged or of a newer version, and for a
    database that is not empty unless it may ``replace`` all that is there.
    """
    header = reader.header()
    if header.tables_version not in migrate.known():
        raise ThangdeeError(
            f"the backup was made by a newer Thangdee ({header.program}; its tables are of version "
            f"'{header.tables_version}', this one knows up to '{migrate.LATEST}'); install that version"
        )
    for _ in reader.entries():
        pass  # to its checksum, before anything is touched
    database = await Database.open(where, b"")
    try:
        async with database.engine.connect() as connection:
            await connection.run_sync(_restore, reader, replace, begin(header))
            paused = await connection.execute(
                update(AlertRow)
                .where(AlertRow.status == AlertStatus.SENDING.value)
                .values(status=AlertStatus.PAUSED.value)
            )
            await connection.commit()
        await database.erase()
    except (OSError, DBAPIError) as error:
        raise unusable(where, error) from error
    finally:
        await database.close()
    return paused.rowcount


def _restore(connection: Connection, reader: Reader, replace: bool, advance: Progress) -> None:
    migrate.alone(connection)
    ours = found(connection, LEFT_OUT.union(Base.metadata.tables))
    _refuse_while_a_bot_serves(connection, ours)
    if not replace:
        _refuse_what_is_not_empty(connection, ours)
    for table in reversed(ours):
        table.drop(connection)
    connection.execute(text(f"DROP TABLE {migrate.VERSION_TABLE}"))
    migrate.bring(connection, reader.header().tables_version)
    tables = {table.name: table for table in found(connection, Base.metadata.tables)}
    for table, rows in _batches(reader, tables):
        try:
            connection.execute(insert(table), rows)
        except IntegrityError as error:
            raise ThangdeeError(
                f"the backup has rows of '{table.name}' that contradict each other; nothing was restored"
            ) from error
        advance(len(rows))
    for table in tables.values():
        _number_on(connection, table)
    migrate.bring(connection, migrate.LATEST)


def _refuse_while_a_bot_serves(connection: Connection, tables: Iterable[Table]) -> None:
    if connection.dialect.name != "postgresql":
        return  # where one process serves alone, it takes no lease
    now = extract("epoch", func.clock_timestamp())
    for lease in (table for table in tables if table.name == "lease"):
        if connection.execute(select(lease).where(lease.c.until > now)).first():
            raise ThangdeeError(
                "a bot serves from this database; stop every process of it and wait 15 seconds, then "
                "restore again"
            )


def _refuse_what_is_not_empty(connection: Connection, tables: Iterable[Table]) -> None:
    kept = [table for table in tables if table.name not in _PASSING]
    if full := [table.name for table in kept if connection.execute(select(table).limit(1)).first()]:
        raise ThangdeeError(
            f"the database is not empty (there are rows in: {', '.join(full)}); nothing was restored. "
            "Name an empty one in config.yaml, or write --replace to delete what is there now"
        )


def _batches(
    reader: Reader, tables: Mapping[str, Table]
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Yield the rows of the archive by table, at most :data:`BATCH` together."""
    table: Table | None = None
    columns: list[Column[Any]] = []
    rows: list[dict[str, Any]] = []
    for entry in reader.entries():
        if table is not None and rows and (isinstance(entry, archive.Table) or len(rows) == BATCH):
            yield table, rows
            rows = []
        if isinstance(entry, archive.Table):
            table = tables.get(entry.name)
            if table is None or not set(entry.columns) <= set(table.c.keys()):
                raise ThangdeeError(
                    f"the backup has a table '{entry.name}' with columns that its version of Thangdee "
                    "does not know; nothing was restored"
                )
            columns = [table.c[name] for name in entry.columns]
        else:
            pairs = zip(columns, entry, strict=True)
            rows.append({column.name: _value(column, value) for column, value in pairs})
    if table is not None and rows:
        yield table, rows


def _value(column: Column[Any], value: Any) -> Any:
    """Return what stands in an archive as what the column takes; SQLite would take anything."""
    kind, allowed = column.type, column.nullable
    if isinstance(kind, Date) and isinstance(value, str):
        allowed = False
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    elif isinstance(kind, Integer) and type(value) is int:
        allowed = abs(value) < (1 << 63 if isinstance(kind, BigInteger) else 1 << 31)
    elif isinstance(kind, Float) and type(value) in {int, float}:
        allowed = True
    elif isinstance(kind, String) and isinstance(value, str):
        value = value.replace("\0", "")  # for which PostgreSQL has no place
        allowed = kind.length is None or len(value) <= kind.length
    elif value is not None:
        allowed = False
    if not allowed:
        raise ThangdeeError(
            f"the backup has a value that '{column.table.name}.{column.name}' cannot take; nothing was "
            "restored"
        )
    return value


def _number_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that came with numbers; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key:
        if isinstance(column.type, Integer):
            sequence = connection.scalar(
                select(func.pg_get_serial_sequence(table.name, column.name))
            )
            last = connection.scalar(select(func.max(column)))
            if sequence and last:
                connection.execute(select(func.setval(sequence, last)))
