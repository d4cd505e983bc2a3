"""The program is killed while it sends an alert."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.simulator.server import Simulator
from bot.store import AlertStatus, AlertTopic, Store
from handlers.alerts import sending
from tests.e2e.conftest import ROOT, TOKEN, settings_in
from tests.waiting import PATIENCE, until_it

SCAMS = AlertTopic.SCAMS
TEXTS = {"lo": "ລະວັງ **ວຽກປອມ**", "en": "Beware of **fake jobs**"}


@asynccontextmanager
async def process(folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run ``thangdee run`` in ``folder`` as an operator does."""
    environment = {key: value for key, value in os.environ.items() if "TELEGRAM" not in key}
    environment |= {"TELEGRAM_BOT_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield running
    finally:
        if running.returncode is None:
            running.send_signal(signal.SIGTERM)
        await running.wait()


async def test_an_alert_survives_three_kills_and_nobody_gets_it_twice(tmp_path: Path) -> None:
    number, kills = 200, 3
    settings_in(tmp_path)
    async with Simulator(port=0) as simulator:
        world = simulator.world
        bot = world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        people = [world.add_person(f"Noy {one}") for one in range(number)]
        (tmp_path / "config.yaml").write_text(
            f"bot:\n  api_url: {simulator.url}\nalerts:\n  per_second: 25\n", "utf-8"
        )
        store = await Store.open(tmp_path / "data", b"another key does: alerts need none")
        for person in people:
            world.private_chat(bot, person)
            await store.subscriptions.add(person.id, SCAMS)
        alert = await store.alerts.create(SCAMS, TEXTS)
        assert await store.alerts.send(alert)
        seen = 0
        for kill in range(kills):
            async with process(tmp_path) as running:
                for _ in range(20 + 7 * kill):
                    entry = await world.requests.wait_for(
                        lambda found: found["method"] == "sendMessage", after=seen, seconds=PATIENCE
                    )
                    seen = entry["seq"]
                running.kill()
        tally = await store.deliveries.tally(alert.id)
        assert tally.sending <= kills * sending.MOST_IN_THE_AIR
        # A minute passes: who died will not settle them any more.
        with closing(sqlite3.connect(tmp_path / "data/thangdee.sqlite3")) as database, database:
            database.execute("UPDATE delivery SET claimed = claimed - 61")
        async with process(tmp_path):

            async def done() -> bool:
                found = await store.alerts.get(alert.id)
                return bool(found and found.status is AlertStatus.DONE)

            await until_it(done)
        tally = await store.deliveries.tally(alert.id)
        await store.close()
        got = Counter(
            sum(one["from"]["is_bot"] for one in world.private_chat(bot, person).messages.values())
            for person in people
        )
    assert set(got) <= {0, 1}
    assert tally.sent + tally.unknown == number
    assert tally.unknown <= kills * sending.MOST_IN_THE_AIR
    assert number - tally.unknown <= got[1] <= number
