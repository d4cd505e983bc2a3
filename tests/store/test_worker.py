"""What came while SQLite was busy is committed together, and each still gets what is its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.store.worker import Worker


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = create_engine(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE things (number INTEGER PRIMARY KEY)"))
    return made


@pytest.fixture
async def worker(engine: Engine) -> AsyncIterator[Worker]:
    made = Worker(engine)
    yield made
    await made.close()


def add(connection: Connection, number: int) -> int:
    connection.execute(text("INSERT INTO things VALUES (:number)"), {"number": number})
    return number


def numbers(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT number FROM things ORDER BY number")))


class Gate:
    """Keeps the thread busy until it is opened."""

    def __init__(self) -> None:
        self._reached = threading.Event()
        self._open = threading.Event()
        self.open = self._open.set

    async def reached(self) -> None:
        """Return once the thread stands here."""
        assert await asyncio.to_thread(self._reached.wait, 30)

    def pass_through(self, _: Connection) -> None:
        self._reached.set()
        assert self._open.wait(30)


async def together(worker: Worker, *numbers: int) -> list[int | BaseException]:
    """Have these added while the thread is busy, so that they make one batch."""
    gate = Gate()
    busy = asyncio.create_task(worker.run(gate.pass_through))
    await gate.reached()
    asked = [asyncio.create_task(worker.run(partial(add, number=number))) for number in numbers]
    await asyncio.sleep(0)
    gate.open()
    await busy
    return await asyncio.gather(*asked, return_exceptions=True)


async def test_what_comes_meanwhile_makes_one_commit(worker: Worker, engine: Engine) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    assert await together(worker, *range(20)) == list(range(20))
    assert len(commits) == 2  # that which kept it busy, and all the others
    assert numbers(engine) == list(range(20))


async def test_one_that_is_refused_undoes_none_of_the_others(
    worker: Worker, engine: Engine
) -> None:
    first, second, third = await together(worker, 1, 1, 2)
    assert (first, third) == (1, 2)
    assert isinstance(second, IntegrityError)
    assert numbers(engine) == [1, 2]


async def test_a_fault_of_ones_own_undoes_none_of_the_others(
    worker: Worker, engine: Engine
) -> None:
    gate = Gate()
    busy = asyncio.create_task(worker.run(gate.pass_through))
    await gate.reached()

    def wrong(connection: Connection) -> None:
        add(connection, 7)
        raise ValueError("a fault")

    good = asyncio.create_task(worker.run(lambda connection: add(connection, 8)))
    bad = asyncio.create_task(worker.run(wrong))
    await asyncio.sleep(0)
    gate.open()
    await busy
    assert await good == 8
    with pytest.raises(ValueError, match="a fault"):
        await bad
    assert numbers(engine) == [8]


async def test_a_locked_database_fails_all_at_once_and_is_opened_anew(
    worker: Worker, engine: Engine
) -> None:
    tries: list[object] = []
    with engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout=0")
        other.exec_driver_sql("BEGIN EXCLUSIVE")
        await worker.run(lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout=50"))
        event.listen(engine, "begin", tries.append)
        failures = await together(worker, 1, 2, 3)
        assert all(isinstance(one, OperationalError) for one in failures)
        assert len(tries) == 2  # not once for each
        other.rollback()
    assert await worker.run(lambda connection: add(connection, 4)) == 4


async def test_who_waits_no_more_holds_up_nobody(worker: Worker, engine: Engine) -> None:
    gate = Gate()
    busy = asyncio.create_task(worker.run(gate.pass_through))
    await gate.reached()
    gone = asyncio.create_task(worker.run(lambda connection: add(connection, 1)))
    stays = asyncio.create_task(worker.run(lambda connection: add(connection, 2)))
    await asyncio.sleep(0)
    gone.cancel()
    gate.open()
    await busy
    assert await stays == 2


async def test_what_was_asked_for_is_done_before_the_end(engine: Engine) -> None:
    worker = Worker(engine)
    asked = [asyncio.create_task(worker.run(partial(add, number=number))) for number in range(5)]
    await asyncio.sleep(0)
    await worker.close()
    assert await asyncio.gather(*asked) == list(range(5))
    assert numbers(engine) == list(range(5))


async def test_nothing_is_done_after_the_end(engine: Engine) -> None:
    worker = Worker(engine)
    await worker.close()
    for _ in range(2):
        with pytest.raises(RuntimeError):
            await asyncio.wait_for(worker.run(partial(add, number=1)), 10)
    assert numbers(engine) == []
