"""The local Telegram as a web server: `Simulator` serves it, `create_app` embeds it."""

from __future__ import annotations

import asyncio
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot import fonts
from bot.simulator.api import call_method, download
from bot.simulator.control import ROUTES
from bot.simulator.model import Clock
from bot.simulator.webhook import is_loopback
from bot.simulator.world import World

PAGE = Path(__file__).parent / "page"
STOP_SECONDS = 1  # for answers under way when the server stops
KEEP_ALIVE_SECONDS = 75
"""As nginx; if clients kept idle connections longer, some would be hung up on in use."""


async def page(request: Request) -> Response:
    """The chat page."""
    return FileResponse(PAGE / "index.html")


def create_app(world: World) -> Starlette:
    """The whole local Telegram as an ASGI application: Bot API, control interface, chat page."""
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", call_method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", download),
            Route("/", page),
            *ROUTES,
            Mount("/static/fonts", StaticFiles(directory=fonts.FOLDER, check_dir=False)),
            Mount("/static", StaticFiles(directory=PAGE, check_dir=False)),
        ]
    )
    app.state.world = world
    return app


class Simulator:
    """Serves a local Telegram in this event loop, as an async context manager.

    `port` 0 takes any free one. It listens on this machine only; another `host` needs
    `allow_remote=True`, as anybody who reaches it can speak for every bot and person in it.
    The other arguments are `World`'s.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        allow_remote: bool = False,
        clock: Clock = time.time,
        webhook_pause: float = 1.0,
        flood_limits: bool = False,
    ) -> None:
        if not is_loopback(host) and not allow_remote:
            raise ValueError(
                f"the simulator would listen on {host}, where others can reach it; "
                "use 127.0.0.1, or pass allow_remote=True if that is what you want"
            )
        self.world = World(
            clock=clock,
            webhook_pause=webhook_pause,
            allow_remote=allow_remote,
            flood_limits=flood_limits,
        )
        self._host = host
        self._port = port
        self._server: uvicorn.Server | None = None

    @property
    def url(self) -> str:
        """Where the chat page is; known once it serves."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    @property
    def base_url(self) -> str:
        """For `ApplicationBuilder().base_url(…)`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """For `ApplicationBuilder().base_file_url(…)`."""
        return f"{self.url}/file/bot"

    async def __aenter__(self) -> Self:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        # Named as TCP, else asyncio leaves Nagle's delay on and every answer takes 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self._host, self._port))
        except OSError as error:
            listener.close()
            raise OSError(
                error.errno,
                f"cannot listen on {self._host}:{self._port} ({error.strerror}); "
                "is another simulator running? Port 0 takes any free one",
            ) from error
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            create_app(self.world),
            log_config=None,
            log_level="critical",  # a connection dropped on demand is no error
            access_log=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            lifespan="off",
            date_header=False,
            server_header=False,
        )
        config.load()
        self._server = uvicorn.Server(config)
        # Not serve(): it would take Ctrl-C for itself and needs 0.2 s to stop.
        self._server.lifespan = config.lifespan_class(config)
        await self._server.startup(sockets=[listener])
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.world.close()
        if self._server is None:
            return
        for listener in self._server.servers:
            listener.close()
        state = self._server.server_state
        for connection in list(state.connections):
            connection.shutdown()
        if state.tasks:
            _, late = await asyncio.wait(set(state.tasks), timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
        for connection in list(state.connections):
            connection.transport.abort()
        while state.connections:  # noqa: ASYNC110 (uvicorn has no event for it)
            await asyncio.sleep(0)  # each is let go in one of the loop's next rounds
