"""A database that fails: told once, spared for a moment, used again."""

from __future__ import annotations

import asyncio
import gc
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.store import Recent, Store
from bot.store.database import FILE_NAME, Database
from bot.store.guard import PAUSE_SECONDS, Breaker, Guard, StoreAwayError
from tests.store.conftest import KEY
from tests.store.support import CHAT, locked, opened


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def listened(store: Store) -> list[str | None]:
    """Return what is told of the store from now on."""
    told: list[str | None] = []
    store.tell(told.append)
    return told


def test_after_a_failure_one_tries_again_in_a_while_and_the_others_do_not_wait() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.check()
    breaker.trip()
    with pytest.raises(StoreAwayError):
        breaker.check()
    clock.now += PAUSE_SECONDS
    breaker.check()  # this one tries
    with pytest.raises(StoreAwayError):
        breaker.check()
    breaker.reset()
    breaker.check()
    assert not breaker.is_open


def test_what_a_working_database_refuses_is_no_failure_of_it() -> None:
    guard = Guard()
    told: list[str | None] = []
    guard.listener = told.append
    with pytest.raises(IntegrityError), guard.writing(optional=False):
        raise IntegrityError("INSERT", {}, ValueError("UNIQUE constraint failed"))
    with pytest.raises(KeyError), guard.reading():
        raise KeyError("a fault of ours")
    assert told == []
    with pytest.raises(StoreAwayError), guard.reading():
        raise ConnectionRefusedError("nobody there")
    with pytest.raises(StoreAwayError), guard.writing(optional=True):
        raise TimeoutError
    with guard.writing(optional=False):
        pass
    assert told == ["ConnectionRefusedError", "TimeoutError"]  # it still cannot be read
    guard.reads.reset()
    with guard.writing(optional=True):
        pass
    assert told[2:] == [None]


async def test_a_locked_database_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.store.database.BUSY_TIMEOUT_MS", 300)
    async with opened(tmp_path) as store:
        told = listened(store)
        async with locked(tmp_path):
            for _ in range(4):
                with pytest.raises(SQLAlchemyError):
                    await store.messages.add(CHAT, [1])
            begun = time.monotonic()
            for _ in range(20):
                with pytest.raises(StoreAwayError):
                    await store.recent.put(CHAT, Recent("unpaid-wages"))
            assert time.monotonic() - begun < 3.0  # each would wait 0.3 s, all together 6 s
            assert (await store.people.get(CHAT)).language is None  # it can be read all the same
            with pytest.raises(StoreAwayError):
                await store.people.put(CHAT, language="lo")  # a choice is tried in any case
        await store.people.put(CHAT, language="lo")
        await store.messages.add(CHAT, [1])  # that one has found it working
        assert await store.messages.of(CHAT) == [1]
    assert set(told[:-1]) >= {"SQLITE_BUSY"}
    assert told[-1] is None
    assert caplog.text.count("cannot be used: SQLITE_BUSY") == 1


async def test_a_full_disk_can_be_read_and_is_written_again_when_there_is_room(
    tmp_path: Path,
) -> None:
    database = await Database.open(tmp_path, KEY)
    full = True

    def limit(connection: Connection) -> None:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA max_page_count = {1 if full else 1_000_000}")
        cursor.close()

    event.listen(Engine, "begin", limit)
    store = Store(database)
    try:
        told = listened(store)
        many = range(1, 5_000)
        with pytest.raises(StoreAwayError):
            await store.messages.add(CHAT, many)
        assert told == ["SQLITE_FULL"]
        assert await store.messages.of(CHAT) == []
        full = False
        await store.people.put(CHAT, language="lo")
        await store.messages.add(CHAT, many)
        assert len(await store.messages.of(CHAT)) == len(many)
        assert told[-1] is None
    finally:
        event.remove(Engine, "begin", limit)
        await store.close()


@pytest.mark.parametrize("what", ["file", "folder", "wal left"])
async def test_a_file_deleted_while_it_is_open_is_made_anew_and_keeps_what_comes(
    tmp_path: Path, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "data"
    async with opened(folder) as store:
        await store.people.put(CHAT, language="lo")
        if what == "folder":
            shutil.rmtree(folder)
        for file in folder.glob(f"{FILE_NAME}*" if what == "file" else FILE_NAME):
            file.unlink()
        found = await asyncio.gather(*(store.people.get(CHAT) for _ in range(20)))
        assert {person.language for person in found} == {None}
        await store.people.put(CHAT, language="en")
    async with opened(folder) as store:
        assert (await store.people.get(CHAT)).language == "en"
    assert caplog.text.count("the database file is gone") == 1


async def test_a_file_put_in_its_place_is_taken_up(tmp_path: Path) -> None:
    async with opened(tmp_path / "backup") as store:
        await store.people.put(CHAT, language="en")
    async with opened(tmp_path) as store:
        await store.people.put(CHAT, language="lo")
        (tmp_path / "backup" / FILE_NAME).replace(tmp_path / FILE_NAME)
        for end in ("-wal", "-shm"):
            (tmp_path / (FILE_NAME + end)).unlink(missing_ok=True)
        assert (await store.people.get(CHAT)).language == "en"


async def test_who_reads_while_a_new_file_is_made_leaves_no_connection_behind(
    tmp_path: Path,
) -> None:
    database = await Database.open(tmp_path, KEY)
    async with database.read() as before:
        (tmp_path / FILE_NAME).unlink()
        async with database.read() as after:
            assert await after.scalar(text("SELECT count(*) FROM person")) == 0
        assert await before.scalar(text("SELECT count(*) FROM person")) == 0
    await database.close()
    gc.collect()  # an open connection would warn, which fails the test
