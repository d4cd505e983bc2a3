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
from bot.store.database import FILE_NAME, Database, engine_of
from bot.store.migrate import LATEST, bring
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


async def made(where: Path | URL) -> list[tuple[object, ...]]:
    """Return what a new database is made of, as it tells itself, and empty it again."""
    lists = {
        "sqlite": [
            """SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
            FROM sqlite_master t JOIN pragma_table_info(t.name) c""",
            "SELECT tbl_name, name, replace(sql, char(10), ' ') FROM sqlite_master WHERE type = 'index'",
        ],
        "postgresql": [
            """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
            column_default FROM information_schema.columns WHERE table_schema = 'public'""",
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
            """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
        ],
    }
    engine = engine_of(where)
    async with engine.connect() as connection:
        found = [
            tuple(row)
            for query in lists[engine.dialect.name]
            for row in await connection.execute(text(query))
        ]
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.execute(text("DROP TABLE alembic_version"))
    await engine.dispose()
    return sorted(found, key=str)


async def test_a_new_database_is_like_one_that_went_through_all_changes(where: Path | URL) -> None:
    await (await Database.open(where, KEY)).close()
    new = await made(where)
    engine = engine_of(where)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: bring(sync, LATEST))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()
    assert new == await made(where)
    assert len(new) > 50


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
