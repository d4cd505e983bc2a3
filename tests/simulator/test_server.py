from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.simulator.call import METHODS, Call
from bot.simulator.model import Bot
from bot.simulator.server import Simulator
from bot.simulator.webhook import is_loopback
from tests.simulator.support import TLS, Api
from tests.waiting import PATIENCE

EVERYWHERE = "0.0.0.0"  # noqa: S104 (this is what is refused)


def test_it_does_not_listen_where_others_can_reach_it() -> None:
    with pytest.raises(ValueError, match="pass allow_remote=True"):
        Simulator(host=EVERYWHERE)
    assert Simulator(host=EVERYWHERE, allow_remote=True).url == "http://0.0.0.0:0"
    assert Simulator(host="::1").base_url == "http://[::1]:0/bot"


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
     (EVERYWHERE, False), ("192.168.1.5", False), ("example.com", False)],
)  # fmt: skip
def test_what_counts_as_this_machine(host: str, local: bool) -> None:
    assert is_loopback(host) is local


async def test_a_taken_port_is_told_with_a_remedy(sim: Simulator) -> None:
    port = int(sim.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="is another simulator running"):
        async with Simulator(port=port):
            pass


async def test_it_stops_while_somebody_polls() -> None:
    async with Simulator() as sim:
        sim.world.add_bot("1:A", "a_bot", "A")
        async with httpx.AsyncClient(base_url=sim.url, verify=TLS, timeout=PATIENCE) as client:
            calls = [
                asyncio.create_task(client.get("/bot1:A/getUpdates?timeout=30", timeout=None)),
                asyncio.create_task(client.get("/control/events?wait=30", timeout=None)),
            ]
            await sim.world.requests.wait_for(lambda entry: True, after=0, seconds=PATIENCE)
            async with asyncio.timeout(5):
                await sim.__aexit__(None, None, None)
                polled, events = await asyncio.gather(*calls, return_exceptions=True)
        assert isinstance(polled, httpx.Response)
        assert polled.json() == {"ok": True, "result": []}
        assert events is not None


@pytest.mark.parametrize(
    "request_of",
    [
        {"method": "GET", "url": "/bot42:LOCAL/setMyName?name=X&language_code=lo"},
        {
            "method": "POST",
            "url": "/bot42:LOCAL/setmyname",
            "data": {"name": "X", "language_code": "lo"},
        },
        {
            "method": "POST",
            "url": "/bot42:LOCAL/setMyName",
            "json": {"name": "X", "language_code": "lo"},
        },
        {
            "method": "POST",
            "url": "/bot42:LOCAL/setMyName?language_code=lo",
            "json": {"name": "X"},
        },
        {
            "method": "POST",
            "url": "/bot42:LOCAL/setMyName",
            "files": {"name": (None, "X"), "language_code": (None, "lo")},
        },
    ],
)
async def test_parameters_come_in_any_form(
    client: httpx.AsyncClient, bot: Bot, request_of: dict[str, object]
) -> None:
    response = await client.request(**request_of)  # type: ignore[arg-type]
    assert response.json() == {"ok": True, "result": True}
    assert bot.profile.names == {"lo": "X"}


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"{", "application/json", "can't parse request body JSON object"),
        (b"[]", "application/json", "can't parse request body JSON object: Object expected"),
        (b"x", "text/plain", "unsupported content type 'text/plain', expected application/json, "
         "application/x-www-form-urlencoded or multipart/form-data"),
    ],
)  # fmt: skip
async def test_an_unreadable_body_is_refused(
    client: httpx.AsyncClient, bot: Bot, content: bytes, kind: str, words: str
) -> None:
    headers = {"content-type": kind}
    response = await client.post("/bot42:LOCAL/getMe", content=content, headers=headers)
    assert response.json()["description"] == f"Bad Request: {words}"


async def test_a_fault_of_its_own_is_a_500(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(call: Call) -> None:
        raise RuntimeError("oh")

    monkeypatch.setitem(METHODS, "getMe", broken)
    assert await api.refusal("getMe") == "Internal Server Error"
    assert "getMe failed in the simulator" in caplog.text


async def test_the_page_and_its_assets_are_served(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert (await client.get("/static/main.js")).status_code == 200


async def test_a_bot_that_hangs_up_in_the_middle_is_no_fault_of_the_simulator(
    sim: Simulator, api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    port = int(sim.url.rsplit(":", 1)[1])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /bot42:LOCAL/getMe HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
    await writer.drain()
    await sim.world.requests.wait_for(lambda entry: True, after=0, seconds=PATIENCE)
    writer.close()
    await writer.wait_closed()
    first = sim.world.requests.get(1)
    assert first is not None
    async with asyncio.timeout(5):
        while first["ok"] is None:
            assert (await api.answer("getMe"))["ok"]
    assert first["description"] == "the bot hung up before it had said all"
    assert caplog.text == ""
