"""What the bot needs goes away and comes back: people are answered, and it recovers alone."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot import dates
from bot.health import Part
from bot.store import Paper, Reminder
from bot.store.database import FILE_NAME
from handlers import notices
from tests.e2e.chat import Chat
from tests.e2e.conftest import House, free_port, running, settings_in
from tests.store.support import locked
from tests.waiting import PATIENCE, until


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes seconds for real takes less here."""
    monkeypatch.setattr("bot.store.database.BUSY_TIMEOUT_MS", 1_000)
    monkeypatch.setattr("bot.store.guard.PAUSE_SECONDS", 2.0)


async def asks(chat: Chat) -> float:
    """Ask and fail unless the answer comes; return the seconds that it took."""
    begun = time.monotonic()
    assert "passport" in (await chat.say("my boss kept my passport")).text
    return time.monotonic() - begun


def trouble(house: House) -> str | None:
    return house.services.health.trouble(Part.STORE)


async def recovers(house: House, chat: Chat) -> None:
    """Go on asking until health says that all is well, and the language is known again."""
    async with asyncio.timeout(PATIENCE):
        while trouble(house) is not None:
            await asks(chat)
            await asyncio.sleep(0.2)


async def test_a_locked_database_is_told_to_health_and_answers_come(own_house: House) -> None:
    chat = await own_house.reader("en")
    async with locked(own_house.settings.data):
        waits = [await asks(chat) for _ in range(4)]
        await until(lambda: trouble(own_house) == "SQLITE_BUSY")
        assert "191" in (await chat.say("/sos")).text
    # Of the notes made for an answer each would have waited; now one does in a while.
    assert min(waits[1:]) < 1.0, waits
    assert sum(waits) < 8.0, waits
    await recovers(own_house, chat)
    assert await own_house.services.store.messages.of(chat.user_id)


async def test_a_deleted_database_is_made_anew_and_keeps_what_comes(own_house: House) -> None:
    chat = await own_house.reader("en")
    for file in own_house.settings.data.glob(f"{FILE_NAME}*"):
        file.unlink()
    await asks(chat)
    again = await own_house.reader("lo")
    assert (await own_house.services.store.people.get(again.user_id)).language == "lo"
    await recovers(own_house, chat)
    assert (own_house.settings.data / FILE_NAME).exists()


class Wire:
    """The way to a PostgreSQL, which can be cut, or go dead without a word."""

    def __init__(self, socket: str) -> None:
        self.port = free_port()
        self._socket = socket
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self.dead = False

    async def mend(self) -> None:
        """Let the bot through."""
        self.dead = False
        self._server = await asyncio.start_server(self._let_in, "127.0.0.1", self.port)

    async def cut(self) -> None:
        """Close all connections and let none in: the server is stopped."""
        if self._server:
            self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        self._writers |= {writer, back}
        for source, sink in ((reader, back), (there, writer)):
            task = asyncio.create_task(self._pass(source, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                if not self.dead:
                    sink.write(data)
            sink.close()


@asynccontextmanager
async def wired(folder: Path, postgresql: URL) -> AsyncIterator[tuple[House, Wire]]:
    """A bot whose PostgreSQL stands behind a wire."""
    folders = postgresql.query["host"]
    wire = Wire(f"{folders if isinstance(folders, str) else folders[0]}/.s.PGSQL.5432")
    await wire.mend()
    address = postgresql.set(host="127.0.0.1", port=wire.port, query={})
    database = address.render_as_string(hide_password=False)
    try:
        async with running(settings_in(folder, database=database)) as house:
            yield house, wire
    finally:
        await wire.cut()


@pytest.mark.parametrize("how", ["stopped", "dead"])
async def test_a_postgresql_that_goes_away_is_found_again(
    tmp_path: Path, postgresql: URL, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.database.STATEMENT_SECONDS", 1)
    monkeypatch.setattr("bot.store.database.CONNECT_SECONDS", 1)
    async with wired(tmp_path, postgresql) as (house, wire):
        chat = await house.reader("en")
        if how == "stopped":
            await wire.cut()
        else:
            wire.dead = True
        waits = [await asks(chat) for _ in range(4)]
        assert trouble(house)
        assert min(waits) < 1.0, waits
        assert "191" in (await chat.say("/sos")).text
        await wire.cut()
        await wire.mend()
        await recovers(house, chat)
        assert (await house.services.store.people.get(chat.user_id)).language == "en"


async def test_clocks_that_jump_make_nobody_wait_and_remind_nobody_twice(
    own_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, reminded = await own_house.reader("en"), await own_house.reader("en")
    table, today = own_house.services.store.reminders, dates.today()
    reminder = Reminder(reminded.user_id, Paper.VISA, today + timedelta(days=30))
    await table.add(reminder, today - timedelta(days=1))
    real = time.time
    noon = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=5)
    for hours in (30, -48, 0, 24, -6):
        monkeypatch.setattr(time, "time", lambda hours=hours: real() + hours * 3_600)
        assert await asks(chat) < 5
        assert "191" in (await chat.say("/sos")).text
        await notices.send_due(own_house.application, noon + timedelta(hours=hours))
    monkeypatch.undo()
    messages = (await reminded.history())["messages"]
    reminders = [one for one in messages if "text" in one and "⏰" in one["text"]]
    assert len(reminders) == 1
