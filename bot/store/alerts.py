"""The alerts that staff wrote, from draft to done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.alert_tables import (
    ENDED,
    Alert,
    AlertRow,
    AlertStatus,
    AlertTextRow,
    AlertTopic,
    DeliveryRow,
    Fate,
    SubscriptionRow,
)
from bot.store.base import DAYS_APART
from bot.store.database import Database

_MAY_HAVE_READ = (Fate.WAITING, Fate.SENDING, Fate.SENT, Fate.UNKNOWN, Fate.LEFT)
"""Who is told of a correction: all whom the alert reached or was about to reach."""


class Alerts:
    """The tables of alerts and their texts. Each change holds only from the states that it names, so
    two who tap at once, or tap an old button, do it once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(
        self, topic: AlertTopic, texts: Mapping[str, str], corrects: int | None = None
    ) -> Alert:
        """Keep a draft, ``texts`` being Markdown by language; return it with its number.

        A correction of a correction corrects the first alert, whose receivers get it.
        """
        async with self._database.write() as connection:
            if corrects is not None:
                first = await connection.scalar(
                    select(AlertRow.corrects).where(AlertRow.id == corrects)
                )
                corrects = first or corrects
            row = insert(AlertRow).values(
                topic=topic.value,
                status=AlertStatus.DRAFT.value,
                created=_today(),
                corrects=corrects,
                unreachable=0,
            )
            number = (await connection.execute(row)).inserted_primary_key[0]  # type: ignore[index]
            await _put_texts(connection, number, texts)
        return Alert(number, topic, AlertStatus.DRAFT, _today(), dict(texts), corrects)

    async def rewrite(self, alert_id: int, texts: Mapping[str, str]) -> bool:
        """Replace the texts of a draft; False if it is none any more."""
        async with self._database.write() as connection:
            # First a write of the row itself, so that nobody sends it meanwhile.
            draft = _is(alert_id, [AlertStatus.DRAFT])
            if not (
                await connection.execute(update(AlertRow).where(draft).values(created=_today()))
            ).rowcount:
                return False
            await connection.execute(delete(AlertTextRow).where(AlertTextRow.alert_id == alert_id))
            await _put_texts(connection, alert_id, texts)
        return True

    async def get(self, alert_id: int) -> Alert | None:
        """Return an alert, or None if there is none of that number."""
        found = await self._read(select(AlertRow.__table__).where(AlertRow.id == alert_id))
        return found[0] if found else None

    async def newest(self, most: int) -> list[Alert]:
        """Return at most so many alerts, the newest first."""
        return await self._read(select(AlertRow.__table__).order_by(AlertRow.id.desc()).limit(most))

    async def _read(self, query: Select[*tuple[object, ...]]) -> list[Alert]:
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
            ids = [row.id for row in rows]
            texts = await connection.execute(
                select(AlertTextRow.__table__).where(AlertTextRow.alert_id.in_(ids))
            )
            by_alert: dict[int, dict[str, str]] = {number: {} for number in ids}
            for text in texts:
                by_alert[text.alert_id][text.language] = text.text
        return [
            Alert(
                row.id,
                AlertTopic(row.topic),
                AlertStatus(row.status),
                row.created,
                by_alert[row.id],
                row.corrects,
                row.unreachable,
            )
            for row in rows
        ]

    async def receivers(self, alert: Alert) -> int:
        """Return how many chats would get a draft if it were sent now."""
        query = select(func.count()).select_from(_receivers(alert).subquery())
        async with self._database.read() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def send(self, alert: Alert) -> bool:
        """Let a draft be sent to all who asked for its topic; False if it is no draft any more.

        A correction goes to all whom the first alert reached, and in its stead to those who still wait
        for that one or for an earlier correction.
        """
        family = _family(alert)
        async with self._database.write() as connection:
            started = update(AlertRow).where(_is(alert.id, [AlertStatus.DRAFT]))
            started = started.values(status=AlertStatus.SENDING.value)
            if not (await connection.execute(started)).rowcount:
                return False
            rows = _receivers(alert).add_columns(
                literal(alert.id), literal(Fate.WAITING.value), literal(0)
            )
            columns = ["chat_id", "alert_id", "status", "tries"]
            await connection.execute(insert(DeliveryRow).from_select(columns, rows))
            if family is not None:
                superseded = update(DeliveryRow).where(
                    DeliveryRow.alert_id.in_(family),
                    DeliveryRow.alert_id != alert.id,
                    DeliveryRow.status == Fate.WAITING.value,
                )
                await connection.execute(superseded.values(status=Fate.CANCELLED.value))
                paused = AlertRow.id.in_(family), AlertRow.status == AlertStatus.PAUSED.value
                going_on = update(AlertRow).where(*paused).values(status=AlertStatus.SENDING.value)
                await connection.execute(going_on)  # so that they end
        return True

    async def pause(self, alert_id: int) -> bool:
        """Take no more chats of an alert; what is in the air arrives. False if it is not sending."""
        return await self._turn(alert_id, [AlertStatus.SENDING], AlertStatus.PAUSED)

    async def resume(self, alert_id: int) -> bool:
        """Go on with an alert that was paused; False if it was not."""
        return await self._turn(alert_id, [AlertStatus.PAUSED], AlertStatus.SENDING)

    async def cancel(self, alert_id: int) -> bool:
        """Throw a draft away, or send an alert to nobody more; False if it has ended."""
        open_ones = [AlertStatus.DRAFT, AlertStatus.SENDING, AlertStatus.PAUSED]
        waiting = update(DeliveryRow).where(
            DeliveryRow.alert_id == alert_id, DeliveryRow.status == Fate.WAITING.value
        )
        async with self._database.write() as connection:
            changed = update(AlertRow).where(_is(alert_id, open_ones))
            changed = changed.values(status=AlertStatus.CANCELLED.value, ended=_today())
            if not (await connection.execute(changed)).rowcount:
                return False
            await connection.execute(waiting.values(status=Fate.CANCELLED.value))
        return True

    async def resolve(self, alert_id: int, *, again: bool) -> int:
        """Decide on the unknown fates of an alert: send to those chats again, or leave them.

        Return how many there were.
        """
        fate = Fate.WAITING if again else Fate.LEFT
        unknown = update(DeliveryRow).where(
            DeliveryRow.alert_id == alert_id, DeliveryRow.status == Fate.UNKNOWN.value
        )
        async with self._database.write() as connection:
            number = (await connection.execute(unknown.values(status=fate.value))).rowcount
            if again and number:
                opened = update(AlertRow).where(_is(alert_id, ENDED))
                await connection.execute(
                    opened.values(status=AlertStatus.SENDING.value, ended=None)
                )
        return int(number)

    async def finish(self) -> None:
        """Set alerts to done that have nobody left to send to."""
        open_fates = [Fate.WAITING.value, Fate.SENDING.value]
        left = exists().where(
            DeliveryRow.alert_id == AlertRow.id, DeliveryRow.status.in_(open_fates)
        )
        async with self._database.write() as connection:
            await connection.execute(
                update(AlertRow)
                .where(AlertRow.status == AlertStatus.SENDING.value, ~left)
                .values(status=AlertStatus.DONE.value, ended=_today())
            )

    async def purge(self, before: date) -> None:
        """Delete to whom alerts went that ended before a day; the alerts themselves stay.

        One that ended before the clock was set back counts as ended today.
        """
        ended = select(AlertRow.id).where(AlertRow.ended < before)
        ahead = update(AlertRow).where(AlertRow.ended > _today() + DAYS_APART)
        async with self._database.write() as connection:
            await connection.execute(ahead.values(ended=_today()))
            await connection.execute(delete(DeliveryRow).where(DeliveryRow.alert_id.in_(ended)))

    async def _turn(
        self, alert_id: int, before: Collection[AlertStatus], after: AlertStatus
    ) -> bool:
        async with self._database.write() as connection:
            changed = update(AlertRow).where(_is(alert_id, before)).values(status=after.value)
            return bool((await connection.execute(changed)).rowcount)


def _is(alert_id: int, states: Collection[AlertStatus]) -> ColumnElement[bool]:
    return (AlertRow.id == alert_id) & AlertRow.status.in_([state.value for state in states])


def _family(alert: Alert) -> Select[int] | None:
    """Return the ids of the alert that ``alert`` corrects and of all its corrections."""
    if alert.corrects is None:
        return None
    return select(AlertRow.id).where(
        or_(AlertRow.id == alert.corrects, AlertRow.corrects == alert.corrects)
    )


def _receivers(alert: Alert) -> Select[*tuple[object, ...]]:
    family = _family(alert)
    if family is None:
        return select(SubscriptionRow.chat_id).where(SubscriptionRow.topic == alert.topic.value)
    fates = [fate.value for fate in _MAY_HAVE_READ]
    return (
        select(DeliveryRow.chat_id)
        .where(DeliveryRow.alert_id.in_(family), DeliveryRow.status.in_(fates))
        .distinct()
    )


async def _put_texts(connection: AsyncConnection, number: int, texts: Mapping[str, str]) -> None:
    rows = [
        {"alert_id": number, "language": language, "text": text} for language, text in texts.items()
    ]
    await connection.execute(insert(AlertTextRow), rows)


def _today() -> date:
    return datetime.now(UTC).date()
