"""Ending in time: what is in hand is finished, and somebody waits for the end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any


class Countdown:
    """The time that is left after ``stop`` was set, of ``seconds``; it runs from the first look at it
    when nobody has set ``stop``."""

    def __init__(self, stop: asyncio.Event, seconds: float) -> None:
        self.stop = stop
        self._seconds = seconds
        self._began: float | None = None
        self._waiting = asyncio.create_task(stop.wait())
        self._waiting.add_done_callback(lambda _: self._begin())

    def left(self) -> float:
        """Return how many seconds are left, at least 0."""
        return max(0.0, self._begin() + self._seconds - asyncio.get_running_loop().time())

    def close(self) -> None:
        """Wait for the stop no longer."""
        self._waiting.cancel()

    def _begin(self) -> float:
        if self._began is None:
            self._began = asyncio.get_running_loop().time()
        return self._began


async def first_of(*what: asyncio.Task[Any] | Coroutine[Any, Any, Any]) -> None:
    """Wait until one of several has ended. Tasks go on, and their failure is raised; the coroutines
    given are cancelled."""
    own = [asyncio.create_task(one) for one in what if not isinstance(one, asyncio.Task)]
    tasks = [one for one in what if isinstance(one, asyncio.Task)]
    try:
        done, _ = await asyncio.wait([*own, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in own:
            await cancelled(task)


async def cancelled(task: asyncio.Task[Any]) -> None:
    """Cancel a task and wait for its end, whatever that is."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await task
