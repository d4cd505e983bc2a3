"""Turns: so many in so many seconds, who may be in danger before all others, and what has time last."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from itertools import count


class Window:
    """Lets ``most`` through in any ``seconds``; the others wait in order, who goes first before all and
    who goes last after them.

    Not a bucket that fills: after a quiet time it would let through twice as many in one second as
    Telegram takes.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._went: deque[float] = deque(maxlen=most)
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, *, first: bool = False, last: bool = False) -> None:
        """Wait until one more may go."""
        loop = asyncio.get_running_loop()
        if not self._waiting and self._wait(loop.time()) <= 0:
            self._went.append(loop.time())
            return
        mine: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (last - first, next(self._numbers), mine))
        self._let_go()
        await mine

    def is_idle(self) -> bool:
        """Tell whether nobody waits and nobody went for so long that nothing is to be remembered."""
        now = asyncio.get_running_loop().time()
        return not self._waiting and (not self._went or self._went[-1] <= now - self._seconds)

    def _wait(self, now: float) -> float:
        """Return the seconds until one more may go."""
        if len(self._went) < (self._went.maxlen or 0):
            return 0.0
        return self._went[0] + self._seconds - now

    def _let_go(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            *_, one = self._waiting[0]
            if not one.done():  # else it was given up
                wait = self._wait(loop.time())
                if wait > 0:
                    self._timer = loop.call_later(wait, self._let_go)
                    return
                self._went.append(loop.time())
                one.set_result(None)
            heapq.heappop(self._waiting)
