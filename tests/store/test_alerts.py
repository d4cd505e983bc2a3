"""Alerts: who asked, to whom each goes, and that nobody is taken twice, on both databases."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.store import Alert, AlertStatus, AlertTopic, Delivery, Person, Store, Tally
from bot.store.base import Base
from tests.store.support import Where, opened, sql

SCAMS, LAW = AlertTopic.SCAMS, AlertTopic.LAW
TEXTS = {"lo": "ລະວັງ", "en": "Beware"}


async def subscribed(store: Store, *chats: int, topic: AlertTopic = SCAMS) -> None:
    for chat in chats:
        assert await store.subscriptions.add(chat, topic)


async def sending(store: Store, corrects: int | None = None) -> Alert:
    alert = await store.alerts.create(SCAMS, TEXTS, corrects)
    assert await store.alerts.send(alert)
    return alert


async def drained(store: Store) -> list[Delivery]:
    """Take and send everything; the id of a message is the chat's times ten."""
    taken = []
    while delivery := await store.deliveries.claim():
        await store.deliveries.sent(delivery, delivery.chat_id * 10 + delivery.alert_id)
        taken.append(delivery)
    await store.alerts.finish()
    return taken


async def status(store: Store, alert: Alert) -> AlertStatus:
    found = await store.alerts.get(alert.id)
    assert found
    return found.status


async def rows_of(store: Store, chat: int) -> int:
    """Return how many rows hold the number of a chat."""
    async with store._database.read() as connection:
        counts = [
            await connection.scalar(
                select(func.count()).select_from(table).where(table.c.chat_id == chat)
            )
            for table in Base.metadata.sorted_tables
            if "chat_id" in table.c
        ]
    return sum(count or 0 for count in counts)


async def test_somebody_asks_for_topics_and_stops_them(store: Store) -> None:
    await subscribed(store, 7)
    await subscribed(store, 7, topic=LAW)
    assert not await store.subscriptions.add(7, SCAMS)
    assert await store.subscriptions.of(7) == {SCAMS, LAW}
    assert await store.subscriptions.count(SCAMS) == 1
    await store.subscriptions.remove(7, [SCAMS])
    assert await store.subscriptions.of(7) == {LAW}
    await store.subscriptions.remove(7)
    assert await store.subscriptions.of(7) == frozenset()


async def test_an_alert_goes_once_to_each_who_asked_for_its_topic(store: Store) -> None:
    await subscribed(store, 1, 2, -3)
    await subscribed(store, 4, topic=LAW)
    alert = await store.alerts.create(SCAMS, TEXTS)
    assert await store.alerts.get(alert.id) == alert
    assert await store.alerts.receivers(alert) == 3
    assert await store.deliveries.claim() is None
    assert await store.alerts.send(alert)
    assert not await store.alerts.send(alert)
    await subscribed(store, 5)  # too late for this one
    assert {one.chat_id for one in await drained(store)} == {1, 2, -3}
    assert await store.deliveries.tally(alert.id) == Tally(sent=3)
    assert await status(store, alert) is AlertStatus.DONE


async def test_many_who_take_at_once_take_nobody_twice(store: Store) -> None:
    await subscribed(store, *range(1, 41))
    alert = await sending(store)

    async def take() -> list[int]:
        taken = []
        while delivery := await store.deliveries.claim():
            taken.append(delivery.chat_id)
            await store.deliveries.sent(delivery, 1)
        return taken

    taken = await asyncio.gather(*(take() for _ in range(4)))
    assert sorted(chat for chats in taken for chat in chats) == [*range(1, 41)]
    assert await store.deliveries.tally(alert.id) == Tally(sent=40)


async def test_what_a_dead_process_had_taken_is_unknown_after_a_while_and_staff_decide(
    store: Store,
) -> None:
    await subscribed(store, 1, 2)
    alert = await sending(store)
    lost = await store.deliveries.claim()
    assert lost
    await store.deliveries.lose()
    assert (await store.deliveries.tally(alert.id)).sending == 1
    await store.deliveries.lose(before=time.time() + 1)
    assert [one.chat_id for one in await drained(store)] == [3 - lost.chat_id]
    assert await store.deliveries.tally(alert.id) == Tally(sent=1, unknown=1)
    assert await status(store, alert) is AlertStatus.DONE
    assert await store.alerts.resolve(alert.id, again=True) == 1
    assert [one.chat_id for one in await drained(store)] == [lost.chat_id]
    assert await store.deliveries.tally(alert.id) == Tally(sent=2)
    assert await store.alerts.resolve(alert.id, again=True) == 0
    assert await status(store, alert) is AlertStatus.DONE


async def test_unknown_fates_can_be_left_as_they_are(store: Store) -> None:
    await subscribed(store, 1)
    alert = await sending(store)
    lost = await store.deliveries.claim()
    assert lost
    await store.deliveries.unknown(lost)
    assert await store.alerts.resolve(alert.id, again=False) == 1
    assert await drained(store) == []
    assert await store.deliveries.tally(alert.id) == Tally(left=1)


async def test_a_paused_alert_takes_nobody_until_it_goes_on(store: Store) -> None:
    await subscribed(store, 1, 2)
    alert = await sending(store)
    assert await store.alerts.pause(alert.id)
    assert not await store.alerts.pause(alert.id)
    assert await drained(store) == []
    assert await status(store, alert) is AlertStatus.PAUSED
    assert await store.alerts.resume(alert.id)
    assert not await store.alerts.resume(alert.id)
    assert len(await drained(store)) == 2


async def test_a_cancelled_alert_reaches_nobody_more(store: Store) -> None:
    await subscribed(store, 1, 2, 3)
    alert = await sending(store)
    first, second = await store.deliveries.claim(), await store.deliveries.claim()
    assert first
    assert second
    await store.deliveries.sent(first, 5)
    assert await store.alerts.cancel(alert.id)
    assert not await store.alerts.cancel(alert.id)
    assert not await store.alerts.resume(alert.id)
    await store.deliveries.release(second)
    assert await drained(store) == []
    assert await store.deliveries.tally(alert.id) == Tally(sent=1, cancelled=2)
    assert await status(store, alert) is AlertStatus.CANCELLED


async def test_what_was_certainly_not_sent_is_taken_again(store: Store) -> None:
    await subscribed(store, 1)
    await sending(store)
    taken = await store.deliveries.claim()
    assert taken
    await store.deliveries.release(taken)
    assert await drained(store) == [taken]


async def test_a_draft_can_be_rewritten_and_what_is_sent_cannot(store: Store) -> None:
    alert = await store.alerts.create(SCAMS, TEXTS)
    assert await store.alerts.rewrite(alert.id, {"lo": "ໃໝ່", "en": "New"})
    found = await store.alerts.get(alert.id)
    assert found
    assert found.texts == {"lo": "ໃໝ່", "en": "New"}
    assert await store.alerts.send(found)
    assert not await store.alerts.rewrite(alert.id, TEXTS)
    assert [one.id for one in await store.alerts.newest(5)] == [alert.id]


async def test_a_correction_answers_the_first_message_of_each_whom_it_reached(store: Store) -> None:
    await subscribed(store, 1, 2)
    alert = await sending(store)
    await drained(store)
    await store.subscriptions.remove(2)
    await subscribed(store, 3)  # never saw the wrong text
    correction = await sending(store, alert.id)
    assert correction.corrects == alert.id
    assert await drained(store) == [Delivery(correction.id, 1, 10 + alert.id)]
    again = await sending(store, correction.id)
    assert again.corrects == alert.id
    assert await drained(store) == [Delivery(again.id, 1, 10 + alert.id)]


async def test_who_still_waits_for_a_wrong_alert_gets_the_correction_alone(store: Store) -> None:
    await subscribed(store, 1, 2)
    alert = await sending(store)
    first = await store.deliveries.claim()
    assert first
    await store.deliveries.sent(first, 70)
    await store.alerts.pause(alert.id)
    correction = await sending(store, alert.id)
    taken = {one.chat_id: one for one in await drained(store)}
    other = 3 - first.chat_id
    assert taken == {
        first.chat_id: Delivery(correction.id, first.chat_id, 70),
        other: Delivery(correction.id, other),
    }
    assert await store.deliveries.tally(alert.id) == Tally(sent=1, cancelled=1)
    assert await status(store, alert) is AlertStatus.DONE


async def test_who_stops_is_reached_by_no_alert_on_its_way_and_leaves_no_number(
    store: Store,
) -> None:
    await subscribed(store, 1, 2)
    alert = await sending(store)
    await store.subscriptions.remove(1)
    assert [one.chat_id for one in await drained(store)] == [2]
    await store.subscriptions.remove(2)
    assert await rows_of(store, 1) + await rows_of(store, 2) == 0
    assert await store.deliveries.tally(alert.id) == Tally()


async def test_who_blocked_the_bot_leaves_only_a_number_in_a_count(store: Store) -> None:
    await subscribed(store, 1)
    await subscribed(store, 1, topic=LAW)
    alert = await sending(store)
    taken = await store.deliveries.claim()
    assert taken
    await store.deliveries.unreachable(taken)
    await store.drop(1)
    assert await rows_of(store, 1) == 0
    assert await store.deliveries.tally(alert.id) == Tally(unreachable=1)


async def test_forget_takes_subscriptions_deliveries_and_the_watching_of_staff(
    store: Store,
) -> None:
    await subscribed(store, 1)
    alert = await sending(store)
    await store.deliveries.watch(alert.id, 1, 99, "")
    assert await rows_of(store, 1) == 3
    await store.forget(1)
    assert await rows_of(store, 1) == 0
    assert await store.alerts.get(alert.id)


async def test_a_group_that_moves_takes_everything_with_it(store: Store) -> None:
    await store.people.put(-1, language="lo")
    await subscribed(store, -1, -100)
    await subscribed(store, -1, topic=LAW)
    await store.move(-1, -100)
    assert await store.subscriptions.of(-100) == {SCAMS, LAW}
    assert await store.people.get(-100) == Person("lo")
    assert await store.people.get(-1) == Person()
    assert await rows_of(store, -1) == 0


async def test_to_whom_an_alert_went_is_deleted_some_time_after_it_ended(store: Store) -> None:
    await subscribed(store, 1)
    alert = await sending(store)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    await store.alerts.purge(tomorrow)
    assert (await store.deliveries.tally(alert.id)).waiting == 1
    await drained(store)
    await store.alerts.purge(tomorrow - timedelta(days=1))
    assert (await store.deliveries.tally(alert.id)).sent == 1
    await store.alerts.purge(tomorrow)
    assert await store.deliveries.tally(alert.id) == Tally()
    assert await store.subscriptions.of(1) == {SCAMS}


async def test_an_alert_that_ended_before_the_clock_was_set_back_counts_as_ended_today(
    where: Where,
) -> None:
    async with opened(where) as store:
        await subscribed(store, 1)
        alert = await sending(store)
        await drained(store)
        await sql(where, "UPDATE alert SET ended = '2999-01-31'")
        today = datetime.now(UTC).date()
        await store.alerts.purge(today)
        assert (await store.deliveries.tally(alert.id)).sent == 1
        await store.alerts.purge(today + timedelta(days=1))
        assert await store.deliveries.tally(alert.id) == Tally()


async def test_a_watched_message_is_kept_once_for_each_chat_of_staff(store: Store) -> None:
    alert = await store.alerts.create(SCAMS, TEXTS)
    await store.deliveries.watch(alert.id, 1, 98, "old")
    await store.deliveries.watch(alert.id, 1, 99, "new")
    watches = [tuple(row) for row in await store.deliveries.watched()]
    assert watches == [(alert.id, 1, 99, "new")]
    await store.deliveries.unwatch(alert.id, 1)
    assert await store.deliveries.watched() == []
