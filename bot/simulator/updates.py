"""A bot's waiting updates: kept for a day until confirmed, fetched by one poller at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.simulator import limits
from bot.simulator.errors import OTHER_POLLER, ApiError

FIRST_UPDATE_ID = 100_000_001  # Telegram's begin anywhere; a bot must not rely on 1
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MESSAGES = frozenset({"message", "edited_message"})


@dataclass(frozen=True, slots=True)
class Update:
    """One waiting update; `body` is what the bot gets."""

    id: int
    body: dict[str, Any]
    chat_id: int | None
    created: float

    @property
    def line(self) -> tuple[str, int | None]:
        """What comes to a webhook in order: messages of a chat, or another kind of update of a person.

        So does Telegram's own server, open source as `tdlib/telegram-bot-api`: `webhook_queue_id`.
        """
        kind = next((name for name in self.body if name != "update_id"), "")
        if kind in MESSAGES:
            return "message", self.chat_id
        match self.body.get(kind):  # anything at all, if it came through /control/update
            case {"from": {"id": int(person)}}:
                return kind, person
        return kind, self.chat_id


class UpdateQueue:
    """`consumed` is called for every update the bot has confirmed."""

    def __init__(self, clock: Callable[[], float], consumed: Callable[[Update], None]) -> None:
        self._clock = clock
        self._consumed = consumed
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._next_id = FIRST_UPDATE_ID
        self._poller: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()
        self.allowed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        self._drop_old()
        return len(self._waiting)

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which kinds to deliver from now on; [] means the default, None no change."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def put(self, body: dict[str, Any], chat_id: int | None, *, always: bool = False) -> int:
        """Number the update, queue it if the bot wants its kind (or `always`), give the number."""
        number = self._next_id
        self._next_id += 1
        kinds = set(body)
        wanted = kinds & self.allowed if self.allowed else kinds - NOT_BY_DEFAULT
        if not wanted and not always:
            return number
        body = {**body, "update_id": number}
        self._waiting[number] = Update(number, body, chat_id, self._clock())
        self._arrived.set()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        return number

    async def fetch(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """What getUpdates gives: updates from `offset` on, waiting at most `seconds`.

        Everything before `offset` is confirmed. A negative one counts from the end and confirms
        what lies before. A second caller ends the first one's wait with 409.
        """
        self.interrupt(OTHER_POLLER)
        self._confirm(offset)
        if not self._waiting and seconds > 0:
            poller: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._poller = poller
            try:
                async with asyncio.timeout(seconds):
                    await poller
            except TimeoutError:
                return []
            finally:
                if self._poller is poller:
                    self._poller = None
            self._confirm(offset)
        return list(islice(self._waiting.values(), limit))

    def interrupt(self, description: str) -> None:
        """End the wait of the present poller, if there is one, with 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(ApiError(409, description))
        self._poller = None

    def release(self) -> None:
        """Let a waiting poller go with nothing (the server stops)."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    async def after(self, number: int) -> Update:
        """The next update above `number`, waiting for one as long as it takes (for the webhook)."""
        while True:
            self._drop_old()
            oldest = next(iter(self._waiting), self._next_id)
            for later in range(max(number + 1, oldest), self._next_id):
                if later in self._waiting:
                    return self._waiting[later]
            self._arrived.clear()
            await self._arrived.wait()

    def __contains__(self, update: Update) -> bool:
        self._drop_old()
        return update.id in self._waiting

    def confirm(self, update: Update) -> None:
        """Take a delivered update out."""
        if self._waiting.pop(update.id, None):
            self._consumed(update)

    def clear(self) -> None:
        """drop_pending_updates."""
        self._waiting.clear()

    def _confirm(self, offset: int) -> None:
        self._drop_old()
        if offset < 0:
            keep = min(len(self._waiting), -offset)
            offset = next(islice(reversed(self._waiting), keep - 1, None)) if keep else 0
        while self._waiting and next(iter(self._waiting)) < offset:
            self._consumed(self._waiting.popitem(last=False)[1])

    def _drop_old(self) -> None:
        oldest = self._clock() - limits.UPDATE_SECONDS
        while self._waiting and next(iter(self._waiting.values())).created < oldest:
            self._waiting.popitem(last=False)
