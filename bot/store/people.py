"""What is kept of a person: two choices, the partner whose link she or he came by, the day last seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum, auto

from sqlalchemy import Connection, Date, String, bindparam, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import DAYS_APART, HASH_LENGTH, Base
from bot.store.database import Database


class PersonRow(Base):
    """One person; ``key`` is the hash of the chat."""

    __tablename__ = "person"

    key: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(8))
    country: Mapped[str | None] = mapped_column(String(8))
    partner: Mapped[str | None] = mapped_column(String(20))
    last_seen: Mapped[date] = mapped_column(Date)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody: ``language`` is a language code, ``country`` an ISO 3166 code or
    ``other``, ``partner`` a partner's code; None until chosen or brought. ``last_seen`` is a day of
    UTC, None for somebody who was never seen."""

    language: str | None = None
    country: str | None = None
    partner: str | None = None
    last_seen: date | None = field(default=None, compare=False)


class Seen(Enum):
    """When somebody was seen the last time."""

    NEVER = auto()
    EARLIER = auto()
    TODAY = auto()


_QUERY = PersonRow.__table__.select().where(PersonRow.key == bindparam("key_"))


def read_person(connection: Connection, key: str) -> Person:
    """Return what is kept under the hash of a chat; an empty Person for somebody new."""
    row = connection.execute(_QUERY, {"key_": key}).one_or_none()
    return Person(row.language, row.country, row.partner, row.last_seen) if row else Person()


class People:
    """The table of people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: int) -> Person:
        """Return what is kept for this chat; an empty Person for somebody new."""
        key = self._database.key(chat_id)
        return await self._database.look(lambda connection: read_person(connection, key))

    async def put(self, chat_id: int, **choice: str) -> None:
        """Keep some of ``language``, ``country`` and ``partner`` for this chat."""
        row = {**choice, "last_seen": today_utc()}
        statement = self._database.insert(PersonRow.__table__)
        statement = statement.values(key=self._database.key(chat_id), **row)
        async with self._database.write() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_=row)
            )

    async def see(self, chat_id: int, partner: str | None = None) -> Seen:
        """Set the day last seen to today (UTC); return when it was before.

        ``partner`` is who brought this person now; the first one stays.
        """
        key, today = self._database.key(chat_id), today_utc()
        new = self._database.insert(PersonRow.__table__)
        new = new.values(key=key, last_seen=today, partner=partner)
        older = (PersonRow.key == key) & (PersonRow.last_seen < today)
        alone = (PersonRow.key == key) & PersonRow.partner.is_(None)
        async with self._database.write(optional=True) as connection:
            if (await connection.execute(new.on_conflict_do_nothing())).rowcount:
                return Seen.NEVER
            seen = await connection.execute(update(PersonRow).where(older).values(last_seen=today))
            if partner:
                await connection.execute(update(PersonRow).where(alone).values(partner=partner))
        return Seen.EARLIER if seen.rowcount else Seen.TODAY

    async def purge(self, before: date) -> None:
        """Delete people who were last seen before a day.

        Who was seen before the clock was set back counts as seen today.
        """
        today = today_utc()
        ahead = update(PersonRow).where(PersonRow.last_seen > today + DAYS_APART)
        async with self._database.write() as connection:
            await connection.execute(ahead.values(last_seen=today))
            await connection.execute(delete(PersonRow).where(PersonRow.last_seen < before))


def today_utc() -> date:
    """Return the day by which people and events are counted."""
    return datetime.now(UTC).date()
