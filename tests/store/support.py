"""Looking into a store's tables past the code under test, on either kind of database."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, text

from bot.store import Store
from bot.store.database import FILE_NAME, Database
from tests.store.conftest import KEY
from tests.waiting import until

CHAT = 7_123_456_789

Where = Path | URL
"""What ``Store.open`` takes."""


@asynccontextmanager
async def opened(where: Where, key: bytes = KEY) -> AsyncIterator[Store]:
    """Open a store and close it at the end."""
    store = await Store.open(where, key)
    try:
        yield store
    finally:
        await store.close()


async def sql(where: Where, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Run one statement of SQL and return its rows, if it has any."""
    database = await Database.open(where, KEY)
    try:
        async with database.write() as connection:
            done = await connection.execute(text(statement), values)
            return [tuple(row) for row in done] if done.returns_rows else []
    finally:
        await database.close()


@asynccontextmanager
async def locked(folder: Path) -> AsyncIterator[None]:
    """Let another program hold the database."""
    other = sqlite3.connect(folder / FILE_NAME, isolation_level=None, timeout=0)

    def holds() -> bool:
        # SQLite would wait for whoever writes now by keeping the thread in which that is to commit.
        with suppress(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
        return other.in_transaction

    await until(holds)
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
