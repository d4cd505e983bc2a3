"""Counts add up by their dimensions, whoever adds, and lose nothing while the database is away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL

from bot.store import Count, Event, Store
from tests.store.conftest import KEY
from tests.store.support import Where, opened, sql


def today() -> date:
    return datetime.now(UTC).date()


async def test_what_is_counted_twice_is_two(store: Store) -> None:
    for _ in range(2):
        store.counts.add(Event.OPENED, language="lo", article="passport")
    store.counts.add(Event.OPENED, language="en", article="passport")
    store.counts.add(Event.ANSWERED, language="lo", script="thai", partner="mrc")
    assert await store.counts.between(today(), today()) == [
        Count(today(), Event.ANSWERED, "lo", "thai", "", "mrc"),
        Count(today(), Event.OPENED, "en", "", "passport"),
        Count(today(), Event.OPENED, "lo", "", "passport", number=2),
    ]
    assert (
        await store.counts.between(today() - timedelta(days=1), today() - timedelta(days=1)) == []
    )


async def test_two_processes_add_to_the_same_counts(where: Path | URL) -> None:
    one, other = await Store.open(where, KEY), await Store.open(where, KEY)
    for store in (one, other, one):
        store.counts.add(Event.PERSON)
        store.counts.add(Event.SOS)
    await one.close()
    assert [count.number for count in await other.counts.between(today(), today())] == [3, 3]
    await other.close()


async def test_counts_are_there_when_the_store_is_opened_again(where: Path | URL) -> None:
    store = await Store.open(where, KEY)
    store.counts.add(Event.PERSON)
    await store.close()
    again = await Store.open(where, KEY)
    assert await again.counts.between(today(), today()) == [Count(today(), Event.PERSON)]
    await again.close()


async def test_old_counts_are_purged_by_day(store: Store) -> None:
    store.counts.add(Event.PERSON)
    await store.counts.flush()
    await store.counts.purge(today())
    assert len(await store.counts.between(today(), today())) == 1
    await store.counts.purge(today() + timedelta(days=1))
    assert await store.counts.between(today(), today()) == []


async def test_an_unanswered_question_is_kept_once_a_day_with_its_number(store: Store) -> None:
    await store.unanswered.add("ຂາຍລົດ", "lo", "lao")
    await store.unanswered.add("ຂາຍລົດ", "lo", "lao")
    await store.unanswered.add("sell car", "en", "latin")
    kept = await store.unanswered.between(today() - timedelta(days=1), today())
    assert [(one.text, one.language, one.script, one.number) for one in kept] == [
        ("sell car", "en", "latin", 1),
        ("ຂາຍລົດ", "lo", "lao", 2),
    ]
    await store.unanswered.purge(today() + timedelta(days=1))
    assert await store.unanswered.between(today() - timedelta(days=1), today()) == []


async def test_questions_of_days_to_come_are_purged_as_the_clock_was_set_back(where: Where) -> None:
    async with opened(where) as store:
        await store.unanswered.add("ຂາຍລົດ", "lo", "lao")
        await sql(where, "UPDATE unanswered SET day = '2999-01-31'")
        await store.unanswered.add("sell car", "en", "latin")
        await store.unanswered.purge(today())
    assert await sql(where, "SELECT text FROM unanswered") == [("sell car",)]
