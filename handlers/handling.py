"""What is known of the update in hand, wherever its handling has got to: its rank, and its deadline."""

from __future__ import annotations

import asyncio
import logging
from contextvars import ContextVar
from typing import Any

from telegram import Update
from telegram.ext import Application, ExtBot

from handlers import held
from handlers.context import SERVICES, Context, Services
from handlers.priority import is_help

_log = logging.getLogger(__name__)

SECONDS = 90.0
"""What the handling of one update may take: a wait of a minute that Telegram asked for, and the rest."""

_goes_first: ContextVar[bool | None] = ContextVar("goes_first", default=None)
_deadline: ContextVar[asyncio.Timeout | None] = ContextVar("deadline", default=None)


def goes_first() -> bool:
    """Tell whether the update in hand is one of :func:`handlers.priority.is_help`."""
    return _goes_first.get() or False


def note_rank(first: bool | None) -> None:
    """Let it be known whether the update that this task handles next goes first, None if it is not."""
    _goes_first.set(first)


def rank(update: object, services: Services) -> bool:
    """Tell whether ``update`` goes first; it is known then to whoever handles it in this task."""
    known = _goes_first.get()
    if known is not None:
        return known
    first = isinstance(update, Update) and is_help(update, services.library.current)
    _goes_first.set(first)
    return first


def is_handling() -> bool:
    """Tell whether an update is in hand; else it is a chore, or the start."""
    return _deadline.get() is not None


def grant(seconds: float) -> None:
    """Put the deadline of the update in hand off, as it waits for ``seconds`` with good reason."""
    deadline = _deadline.get()
    if deadline is not None and not deadline.expired():
        now = asyncio.get_running_loop().time()
        deadline.reschedule(now + seconds + SECONDS)


class BoundedApplication(
    Application[ExtBot[Any], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
):
    """PTB's application; a handler that hangs is given up, so that it holds neither chat nor slot."""

    async def process_update(self, update: object) -> None:
        """Handle ``update``, for :data:`SECONDS` at most unless it was granted more."""
        rank(update, self.bot_data[SERVICES])
        try:
            async with asyncio.timeout(SECONDS) as deadline:
                mine = _deadline.set(deadline)
                try:
                    await super().process_update(update)
                finally:
                    _deadline.reset(mine)
        except TimeoutError:
            _log.error("an update was given up after %.0f s: its handling hangs", SECONDS)
        finally:
            _goes_first.set(None)
            await held.end()
