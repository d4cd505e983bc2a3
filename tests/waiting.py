"""Waiting for what the bot does by itself, for which a chat shows no event."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE = 90
"""Seconds after which what a test waits for counts as hanging: no speed is meant, and a busy machine may
need long to start a process. Such a limit is met by its failing test alone, so it costs nothing."""


async def until(condition: Callable[[], bool]) -> None:
    """Wait for ``condition``."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def until_it(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait for a ``condition`` that has to be asked for."""
    async with asyncio.timeout(PATIENCE):
        while not await condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
