"""Reminders: what is kept, when a message is due, and that two processes do not send the same one."""

from __future__ import annotations

from datetime import date, timedelta

from bot.store import Paper, Reminder, Store
from bot.store.reminders import CLAIM_SECONDS, MOST_IN_CHAT
from tests.store.support import CHAT, Where, opened, sql

TODAY = date(2026, 11, 22)
DUE = date(2027, 3, 1)
PASSPORT = Reminder(CHAT, Paper.PASSPORT, DUE)


def before(days: int) -> date:
    return DUE - timedelta(days=days)


def test_messages_come_60_30_and_7_days_before() -> None:
    assert PASSPORT.days(TODAY) == [before(60), before(30), before(7)]
    assert PASSPORT.days(before(60)) == [before(30), before(7)]
    assert PASSPORT.days(before(8)) == [before(7)]
    assert PASSPORT.days(before(7)) == []


async def test_a_row_holds_chat_kind_date_and_the_day_of_the_next_message(where: Where) -> None:
    async with opened(where) as store:
        assert await store.reminders.add(PASSPORT, TODAY)
        assert await store.reminders.add(PASSPORT, TODAY)  # twice is once
    rows = await sql(where, "SELECT * FROM reminder")
    assert [tuple(map(str, row)) for row in rows] == [
        (str(CHAT), "passport", "2027-03-01", "2026-12-31", "0")
    ]


async def test_a_chat_sees_its_own_the_nearest_date_first(store: Store) -> None:
    visa = Reminder(CHAT, Paper.VISA, before(1))
    for one in (PASSPORT, visa, Reminder(CHAT + 1, Paper.VISA, DUE)):
        assert await store.reminders.add(one, TODAY)
    assert await store.reminders.of(CHAT) == [visa, PASSPORT]
    assert await store.reminders.remove(visa)
    assert not await store.reminders.remove(visa)
    assert await store.reminders.of(CHAT) == [PASSPORT]


async def test_a_chat_has_no_more_than_ten(store: Store) -> None:
    days = [DUE + timedelta(days=number) for number in range(MOST_IN_CHAT + 1)]
    reminders = [Reminder(CHAT, Paper.VISA, day) for day in days]
    assert [await store.reminders.add(one, TODAY) for one in reminders] == [
        *[True] * MOST_IN_CHAT,
        False,
    ]
    assert await store.reminders.add(reminders[0], TODAY)  # it is one of the ten
    assert await store.reminders.of(CHAT) == reminders[:MOST_IN_CHAT]


async def test_a_message_is_pending_from_its_day_on_until_it_is_sent(store: Store) -> None:
    reminders = store.reminders
    await reminders.add(PASSPORT, TODAY)
    assert await reminders.pending(before(61)) == []
    assert await reminders.pending(before(60)) == [PASSPORT]
    assert await reminders.pending(before(55)) == [PASSPORT]  # the bot was down
    await reminders.advance(PASSPORT, before(55))
    assert await reminders.pending(before(31)) == []
    assert await reminders.pending(before(30)) == [PASSPORT]
    await reminders.advance(PASSPORT, before(30))
    await reminders.advance(PASSPORT, before(7))
    assert await reminders.pending(DUE + timedelta(days=9)) == []


async def test_what_could_not_be_sent_is_free_again_at_once(store: Store) -> None:
    await store.reminders.add(PASSPORT, TODAY)
    assert await store.reminders.claim(PASSPORT, before(60))
    assert not await store.reminders.claim(PASSPORT, before(60))
    await store.reminders.release(PASSPORT)
    assert await store.reminders.claim(PASSPORT, before(60))


async def test_after_a_long_stop_one_message_comes_not_three(store: Store) -> None:
    await store.reminders.add(PASSPORT, TODAY)
    late = DUE + timedelta(days=3)
    assert await store.reminders.pending(late) == [PASSPORT]
    await store.reminders.advance(PASSPORT, late)
    assert await store.reminders.pending(late) == []
    await store.reminders.purge(late)
    assert await store.reminders.of(CHAT) == [PASSPORT]
    await store.reminders.purge(late + timedelta(days=1))
    assert await store.reminders.of(CHAT) == []


async def test_what_is_all_sent_stays_in_the_list_until_its_day_is_past(store: Store) -> None:
    await store.reminders.add(PASSPORT, TODAY)
    await store.reminders.advance(PASSPORT, before(7))
    await store.reminders.purge(DUE)
    assert await store.reminders.of(CHAT) == [PASSPORT]
    await store.reminders.purge(DUE + timedelta(days=1))
    assert await store.reminders.of(CHAT) == []


async def test_a_message_not_yet_sent_is_not_purged(store: Store) -> None:
    await store.reminders.add(PASSPORT, TODAY)
    await store.reminders.purge(DUE + timedelta(days=30))
    assert await store.reminders.of(CHAT) == [PASSPORT]


async def test_only_one_process_sends_and_another_one_takes_over_when_it_dies(
    where: Where,
) -> None:
    day = before(60)
    async with opened(where) as one, opened(where) as other:
        await one.reminders.add(PASSPORT, TODAY)
        assert await one.reminders.claim(PASSPORT, day)
        assert not await other.reminders.claim(PASSPORT, day)
        await sql(where, "UPDATE reminder SET claimed_until = claimed_until - :s", s=CLAIM_SECONDS)
        assert await other.reminders.claim(PASSPORT, day)
        await other.reminders.advance(PASSPORT, day)
        assert not await one.reminders.claim(PASSPORT, day)
        assert await one.reminders.claim(PASSPORT, before(30))


async def test_a_claim_from_before_the_clock_was_set_back_holds_up_nobody(where: Where) -> None:
    async with opened(where) as store:
        await store.reminders.add(PASSPORT, TODAY)
        assert await store.reminders.claim(PASSPORT, before(60))
        await sql(where, "UPDATE reminder SET claimed_until = claimed_until + 36000")
        assert await store.reminders.claim(PASSPORT, before(60))
        assert not await store.reminders.claim(PASSPORT, before(60))


async def test_what_was_all_sent_before_the_clock_was_set_back_goes_when_its_day_is_past(
    store: Store,
) -> None:
    await store.reminders.add(PASSPORT, TODAY)
    await store.reminders.advance(PASSPORT, DUE + timedelta(days=3_650))
    await store.reminders.purge(DUE)
    assert await store.reminders.of(CHAT) == [PASSPORT]
    await store.reminders.purge(DUE + timedelta(days=1))
    assert await store.reminders.of(CHAT) == []


async def test_what_was_removed_cannot_be_claimed_any_more(store: Store) -> None:
    await store.reminders.add(PASSPORT, TODAY)
    await store.reminders.remove(PASSPORT)
    assert not await store.reminders.claim(PASSPORT, DUE)


async def test_who_cannot_be_written_to_or_forgets_loses_them_all(store: Store) -> None:
    other = Reminder(CHAT + 1, Paper.REPORT_90, DUE)
    for one in (PASSPORT, Reminder(CHAT, Paper.VISA, DUE), other):
        await store.reminders.add(one, TODAY)
    await store.drop(CHAT)
    assert await store.reminders.of(CHAT) == []
    await store.reminders.add(PASSPORT, TODAY)
    await store.forget(CHAT)
    assert await store.reminders.of(CHAT) == []
    assert await store.reminders.of(CHAT + 1) == [other]
