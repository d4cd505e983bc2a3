"""The door of webhook mode: what it refuses, and when it says that an update has arrived."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import webhook
from bot.webhook import SECRET_HEADER, Accept, create_app

SECRET = "a-secret"
RIGHT = {SECRET_HEADER: SECRET}


def knocking(accept: Accept, **more: Any) -> httpx.AsyncClient:
    """Return a client at the door."""
    door = httpx.ASGITransport(create_app("/telegram", SECRET, accept, **more))
    return httpx.AsyncClient(transport=door, base_url="http://door", headers=RIGHT)


async def taken(_: dict[str, Any]) -> bool:
    return True


async def test_what_is_not_taken_now_is_to_come_again() -> None:
    async def refused(_: dict[str, Any]) -> bool:
        return False

    async with knocking(refused) as http:
        answer = await http.post("/telegram", json={})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


async def test_200_comes_only_after_the_update_is_taken() -> None:
    may_end = asyncio.Event()

    async def slow(_: dict[str, Any]) -> bool:
        return await may_end.wait()

    async with knocking(slow) as http:
        posting = asyncio.create_task(http.post("/telegram", json={}))
        await asyncio.wait([posting], timeout=0.05)
        assert not posting.done()
        may_end.set()
        assert (await posting).status_code == 200


async def test_too_many_at_once_are_sent_away_and_strangers_take_no_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webhook, "MOST_IN_HAND", 2)
    may_end = asyncio.Event()

    async def slow(_: dict[str, Any]) -> bool:
        return await may_end.wait()

    async with knocking(slow) as http:
        wrong = {SECRET_HEADER: "guess"}
        for _ in range(3):
            assert (await http.post("/telegram", json={}, headers=wrong)).status_code == 403
        posting = [asyncio.create_task(http.post("/telegram", json={})) for _ in range(3)]
        done, _ = await asyncio.wait(posting, return_when=asyncio.FIRST_COMPLETED)
        assert [one.result().status_code for one in done] == [503]
        may_end.set()
        answers = await asyncio.gather(*posting)
    assert sorted(one.status_code for one in answers) == [200, 200, 503]


async def test_a_body_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "READ_SECONDS", 0.05)

    async def body() -> AsyncIterator[bytes]:
        yield b'{"update_id":'
        await asyncio.Event().wait()

    messages = body()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": await anext(messages), "more_body": True}

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/telegram",
        "query_string": b"",
        "headers": [(SECRET_HEADER.lower().encode(), SECRET.encode())],
    }
    await create_app("/telegram", SECRET, taken)(scope, receive, send)
    assert sent[0]["status"] == 408


async def test_other_paths_and_methods_are_refused_and_other_routes_served() -> None:
    async def healthy(_: Request) -> PlainTextResponse:
        return PlainTextResponse("well")

    async with knocking(taken, routes=[Route("/healthz", healthy)]) as http:
        assert (await http.get("/telegram")).status_code == 405
        assert (await http.post("/", json={})).status_code == 404
        assert (await http.get("/healthz")).text == "well"
        assert (await http.post("/telegram", json={})).status_code == 200
