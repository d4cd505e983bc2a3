"""The outbox: each chat that an alert goes to is taken, sent to, and settled.

A row is set to ``sending`` and committed before its message is sent, and to ``sent`` afterwards. Who
is killed in between leaves a row whose fate nobody knows: staff see it, and nothing is sent again by
itself.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, update

from bot.store.alert_tables import (
    AlertRow,
    AlertStatus,
    AlertWatchRow,
    Delivery,
    DeliveryRow,
    Fate,
    Tally,
)
from bot.store.database import Database

LOST_SECONDS = 60.0
"""After this long a row that is still being sent belongs to a process that died: a request to Telegram
gives up earlier (:data:`handlers.alerts.sending.TIMEOUTS`, 40 s in all)."""


class Deliveries:
    """The table of deliveries. Several processes may work on it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self) -> Delivery | None:
        """Take the next chat of an alert that is being sent; None if there is none."""
        waiting = (
            select(DeliveryRow.alert_id, DeliveryRow.chat_id, AlertRow.corrects)
            .join(AlertRow, AlertRow.id == DeliveryRow.alert_id)
            .where(
                AlertRow.status == AlertStatus.SENDING.value,
                DeliveryRow.status == Fate.WAITING.value,
            )
            .order_by(DeliveryRow.alert_id)
            .limit(1)
            .with_for_update(of=DeliveryRow, skip_locked=True)  # SQLite has one writer and no need
        )
        while True:
            async with self._database.write() as connection:
                found = (await connection.execute(waiting)).one_or_none()
                if found is None:
                    return None
                taken = update(DeliveryRow).where(
                    _is(Delivery(found.alert_id, found.chat_id)),
                    DeliveryRow.status == Fate.WAITING.value,
                )
                taken = taken.values(
                    status=Fate.SENDING.value, tries=DeliveryRow.tries + 1, claimed=time.time()
                )
                if not (await connection.execute(taken)).rowcount:
                    continue  # on SQLite another one may have been quicker
                # The first message that reached the chat: ids grow.
                first = (
                    select(func.min(DeliveryRow.message_id))
                    .join(AlertRow, AlertRow.id == DeliveryRow.alert_id)
                    .where(
                        DeliveryRow.chat_id == found.chat_id,
                        or_(AlertRow.id == found.corrects, AlertRow.corrects == found.corrects),
                    )
                )
                reply_to = await connection.scalar(first) if found.corrects else None
            return Delivery(found.alert_id, found.chat_id, reply_to)

    async def open(self) -> bool:
        """Tell whether anything is to be sent, or was taken and not settled yet."""
        alerts = exists().where(AlertRow.status == AlertStatus.SENDING.value)
        taken = exists().where(DeliveryRow.status == Fate.SENDING.value)
        async with self._database.read() as connection:
            return bool(await connection.scalar(select(or_(alerts, taken))))

    async def sent(self, delivery: Delivery, message_id: int) -> None:
        """Note that Telegram took the message, under that id."""
        await self._settle(delivery, status=Fate.SENT.value, message_id=message_id)

    async def unknown(self, delivery: Delivery) -> None:
        """Note that the message may have arrived or not."""
        await self._settle(delivery, status=Fate.UNKNOWN.value)

    async def failed(self, delivery: Delivery) -> None:
        """Note that Telegram refused the message."""
        await self._settle(delivery, status=Fate.FAILED.value)

    async def release(self, delivery: Delivery) -> None:
        """Put back what certainly was not sent; after a cancellation it is cancelled too."""
        stopped = select(AlertRow.id).where(AlertRow.status == AlertStatus.CANCELLED.value)
        async with self._database.write() as connection:
            await connection.execute(
                update(DeliveryRow).where(_is(delivery)).values(status=Fate.WAITING.value)
            )
            await connection.execute(
                update(DeliveryRow)
                .where(_is(delivery), DeliveryRow.alert_id.in_(stopped))
                .values(status=Fate.CANCELLED.value)
            )

    async def unreachable(self, delivery: Delivery) -> None:
        """Count somebody who cannot be reached any more; :meth:`bot.store.Store.drop` does the rest."""
        async with self._database.write() as connection:
            await connection.execute(
                update(AlertRow)
                .where(AlertRow.id == delivery.alert_id)
                .values(unreachable=AlertRow.unreachable + 1)
            )

    async def _settle(self, delivery: Delivery, **values: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(DeliveryRow).where(_is(delivery)).values(**values))

    async def lose(self, before: float | None = None) -> None:
        """Set to unknown what was taken before a time (seconds since 1970), by a process that died.

        Without a time it is :data:`LOST_SECONDS` ago.
        """
        before = time.time() - LOST_SECONDS if before is None else before
        # What seems to have been taken much later than now was so before the clock was set back.
        claimed, after = DeliveryRow.claimed, time.time() + LOST_SECONDS
        old = update(DeliveryRow).where(
            DeliveryRow.status == Fate.SENDING.value, or_(claimed < before, claimed > after)
        )
        async with self._database.write() as connection:
            await connection.execute(old.values(status=Fate.UNKNOWN.value))

    async def tally(self, alert_id: int) -> Tally:
        """Return how far an alert has come."""
        counts = select(DeliveryRow.status, func.count()).where(DeliveryRow.alert_id == alert_id)
        unreachable = select(AlertRow.unreachable).where(AlertRow.id == alert_id)
        async with self._database.read() as connection:
            rows = (await connection.execute(counts.group_by(DeliveryRow.status))).all()
            dropped = await connection.scalar(unreachable)
        return Tally(**{row[0]: row[1] for row in rows}, unreachable=dropped or 0)

    async def watch(self, alert_id: int, chat_id: int, message_id: int, shown: str) -> None:
        """Keep a message of staff in step with an alert until it ends; ``shown`` is what it says."""
        values = {"message_id": message_id, "shown": shown}
        row = self._database.insert(AlertWatchRow.__table__)
        row = row.values(alert_id=alert_id, chat_id=chat_id, **values)
        async with self._database.write() as connection:
            await connection.execute(
                row.on_conflict_do_update(index_elements=["alert_id", "chat_id"], set_=values)
            )

    async def watched(self) -> list[Any]:
        """Return the rows (alert_id, chat_id, message_id, shown) of messages to keep in step."""
        async with self._database.read() as connection:
            return list((await connection.execute(select(AlertWatchRow.__table__))).all())

    async def unwatch(self, alert_id: int, chat_id: int) -> None:
        """Keep a message in step no longer."""
        async with self._database.write() as connection:
            await connection.execute(
                AlertWatchRow.__table__.delete().where(  # type: ignore[attr-defined]
                    AlertWatchRow.alert_id == alert_id, AlertWatchRow.chat_id == chat_id
                )
            )


def _is(delivery: Delivery) -> ColumnElement[bool]:
    return (DeliveryRow.alert_id == delivery.alert_id) & (DeliveryRow.chat_id == delivery.chat_id)
