"""What is kept comes back from a backup as it was, on either kind of database and from older ones."""

from __future__ import annotations

import asyncio
import gzip
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest
from sqlalchemy import URL, Date, Float, Integer, String

from bot.errors import ThangdeeError
from bot.store import AlertTopic, Delivery, Event, Paper, Person, Recent, Reminder
from bot.store.archive import Header, Reader, Writer
from bot.store.backup import BATCH, LEFT_OUT, Progress, back_up
from bot.store.base import Base, pseudonym
from bot.store.database import FILE_NAME, Database, engine_of
from bot.store.migrate import LATEST, bring
from bot.store.restore import restore
from tests.store.conftest import KEY
from tests.store.support import CHAT, Where, opened, sql

TODAY = date(2026, 11, 22)
KEPT = set(Base.metadata.tables) - LEFT_OUT


def no_bar(_: Header) -> Progress:
    return lambda _: None


async def copied(where: Where) -> bytes:
    file = io.BytesIO()
    await back_up(where, file, program="0.1.0", person_key=KEY, begin=no_bar)
    return file.getvalue()


async def brought_back(where: Where, copy: bytes, *, replace: bool = False) -> int:
    reader = Reader(io.BytesIO(copy), "copy")
    return await restore(where, reader, replace=replace, begin=no_bar)


async def lived_in(where: Where) -> None:
    """Leave something in every table."""
    async with opened(where) as store:
        await store.people.see(CHAT, "mrc")
        await store.people.put(CHAT, language="lo", country="TH")
        store.counts.add(Event.OPENED, article="passport")
        await store.unanswered.add("ຂ້ອຍ ຖາມ \x07 \"'", "lo", "lao")
        await store.messages.add(CHAT, [1, 2**40])
        await store.reminders.add(Reminder(CHAT, Paper.PASSPORT, date(2030, 1, 2)), TODAY)
        await store.subscriptions.add(CHAT, AlertTopic.LAW)
        wrong = await store.alerts.create(AlertTopic.LAW, {"lo": "ຜິດ", "en": "wrong"})
        await store.alerts.send(wrong)
        await store.alerts.pause(wrong.id)
        await store.deliveries.watch(wrong.id, CHAT + 1, 7, "0 of 1")
        await store.alerts.create(AlertTopic.LAW, {"en": "right"}, wrong.id)


async def everything(where: Where) -> dict[str, list[Any]]:
    """Return all rows of all tables that are kept."""
    database = await Database.open(where, KEY)
    try:
        async with database.read() as connection:
            return {
                name: sorted(map(tuple, await connection.execute(table.select())), key=repr)
                for name, table in Base.metadata.tables.items()
                if name in KEPT
            }
    finally:
        await database.close()


@pytest.fixture
def empty(request: pytest.FixtureRequest, where: Where, tmp_path: Path) -> Where:
    """An empty database of the other kind than ``where``."""
    if isinstance(where, URL):
        return tmp_path / "other"
    found: URL = request.getfixturevalue("postgresql")
    return found


async def test_everything_moves_to_a_database_of_the_other_kind(where: Where, empty: Where) -> None:
    await lived_in(where)
    before = await everything(where)
    assert all(before.values()), "a table stayed empty: let lived_in() leave something in it"
    await brought_back(empty, await copied(where))
    assert await everything(empty) == before
    async with opened(empty) as store:
        assert await store.people.get(CHAT) == Person("lo", "TH", "mrc")
        # Numbers go on after those that came with the backup.
        assert (await store.alerts.create(AlertTopic.LAW, {"en": "new"})).id == 3


async def test_a_copy_brought_back_and_copied_again_is_the_same(where: Where) -> None:
    await lived_in(where)
    before = await everything(where)
    copy = await copied(where)
    async with opened(where) as store:
        await store.forget(CHAT)
    await brought_back(where, copy, replace=True)
    assert await everything(where) == before
    first, second = (
        list(Reader(io.BytesIO(one), "").entries()) for one in (copy, await copied(where))
    )
    assert first == second


async def test_a_database_with_anything_in_it_is_refused_and_stays_as_it_is(where: Where) -> None:
    await lived_in(where)
    before, copy = await everything(where), await copied(where)
    with pytest.raises(ThangdeeError, match=r"not empty \(.*person.*\); nothing was .*--replace"):
        await brought_back(where, copy)
    assert await everything(where) == before


def forged(header: dict[str, Any], *lines: Any) -> bytes:
    """Return an archive whose checksum is right, whatever it holds."""
    file = io.BytesIO()
    whole = {"program": "0.1.0", "created": "", "person_key": None, "tables_version": LATEST}
    writer = Writer(file, Header(**whole | header))
    for line in lines:
        writer._line(line)
    writer.close()
    return file.getvalue()


PERSON = {"table": "person", "columns": ["key", "language", "country", "last_seen"]}


SUBSCRIPTION = {"table": "subscription", "columns": ["chat_id", "topic"]}
MISFITS: list[tuple[dict[str, Any], list[Any], str]] = [
    (PERSON, ["a", "lo", "TH", "yesterday"], "cannot take"),
    (PERSON, ["a", "lo", "TH", None], "cannot take"),
    (PERSON, ["a", 5, "TH", "2026-11-21"], "cannot take"),
    (PERSON, ["a", "far too long", "TH", "2026-11-21"], "cannot take"),
    (PERSON, ["again", "lo", "TH", "2026-11-21"], "contradict each other"),
    ({"table": "person", "columns": ["shoe_size"]}, [43], "does not know"),
    ({"table": "pg_authid", "columns": ["rolname"]}, ["me"], "does not know"),
    (SUBSCRIPTION, [1 << 63, "law"], "cannot take"),
    (SUBSCRIPTION, [True, "law"], "cannot take"),
]


async def test_rows_that_do_not_fit_leave_the_database_as_it_was(where: Where) -> None:
    await lived_in(where)
    before = await everything(where)
    good = ["again", "lo", "TH", "2026-11-21"]
    for table, row, complaint in MISFITS:
        more = [row] if table is PERSON else [table, row]
        rows = {"person": 1} | {table["table"]: 1 + (table is PERSON)}
        with pytest.raises(ThangdeeError, match=rf"{complaint}.*; nothing was restored"):
            await brought_back(where, forged({"rows": rows}, PERSON, good, *more), replace=True)
    assert await everything(where) == before


async def test_a_backup_of_later_tables_is_refused_with_what_to_do(tmp_path: Path) -> None:
    later = forged({"tables_version": "9999", "rows": {}})
    with pytest.raises(ThangdeeError, match=r"newer Thangdee \(0\.1\.0; .*'9999'.*install that"):
        await brought_back(tmp_path / "new", later)
    assert not (tmp_path / "new").exists()


async def test_an_alert_that_was_being_sent_is_paused(where: Where) -> None:
    async with opened(where) as store:
        await store.subscriptions.add(CHAT, AlertTopic.LAW)
        alert = await store.alerts.create(AlertTopic.LAW, {"en": "beware"})
        await store.alerts.send(alert)
    copy = await copied(where)
    assert await brought_back(where, copy, replace=True) == 1
    async with opened(where) as store:
        assert await store.deliveries.claim() is None  # it may have arrived since
        await store.alerts.resume(alert.id)
        assert await store.deliveries.claim() == Delivery(alert.id, CHAT)


@pytest.mark.parametrize("version", ["0001", "0002"])
async def test_a_backup_of_older_tables_is_brought_to_the_latest(
    where: Where, tmp_path: Path, version: str
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    await at_version(old, version)
    with closing(sqlite3.connect(old / FILE_NAME)) as connection, connection:
        connection.execute(
            "INSERT INTO person (key, language, country, last_seen) VALUES (?, 'lo', 'TH', ?)",
            (pseudonym(KEY, CHAT), "2026-11-21"),
        )
    copy = await copied(old)
    assert Reader(io.BytesIO(copy), "").header().tables_version == version
    with closing(sqlite3.connect(old / FILE_NAME)) as connection:  # it was not brought up
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (version,)
        ]
    await brought_back(where, copy)
    assert await sql(where, "SELECT version_num FROM alembic_version") == [(LATEST,)]
    async with opened(where) as store:
        assert await store.people.get(CHAT) == Person("lo", "TH")
        await store.subscriptions.add(CHAT, AlertTopic.LAW)  # a table that came later


async def at_version(folder: Path, version: str) -> None:
    """Make a SQLite database as an older Thangdee did."""
    engine = engine_of(folder)
    async with engine.begin() as connection:
        await connection.run_sync(bring, version)
    await engine.dispose()


async def test_the_copy_is_of_one_moment_while_the_bot_goes_on_writing(where: Where) -> None:
    await lived_in(where)
    before = await everything(where)
    async with opened(where) as store:
        at_work: list[asyncio.Task[None]] = []

        async def write() -> None:
            await store.people.put(CHAT + 2, language="en")
            await store.subscriptions.add(CHAT + 2, AlertTopic.SCAMS)
            await store.drop(CHAT)

        def begin(_: Header) -> Progress:
            return lambda _: at_work.append(asyncio.create_task(write())) if not at_work else None

        file = io.BytesIO()
        await back_up(where, file, program="0.1.0", person_key=KEY, begin=begin)
        await at_work[0]
        assert await store.people.get(CHAT + 2) == Person("en")
    await brought_back(where, file.getvalue(), replace=True)
    assert await everything(where) == before


async def test_many_rows_are_copied_in_parts(where: Where) -> None:
    async with opened(where) as store:
        for first in range(0, 2 * BATCH + 1, BATCH):
            await store.messages.add(CHAT, range(first, min(first + BATCH, 2 * BATCH + 1)))
    parts: list[int] = []
    file = io.BytesIO()
    await back_up(where, file, program="0.1.0", person_key=KEY, begin=lambda header: parts.append)
    assert [part for part in parts if part] == [BATCH, BATCH, 1]
    await brought_back(where, file.getvalue(), replace=True)
    assert await sql(where, "SELECT count(*) FROM message") == [(2 * BATCH + 1,)]


@pytest.fixture
def full_disk() -> Iterator[IO[bytes]]:
    """A file that takes nothing."""
    with Path("/dev/full").open("wb", buffering=0) as file:
        yield file


async def test_a_full_disk_is_no_fault_of_the_database(where: Where, full_disk: IO[bytes]) -> None:
    await lived_in(where)
    with pytest.raises(ThangdeeError, match=r"cannot be written \(No space left on device\)"):
        await back_up(where, full_disk, program="0.1.0", person_key=KEY, begin=no_bar)


async def test_there_must_be_a_database(tmp_path: Path, postgresql: URL) -> None:
    with pytest.raises(ThangdeeError, match=r"there is no database .*paths\.data"):
        await copied(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(ThangdeeError, match="no tables of Thangdee"):
        await copied(postgresql)


async def test_a_database_of_a_later_version_is_not_copied(where: Where) -> None:
    await lived_in(where)
    await sql(where, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(
        ThangdeeError, match=r"newer Thangdee .*'9999'.*back it up with that version"
    ):
        await copied(where)


async def test_tables_of_others_are_left_alone(where: Where) -> None:
    await lived_in(where)
    await sql(where, "CREATE TABLE of_others (id INTEGER PRIMARY KEY)")
    await sql(where, "INSERT INTO of_others VALUES (1)")
    copy = await copied(where)
    assert set(Reader(io.BytesIO(copy), "").header().rows) == KEPT
    await brought_back(where, copy, replace=True)
    assert await sql(where, "SELECT id FROM of_others") == [(1,)]


async def test_what_is_of_this_moment_is_not_copied(where: Where) -> None:
    async with opened(where) as store:
        await store.recent.put(CHAT, Recent("passport"))
    copy = await copied(where)
    assert b"passport" not in gzip.decompress(copy)
    await brought_back(where, copy)  # such a row makes no database one that is in use
    async with opened(where) as store:
        assert await store.recent.get(CHAT) == Recent()


async def test_a_bot_that_serves_from_the_database_is_stopped_first(postgresql: URL) -> None:
    await lived_in(postgresql)
    before, copy = await everything(postgresql), await copied(postgresql)
    await sql(
        postgresql,
        "CREATE TABLE IF NOT EXISTS lease "
        "(name VARCHAR(32) PRIMARY KEY, holder VARCHAR(32), until DOUBLE PRECISION)",
    )
    await sql(postgresql, "INSERT INTO lease VALUES ('serving', 'a process', 9e15)")
    with pytest.raises(ThangdeeError, match="a bot serves from this database; stop"):
        await brought_back(postgresql, copy, replace=True)
    await sql(postgresql, "UPDATE lease SET until = 1")  # it was killed, some time ago
    await brought_back(postgresql, copy, replace=True)
    assert await everything(postgresql) == before


def test_an_archive_knows_the_type_of_every_column() -> None:
    for table in Base.metadata.tables.values():
        if table.name in KEPT:
            for column in table.c:
                assert isinstance(column.type, Date | Float | Integer | String), column
