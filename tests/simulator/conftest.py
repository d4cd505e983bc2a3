"""Fixtures: a simulator with one bot and two people, and the Bot API spoken raw and through PTB."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot as PtbBot

from bot.simulator.model import Bot, Person
from bot.simulator.server import Simulator
from tests.simulator.support import TLS, TOKEN, Api, Control, HandClock, ptb_bot
from tests.waiting import PATIENCE


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def sim(clock: HandClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock, webhook_pause=0.01) as simulator:
        yield simulator


@pytest.fixture
def bot(sim: Simulator) -> Bot:
    return sim.world.add_bot(token=TOKEN, username="road_bot", first_name="Road")


@pytest.fixture
def kham(sim: Simulator, bot: Bot) -> Person:
    return sim.world.add_person("Kham", username="kham", language_code="lo")


@pytest.fixture
def noy(sim: Simulator, kham: Person) -> Person:
    return sim.world.add_person("Noy")


@pytest.fixture
async def client(sim: Simulator) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sim.url, verify=TLS, timeout=PATIENCE) as found:
        yield found


@pytest.fixture
def api(client: httpx.AsyncClient, bot: Bot) -> Api:
    return Api(client)


@pytest.fixture
def control(client: httpx.AsyncClient, bot: Bot) -> Control:
    return Control(client, bot.id)


@pytest.fixture
async def ptb(sim: Simulator, bot: Bot) -> AsyncIterator[PtbBot]:
    async with ptb_bot(sim, TOKEN) as made:
        yield made
