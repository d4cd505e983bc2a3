"""A load balancer before several processes of the bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app.server import Server
from bot.webhook import SECRET_HEADER
from tests.e2e.conftest import free_port


class Balancer:
    """Sends each update to the next of ``doors``, as any load balancer does; one that is away is passed
    over."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/telegram"
        self.doors: list[int] = []
        self._turn = count()
        self._http = httpx.AsyncClient(timeout=60)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Listen inside."""
        door = Starlette(routes=[Route("/telegram", self._forward, methods=["POST"])])
        config = uvicorn.Config(door, port=self.port, log_config=None, lifespan="off")
        server = Server(config)
        serving = asyncio.create_task(server.serve())
        try:
            yield
        finally:
            server.should_exit = True
            await serving
            await self._http.aclose()

    async def _forward(self, request: Request) -> Response:
        body, headers = await request.body(), {SECRET_HEADER: request.headers[SECRET_HEADER]}
        for _ in self.doors:
            port = self.doors[next(self._turn) % len(self.doors)]
            try:
                answer = await self._http.post(
                    f"http://127.0.0.1:{port}/telegram", content=body, headers=headers
                )
            except httpx.TransportError:
                continue
            return Response(answer.content, answer.status_code)
        return Response("nobody is there", 502)
