"""Updates of one chat in order, chats side by side (gotcha 4), and help before all others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from handlers.slots import Place, Slots

_ANY_NUMBER = 1_000_000
"""PTB wants a number; ours are below, because they tell apart who goes first."""

RESERVED = 16
"""Slots for help alone: at 0.2 s each, far more than Telegram lets us answer in a second."""

MOST_OF_ONE = 100
"""Updates of one chat that may wait; beyond them it is a program that writes."""

MOST_WAITING = 3_000
"""Updates in memory beyond which no chat may have a second one wait: so many take 100 s to answer."""

MOST_CHATS = 10_000
"""Updates in memory beyond which only help is taken in."""


@dataclass(slots=True)
class _Turn:
    """A chat with updates in memory; ``first`` is how many of them go first."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    updates: int = 0
    first: int = 0
    place: Place | None = None


class PerChatProcessor(BaseUpdateProcessor):
    """Handles at most ``at_once`` chats at a time, some more for help, and one update per chat.

    PTB's own limit would count updates that wait for their chat's turn, so that one person who
    floods could block everybody; here only updates that are being handled count. When there are too
    many to remember some are left, which ``left`` is told.
    """

    def __init__(
        self,
        at_once: int,
        goes_first: Callable[[object], bool] = lambda _: False,
        left: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(max_concurrent_updates=_ANY_NUMBER)
        self._slots = Slots(at_once, RESERVED)
        self._goes_first = goes_first
        self._left = left
        self._turns: dict[int, _Turn] = {}
        self._in_memory = 0
        self._in_hand: set[asyncio.Task[Any]] = set()

    @property
    def waiting(self) -> int:
        """How many chats wait for a slot: what a flood of one chat does not change."""
        return self._slots.waiting

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn and a free slot, then handle the update."""
        # Inline queries have no chat: they take turns with what the same person writes to the bot.
        known = update if isinstance(update, Update) else None
        chat = (known.effective_chat or known.effective_user) if known else None
        key = chat.id if chat else 0
        first = self._goes_first(update)
        turn = self._turns.get(key) or _Turn()
        try:
            if not first and self._too_many(turn):
                self._left()
                return
            self._turns[key] = turn
            await self._in_turn(turn, coroutine, first=first)
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # given up before its turn, it would complain that nobody awaited it
            if not turn.updates:
                self._turns.pop(key, None)  # or memory would grow with every chat ever seen

    def _too_many(self, turn: _Turn) -> bool:
        return (
            turn.updates >= MOST_OF_ONE
            or (turn.updates > 0 and self._in_memory >= MOST_WAITING)
            or self._in_memory >= MOST_CHATS
        )

    async def _in_turn(self, turn: _Turn, coroutine: Awaitable[Any], *, first: bool) -> None:
        if task := asyncio.current_task():
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)
        turn.updates += 1
        turn.first += first
        self._in_memory += 1
        if first and turn.place:
            # What came before in this chat is answered before: /hide hides that answer as well.
            self._slots.move_up(turn.place)
        try:
            async with turn.lock:
                turn.place = self._slots.queue(first=turn.first > 0)
                try:
                    await turn.place.given.wait()
                    await coroutine
                finally:
                    self._slots.leave(turn.place)
                    turn.place = None
        finally:
            turn.updates -= 1
            turn.first -= first
            self._in_memory -= 1

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Give up the updates in hand; those who wait for them see them cancelled."""
        for task in self._in_hand:
            task.cancel()
