"""What a conversation was about a moment ago: kept for half an hour, then gone."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, String, bindparam, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import CLOCKS_APART, HASH_LENGTH, Base
from bot.store.database import Database

KEPT_SECONDS = 30 * 60
"""Who writes again later begins anew."""


class RecentRow(Base):
    """One conversation; ``at`` is the time of the last change in seconds since 1970."""

    __tablename__ = "recent"

    key: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    article: Mapped[str | None] = mapped_column(String(40))
    unknowns: Mapped[int] = mapped_column(Integer)
    at: Mapped[int] = mapped_column(Integer)


@dataclass(frozen=True, slots=True)
class Recent:
    """The id of the article shown last, None if there is none, and how many questions in a row since
    then or since any other answer had none."""

    article: str | None = None
    unknowns: int = 0


_QUERY = RecentRow.__table__.select().where(RecentRow.key == bindparam("key_"))
_IS_OLD = or_(RecentRow.at <= bindparam("oldest"), RecentRow.at > bindparam("newest"))
_OLD = select(RecentRow.key).where(_IS_OLD).limit(1)
_DELETE_OLD = delete(RecentRow).where(_IS_OLD)


def read_recent(connection: Connection, key: str) -> Recent:
    """Return what is remembered under the hash of a chat; an empty Recent if nothing is any more."""
    row, kept = connection.execute(_QUERY, {"key_": key}).one_or_none(), _kept()
    if row is None or not kept["oldest"] < row.at <= kept["newest"]:
        return Recent()
    return Recent(row.article, row.unknowns)


def delete_old(connection: Connection) -> None:
    """Delete what is too old, or from a time to come: the clock has been set back since."""
    connection.execute(_DELETE_OLD, _kept())


class RecentTable:
    """Remembers for :data:`KEPT_SECONDS`; what is older is deleted by whoever looks or writes next."""

    def __init__(self, database: Database) -> None:
        self._database = database
        insert = database.insert(RecentRow.__table__)
        new = {name: insert.excluded[name] for name in ("article", "unknowns", "at")}
        self._put = insert.on_conflict_do_update(index_elements=["key"], set_=new)

    async def get(self, chat_id: int) -> Recent:
        """Return what is remembered of this chat; an empty Recent if nothing is, or no longer."""
        key = self._database.key(chat_id)

        def read(connection: Connection) -> tuple[bool, Recent]:
            old = connection.execute(_OLD, _kept()).first()
            return old is not None, read_recent(connection, key)

        old, found = await self._database.look(read)
        if old:
            await self.purge()
        return found

    async def put(self, chat_id: int, recent: Recent) -> str | None:
        """Remember ``recent`` of this chat from now on; return the article remembered until now."""
        key = self._database.key(chat_id)

        def write(connection: Connection) -> str | None:
            delete_old(connection)
            before = read_recent(connection, key)
            self.write(connection, key, recent)
            return before.article

        return await self._database.change(write, optional=True)

    def write(self, connection: Connection, key: str, recent: Recent) -> None:
        """Remember ``recent`` under the hash of a chat, as part of a transaction."""
        row = {"article": recent.article, "unknowns": recent.unknowns, "at": int(time.time())}
        connection.execute(self._put, {"key": key, **row})

    async def purge(self) -> None:
        """Delete what is too old; see :func:`delete_old`."""
        await self._database.change(delete_old, optional=True)


def _kept() -> dict[str, int]:
    """Return the times, not the ``oldest`` but the ``newest`` included, whose rows count."""
    now = int(time.time())
    return {"oldest": now - KEPT_SECONDS, "newest": now + CLOCKS_APART}
