"""The store keeps choices and a day, and nothing from which one could find the person."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import URL

from bot.errors import ThangdeeError
from bot.store import Person, Seen, Store
from tests.store.conftest import KEY
from tests.store.support import CHAT, Where, opened, sql


async def rows(where: Where) -> list[tuple[Any, ...]]:
    return await sql(
        where, "SELECT key, language, country, partner, CAST(last_seen AS text) FROM person"
    )


def pseudonym(chat: int, key: bytes = KEY) -> str:
    return hmac.new(key, str(chat).encode(), hashlib.sha256).hexdigest()


async def test_somebody_new_has_chosen_nothing(where: Where) -> None:
    async with opened(where) as store:
        assert await store.people.get(CHAT) == Person(None, None)
    assert await rows(where) == []


async def test_choices_are_kept_when_the_store_is_opened_again(where: Where) -> None:
    async with opened(where) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, country="TH")
    async with opened(where) as store:
        assert await store.people.get(CHAT) == Person("lo", "TH")


async def test_a_new_choice_replaces_the_old_one_and_leaves_the_other_alone(
    where: Where,
) -> None:
    async with opened(where) as store:
        await store.people.put(CHAT, country="TH")
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, language="en")
        assert await store.people.get(CHAT) == Person("en", "TH")
        await store.people.put(CHAT, country="other")
        assert await store.people.get(CHAT) == Person("en", "other")


async def test_people_do_not_get_each_others_choices(where: Where) -> None:
    async with opened(where) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(-CHAT, language="en")  # a group has a negative id
        assert await store.people.get(CHAT) == Person("lo")
        assert await store.people.get(-CHAT) == Person("en")
        assert await store.people.get(CHAT + 1) == Person()


async def test_a_row_holds_a_keyed_hash_two_choices_a_partner_and_a_day(where: Where) -> None:
    async with opened(where) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT, country="KR")
    today = datetime.now(UTC).date().isoformat()
    assert await rows(where) == [(pseudonym(CHAT), "lo", "KR", None, today)]


async def test_forget_removes_the_person_and_nobody_else(where: Where) -> None:
    async with opened(where) as store:
        await store.people.put(CHAT, language="lo")
        await store.people.put(CHAT + 1, language="en")
        await store.forget(CHAT)
        assert await store.people.get(CHAT) == Person()
        assert await store.people.get(CHAT + 1) == Person("en")


async def test_forgetting_somebody_unknown_is_no_fault(where: Where) -> None:
    async with opened(where) as store:
        await store.forget(CHAT)
        assert await store.people.get(CHAT) == Person()


async def test_stores_with_different_keys_do_not_see_each_other(where: Where) -> None:
    async with opened(where) as one, opened(where, b"another operator's key") as other:
        await one.people.put(CHAT, language="lo")
        assert await other.people.get(CHAT) == Person()
        await other.forget(CHAT)
        assert await one.people.get(CHAT) == Person("lo")


async def test_many_people_choose_at_the_same_time(where: Where) -> None:
    async with opened(where) as one, opened(where) as other:
        async with asyncio.TaskGroup() as group:
            for number in range(60):
                group.create_task((one, other)[number % 2].people.put(number, language="lo"))
                group.create_task(one.people.put(number, country="TH"))
                group.create_task(other.people.get(number))
        assert [await one.people.get(number) for number in range(60)] == [Person("lo", "TH")] * 60
    assert len(await rows(where)) == 60


async def test_processes_that_start_together_make_the_tables_once(where: Where) -> None:
    stores = await asyncio.gather(*(Store.open(where, KEY) for _ in range(8)))
    for number, store in enumerate(stores):
        await store.people.put(number, language="lo")
        await store.close()
    assert len(await rows(where)) == 8


async def test_the_day_last_seen_tells_new_people_and_those_of_today(where: Where) -> None:
    async with opened(where) as store:
        assert await store.people.see(CHAT) is Seen.NEVER
        assert await store.people.see(CHAT) is Seen.TODAY
        await sql(where, "UPDATE person SET last_seen = '2026-01-31'")
        assert await store.people.see(CHAT) is Seen.EARLIER
        assert await store.people.see(CHAT) is Seen.TODAY
        await store.people.put(CHAT + 1, language="lo")
        assert await store.people.see(CHAT + 1) is Seen.TODAY


async def test_who_was_not_seen_for_long_is_purged(where: Where) -> None:
    today = datetime.now(UTC).date()
    async with opened(where) as store:
        await store.people.put(CHAT, language="lo", partner="mrc")
        await store.people.purge(today)
        assert await store.people.get(CHAT) == Person("lo", None, "mrc")
        await store.people.purge(today + timedelta(days=1))
        assert await store.people.get(CHAT) == Person()


async def test_who_was_seen_before_the_clock_was_set_back_counts_as_seen_today(
    where: Where,
) -> None:
    today = datetime.now(UTC).date()
    async with opened(where) as store:
        await store.people.put(CHAT, language="lo")
        await sql(where, "UPDATE person SET last_seen = '2999-01-31'")
        await store.people.purge(today)
        assert [row[-1] for row in await rows(where)] == [today.isoformat()]


async def test_a_postgresql_that_is_not_there_is_refused_with_its_address_but_not_its_password(
    postgresql: URL,
) -> None:
    away = postgresql.set(database="nowhere", password="not to be shown")
    with pytest.raises(ThangdeeError) as refused:
        await Store.open(away, KEY)
    told = str(refused.value)
    assert 'database "nowhere" does not exist' in told
    assert "check `database` in config.yaml, THANGDEE_DATABASE_PASSWORD" in told
    assert "not to be shown" not in told
