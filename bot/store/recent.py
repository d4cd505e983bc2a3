"""What a conversation was about a moment ago: kept for half an hour, then gone."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Integer, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import HASH_LENGTH, Base
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


class RecentTable:
    """Remembers for :data:`KEPT_SECONDS`; what is older is deleted by whoever looks or writes next."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: int) -> Recent:
        """Return what is remembered of this chat; an empty Recent if nothing is, or no longer."""
        name = self._database.key(chat_id)
        query = RecentRow.__table__.select()
        async with self._database.read() as connection:
            rows = (await connection.execute(query.where(RecentRow.at <= _oldest()).limit(1))).all()
            found = await connection.execute(query.where(RecentRow.key == name))
            row = found.one_or_none()
        if rows:
            await self.purge()
        if row is None or row.at <= _oldest():
            return Recent()
        return Recent(row.article, row.unknowns)

    async def put(self, chat_id: int, recent: Recent) -> str | None:
        """Remember ``recent`` of this chat from now on; return the article remembered until now."""
        values = {"article": recent.article, "unknowns": recent.unknowns, "at": int(time.time())}
        name = self._database.key(chat_id)
        row = self._database.insert(RecentRow.__table__).values(key=name, **values)
        async with self._database.write(optional=True) as connection:
            await connection.execute(delete(RecentRow).where(RecentRow.at <= _oldest()))
            before = await connection.scalar(select(RecentRow.article).where(RecentRow.key == name))
            await connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=values))
        return before

    async def purge(self) -> None:
        """Delete what is too old."""
        async with self._database.write(optional=True) as connection:
            await connection.execute(delete(RecentRow).where(RecentRow.at <= _oldest()))


def _oldest() -> float:
    return time.time() - KEPT_SECONDS
