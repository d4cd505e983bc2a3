"""The line between the bot and Telegram, which can be cut in the ways in which networks are."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum, auto

from tests.e2e.conftest import free_port

CHUNK = 65_536


class State(Enum):
    """How the line is."""

    OPEN = auto()
    REFUSED = auto()
    """Nobody is there: connections are refused, those that were open end."""
    DEAD = auto()
    """Nothing arrives and nobody says so, neither for new connections nor on open ones."""


class Line:
    """Passes on to ``port`` whatever comes in at its own, as long as it is open."""

    def __init__(self, port: int) -> None:
        self.port = free_port()
        self.state = State.REFUSED
        self._to = port
        self._server: asyncio.Server | None = None
        self._void: list[socket.socket] = []
        self._ends: set[asyncio.StreamWriter] = set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Listen inside."""
        await self.become(State.OPEN)
        try:
            yield
        finally:
            await self.become(State.REFUSED)

    async def become(self, state: State) -> None:
        """Cut or mend the line. Connections that were dead do not come to life again."""
        if state is self.state:
            return
        self.state = state
        if self._server is not None:
            self._server.close()
            self._server = None
        for one in self._void:
            one.close()
        self._void.clear()
        if state is State.DEAD:
            self._swallow()
            return
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()
        if state is State.OPEN:
            self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)

    def _swallow(self) -> None:
        """Listen with a queue that is full: then the system drops whoever knocks, without a word."""
        full = socket.socket()
        full.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        full.bind(("127.0.0.1", self.port))
        full.listen(0)
        self._void = [full, socket.create_connection(full.getsockname())]

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._to)
            ends.add(back)
            self._ends |= ends
            await asyncio.gather(self._pump(reader, back), self._pump(there, writer))
        except OSError:
            pass
        finally:
            self._ends -= ends
            for end in ends:
                end.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(CHUNK):
            if self.state is State.OPEN:
                writer.write(data)
                await writer.drain()
        if self.state is not State.DEAD:
            with contextlib.suppress(OSError):
                writer.close()
