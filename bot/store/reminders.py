"""Dates that people asked to be reminded of: the date, what it is of, and the chat that asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base


class ReminderRow(Base):
    """One date; ``next_on`` is the day of the next message about it."""

    __tablename__ = "reminder"
    __table_args__ = (Index("reminder_next_on", "next_on"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    due: Mapped[date] = mapped_column(Date, primary_key=True)
    next_on: Mapped[date] = mapped_column(Date)
