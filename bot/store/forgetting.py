"""Everything that belongs to a chat, found in all tables, deleted, and looked for once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, delete, func, select

from bot.store.base import Base
from bot.store.database import Database
from bot.store.inbox import InboxRow
from bot.store.people import PersonRow


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted and what a second look found.

    ``deleted`` is how many there were of each kind: the fields of a person by their names, all else by
    the name of its table. ``left`` is the number of rows that are still there: 0.
    """

    deleted: Mapping[str, int]
    left: int


async def forget(database: Database, chat_id: int) -> Forgotten:
    """Delete every row of a chat, from the files too, then count what is left of it."""
    deleted: Counter[str] = Counter()
    mine = list(_rows(database.key(chat_id), chat_id))
    async with database.write() as connection:
        for table, where in mine:
            if table is PersonRow.__table__:
                for person in await connection.execute(select(table).where(where)):
                    kept = person._mapping.items()
                    deleted.update(name for name, value in kept if value and name != "key")
                await connection.execute(delete(table).where(where))
            else:
                deleted[table.name] += (
                    await connection.execute(delete(table).where(where))
                ).rowcount
    await database.erase()
    left = 0
    async with database.read() as connection:
        for table, where in mine:
            query = select(func.count()).select_from(table).where(where)
            left += await connection.scalar(query) or 0
    return Forgotten({kind: number for kind, number in deleted.items() if number}, left)


def kinds() -> list[str]:
    """Return every kind that :class:`Forgotten` may name."""
    fields = [column.name for column in PersonRow.__table__.c if column.name != "key"]
    others = [table.name for table, _ in _rows("", 0) if table is not PersonRow.__table__]
    return [*fields, *others]


def _rows(key: str, chat_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Yield each table that holds something of a chat, and which of its rows."""
    for name, value in (("key", key), ("chat_id", chat_id)):
        for table in tables_with(name):
            where = table.c[name] == value
            if table is InboxRow.__table__:
                # What is in hand is the wish to forget itself, and goes as soon as it is handled.
                where &= table.c.taken_by.is_(None)
            yield table, where


def tables_with(name: str) -> list[Table]:
    """Return the tables whose column ``name`` (``key`` or ``chat_id``) tells the chat."""
    return [table for table in Base.metadata.sorted_tables if name in table.c]
