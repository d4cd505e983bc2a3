"""Telegram's flood limits as bots meet them (not published exactly; see core.telegram.org/bots/faq)."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable

from bot.simulator.errors import too_many_requests

PER_SECOND = 30  # messages of one bot to different chats
IN_CHAT = (3, 3.0)  # a short burst is forgiven, about one a second is not exceeded for long
IN_GROUP = (20, 60.0)


class FloodLimits:
    """Sliding windows of the messages a bot sent: overall, to one chat, to one group."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sent: defaultdict[tuple[int, int | None], deque[float]] = defaultdict(deque)

    def check(self, bot_id: int, chat_id: int, *, group: bool) -> None:
        """Count one message, or raise ApiError 429 with the seconds to wait."""
        windows: list[tuple[tuple[int, int | None], tuple[int, float]]] = [
            ((bot_id, None), (PER_SECOND, 1.0)),
            ((bot_id, chat_id), IN_GROUP if group else IN_CHAT),
        ]
        now = self._clock()
        for key, (allowed, seconds) in windows:
            sent = self._sent[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= allowed:
                raise too_many_requests(max(1, math.ceil(sent[0] + seconds - now)))
        for key, _ in windows:
            self._sent[key].append(now)
