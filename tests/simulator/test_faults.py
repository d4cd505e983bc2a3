"""Faults on demand, as python-telegram-bot meets them."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
import telegram
from telegram import Bot as PtbBot

from bot.simulator.model import Person
from bot.simulator.server import Simulator
from tests.simulator.support import Api, Control
from tests.waiting import PATIENCE


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ({"kind": "429", "retry_after": 7}, telegram.error.RetryAfter, "Retry in 0:00:07"),
        ({"kind": "500"}, telegram.error.NetworkError, "Internal Server Error"),
        ({"kind": "502"}, telegram.error.NetworkError, "Bad Gateway"),
        ({"kind": "400", "description": "Bad Request: odd"}, telegram.error.BadRequest, "Odd"),
        ({"kind": "403"}, telegram.error.Forbidden, "bot was blocked by the user"),
        ({"kind": "drop"}, telegram.error.NetworkError, "RemoteProtocolError"),
        ({"kind": "timeout", "seconds": 0.01}, telegram.error.NetworkError, "RemoteProtocolError"),
    ],
)
async def test_ptb_sees(
    ptb: PtbBot,
    control: Control,
    kham: Person,
    fault: dict[str, Any],
    error: type[Exception],
    words: str,
) -> None:
    await control.say(kham.id, "hi")
    await control.post("faults", method="sendMessage", times=1, **fault)
    assert (await ptb.get_me()).id == 42
    with pytest.raises(error, match=words):
        await ptb.send_message(kham.id, "x")
    assert (await ptb.send_message(kham.id, "x")).text == "x"
    shown = await control.get("history", bot_id=42, chat_id=kham.id)
    assert len(shown["messages"]) == 2


async def test_a_time_out_holds_until_the_bot_gives_up(
    ptb: PtbBot, control: Control, kham: Person
) -> None:
    await control.say(kham.id, "hi")
    await control.post("faults", method="*", kind="timeout")
    with pytest.raises(telegram.error.TimedOut):
        await ptb.send_message(kham.id, "x", read_timeout=0.05)
    await ptb.send_message(kham.id, "x")


async def test_429_says_when_to_come_back(api: Api, control: Control) -> None:
    await control.post("faults", kind="429", method="getMe", retry_after=3)
    assert await api.answer("getMe") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }


async def test_a_fault_is_for_one_bot_one_method_and_so_many_calls(
    sim: Simulator, api: Api, control: Control
) -> None:
    sim.world.add_bot("43:LOCAL", "other_bot", "Other")
    await control.post("faults", kind="500", method="*", bot_id=43)
    await control.post("faults", kind="500", method="getMe", times=2)
    assert [(await api.answer("getMe"))["ok"] for _ in range(3)] == [False, False, True]
    assert await api.result("getUpdates") == []


async def test_faults_can_be_taken_back(
    client: httpx.AsyncClient, api: Api, control: Control
) -> None:
    await control.post("faults", kind="500", method="getMe", times=9)
    assert (await client.delete("/control/faults")).json() == {}
    assert (await api.answer("getMe"))["ok"]


async def test_a_failed_call_is_in_the_list_of_requests(api: Api, control: Control) -> None:
    await control.post("faults", kind="500", method="getMe")
    await api.answer("getMe")
    [entry] = (await control.get("requests", after=0))["requests"]
    assert (entry["ok"], entry["status"], entry["description"]) == (
        False,
        500,
        "Internal Server Error",
    )


async def test_a_wrong_fault_is_refused(control: Control) -> None:
    words = "kind is '418', expected one of 429, 500, 502, timeout, drop, 400, 403"
    assert await control.error("faults", kind="418") == words
    words = "times is -1, expected 1 or more; DELETE clears faults"
    assert await control.error("faults", kind="500", times=-1) == words


async def test_a_held_call_does_not_keep_the_simulator_from_stopping(
    sim: Simulator, api: Api, control: Control
) -> None:
    await control.post("faults", kind="timeout", method="getMe")
    call = asyncio.create_task(api.answer("getMe"))
    await sim.world.requests.wait_for(lambda entry: True, after=0, seconds=PATIENCE)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
