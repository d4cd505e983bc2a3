"""Requests at the pace that Telegram takes, without one chat holding up the others (gotcha 3).

PTB's own limiter stops every request while one of them waits for what Telegram asked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.constants import FloodLimit
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.health import Part
from handlers.context import Services
from handlers.handling import goes_first, grant, is_handling
from handlers.request import did_not_arrive
from handlers.turns import Window

_log = logging.getLogger(__name__)

MOST_RETRIES = 3
"""How often a request is made anew after Telegram asked to wait, which it may do again."""

LONGEST_WAIT = 60.0
"""Seconds that a request may wait because Telegram asked to; nobody reads an answer that comes later."""

MARGIN = 0.1
"""Seconds to wait beyond what Telegram asked for, whose seconds are rounded."""

MOST_CHATS_ASKED = 3
"""So many chats at once for which Telegram asks to wait mean that all of us are too fast."""

LONGEST_PAUSE = 5.0
"""Seconds for which everything slows down then."""

FIRST_AWAY, LONGEST_AWAY = 1.0, 30.0
"""Seconds between attempts while Telegram cannot be reached; doubled each time."""

GIVEN_UP = 86_400.0
"""Seconds after which an answer is given up that Telegram could not be reached for: as long as Telegram
keeps a question that nobody fetches."""

MOST_GROUPS = 512
"""Groups whose pace is remembered before those are forgotten that are quiet."""

_Json = dict[str, Any]
_Result = bool | _Json | list[_Json]


class Pacer(BaseRateLimiter[int]):
    """Lets 30 requests to chats through in a second and 20 to a group in a minute, help first.

    When Telegram asks to wait, only that chat waits, :data:`LONGEST_WAIT` in all and then it is given
    up; several chats at once slow all down for a moment. What surely did not arrive because Telegram
    was away is sent when it is back. What may have arrived never is (gotcha 10).
    """

    def __init__(
        self, services: Services, per_second: int = int(FloodLimit.MESSAGES_PER_SECOND)
    ) -> None:
        self._services = services
        self._all = Window(per_second, 1.0)
        self._groups: dict[int | str, Window] = {}
        self._asked: dict[int | str, float] = {}
        self._paused_until = 0.0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def wait_behind_answers(self) -> None:
        """Wait until one more message may go that no update in hand waits for."""
        await self._all.turn(last=True)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> _Result:
        """Make a request as soon as it may go; ``rate_limit_args``: retries instead of three."""
        chat = _chat(data.get("chat_id"))
        started, away = _now(), FIRST_AWAY
        retries = MOST_RETRIES if rate_limit_args is None else rate_limit_args
        while True:
            await self._turn(chat)
            try:
                return await self._noted(callback(*args, **kwargs))
            except RetryAfter as error:
                wait = _seconds(error) + MARGIN
                if not retries or _now() + wait > started + LONGEST_WAIT:
                    _log.warning("Telegram asks to wait %.0f s: a request is given up", wait)
                    raise
                retries -= 1
                await self._wait_as_asked(chat, wait)
            except NetworkError as error:
                if not (is_handling() and did_not_arrive(error)) or _now() > started + GIVEN_UP:
                    raise
                grant(away)
                await asyncio.sleep(away)
                away = min(2 * away, LONGEST_AWAY)

    async def _turn(self, chat: int | str | None) -> None:
        """Wait until a request to ``chat`` may go."""
        if chat is None:  # such as the answer to a tap, which Telegram does not count
            return
        first = goes_first()
        if isinstance(chat, str) or chat < 0:
            await self._group(chat).turn(first=first)
        while (until := self._until(chat)) > _now():
            grant(until - _now())
            await asyncio.sleep(until - _now())
        await self._all.turn(first=first)

    def _until(self, chat: int | str) -> float:
        pause = 0.0 if goes_first() else self._paused_until
        return max(self._asked.get(chat, 0.0), pause)

    async def _noted(self, request: Awaitable[_Result]) -> _Result:
        """Make a request; note how Telegram is, and what it refused."""
        health, errors = self._services.health, self._services.metrics.api_errors
        try:
            result = await request
        except TelegramError as error:
            kind = type(error).__name__
            errors.labels(kind).inc()
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                if not health.trouble(Part.TELEGRAM):
                    _log.warning("Telegram does not answer (%s): what is to be sent waits", kind)
                health.fails(Part.TELEGRAM, kind)
            else:
                self._answered()
            raise
        self._answered()
        return result

    def _answered(self) -> None:
        health = self._services.health
        if health.trouble(Part.TELEGRAM):
            _log.info("Telegram answers again")
        health.works(Part.TELEGRAM)

    async def _wait_as_asked(self, chat: int | str | None, seconds: float) -> None:
        _log.info("Telegram asks to wait %.1f s for a chat", seconds)
        grant(seconds)
        if chat is not None:
            now = _now()
            self._asked = {one: until for one, until in self._asked.items() if until > now}
            self._asked[chat] = max(self._asked.get(chat, 0.0), now + seconds)
            if len(self._asked) >= MOST_CHATS_ASKED:
                self._paused_until = now + min(seconds, LONGEST_PAUSE)
        await asyncio.sleep(seconds)

    def _group(self, chat: int | str) -> Window:
        if chat not in self._groups and len(self._groups) >= MOST_GROUPS:
            self._groups = {one: pace for one, pace in self._groups.items() if not pace.is_idle()}
        return self._groups.setdefault(
            chat, Window(int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP), 60.0)
        )


def _chat(chat_id: object) -> int | str | None:
    """Return the chat of a request; channels may go by their names."""
    if isinstance(chat_id, str):
        return int(chat_id) if chat_id.lstrip("-").isdigit() else chat_id
    return chat_id if isinstance(chat_id, int) else None


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _now() -> float:
    return asyncio.get_running_loop().time()
