"""The whole bot on the local Telegram, by polling and by webhook."""

from __future__ import annotations

import asyncio
import logging
import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import app, logs
from bot.config import Secrets, Settings, load_settings
from bot.knowledge import Library
from bot.simulator.server import Simulator
from handlers.context import Services
from tests.e2e.chat import Chat, new_person
from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
TOKEN = "42:test-token-that-no-log-may-show"
WEBHOOK_SECRET = "a-webhook-secret-of-the-tests"


@dataclass
class House:
    """A running bot with its Telegram, its folder and its people."""

    simulator: Simulator
    settings: Settings
    services: Services
    http: httpx.AsyncClient
    bot_id: int
    application: Any
    stop: asyncio.Event
    serving: asyncio.Task[None]

    async def person(self, **user: Any) -> Chat:
        """Return a new person's chat."""
        return await new_person(self.http, self.bot_id, **user)

    async def reader(self, language: str = "lo") -> Chat:
        """Return the chat of somebody who has chosen a language."""
        chat = await self.person()
        welcome = await chat.say("/start")
        await chat.tap(welcome, {"lo": "ລາວ", "en": "English"}[language])
        await chat.reply()  # the welcome with the keyboard
        return chat

    async def fault(self, **fault: Any) -> None:
        """Ask the local Telegram to fail."""
        answer = await self.http.post("/control/faults", json=fault)
        assert answer.status_code == 200, answer.text

    async def profile(self) -> dict[str, Any]:
        """Return what Telegram shows of the bot, once all of it is published."""
        after = 0
        while True:
            found: dict[str, Any] = (await self.http.get(f"/control/bots/{self.bot_id}")).json()
            if {"", "lo", "en"} <= set(found["short_descriptions"]):
                return found
            request = await self.simulator.world.requests.wait_for(
                lambda _: True, after=after, seconds=PATIENCE
            )
            after = request["seq"]

    async def requests(self) -> list[dict[str, Any]]:
        """Return all API requests of the bot."""
        answer = await self.http.get("/control/requests", params={"after": 0})
        found = answer.json()["requests"]
        assert isinstance(found, list)
        return found


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@cache
def learned() -> Path:
    """Return a folder with what the matcher learns from our content: learned once until it changes."""
    folder = ROOT / ".pytest_cache/learned"
    Library.open(ROOT / "content", datetime.now(UTC).date(), learned=folder)
    return folder


def settings_in(folder: Path, **changes: Any) -> Settings:
    """Return settings whose content is a copy that a test may break."""
    if not (folder / "content").exists():
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copytree(learned(), folder / "data/learned")
    settings = load_settings(folder / "config.yaml")
    # One test says more in a minute than a person does; what happens then is tested where it is set.
    limits = settings.limits.model_copy(update={"messages_per_minute": 600})
    return settings.model_copy(update={"limits": limits, **changes})


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[House]:
    """Run the whole bot with ``settings`` on a local Telegram of its own."""
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(Simulator(port=0))
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        secrets = Secrets(bot_token=TOKEN, webhook_secret=WEBHOOK_SECRET)
        services = await stack.enter_async_context(
            app.open_services(settings, app.person_key(secrets), app.where_of(settings, secrets))
        )
        application, polling = app.build(settings, TOKEN, services, base_url=simulator.url)
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(app.run(application, polling, secrets, stop, ready=ready.set))
        http = await stack.enter_async_context(
            httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE)
        )
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([serving, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if serving.done():
            serving.result()
        try:
            yield House(simulator, settings, services, http, bot.id, application, stop, serving)
        finally:
            stop.set()
            await serving


def webhook_settings(folder: Path) -> Settings:
    """Return settings for webhook mode, with a free port as the door."""
    settings = settings_in(folder, mode="webhook")
    port = free_port()
    # The settings file insists on https; a local Telegram speaks plain HTTP on loopback.
    url = f"http://127.0.0.1:{port}/telegram"
    door = settings.webhook.model_copy(update={"url": url, "port": port})
    return settings.model_copy(update={"webhook": door})


@pytest.fixture(params=["polling", "webhook"])
async def any_house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    """The bot, once by polling and once by webhook."""
    polling = request.param == "polling"
    settings = settings_in(tmp_path) if polling else webhook_settings(tmp_path)
    async with running(settings) as found:
        yield found


@pytest.fixture(scope="session")
async def shared_house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The bot by polling, started once: starting it for each test would take most of the time."""
    async with running(settings_in(tmp_path_factory.mktemp("house"))) as found:
        yield found


@pytest.fixture
async def house(shared_house: House) -> AsyncIterator[House]:
    """The shared bot without faults; each test brings people of its own."""
    yield shared_house
    await shared_house.http.delete("/control/faults")


@pytest.fixture
async def own_house(tmp_path: Path) -> AsyncIterator[House]:
    """A bot by polling that the test may break."""
    async with running(settings_in(tmp_path)) as found:
        yield found


@pytest.fixture
def own_log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """The log at its loudest, formatted as the running bot formats it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up("debug", [TOKEN, WEBHOOK_SECRET])
    caplog.handler.setFormatter(root.handlers[0].formatter)
    root.addHandler(caplog.handler)
    yield caplog
    root.handlers[:] = handlers
    root.setLevel(level)
