"""The processes of a storm: replicas that are started, killed and started again, each with its log."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.conftest import ROOT, TOKEN

STARTING_SECONDS = 180
"""How long a replica may take on a busy machine until it serves."""

STOPPING_SECONDS = 30

LOOK_SECONDS = 0.1
"""How often a log is looked at: a file tells nobody that it grew."""


@dataclass
class Replica:
    """One process: ``webhook`` is the address that Telegram calls, None when polling; ``database`` that
    of a PostgreSQL, empty for SQLite."""

    folder: Path
    log: Path
    port: int
    webhook: str | None = None
    database: str = ""
    before: tuple[str, ...] = ()
    """A module that runs the bot's, and its arguments."""

    kills: int = 0
    _served: int = 0
    _process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        """The number of the process, which must have been started."""
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Is the process there?"""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it; its log goes on in the same file. See :meth:`ready`."""
        program = ["bot", "run"]
        if self.webhook:
            program = ["tests.e2e.replica", str(self.port), self.webhook, self.database]
        environment = {key: value for key, value in os.environ.items() if "THANGDEE" not in key}
        environment |= {"TELEGRAM_BOT_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
        self._served = self._serving_lines()
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *self.before, *program,
                cwd=self.folder, env=environment, stdout=log, stderr=log,
            )  # fmt: skip

    async def ready(self) -> None:
        """Wait until it serves, which its log tells."""
        async with asyncio.timeout(STARTING_SECONDS):
            while self._serving_lines() == self._served:
                assert self.alive, f"it ended: {self.log.read_text('utf-8')[-2000:]}"
                await asyncio.sleep(LOOK_SECONDS)

    def _serving_lines(self) -> int:
        return self.log.read_text("utf-8").count("serving as @") if self.log.exists() else 0

    async def kill(self) -> None:
        """kill -9."""
        if self._process is not None and self.alive:
            self._process.kill()
            await self._process.wait()
            self.kills += 1

    async def stop(self) -> int:
        """SIGTERM; return the exit code."""
        if self._process is None:
            return 0
        if self.alive:
            self._process.send_signal(signal.SIGTERM)
            try:
                async with asyncio.timeout(STOPPING_SECONDS):
                    await self._process.wait()
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        return self._process.returncode or 0

    async def freeze(self, seconds: float) -> None:
        """Let the process stand still for a while, as a machine that swaps or is moved does."""
        if self._process is not None and self.alive:
            self._process.send_signal(signal.SIGSTOP)
            try:
                await asyncio.sleep(seconds)
            finally:
                self._process.send_signal(signal.SIGCONT)
