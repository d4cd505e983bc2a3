"""The inbox of webhook mode: an update is written here before Telegram is told that it arrived.

What it says lies here encrypted, and no longer than until it is handled; its number stays for a day, so
that an update which Telegram sends again is known. Several processes may work on it: updates of one chat
are handled one after the other, in the order of their numbers, whichever process takes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Index,
    LargeBinary,
    Row,
    SmallInteger,
    String,
    and_,
    bindparam,
    case,
    delete,
    distinct,
    exists,
    func,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from bot.store.base import CLOCKS_APART, HASH_LENGTH, Base
from bot.store.database import Database
from bot.store.leases import NAME_LENGTH, LeaseRow, now_of, valid

KEPT_SECONDS = 25 * 3600
"""Telegram sends an update again for at most 24 hours. What nobody has handled by then goes too."""

MOST_ATTEMPTS = 3
"""Processes that may die with an update in hand before it is given up: it may be what kills them."""

_UNHANDLED = text("body IS NOT NULL")


class Rank(IntEnum):
    """Which updates go before which."""

    AT_ONCE = -1
    """First, and it waits for no other of its chat: a process may just have died with that in hand."""
    FIRST = 0
    """Before those of other chats, but in the order of its own."""
    IN_TURN = 1


class InboxRow(Base):
    """One update.

    ``rank`` is a :class:`Rank`, ``body`` is None once it is handled, ``taken_by`` names the lease of the
    process that has it in hand, ``attempts`` counts those that died with it, ``at`` is when it came, in
    seconds since 1970.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index("inbox_at", "at"),
        Index(
            "inbox_chat", "key", "update_id",
            sqlite_where=_UNHANDLED, postgresql_where=_UNHANDLED,
        ),
        Index(
            "inbox_next", "rank", "update_id",
            sqlite_where=_UNHANDLED, postgresql_where=_UNHANDLED,
        ),
    )  # fmt: skip

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(HASH_LENGTH))
    rank: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    taken_by: Mapped[str | None] = mapped_column(String(NAME_LENGTH))
    attempts: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[int] = mapped_column(BigInteger)


class Added(Enum):
    """What became of an update that came in."""

    KNOWN = auto()
    """It was here before."""
    WAITING = auto()
    """Another one of its chat comes first, or its taker takes nothing now."""
    TAKEN = auto()
    """Its taker has it in hand."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An update in hand. ``body`` is None when it cannot be decrypted: the operator's key is another one
    now. ``attempts`` is how many processes died with it in hand."""

    update_id: int
    key: str
    body: bytes | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Depth:
    """How many updates are not handled yet, and how many chats have one that nobody has in hand."""

    updates: int = 0
    chats: int = 0


class Inbox:
    """The table of updates on their way."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._add = self._adding()
        self._done = (
            update(InboxRow)
            .where(
                InboxRow.update_id == bindparam("number"), InboxRow.taken_by == bindparam("taker")
            )
            .values(body=None, key="", taken_by=None)
        )
        self._back = (
            update(InboxRow).where(InboxRow.update_id == bindparam("number")).values(taken_by=None)
        )
        self._claim = self._claiming()
        self._next = self._claiming(of_chat=True)

    def key(self, chat_id: int | None) -> str:
        """Return under what updates of a chat lie; an empty text for those that belong to none."""
        return "" if chat_id is None else self._database.key(chat_id)

    async def add(
        self,
        update_id: int,
        key: str,
        body: bytes,
        *,
        rank: Rank = Rank.IN_TURN,
        taker: str | None = None,
    ) -> Added:
        """Write down an update, once; it is taken at once if ``taker`` may and no other comes first."""
        values = {
            "number": update_id,
            "chat": key,
            "its_rank": rank,
            "its_body": self._database.seal.close(body, update_id),
            "taker": taker,
        }

        def write(connection: Connection) -> Added:
            if key:
                self._lock(connection, key)
            row = connection.execute(self._add, values).one_or_none()
            if row is None:
                return Added.KNOWN
            return Added.WAITING if row.taken_by is None else Added.TAKEN

        return await self._database.change(write)

    async def claim(self, taker: str) -> Taken | None:
        """Take the update that has waited longest, by rank; None if none may be taken."""

        def write(connection: Connection) -> tuple[Row[Any] | None, bool]:
            row = connection.execute(self._claim, {"taker": taker}).one_or_none()
            alone = row is None or self._alone(connection, row)
            if row is not None and not alone:
                connection.execute(self._back, {"number": row.update_id})
            return row, alone

        while True:
            row, alone = await self._database.change(write)
            if alone:  # else another process took one of this chat in this moment
                return self._taken(row) if row else None

    async def done(self, taken: Taken, taker: str, *, more: bool = False) -> Taken | None:
        """Note that an update is handled: of what it says nothing stays.

        With ``more`` the next one of its chat is taken and returned, if there is one. Nothing happens if
        the update is not in the taker's hand any more.
        """
        values = {"number": taken.update_id, "taker": taker, "chat": taken.key}

        def write(connection: Connection) -> Row[Any] | None:
            ended = connection.execute(self._done, values)
            if not (ended.rowcount and more and taken.key):
                return None
            self._lock(connection, taken.key)
            return connection.execute(self._next, values).one_or_none()

        row = await self._database.change(write)
        return self._taken(row) if row else None

    async def settle(self, update_ids: Sequence[int], taker: str) -> None:
        """Note that updates are handled which nobody else has in hand; at most 30,000 at once."""
        free = or_(InboxRow.taken_by == taker, InboxRow.taken_by.is_(None))
        those = update(InboxRow).where(InboxRow.update_id.in_(update_ids), free)
        async with self._database.write() as connection:
            await connection.execute(those.values(body=None, key="", taken_by=None))

    async def release(self, taker: str) -> int:
        """Give back what a taker has in hand, for others to take; return how many there were."""
        mine = update(InboxRow).where(InboxRow.body.is_not(None), InboxRow.taken_by == taker)
        async with self._database.write() as connection:
            return (await connection.execute(mine.values(taken_by=None))).rowcount

    async def free(self) -> tuple[int, Sequence[int]]:
        """Give back what is in the hand of takers without a lease: they died.

        Return how many will be taken again, and the numbers of updates that are given up because
        :data:`MOST_ATTEMPTS` processes died with them.
        """
        lives = exists().where(LeaseRow.name == InboxRow.taken_by, valid(self._database))
        lost = (
            update(InboxRow)
            .where(InboxRow.body.is_not(None), InboxRow.taken_by.is_not(None), ~lives)
            .values(taken_by=None, attempts=InboxRow.attempts + 1)
            .returning(InboxRow.update_id, InboxRow.attempts)
        )
        async with self._database.write() as connection:
            freed = (await connection.execute(lost)).all()
            given_up = [row.update_id for row in freed if row.attempts >= MOST_ATTEMPTS]
            if given_up:
                those = update(InboxRow).where(InboxRow.update_id.in_(given_up))
                await connection.execute(those.values(body=None, key=""))
        return len(freed) - len(given_up), given_up

    async def depth(self) -> Depth:
        """Return how much came in and is not handled yet."""
        query = select(
            func.count(),
            func.count(distinct(InboxRow.key)).filter(InboxRow.taken_by.is_(None)),
        ).where(InboxRow.body.is_not(None))
        async with self._database.read() as connection:
            updates, chats = (await connection.execute(query)).one()
        return Depth(updates, chats)

    async def purge(self) -> None:
        """Delete what came more than :data:`KEPT_SECONDS` ago.

        What came before the database's clock was set back counts as if it came now.
        """
        now = now_of(self._database)
        ahead = update(InboxRow).where(InboxRow.at > now + CLOCKS_APART).values(at=now)
        async with self._database.write() as connection:
            await connection.execute(ahead)
            await connection.execute(delete(InboxRow).where(InboxRow.at < now - KEPT_SECONDS))

    def _adding(self) -> Any:
        """Return the INSERT of :meth:`add`: statements are built once, which is most of their cost."""
        other = aliased(InboxRow)
        first = ~exists().where(other.key == bindparam("chat"), other.body.is_not(None))
        taker: ColumnElement[Any] = bindparam("taker", type_=String)
        at_once = bindparam("its_rank", type_=SmallInteger) == Rank.AT_ONCE
        free = and_(or_(bindparam("chat") == "", at_once, first), _holds(self._database))
        return (
            self._database.insert(InboxRow.__table__)
            .values(
                update_id=bindparam("number"),
                key=bindparam("chat"),
                rank=bindparam("its_rank", type_=SmallInteger),
                body=bindparam("its_body"),
                taken_by=case((free, taker), else_=None),
                attempts=0,
                at=now_of(self._database),
            )
            .on_conflict_do_nothing()
            .returning(InboxRow.taken_by)
        )

    def _claiming(self, *, of_chat: bool = False) -> Any:
        """Return the UPDATE that takes the next one, of one chat or of all.

        ``SKIP LOCKED`` keeps processes from waiting for each other; SQLite has one writer and no need.
        """
        mine, other = aliased(InboxRow), aliased(InboxRow)
        earlier = exists().where(
            other.key == mine.key,
            other.body.is_not(None),
            or_(other.taken_by.is_not(None), other.update_id < mine.update_id),
        )
        found = select(mine.update_id).where(mine.body.is_not(None), mine.taken_by.is_(None))
        found = found.where(or_(mine.key == "", mine.rank == Rank.AT_ONCE, ~earlier))
        if of_chat:
            found = found.where(mine.key == bindparam("chat"))
        found = found.order_by(mine.rank, mine.update_id).limit(1)
        found = found.with_for_update(skip_locked=True, of=mine)
        return (
            update(InboxRow)
            .where(InboxRow.update_id == found.scalar_subquery(), _holds(self._database))
            .values(taken_by=bindparam("taker"))
            .returning(
                InboxRow.update_id, InboxRow.key, InboxRow.rank, InboxRow.body, InboxRow.attempts
            )
        )

    def _alone(self, connection: Connection, row: Row[Any]) -> bool:
        """Tell whether ``row``, just taken, had to wait for no other of its chat that is in hand."""
        if row.rank == Rank.AT_ONCE or not (self._database.shared and row.key):
            return True
        self._lock(connection, row.key)
        others = exists().where(
            InboxRow.key == row.key,
            InboxRow.body.is_not(None),
            InboxRow.taken_by.is_not(None),
            InboxRow.update_id != row.update_id,
        )
        return not connection.scalar(select(others))

    def _lock(self, connection: Connection, key: str) -> None:
        """Let no other process add or take updates of a chat until this transaction ends.

        Whoever holds it waits for no row, so that nobody can wait for each other.
        """
        if self._database.shared:
            connection.execute(_LOCK, {"chat": key})

    def _taken(self, row: Row[Any]) -> Taken:
        try:
            body = self._database.seal.open(row.body, row.update_id)
        except ValueError:
            body = None
        return Taken(row.update_id, row.key, body, row.attempts)


_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:chat, 0))")


def _holds(database: Database) -> ColumnElement[bool]:
    """Return the condition that the taker holds its lease; over SQLite there is one process alone."""
    if not database.shared:
        return true()
    return exists().where(LeaseRow.name == bindparam("taker"), valid(database))
