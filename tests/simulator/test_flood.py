from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.simulator.errors import ApiError
from bot.simulator.flood import FloodLimits
from bot.simulator.groups import begin
from bot.simulator.people import Sending, send
from bot.simulator.server import Simulator
from tests.simulator.support import TLS, TOKEN, Api, HandClock
from tests.waiting import PATIENCE


@pytest.fixture
async def sim(clock: HandClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock, flood_limits=True) as simulator:
        yield simulator


async def test_a_chat_takes_a_burst_then_429(sim: Simulator, clock: HandClock) -> None:
    sim.world.add_bot(TOKEN, "a_bot", "A")
    person = sim.world.add_person("K")
    send(sim.world, 42, person.id, Sending(text="hi"))
    async with httpx.AsyncClient(base_url=sim.url, verify=TLS, timeout=PATIENCE) as client:
        api = Api(client)
        for _ in range(3):
            await api.result("sendMessage", chat_id=person.id, text="x")
        refused = await api.answer("sendMessage", chat_id=person.id, text="x")
        assert refused["parameters"] == {"retry_after": 3}
        clock.forward(3)
        await api.result("sendMessage", chat_id=person.id, text="x")
        group = begin(sim.world, "g", [person.id], [42], "group")
        for _ in range(20):
            clock.forward(1)
            await api.result("sendMessage", chat_id=group.id, text="x")
        words = await api.refusal("sendMessage", chat_id=group.id, text="x")
        assert words == "Too Many Requests: retry after 41"


def test_all_chats_together_have_a_limit(clock: HandClock) -> None:
    limits = FloodLimits(clock)
    for chat in range(30):
        limits.check(1, chat, group=False)
    with pytest.raises(ApiError, match="retry after 1"):
        limits.check(1, 99, group=False)
    limits.check(2, 99, group=False)
