"""Updates of one chat in order, chats side by side (gotcha 4)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_WAITING_AT_MOST = 10_000
"""Updates held in memory at once; PTB wants a number. Waiting ones cost little."""


class PerChatProcessor(BaseUpdateProcessor):
    """Handles at most ``at_once`` chats at a time and one update per chat.

    PTB's own limit would count updates that wait for their chat's turn, so that one person who
    floods could block everybody; here only updates that are being handled count.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__(max_concurrent_updates=_WAITING_AT_MOST)
        self._slots = asyncio.Semaphore(at_once)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}
        self._in_hand: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn and a free slot, then handle the update."""
        # Inline queries have no chat: they take turns with what the same person writes to the bot.
        known = update if isinstance(update, Update) else None
        chat = (known.effective_chat or known.effective_user) if known else None
        key = chat.id if chat else 0
        lock, waiting = self._turns.get(key, (asyncio.Lock(), 0))
        self._turns[key] = (lock, waiting + 1)
        if task := asyncio.current_task():
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)
        try:
            async with lock, self._slots:
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # given up before its turn, it would complain that nobody awaited it
            _, waiting = self._turns[key]
            if waiting == 1:
                del self._turns[key]  # or memory would grow with every chat ever seen
            else:
                self._turns[key] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Give up the updates in hand; those who wait for them see them cancelled."""
        for task in self._in_hand:
            task.cancel()
