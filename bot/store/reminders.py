"""Dates that people asked to be reminded of: the date, what it is of, and the chat that asked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Index,
    String,
    and_,
    delete,
    func,
    or_,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import DAYS_APART, Base
from bot.store.database import Database

DAYS_BEFORE = (60, 30, 7)
"""When a message about a date goes out."""

MOST_IN_CHAT = 10
"""Reminders that one chat may have: the papers of a family."""

CLAIM_SECONDS = 120
"""How long whoever sends a message has for it; then it counts as not sent, and somebody else tries."""


class Paper(StrEnum):
    """What has a date; the value is what stands in the table."""

    PASSPORT = "passport"
    VISA = "visa"
    WORK_PERMIT = "work-permit"
    REPORT_90 = "report-90"
    """The report of one's address to Thai immigration every 90 days."""


class ReminderRow(Base):
    """One date; ``next_on`` is the day of the next message about it, or the day after ``due`` when all
    went out; ``claimed_until``, in seconds since 1970, is until when somebody is sending it."""

    __tablename__ = "reminder"
    __table_args__ = (Index("reminder_next_on", "next_on"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    due: Mapped[date] = mapped_column(Date, primary_key=True)
    next_on: Mapped[date] = mapped_column(Date)
    claimed_until: Mapped[int] = mapped_column(BigInteger, default=0)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A date that a chat is reminded of: ``due`` is the last good day of the paper."""

    chat_id: int
    paper: Paper
    due: date

    def days(self, after: date) -> list[date]:
        """Return the days of the messages that come after a day."""
        days = [self.due - timedelta(days=before) for before in DAYS_BEFORE]
        return [day for day in days if day > after]


class Reminders:
    """The table of reminders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, reminder: Reminder, today: date) -> bool:
        """Keep a reminder; False, and nothing is kept, if the chat has :data:`MOST_IN_CHAT` others."""
        row = {"next_on": _next(reminder, today), "claimed_until": 0}
        insert = self._database.insert(ReminderRow.__table__).values(
            chat_id=reminder.chat_id, kind=reminder.paper.value, due=reminder.due, **row
        )
        others = ReminderRow.__table__.select().with_only_columns(func.count())
        others = others.where(ReminderRow.chat_id == reminder.chat_id, ~_is(reminder))
        async with self._database.write() as connection:
            if (await connection.execute(others)).scalar_one() >= MOST_IN_CHAT:
                return False
            await connection.execute(
                insert.on_conflict_do_update(index_elements=["chat_id", "kind", "due"], set_=row)
            )
        return True

    async def of(self, chat_id: int) -> list[Reminder]:
        """Return the reminders of a chat, the nearest date first."""
        query = ReminderRow.__table__.select().where(ReminderRow.chat_id == chat_id)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(ReminderRow.due, ReminderRow.kind))
            return [Reminder(row.chat_id, Paper(row.kind), row.due) for row in rows]

    async def remove(self, reminder: Reminder) -> bool:
        """Delete a reminder, from the disk too; False if there was none."""
        async with self._database.write() as connection:
            deleted = await connection.execute(delete(ReminderRow).where(_is(reminder)))
        await self._database.erase()
        return bool(deleted.rowcount)

    async def pending(self, today: date) -> list[Reminder]:
        """Return those about which a message is to be sent by now, late ones too."""
        query = ReminderRow.__table__.select().where(
            ReminderRow.next_on <= today, ReminderRow.next_on <= ReminderRow.due
        )
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(ReminderRow.due, ReminderRow.chat_id))
            return [Reminder(row.chat_id, Paper(row.kind), row.due) for row in rows]

    async def claim(self, reminder: Reminder, today: date) -> bool:
        """Take the sending of a pending message; False if it was removed, sent or taken meanwhile.

        Whoever has taken it calls :meth:`advance` when it is sent. Who dies before loses it after
        :data:`CLAIM_SECONDS`, so a message goes out at least once.
        """
        now = int(time.time())
        # A claim that lasts longer than any was made by a clock that has been set back since.
        unclaimed = ~ReminderRow.claimed_until.between(now + 1, now + CLAIM_SECONDS)
        free = and_(_is(reminder), ReminderRow.next_on <= today, unclaimed)
        async with self._database.write() as connection:
            taken = await connection.execute(
                update(ReminderRow).where(free).values(claimed_until=now + CLAIM_SECONDS)
            )
        return bool(taken.rowcount)

    async def release(self, reminder: Reminder) -> None:
        """Give a message back that could not be sent, for the next turn."""
        async with self._database.write() as connection:
            await connection.execute(
                update(ReminderRow).where(_is(reminder)).values(claimed_until=0)
            )

    async def advance(self, reminder: Reminder, today: date) -> None:
        """Note that a message about it is sent: what comes next is after ``today``."""
        row = {"next_on": _next(reminder, today), "claimed_until": 0}
        async with self._database.write() as connection:
            await connection.execute(update(ReminderRow).where(_is(reminder)).values(**row))

    async def purge(self, today: date) -> None:
        """Delete those whose day is past and all of whose messages went out."""
        gone = ReminderRow.next_on <= today
        # The last message went out before the clock was set back.
        ahead = and_(ReminderRow.due < today, ReminderRow.next_on > today + DAYS_APART)
        past = and_(ReminderRow.next_on > ReminderRow.due, or_(gone, ahead))
        async with self._database.write() as connection:
            await connection.execute(delete(ReminderRow).where(past))


def _is(reminder: Reminder) -> ColumnElement[bool]:
    return and_(
        ReminderRow.chat_id == reminder.chat_id,
        ReminderRow.kind == reminder.paper.value,
        ReminderRow.due == reminder.due,
    )


def _next(reminder: Reminder, today: date) -> date:
    return next(iter(reminder.days(today)), max(reminder.due, today) + timedelta(days=1))
