"""Questions without an answer, scrubbed, with the day only and nobody behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Date, Integer, String, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import DAYS_APART, Base
from bot.store.database import Database


class UnansweredRow(Base):
    """A text and how often it came on a day."""

    __tablename__ = "unanswered"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    text: Mapped[str] = mapped_column(String(500), primary_key=True)
    language: Mapped[str] = mapped_column(String(8))
    script: Mapped[str] = mapped_column(String(8))
    number: Mapped[int] = mapped_column(Integer)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A scrubbed question that had no answer, and how often it came on that day.

    ``language`` may be empty: not every message tells its language.
    """

    day: date
    text: str
    language: str = ""
    script: str = ""
    number: int = 1


class UnansweredTable:
    """Keeps scrubbed questions by day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, text: str, language: str = "", script: str = "") -> None:
        """Keep a text of at most 500 characters that was scrubbed already; count it if it is there."""
        row = {
            "day": datetime.now(UTC).date(),
            "text": text,
            "language": language,
            "script": script,
        }
        statement = self._database.insert(UnansweredRow.__table__).values(**row, number=1)
        one_more = {"number": UnansweredRow.number + 1}
        async with self._database.write(optional=True) as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["day", "text"], set_=one_more)
            )

    async def between(self, first: date, last: date) -> list[Unanswered]:
        """Return the questions from day ``first`` to day ``last``, both included, in order."""
        query = (
            select(UnansweredRow.__table__)
            .where(UnansweredRow.day.between(first, last))
            .order_by(UnansweredRow.day, UnansweredRow.text)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [Unanswered(row.day, row.text, row.language, row.script, row.number) for row in rows]

    async def purge(self, before: date) -> None:
        """Delete the questions of days before ``before``, and of days that a wrong clock made."""
        last = datetime.now(UTC).date() + DAYS_APART
        old = or_(UnansweredRow.day < before, UnansweredRow.day > last)
        async with self._database.write() as connection:
            await connection.execute(delete(UnansweredRow).where(old))
