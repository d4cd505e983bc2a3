"""A web server inside the bot's own event loop, which the bot starts and stops."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from bot.errors import ThangdeeError
from bot.healthpages import Condition, routes

STOP_SECONDS = 2
"""How long the end waits for a page that is being asked for."""


class Server(uvicorn.Server):
    """A uvicorn that leaves the signals to us: Ctrl-C has to finish what is in hand first."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def listener(host: str, port: int, setting: str, instead: str = "") -> socket.socket:
    """Return a socket that listens; raises ThangdeeError, naming the ``setting``, when it cannot."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ThangdeeError(
            f"cannot listen on {host}:{port} ({error.strerror}); stop the program that uses it, or set "
            f"another {setting} in config.yaml{instead}"
        ) from error


@asynccontextmanager
async def health_pages(condition: Condition, host: str, port: int) -> AsyncIterator[None]:
    """Answer for ``condition`` at ``host`` and ``port``; raises ThangdeeError when it cannot listen."""
    door = listener(host, port, "health.port", " (0: nobody can ask)")
    config = uvicorn.Config(
        Starlette(routes=routes(condition)),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = Server(config)
    serving = asyncio.create_task(server.serve([door]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
