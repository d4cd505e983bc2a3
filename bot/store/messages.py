"""Which messages stand in a chat, so that they can be hidden: 48 hours, under the hash of the chat."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import BigInteger, Connection, Index, String, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import CLOCKS_APART, HASH_LENGTH, Base
from bot.store.database import Database

KEPT_SECONDS = 48 * 3600
"""Older messages cannot be deleted by a bot, so nothing is kept of them."""


class MessageRow(Base):
    """One message; ``at`` is when it was sent, in seconds since 1970."""

    __tablename__ = "message"
    __table_args__ = (Index("message_at", "at"),)

    key: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)


class Messages:
    """Remembers for :data:`KEPT_SECONDS` which messages stand in a chat, and nothing else of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert = database.insert(MessageRow.__table__).on_conflict_do_nothing()

    async def add(self, chat_id: int, message_ids: Sequence[int], at: int | None = None) -> None:
        """Remember messages of a chat, sent ``at`` (seconds since 1970; now unless given)."""
        if message_ids:
            key = self._database.key(chat_id)
            await self._database.change(
                lambda connection: self.write(connection, key, message_ids, at), optional=True
            )

    def write(
        self, connection: Connection, key: str, message_ids: Sequence[int], at: int | None = None
    ) -> None:
        """Remember messages under the hash of a chat, as part of a transaction; see :meth:`add`."""
        at = int(time.time()) if at is None else at
        rows = [{"key": key, "message_id": number, "at": at} for number in message_ids]
        connection.execute(self._insert, rows)

    async def of(self, chat_id: int) -> list[int]:
        """Return the ids of the messages of a chat that are not too old, the newest first."""
        query = MessageRow.__table__.select().where(
            MessageRow.key == self._database.key(chat_id), MessageRow.at > _oldest()
        )
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(MessageRow.message_id.desc()))
            return [row.message_id for row in rows]

    async def remove(self, chat_id: int, message_ids: Sequence[int]) -> None:
        """Forget messages of a chat that are deleted."""
        async with self._database.write() as connection:
            await connection.execute(
                delete(MessageRow).where(
                    MessageRow.key == self._database.key(chat_id),
                    MessageRow.message_id.in_(message_ids),
                )
            )

    async def purge(self, ahead_seconds: int = 0) -> None:
        """Forget, from the disk too, what is too old or will be in ``ahead_seconds``.

        What was noted before the clock was set back counts as noted now: it can still be hidden.
        """
        now = int(time.time())
        old = delete(MessageRow).where(MessageRow.at <= _oldest() + ahead_seconds)
        ahead = update(MessageRow).where(MessageRow.at > now + CLOCKS_APART)
        async with self._database.write() as connection:
            await connection.execute(ahead.values(at=now))
            gone = (await connection.execute(old)).rowcount
        if gone:
            await self._database.erase()


def _oldest() -> int:
    return int(time.time()) - KEPT_SECONDS
