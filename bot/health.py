"""What works and what does not, as far as this process knows."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum

ALIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"
"""Where the pages for programs that watch the bot are; see :mod:`bot.healthpages`."""


class Part(StrEnum):
    """What the bot needs, each of which can be away for a while."""

    CONTENT = "content"
    STORE = "store"
    TELEGRAM = "telegram"
    """Requests to the Bot API."""
    UPDATES = "updates"
    """Fetching updates, in polling mode."""


class Health:
    """Notes what failed and what works again; thread-safe, as each note is one assignment.

    ``clock`` gives seconds that only grow, so that a changed time of day misleads nobody.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._troubles: dict[Part, str] = {}
        self._worked_at: dict[Part, float] = {}

    def works(self, part: Part) -> None:
        """Note that ``part`` has just worked."""
        self._worked_at[part] = self._clock()
        self._troubles.pop(part, None)

    def fails(self, part: Part, reason: str) -> None:
        """Note that ``part`` does not work; ``reason`` holds no secret and no word of a person."""
        self._troubles[part] = reason

    def trouble(self, part: Part) -> str | None:
        """Return why ``part`` does not work; None while it does."""
        return self._troubles.get(part)

    def seconds_since(self, part: Part) -> float | None:
        """Return how long ago ``part`` worked the last time; None if it never has."""
        at = self._worked_at.get(part)
        return None if at is None else self._clock() - at
