"""Work done again and again beside answering: what is too old is deleted, what is due is sent."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from handlers.context import ThangdeeApplication
from handlers.errors import place_of

_log = logging.getLogger(__name__)

AWAY_SECONDS = 30.0
"""When a chore that could not reach Telegram tries again."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do at the start and then every ``seconds`` after it was done, or after as many as it
    returned if it could not do all.

    A failure is logged with its place; the next turn comes all the same. Where several processes serve
    from one database, one of them does it, unless it is done ``everywhere``.
    """

    name: str
    seconds: float
    do: Callable[[ThangdeeApplication], Awaitable[float | None]]
    everywhere: bool = False


@asynccontextmanager
async def at_work(application: ThangdeeApplication, chores: Sequence[Chore]) -> AsyncIterator[None]:
    """Do ``chores`` beside what happens inside; they are cancelled at the end."""
    tasks = [asyncio.create_task(_repeat(application, chore)) for chore in chores]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _repeat(application: ThangdeeApplication, chore: Chore) -> None:
    while True:
        again = None
        try:
            again = await chore.do(application)
        except Exception as error:
            _log.error("%s failed: %s at %s", chore.name, type(error).__name__, place_of(error))
        await asyncio.sleep(chore.seconds if again is None else again)
