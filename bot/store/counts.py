"""Increments by day, event, language, script, article and partner."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from datetime import UTC, date, datetime

from sqlalchemy import Date, Integer, String, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.database import Database
from bot.store.events import Count, Event

FLUSH_SECONDS = 1.0
"""How long increments wait for others: one commit a second instead of one for each message. A process
that is killed loses at most this much of them."""

MOST_WAITING = 10_000
"""Different increments held while the database is away; further ones are dropped, and that is logged."""

_log = logging.getLogger(__name__)

_Dimensions = tuple[date, str, str, str, str, str]


class CountRow(Base):
    """How often an event happened; an empty text where a dimension does not apply."""

    __tablename__ = "counts"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    event: Mapped[str] = mapped_column(String(16), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    script: Mapped[str] = mapped_column(String(8), primary_key=True)
    article: Mapped[str] = mapped_column(String(40), primary_key=True)
    partner: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)


class Counts:
    """Counts events; the increments of a second are written together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: Counter[_Dimensions] = Counter()
        self._writing = asyncio.Lock()
        self._regularly = asyncio.create_task(self._flush_regularly())

    def add(
        self,
        event: Event,
        *,
        language: str = "",
        script: str = "",
        article: str = "",
        partner: str = "",
    ) -> None:
        """Count one more ``event`` of today (UTC); never waits and never fails."""
        which = (datetime.now(UTC).date(), str(event), language, script, article, partner)
        if which not in self._waiting and len(self._waiting) >= MOST_WAITING:
            _log.error("an event was not counted: the database cannot be written")
            return
        self._waiting[which] += 1

    async def between(self, first: date, last: date) -> list[Count]:
        """Return all counts from day ``first`` to day ``last``, both included, in order."""
        await self.flush()
        days = CountRow.day.between(first, last)
        columns = CountRow.__table__.c
        query = select(CountRow.__table__).where(days).order_by(*columns)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        known = {str(event) for event in Event}
        return [
            Count(
                row.day,
                Event(row.event),
                row.language,
                row.script,
                row.article,
                row.partner,
                row.number,
            )
            for row in rows
            if row.event in known
        ]

    async def flush(self) -> None:
        """Write what waits; raises SQLAlchemyError when it cannot, and keeps it for the next time."""
        async with self._writing:
            taken, self._waiting = self._waiting, Counter()
            if not taken:
                return
            names = [column.name for column in CountRow.__table__.primary_key]
            # In one order everywhere, so that two replicas never wait for each other in a circle.
            values = [
                dict(zip(names, which, strict=True), number=number)
                for which, number in sorted(taken.items())
            ]
            statement = self._database.insert(CountRow.__table__)
            added = CountRow.number + statement.excluded.number
            statement = statement.on_conflict_do_update(
                index_elements=names, set_={"number": added}
            )
            try:
                async with self._database.write(optional=True) as connection:
                    await connection.execute(statement, values)
            except BaseException:
                self._waiting.update(taken)
                raise

    async def purge(self, before: date) -> None:
        """Delete the counts of days before ``before``."""
        async with self._database.write() as connection:
            await connection.execute(delete(CountRow).where(CountRow.day < before))

    async def close(self) -> None:
        """Write what waits and stop."""
        self._regularly.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._regularly
        await self._try_to_flush()

    async def _flush_regularly(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self._try_to_flush()

    async def _try_to_flush(self) -> None:
        try:
            await self.flush()
        except SQLAlchemyError as error:
            _log.error("counts cannot be written yet: %s", type(error).__name__)
