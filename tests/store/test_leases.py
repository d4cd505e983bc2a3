"""Leases: one holder at a time, by the clock of the database; who dies loses it in time."""

from __future__ import annotations

import asyncio

from bot.store import Store
from tests.store.support import Where, opened, sql


async def test_a_lease_has_one_holder_until_it_is_released(store: Store) -> None:
    assert await store.leases.take("chores", "first")
    assert await store.leases.take("chores", "first")
    assert not await store.leases.take("chores", "second")
    assert await store.leases.holder("chores") == "first"
    await store.leases.release("second")
    assert await store.leases.holder("chores") == "first"
    await store.leases.release("first")
    assert await store.leases.holder("chores") is None
    assert await store.leases.take("chores", "second")


async def test_of_many_who_ask_together_one_gets_it(store: Store) -> None:
    asked = [store.leases.take("chores", f"replica {number}") for number in range(8)]
    assert sorted(await asyncio.gather(*asked)) == [False] * 7 + [True]


async def test_a_lease_that_nobody_renewed_goes_to_the_next(where: Where) -> None:
    async with opened(where) as store:
        assert await store.leases.take("chores", "first")
        await sql(where, "UPDATE lease SET until = until - 15")
        assert await store.leases.holder("chores") is None
        assert await store.leases.take("chores", "second")
        assert not await store.leases.take("chores", "first")


async def test_a_database_clock_that_is_put_back_leaves_no_lease_for_hours(where: Where) -> None:
    async with opened(where) as store:
        assert await store.leases.take("chores", "first")
        await sql(where, "UPDATE lease SET until = until + 3600")
        assert await store.leases.take("chores", "second")


async def test_ended_leases_are_purged(where: Where) -> None:
    async with opened(where) as store:
        await store.leases.take("old", "first")
        await sql(where, "UPDATE lease SET until = until - 15")
        await store.leases.take("new", "second")
        await store.leases.purge()
        assert await sql(where, "SELECT name FROM lease") == [("new",)]
