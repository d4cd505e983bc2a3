"""Which chats asked for which alerts: with the reminders the only chat ids that are kept."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, func, select

from bot.store.alert_tables import AlertRow, AlertTopic, DeliveryRow, SubscriptionRow
from bot.store.database import Database


class Subscriptions:
    """The table of subscriptions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, chat_id: int, topic: AlertTopic) -> bool:
        """Send the alerts of ``topic`` to a chat from now on; False if it had asked already."""
        row = self._database.insert(SubscriptionRow.__table__)
        row = row.values(chat_id=chat_id, topic=topic.value).on_conflict_do_nothing()
        async with self._database.write() as connection:
            return bool((await connection.execute(row)).rowcount)

    async def remove(
        self, chat_id: int, topics: Collection[AlertTopic] = tuple(AlertTopic)
    ) -> None:
        """Send a chat no more alerts of ``topics``, and delete its number from those that were sent.

        An alert on its way does not reach it any more, nor does a correction. It is deleted from the
        files on the disk too.
        """
        names = [topic.value for topic in topics]
        alerts = select(AlertRow.id).where(AlertRow.topic.in_(names))
        async with self._database.write() as connection:
            await connection.execute(
                delete(SubscriptionRow).where(
                    SubscriptionRow.chat_id == chat_id, SubscriptionRow.topic.in_(names)
                )
            )
            await connection.execute(
                delete(DeliveryRow).where(
                    DeliveryRow.chat_id == chat_id, DeliveryRow.alert_id.in_(alerts)
                )
            )
        await self._database.erase()

    async def of(self, chat_id: int) -> frozenset[AlertTopic]:
        """Return the topics that a chat asked for."""
        query = select(SubscriptionRow.topic).where(SubscriptionRow.chat_id == chat_id)
        async with self._database.read() as connection:
            return frozenset(AlertTopic(name) for name in await connection.scalars(query))

    async def count(self, topic: AlertTopic) -> int:
        """Return how many chats asked for a topic."""
        query = select(func.count()).where(SubscriptionRow.topic == topic.value)
        async with self._database.read() as connection:
            return int((await connection.execute(query)).scalar_one())
