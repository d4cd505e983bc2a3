"""Databases of every version come to this one; those of a later one are left alone."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, text

from bot.errors import ThangdeeError
from bot.store import Person, Store
from bot.store.base import Base, pseudonym
from bot.store.database import FILE_NAME, Database
from bot.store.migrate import LATEST
from tests.store.conftest import KEY

MIGRATIONS = Path(__file__).parents[2] / "bot/store/migrations"


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def test_the_latest_version_is_the_last_file() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [LATEST]


async def test_the_changes_make_the_tables_that_the_code_works_with(where: Path | URL) -> None:
    database = await Database.open(where, KEY)
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_processes_that_start_together_make_the_tables_once(where: Path | URL) -> None:
    opened = await asyncio.gather(*(Database.open(where, KEY) for _ in range(4)))
    async with opened[0].read() as connection:
        versions = (await connection.execute(text("SELECT version_num FROM alembic_version"))).all()
    assert [tuple(row) for row in versions] == [(LATEST,)]
    for database in opened:
        await database.close()


async def test_a_database_from_before_the_migrations_keeps_its_people(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as old, old:
        old.execute(
            "CREATE TABLE person (key VARCHAR(64) NOT NULL, language VARCHAR(8), "
            "country VARCHAR(8), last_seen DATE NOT NULL, PRIMARY KEY (key))"
        )
        old.execute("INSERT INTO person VALUES (?, 'lo', 'TH', '2026-11-21')", (pseudonym(KEY, 7),))
    store = await Store.open(tmp_path, KEY)
    assert await store.people.get(7) == Person("lo", "TH")
    await store.close()


async def test_a_database_of_a_later_version_is_refused_and_stays_as_it_is(
    where: Path | URL,
) -> None:
    database = await Database.open(where, KEY)
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(ThangdeeError, match=r"newer Thangdee .*'9999'.*'0003'.*restore a copy"):
        await Store.open(where, KEY)
