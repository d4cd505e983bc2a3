"""Leases: who serves, and who alone may do a thing. Who does not renew one in time has lost it.

Their time is that of the database, which is one for all processes, however wrong their own clocks are.
"""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Float,
    String,
    and_,
    cast,
    delete,
    extract,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.database import Database

LEASE_SECONDS = 15.0
"""How long a lease holds that nobody renews."""

NAME_LENGTH = 32


class LeaseRow(Base):
    """One lease; ``until`` is when it ends, in seconds since 1970."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(NAME_LENGTH), primary_key=True)
    holder: Mapped[str] = mapped_column(String(NAME_LENGTH))
    until: Mapped[float] = mapped_column(Float(53))


class Leases:
    """The table of leases. Several processes may work on it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, name: str, holder: str) -> bool:
        """Take or renew a lease for :data:`LEASE_SECONDS`; False if another one holds it."""
        until = now_of(self._database) + LEASE_SECONDS
        row = self._database.insert(LeaseRow.__table__)
        row = row.values(name=name, holder=holder, until=until)
        row = row.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": holder, "until": until},
            where=or_(LeaseRow.holder == holder, ~valid(self._database)),
        )
        async with self._database.write() as connection:
            return bool((await connection.execute(row)).rowcount)

    async def release(self, holder: str) -> None:
        """Give up all leases of a holder."""
        async with self._database.write() as connection:
            await connection.execute(delete(LeaseRow).where(LeaseRow.holder == holder))

    async def holder(self, name: str) -> str | None:
        """Return who holds a lease now; None if nobody does."""
        query = select(LeaseRow.holder).where(LeaseRow.name == name, valid(self._database))
        async with self._database.read() as connection:
            return await connection.scalar(query)

    async def purge(self) -> None:
        """Delete leases that have ended."""
        async with self._database.write() as connection:
            await connection.execute(delete(LeaseRow).where(~valid(self._database)))


def now_of(database: Database) -> ColumnElement[float]:
    """Return the time of the database in seconds since 1970, as SQL."""
    if database.shared:
        return cast(extract("epoch", func.clock_timestamp()), Float(53))
    return literal_column("((julianday('now') - 2440587.5) * 86400.0)", Float(53))


def valid(database: Database) -> ColumnElement[bool]:
    """Return the condition that a lease has not ended, as SQL.

    One that lasts longer than any can was given before the database's clock was put back.
    """
    now = now_of(database)
    return and_(LeaseRow.until > now, LeaseRow.until <= now + LEASE_SECONDS)
