"""What every message from a private chat reads and writes, each in one go."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import Connection

from bot.store.database import Database
from bot.store.messages import Messages
from bot.store.people import Person, read_person
from bot.store.recent import Recent, RecentTable, delete_old, read_recent

PURGE_SECONDS = 10
"""How often what conversations were about is looked through for what is too old, by whoever writes."""


class Visits:
    """The tables that a message in a private chat needs, read and written together."""

    def __init__(self, database: Database, messages: Messages, recent: RecentTable) -> None:
        self._database = database
        self._messages = messages
        self._recent = recent
        self._purged = float("-inf")

    async def look(self, chat_id: int) -> tuple[Person, Recent]:
        """Return what is kept of a chat, and what its conversation was about a moment ago."""
        key = self._database.key(chat_id)
        return await self._database.look(
            lambda connection: (read_person(connection, key), read_recent(connection, key))
        )

    async def keep(self, chat_id: int, message_ids: Sequence[int], recent: Recent | None) -> None:
        """Remember new messages of a chat, and what it is about now unless that is None."""
        key, now = self._database.key(chat_id), time.monotonic()

        def write(connection: Connection) -> None:
            if message_ids:
                self._messages.write(connection, key, message_ids)
            if recent:
                self._recent.write(connection, key, recent)
            if now - self._purged >= PURGE_SECONDS:
                delete_old(connection)
                self._purged = now

        await self._database.change(write, optional=True)
