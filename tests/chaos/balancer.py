"""A load balancer before the replicas: each request to the next one that takes connections."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

from bot.simulator.connection import Connection

PATH = "/telegram"
ANSWER_SECONDS = 20


@asynccontextmanager
async def balancing(ports: Sequence[int], secret: str) -> AsyncIterator[str]:
    """Spread requests over ``ports`` of this machine in turn; give the address for Telegram.

    Where nobody listens the next one is tried. Whatever else fails is answered with 502, as the update
    may have arrived; Telegram comes again.
    """
    turn = count()
    clients: set[asyncio.Task[None]] = set()

    async def forward(body: bytes) -> str:
        first = next(turn)
        for number in range(len(ports)):
            port = ports[(first + number) % len(ports)]
            connection = Connection(f"http://127.0.0.1:{port}{PATH}", None, secret)
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    status, reason = await connection.post(body)
            except ConnectionRefusedError:
                continue
            except (OSError, EOFError, ValueError, TimeoutError):
                break
            finally:
                connection.close()
            return f"{status} {reason}"
        return "502 Bad Gateway"

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        clients.add(task)
        try:
            with contextlib.suppress(OSError, EOFError, asyncio.CancelledError):
                while True:
                    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                    length = int(head.split("content-length:")[1].split("\r\n")[0])
                    answer = await forward(await reader.readexactly(length))
                    writer.write(f"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n".encode())
                    await writer.drain()
        finally:
            clients.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{PATH}"
    finally:
        server.close()
        for task in clients:
            task.cancel()
        if clients:
            await asyncio.wait(clients)
