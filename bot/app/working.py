"""Webhook mode: updates go through the inbox of the store, so that none is lost.

One that was taken in is answered at least once: if the process is killed it is taken again, by the next
one or by another replica. When the database is away, updates are answered without it, before Telegram is
told that they arrived.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections import deque
from collections.abc import Coroutine
from functools import partial
from typing import Any

from telegram import Update

from bot.app.replica import BEAT_SECONDS, Replica
from bot.store import Added, Rank, Taken
from handlers.context import SERVICES, Services, ThangdeeApplication
from handlers.errors import place_of
from handlers.handling import note_rank
from handlers.incoming import parsed
from handlers.priority import is_help, is_hiding

_log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""How often the inbox is looked at for what other processes left; what comes in here needs no look."""

ADD_SECONDS = 6.0
"""How long the database may take to write an update down: SQLite waits 5 s for a lock."""

DIRECT_SECONDS = 30.0
"""How long Telegram is kept waiting for an update that is answered without the database; then it is
asked to come again, and finds it answered."""

RETRY_SECONDS = 1.0
"""How long the database is left alone after it failed: each try might take seconds."""

IN_HAND = 2
"""For each chat that may be served at once so many updates are in hand, one of them ready to be next:
taking it from the database only then cost 15% more of the processor for an answer (measured)."""

ROOM_FOR_HELP = 8
"""Updates that ask for help and are taken beyond those."""

MOST_REMEMBERED = 10_000
"""Numbers of updates answered without the database that are remembered."""


class Worker:
    """Takes updates in and has them answered, as many as the application serves side by side."""

    def __init__(self, application: ThangdeeApplication, replica: Replica) -> None:
        services: Services = application.bot_data[SERVICES]
        self._application = application
        self._replica = replica
        self._services = services
        self._inbox = services.store.inbox
        self._most = IN_HAND * services.settings.limits.updates_at_once
        self._busy = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._followed: dict[str, bool] = {}
        """The chats that have an update in hand here, and whether others of theirs may wait."""
        self._direct: dict[int, asyncio.Task[None]] = {}
        self._answered: dict[int, None] = {}
        """Updates answered whose row may still say otherwise, the oldest first."""
        self._owed: deque[int] = deque(maxlen=MOST_REMEMBERED)
        """Those of them that are to be settled when the database is back."""
        self._retry_at = 0.0
        self._behind = False
        """Whether something may wait that nobody in hand here leads to."""
        self._wake = asyncio.Event()
        self._stopping = False
        self._troubled = False

    async def accept(self, content: dict[str, Any]) -> bool:
        """Take an update in; return when it is written down or answered, False if it must come again."""
        update = parsed(content, self._application.bot)
        number = content.get("update_id")
        if update is None or not isinstance(number, int) or abs(number) >= 2**63:
            return True  # asking for it again and again would help nobody
        if number in self._answered or number in self._direct or time.monotonic() < self._retry_at:
            return await self._answer_now(update)
        chat = update.effective_chat or update.effective_user
        key = self._inbox.key(chat.id if chat else None)
        urgent = is_help(update, self._services.library.current)
        rank = Rank.IN_TURN
        if urgent:
            rank = Rank.FIRST if is_hiding(update) else Rank.AT_ONCE
        taker = self._replica.name if self._has_room(ROOM_FOR_HELP if urgent else 0) else None
        self._busy += 1
        begun = False
        try:
            async with asyncio.timeout(ADD_SECONDS):
                added = await self._inbox.add(
                    number,
                    key,
                    json.dumps(content).encode(),
                    rank=rank,
                    taker=taker,
                )
            if added is Added.TAKEN:
                self._begin(Taken(number, key, None, 0), update, first=urgent)
                begun = True
        except Exception as error:
            self._note_trouble(error)
            return await self._answer_now(update)
        finally:
            self._busy -= not begun
        self._note_recovery()
        if added is Added.WAITING and taker and key in self._followed:
            self._followed[key] = True
        elif added is Added.WAITING:
            self._behind = True
            self._wake.set()
        return True

    async def run(self) -> None:
        """Take what waits in the inbox until cancelled."""
        if self._replica.alone:
            await self._guarded(self._free())  # what a killed process had in hand
        looked = freed = 0.0
        while True:
            self._wake.clear()
            await self._guarded(self._take())
            now = time.monotonic()
            if now > looked + LOOK_SECONDS:
                looked = now
                await self._guarded(self._tidy())
            if now > freed + BEAT_SECONDS and self._replica.may_judge and not self._replica.alone:
                freed = now
                await self._guarded(self._free())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_SECONDS)

    def stop(self) -> None:
        """Take nothing more; what still comes in is only written down."""
        self._stopping = True

    async def finish(self, seconds: float) -> None:
        """Wait ``seconds`` for what is in hand, and give the rest back."""
        tasks = {*self._tasks, *self._direct.values()}
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=max(seconds, 0))
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        await self._guarded(self._tidy())
        await self._guarded(self._release())

    def _has_room(self, more: int = 0) -> bool:
        room = self._busy < self._most + more
        return room and self._replica.may_take and not self._stopping

    def _begin(
        self, taken: Taken, update: Update | None = None, *, first: bool | None = None
    ) -> None:
        """Have an update answered; whoever calls has counted it as busy.

        ``first`` is whether it goes first, None if that is not known.
        """
        # One that comes from the inbox may have been waiting with others.
        self._followed.setdefault(taken.key, update is None)
        task = asyncio.create_task(self._work(taken, update, first))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._busy -= 1
        if self._behind:
            self._wake.set()

    async def _work(self, begun: Taken, update: Update | None, first: bool | None) -> None:
        """Answer an update and those of its chat that came meanwhile."""
        taken: Taken | None = begun
        try:
            while taken is not None:
                if direct := self._direct.get(taken.update_id):
                    await asyncio.wait(
                        [direct]
                    )  # it was written down after all, and is being answered
                elif taken.update_id not in self._answered:
                    update = update or self._read(taken)
                    if update is not None:
                        note_rank(first)
                        await self._process(update)
                taken, update, first = await self._done(taken), None, None
        finally:
            self._behind |= self._followed.pop(begun.key, False)

    async def _process(self, update: Update) -> None:
        application = self._application
        try:
            await application.update_processor.process_update(
                update, application.process_update(update)
            )
        except Exception as error:
            _log.error("an update failed: %s at %s", type(error).__name__, place_of(error))

    def _read(self, taken: Taken) -> Update | None:
        if taken.attempts:
            _log.info("update %d is taken again, after %d", taken.update_id, taken.attempts)
        if taken.body is None:
            _log.error(
                "update %d cannot be decrypted and is given up: THANGDEE_PERSON_KEY or the bot token "
                "is another one than when it came",
                taken.update_id,
            )
            self._services.metrics.shed.labels("undecipherable").inc()
            return None
        return parsed(json.loads(taken.body), self._application.bot)

    async def _done(self, taken: Taken) -> Taken | None:
        """Note that an update is answered; return the next one of its chat if there is room for it."""
        # While more waits than there is room for, nobody's next message goes before that of others.
        free = self._replica.may_take and not (self._stopping or self._behind)
        key, more = taken.key, False
        if free and (self._followed.get(key) or not self._replica.alone):
            self._followed[key], more = False, True
        try:
            found = await self._inbox.done(taken, self._replica.name, more=more)
        except Exception as error:
            self._note_trouble(error)
            self._owe(taken.update_id)
            return None
        self._behind |= not free
        if found:
            self._followed[key] = True  # perhaps by yet another one
        return found

    async def _answer_now(self, update: Update) -> bool:
        """Answer an update without the inbox, once however often it comes; see :meth:`accept`."""
        number = update.update_id
        if number in self._answered:
            return True
        task = self._direct.get(number)
        if task is None:
            task = self._direct[number] = asyncio.create_task(self._process(update))
            task.add_done_callback(partial(self._ended_directly, number))
        await asyncio.wait([task], timeout=DIRECT_SECONDS)
        return task.done() and not task.cancelled()

    def _ended_directly(self, number: int, task: asyncio.Task[None]) -> None:
        del self._direct[number]
        if not task.cancelled():
            self._owe(number)  # it may have been written down all the same

    def _owe(self, number: int) -> None:
        """Remember that an update is answered; the inbox is to be told."""
        self._owed.append(number)
        self._answered[number] = None
        if len(self._answered) > MOST_REMEMBERED:
            del self._answered[next(iter(self._answered))]

    async def _take(self) -> None:
        """Take as much as there is room for."""
        while self._has_room():
            self._busy += 1
            taken = None
            try:
                taken = await self._inbox.claim(self._replica.name)
            finally:
                self._busy -= taken is None
            if taken is None:
                self._behind = False
                return
            self._begin(taken)
        self._behind = True

    async def _tidy(self) -> None:
        """Note what was answered while the database was away, and how much waits."""
        if owed := list(self._owed):
            await self._inbox.settle(owed, self._replica.name)
            for _ in owed:
                self._owed.popleft()
            self._wake.set()  # others of the same chats may have waited for that
        depth, metrics = await self._inbox.depth(), self._services.metrics
        metrics.queue_depth.set(depth.updates)
        metrics.waiting_chats.set(depth.chats)

    async def _free(self) -> None:
        again, given_up = await self._inbox.free()
        if again:
            _log.warning("a process died with %d updates in hand: they are taken again", again)
        for number in given_up:
            _log.error("update %d is given up: every process that took it died", number)
            self._services.metrics.shed.labels("deadly").inc()

    async def _release(self) -> None:
        left = await self._inbox.release(self._replica.name)
        if left:
            _log.warning("what was not answered in time goes back into the inbox: %d updates", left)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something with the inbox; if the database is away, another turn comes."""
        try:
            await work
        except Exception as error:
            self._note_trouble(error)

    def _note_trouble(self, error: Exception) -> None:
        if not self._troubled:
            _log.error(
                "the inbox cannot be used: %s at %s; updates are answered without it",
                type(error).__name__,
                place_of(error),
            )
        self._troubled = True
        self._retry_at = time.monotonic() + RETRY_SECONDS

    def _note_recovery(self) -> None:
        if self._troubled:
            _log.info("the inbox can be used again")
        self._troubled = False
