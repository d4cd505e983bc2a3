"""A load balancer before several processes of the bot, as small as one can be.

    python -m benchmarks.balancer PORT DOOR_PORT [DOOR_PORT ...]

The benchmark of traffic runs it as a process of its own, the tests of replicas inside theirs. It is no
Caddy, which a deployment has there (docs/deploy.md): it does not end TLS, and looks at nobody's health.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

import aiohttp
from aiohttp import web

from bot.webhook import SECRET_HEADER

HOST = "127.0.0.1"

LISTENING = b"listening"
"""What its process says as soon as it can be asked."""

DOOR_SECONDS = 60.0
"""How long a door may take before the next one is asked: as long as the local Telegram waits."""

KEEP_SECONDS = 4.0
"""How long connections to the doors are kept; uvicorn, behind them, closes idle ones after 5."""

STOP_SECONDS = 2.0
"""How long the end waits for requests in hand."""


class Balancer:
    """Sends each request to the next of ``doors`` (ports); one that is away is passed over.

    ``port`` 0 is any free one. 502 is said when no door answers.
    """

    def __init__(self, doors: Sequence[int] = (), port: int = 0) -> None:
        self.doors = doors
        self.port = port
        self._turn = count()

    @property
    def url(self) -> str:
        """Where Telegram is to knock; known once it is open."""
        return f"http://{HOST}:{self.port}/telegram"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Listen inside."""
        listener = socket.create_server((HOST, self.port))
        self.port = listener.getsockname()[1]
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(DOOR_SECONDS),
        ) as session:

            async def forward(request: web.BaseRequest) -> web.Response:
                return await self._forward(request, session)

            runner = web.ServerRunner(
                web.Server(forward, access_log=None), shutdown_timeout=STOP_SECONDS
            )
            await runner.setup()
            try:
                await web.SockSite(runner, listener).start()
                yield
            finally:
                await runner.cleanup()

    async def _forward(
        self, request: web.BaseRequest, session: aiohttp.ClientSession
    ) -> web.Response:
        body = await request.read()
        headers = {SECRET_HEADER: request.headers.get(SECRET_HEADER, "")}
        for _ in self.doors:
            door = self.doors[next(self._turn) % len(self.doors)]
            url = f"http://{HOST}:{door}{request.path}"
            try:
                async with session.request(
                    request.method, url, data=body, headers=headers
                ) as answer:
                    return web.Response(body=await answer.read(), status=answer.status)
            except (aiohttp.ClientError, OSError):  # a time-out is an OSError
                continue
        return web.Response(text="nobody is there", status=502)


async def _serve(port: int, doors: Sequence[int]) -> None:
    async with Balancer(doors, port).open():
        sys.stdout.buffer.write(LISTENING + b"\n")
        sys.stdout.flush()
        await asyncio.Event().wait()  # until it is stopped


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), [int(door) for door in sys.argv[2:]]))
