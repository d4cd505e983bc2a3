"""An event loop for a bot that keeps to limits and waits for Telegram: waiting is over sooner."""

from __future__ import annotations

import asyncio
import time
from selectors import DefaultSelector
from typing import Any

FASTER = 30.0
"""How much faster time passes while nothing happens. Not at once: threads must have theirs to answer."""


class _Selector(DefaultSelector):
    """Waits a part of the time, and counts what it did not wait for."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> Any:
        """Return what is ready, after ``timeout`` seconds of a faster clock at most."""
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        started = time.monotonic()
        ready = super().select(timeout / FASTER)
        self.skipped += (time.monotonic() - started) * (FASTER - 1)
        return ready


class HurriedLoop(asyncio.SelectorEventLoop):
    """Asyncio's loop; its clock runs :data:`FASTER` while all wait, and as usual while anybody works."""

    def __init__(self) -> None:
        self._hurried = _Selector()
        super().__init__(self._hurried)

    def time(self) -> float:
        """Return the seconds of the loop's clock, which only grow."""
        return super().time() + self._hurried.skipped
