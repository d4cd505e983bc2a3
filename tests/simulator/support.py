"""Speaking to the simulator in tests: as a bot (raw Bot API) and as a tester (control interface)."""

from __future__ import annotations

import ssl
import struct
import zlib
from typing import Any

import httpx
import telegram
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.simulator.server import Simulator

TOKEN = "42:LOCAL"
START = 1_800_000_000.0
TLS = ssl.create_default_context()
"""Made once: no test needs it, but httpx makes one for every client, which takes 30 ms."""


def ptb_request() -> HTTPXRequest:
    """How PTB talks HTTP, as by default but for the shared TLS context."""
    return HTTPXRequest(httpx_kwargs={"verify": TLS})


def ptb_bot(sim: Simulator, token: str) -> telegram.Bot:
    """PTB's Bot, unpatched, on the simulator."""
    return telegram.Bot(
        token,
        base_url=sim.base_url,
        base_file_url=sim.base_file_url,
        request=ptb_request(),
        get_updates_request=ptb_request(),
    )


def builder(sim: Simulator) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """PTB's ApplicationBuilder for the bot of the fixtures."""
    return (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(sim.base_url)
        .base_file_url(sim.base_file_url)
        .request(ptb_request())
        .get_updates_request(ptb_request())
    )


class HandClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


class Api:
    """The Bot API over plain HTTP, so that the very words of an answer can be looked at."""

    def __init__(self, client: httpx.AsyncClient, token: str = TOKEN) -> None:
        self._client = client
        self._token = token

    async def answer(
        self, method: str, files: dict[str, tuple[str, bytes]] | None = None, **parameters: Any
    ) -> dict[str, Any]:
        """The whole JSON answer."""
        path = f"/bot{self._token}/{method}"
        if files:
            response = await self._client.post(path, data=parameters, files=files)
        else:
            response = await self._client.post(path, json=parameters)
        body: dict[str, Any] = response.json()
        assert response.status_code == body.get("error_code", 200)
        return body

    async def result(self, method: str, **parameters: Any) -> Any:
        """The result of a call that must succeed."""
        body = await self.answer(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        """The description of a call that must be refused."""
        body = await self.answer(method, **parameters)
        assert not body["ok"], body
        return str(body["description"])


class Control:
    """The control interface for one bot."""

    def __init__(self, client: httpx.AsyncClient, bot_id: int) -> None:
        self._client = client
        self._bot_id = bot_id

    async def get(self, path: str, **query: Any) -> Any:
        response = await self._client.get(f"/control/{path}", params=query)
        assert response.status_code == 200, response.text
        return response.json()

    async def post(self, path: str, **fields: Any) -> Any:
        response = await self._client.post(f"/control/{path}", json=fields)
        assert response.status_code == 200, response.text
        return response.json()

    async def error(self, path: str, status: int = 400, **fields: Any) -> str:
        response = await self._client.post(f"/control/{path}", json=fields)
        assert response.status_code == status, response.text
        return str(response.json()["error"])

    async def say(self, user_id: int, text: str, **fields: Any) -> Any:
        """A person writes to the bot; gives the message."""
        return await self.post(
            "send", bot_id=self._bot_id, **{"from": user_id}, text=text, **fields
        )

    async def press(self, user_id: int, message_id: int, data: str, **fields: Any) -> str:
        """A person presses a button; gives the query's id."""
        given = {"from": user_id, "message_id": message_id, "data": data, **fields}
        found = await self.post("press", bot_id=self._bot_id, **given)
        return str(found["callback_query_id"])


def png(width: int, height: int) -> bytes:
    """A grey PNG of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
