"""Webhook mode as several processes: nothing is lost, chats keep their order, one of them leads."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import URL

from benchmarks.balancer import Balancer
from bot import app
from bot.config import Secrets
from bot.errors import ThangdeeError
from bot.simulator.server import Simulator
from bot.store import AlertStatus, AlertTopic, Store
from bot.webhook import SECRET_HEADER
from tests.catalogue.tree import write
from tests.e2e.chat import Chat, new_person
from tests.e2e.conftest import (
    ROOT,
    TOKEN,
    WEBHOOK_SECRET,
    House,
    free_port,
    running,
    webhook_settings,
)
from tests.waiting import PATIENCE, until_it

HELD = {"method": "sendMessage", "kind": "429", "times": 1, "retry_after": 50}
"""Keeps an answer in hand: Telegram asks to wait, and not so long that the answer is given up."""


class Replica:
    """A running process."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.process, self.port = process, port
        self.log = ""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr
        async for line in self.process.stderr:
            self.log += line.decode()

    async def says(self, words: str) -> None:
        """Wait until it has logged ``words``."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.log:
                assert self.process.returncode is None, self.log
                await asyncio.sleep(0.05)

    async def ends(self) -> int:
        """Wait for its end and return its code."""
        code = await asyncio.wait_for(self.process.wait(), PATIENCE)
        await self._reading
        return code

    async def opened(self) -> None:
        """Wait until it answers at its door."""
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(timeout=PATIENCE) as http:
            while True:
                assert self.process.returncode is None, self.log
                try:
                    await http.get(f"http://127.0.0.1:{self.port}/telegram")
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
                else:
                    return


@asynccontextmanager
async def replica(folder: Path, door: str, database: str = "") -> AsyncIterator[Replica]:
    """Run a process that serves ``folder``, killed at the end if it still runs."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if "TELEGRAM" not in key}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.e2e.replica", str(port), door, database,
        cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    found = Replica(process, port)
    try:
        await found.opened()
        yield found
    finally:
        if process.returncode is None:
            process.kill()
        await found.ends()


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[tuple[Simulator, Balancer, Any]]:
    """A local Telegram, a load balancer without replicas, and the bot's account."""
    write(folder, {})  # two articles, learned in no time
    async with Simulator(port=0, webhook_pause=0.1) as simulator:
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        (folder / "config.yaml").write_text(
            f"bot:\n  api_url: {simulator.url}\nalerts:\n  per_second: 25\n", "utf-8"
        )
        balancer = Balancer()
        async with balancer.open():
            yield simulator, balancer, bot


def said(simulator: Simulator, bot: Any, chat: Chat) -> list[str]:
    """Return what the bot has sent to a chat, in order."""
    messages = simulator.world.chat(bot.id, chat.user_id).messages
    return [
        messages[number].get("text", "")
        for number in sorted(messages)
        if messages[number]["from"]["is_bot"]
    ]


async def answered(simulator: Simulator, bot: Any, people: list[Chat], number: int) -> None:
    """Wait until everybody has got that many messages."""

    async def done() -> bool:
        return all(len(said(simulator, bot, chat)) >= number for chat in people)

    await until_it(done)


PAGES = {"/help": "How to use me", "/privacy": "Privacy", "/menu": "Choose a topic"}
ASKED, ANSWER = "unpaid wages", "right to your pay"


async def test_two_replicas_answer_every_message_once_and_in_order(
    tmp_path: Path, postgresql: URL
) -> None:
    database = postgresql.render_as_string(hide_password=False)
    commands = [*PAGES, *PAGES, *PAGES]
    async with (
        telegram(tmp_path) as (simulator, balancer, bot),
        replica(tmp_path, balancer.url, database) as one,
        replica(tmp_path, balancer.url, database) as two,
        httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http,
    ):
        balancer.doors = [one.port, two.port]
        people = [await new_person(http, bot.id) for _ in range(5)]
        for command in commands:
            for chat in people:
                await chat.send(text=command)
        await answered(simulator, bot, people, len(commands))
        for chat in people:
            texts = said(simulator, bot, chat)
            assert len(texts) == len(commands)
            for text, command in zip(texts, commands, strict=True):
                assert PAGES[command] in text
        # One of them is told to go: the other serves on.
        one.process.send_signal(signal.SIGTERM)
        for chat in people:
            await chat.send(text=ASKED)
        assert await one.ends() == 0
        await answered(simulator, bot, people, len(commands) + 1)
        assert "Traceback" not in one.log + two.log
        await two.says("this process leads")
        two.process.send_signal(signal.SIGTERM)
        assert await two.ends() == 0
    assert all(ANSWER in said(simulator, bot, chat)[-1] for chat in people)
    assert all(len(said(simulator, bot, chat)) == len(commands) + 1 for chat in people)


async def test_when_the_leader_is_killed_its_questions_are_answered_and_alerts_go_on(
    tmp_path: Path, postgresql: URL
) -> None:
    database = postgresql.render_as_string(hide_password=False)
    async with (
        telegram(tmp_path) as (simulator, balancer, bot),
        replica(tmp_path, balancer.url, database) as leader,
        httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http,
    ):
        await leader.says("this process leads")
        async with replica(tmp_path, balancer.url, database) as other:
            balancer.doors = [leader.port]
            world = simulator.world
            people = [await new_person(http, bot.id) for _ in range(4)]
            await http.post("/control/faults", json=HELD)
            before = world.requests.last
            await people[0].send(text=ASKED)
            await world.requests.wait_for(
                lambda found: found["method"] == "sendMessage", after=before, seconds=PATIENCE
            )
            for chat in people[1:]:
                await chat.send(text=ASKED)
            store = await Store.open(postgresql, b"another key does: alerts need none")
            readers = [world.add_person(f"Noy {number}") for number in range(60)]
            for reader in readers:
                world.private_chat(bot, reader)
                await store.subscriptions.add(reader.id, AlertTopic.SCAMS)
            alert = await store.alerts.create(AlertTopic.SCAMS, {"lo": "ລະວັງ", "en": "Beware"})
            assert await store.alerts.send(alert)
            seen = world.requests.last
            for _ in range(10):
                entry = await world.requests.wait_for(
                    lambda found: found["method"] == "sendMessage", after=seen, seconds=PATIENCE
                )
                seen = entry["seq"]
            leader.process.kill()
            balancer.doors = [other.port]
            await leader.ends()
            await http.delete("/control/faults")
            # Who asks for help does not wait until the dead process is taken for dead.
            await people[0].send(text="/sos")
            await answered(simulator, bot, people[:1], 1)
            assert "died with" not in other.log
            await other.says("this process leads")
            await other.says("died with")
            await answered(simulator, bot, people[:1], 2)
            await answered(simulator, bot, people, 1)

            async def sent() -> bool:
                found = await store.alerts.get(alert.id)
                return bool(found and found.status is AlertStatus.DONE)

            await store.deliveries.lose(time.time())  # a minute passes
            await until_it(sent)
            tally = await store.deliveries.tally(alert.id)
            await store.close()
            other.process.send_signal(signal.SIGTERM)
            assert await other.ends() == 0
    assert all(ANSWER in said(simulator, bot, chat)[-1] for chat in people)
    assert "Help now" in said(simulator, bot, people[0])[0]
    got = [
        sum(one["from"]["is_bot"] for one in world.private_chat(bot, reader).messages.values())
        for reader in readers
    ]
    assert set(got) <= {0, 1}
    assert tally.sent + tally.unknown == len(readers)
    assert sum(got) >= len(readers) - tally.unknown
    assert ASKED not in leader.log + other.log


async def test_over_sqlite_a_killed_process_answers_at_once_when_it_is_back(tmp_path: Path) -> None:
    async with (
        telegram(tmp_path) as (simulator, balancer, bot),
        httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http,
    ):
        async with replica(tmp_path, balancer.url) as killed:
            balancer.doors = [killed.port]
            chat = await new_person(http, bot.id)
            await http.post("/control/faults", json=HELD)
            before = simulator.world.requests.last
            for text in (ASKED, "/help"):
                await chat.send(text=text)
            await simulator.world.requests.wait_for(
                lambda found: found["method"] == "sendMessage", after=before, seconds=PATIENCE
            )

            async def accepted() -> bool:
                state = (await http.get(f"/control/bots/{bot.id}")).json()
                return not state["pending_update_count"]

            await until_it(accepted)
            killed.process.kill()
            await killed.ends()
        await http.delete("/control/faults")
        balancer.doors = []
        async with replica(tmp_path, balancer.url) as back:
            await answered(simulator, bot, [chat], 2)
            assert "died with 1 updates" in back.log
            assert "is taken again" in back.log
    first, second = said(simulator, bot, chat)
    assert ANSWER in first
    assert "How to use me" in second


def question(chat: Chat, number: int, text: str = "/help") -> dict[str, Any]:
    """Return an update with a command of somebody."""
    sender = {"id": chat.user_id, "is_bot": False, "first_name": "Noy"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {"message_id": 7, "date": 1, "text": text, "from": sender, "entities": entities}
    chat_of_two = {"id": chat.user_id, "type": "private", "first_name": "Noy"}
    return {"update_id": number, "message": {**message, "chat": chat_of_two}}


async def post(house: House, http: httpx.AsyncClient, update: dict[str, Any]) -> int:
    """Post an update as Telegram does."""
    headers = {SECRET_HEADER: WEBHOOK_SECRET}
    return (await http.post(house.settings.webhook.url, json=update, headers=headers)).status_code


@pytest.mark.parametrize("away", [False, True], ids=["in the inbox", "without the database"])
async def test_an_update_that_comes_three_times_is_answered_once(
    tmp_path: Path, away: bool, own_log: pytest.LogCaptureFixture
) -> None:
    async with (
        running(webhook_settings(tmp_path)) as house,
        httpx.AsyncClient(timeout=PATIENCE) as http,
    ):
        chat = await house.reader("en")
        if away:
            async with house.services.store._database.write() as connection:
                await connection.exec_driver_sql("DROP TABLE inbox")
        update = question(chat, 10_000)
        both = await asyncio.gather(*(post(house, http, update) for _ in range(2)))
        assert "How to use me" in (await chat.reply()).text
        assert [*both, await post(house, http, update)] == [200] * 3
        assert await post(house, http, question(chat, 10_001, "/privacy")) == 200
        assert "Privacy" in (await chat.reply()).text
    assert ("the inbox cannot be used" in own_log.text) is away
    assert "OperationalError" not in own_log.text.replace("used: OperationalError", "")


async def test_a_stop_gives_back_what_it_cannot_finish(
    tmp_path: Path, own_log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.running.STOP_SECONDS", 0.2)
    async with running(webhook_settings(tmp_path)) as house:
        chat = await house.reader("en")
        before = house.simulator.world.requests.last
        await house.fault(**HELD)
        await chat.send(text="/help")
        await house.simulator.world.requests.wait_for(
            lambda found: found["method"] == "sendMessage", after=before, seconds=PATIENCE
        )
        house.stop.set()
        await asyncio.wait_for(house.serving, PATIENCE)
        assert (await house.services.store.inbox.depth()).updates == 1
    assert "goes back into the inbox: 1 updates" in own_log.text


async def test_without_a_fixed_secret_several_processes_may_not_serve(tmp_path: Path) -> None:
    settings = webhook_settings(tmp_path).model_copy(
        update={"database": "postgresql://bot@db/thangdee"}
    )
    with pytest.raises(ThangdeeError, match=r"needs THANGDEE_WEBHOOK_SECRET: .*openssl rand"):
        await app.serve(settings, Secrets(bot_token=TOKEN), asyncio.Event())


async def test_connections_on_which_nobody_asks_are_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.listening.HEAD_SECONDS", 0.3)
    async with running(webhook_settings(tmp_path)) as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.settings.webhook.port)
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\n")
        assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
        writer.close()
        await writer.wait_closed()


async def test_a_webhook_port_that_is_taken_ends_with_what_to_do(tmp_path: Path) -> None:
    settings = webhook_settings(tmp_path)
    with (
        socket.create_server(("127.0.0.1", settings.webhook.port)),
        pytest.raises(ThangdeeError, match=r"cannot listen on .*another webhook\.port"),
    ):
        async with running(settings):
            pass
