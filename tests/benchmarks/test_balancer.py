"""The balancer that the benchmark of traffic and the tests of replicas put before the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from aiohttp import web

from benchmarks.balancer import Balancer
from bot.webhook import SECRET_HEADER

BODY = b'{"update_id": 1}'


@asynccontextmanager
async def door(name: str, status: int = 200) -> AsyncIterator[int]:
    """Listen on the port that is given; answer with the name, and with what came in."""

    async def answer(request: web.BaseRequest) -> web.Response:
        body = await request.read()
        secret = request.headers[SECRET_HEADER]
        return web.Response(text=f"{name}: {request.path} {secret} {body!r}", status=status)

    runner = web.ServerRunner(web.Server(answer), shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def knock(http: httpx.AsyncClient, balancer: Balancer) -> tuple[int, str]:
    """Post an update as Telegram does; return what comes back."""
    answer = await http.post(balancer.url, content=BODY, headers={SECRET_HEADER: "s"})
    return answer.status_code, answer.text


async def test_updates_go_to_each_door_in_turn_and_past_those_that_are_away() -> None:
    balancer = Balancer()
    async with balancer.open(), httpx.AsyncClient(timeout=60, trust_env=False) as http:
        assert await knock(http, balancer) == (502, "nobody is there")
        async with door("one") as one:
            async with door("two", status=503) as two:
                balancer.doors = [one, two]
                answers = [await knock(http, balancer) for _ in range(4)]
                came = f"/telegram s {BODY!r}"
                assert sorted(answers[:2]) == [(200, f"one: {came}"), (503, f"two: {came}")]
                assert answers[2:] == answers[:2]
            assert [await knock(http, balancer) for _ in range(2)] == [(200, f"one: {came}")] * 2
        assert (await knock(http, balancer))[0] == 502
