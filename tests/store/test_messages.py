"""Which messages stand in a chat is known for 48 hours, under the hash, so that they can be hidden."""

from __future__ import annotations

import time
from pathlib import Path

from bot.store import Store
from bot.store.messages import KEPT_SECONDS
from tests.store.support import CHAT, Where, opened, sql
from tests.store.test_people import pseudonym
from tests.store.test_sqlite import raw


async def test_messages_are_known_by_chat_the_newest_first(store: Store) -> None:
    await store.messages.add(CHAT, [3, 5])
    await store.messages.add(CHAT, [4])
    await store.messages.add(CHAT + 1, [6])
    assert await store.messages.of(CHAT) == [5, 4, 3]
    await store.messages.remove(CHAT, [5, 3])
    assert await store.messages.of(CHAT) == [4]
    assert await store.messages.of(CHAT + 1) == [6]


async def test_a_message_keeps_the_time_at_which_it_was_noted_first(where: Where) -> None:
    async with opened(where) as store:
        now = int(time.time())
        await store.messages.add(CHAT, [3], now - 10)
        await store.messages.add(CHAT, [3])
        await store.messages.add(CHAT, [])
    assert await sql(where, "SELECT * FROM message") == [(pseudonym(CHAT), 3, now - 10)]


async def test_after_48_hours_nothing_is_known(store: Store) -> None:
    now = int(time.time())
    await store.messages.add(CHAT, [1], now - KEPT_SECONDS)
    await store.messages.add(CHAT, [2], now - KEPT_SECONDS + 100)
    assert await store.messages.of(CHAT) == [2]
    await store.messages.purge()
    assert await store.messages.of(CHAT) == [2]
    await store.messages.purge(ahead_seconds=600)  # before it would be too old at the next look
    assert await store.messages.of(CHAT) == []


async def test_what_was_noted_before_the_clock_was_set_back_goes_48_hours_from_now(
    where: Where,
) -> None:
    async with opened(where) as store:
        now = int(time.time())
        await store.messages.add(CHAT, [1], now + 10 * KEPT_SECONDS)
        await store.messages.add(CHAT, [2], now + 10)  # by a clock that is a little ahead
        await store.messages.purge()
        assert await store.messages.of(CHAT) == [2, 1]  # both can be hidden
    kept = await sql(where, "SELECT at FROM message ORDER BY message_id")
    assert now <= kept[0][0] <= time.time()
    assert kept[1] == (now + 10,)


async def test_after_48_hours_the_files_hold_nothing_of_the_chat(tmp_path: Path) -> None:
    name = pseudonym(CHAT).encode()
    async with opened(tmp_path) as store:
        await store.messages.add(CHAT, [1, 2], int(time.time()) - KEPT_SECONDS)
        assert name in raw(tmp_path)
        await store.messages.purge()
        assert name not in raw(tmp_path)


async def test_a_start_deletes_what_is_too_old(where: Where) -> None:
    async with opened(where) as store:
        await store.messages.add(CHAT, [1], int(time.time()) - KEPT_SECONDS)
        await store.messages.add(CHAT, [2])
    async with opened(where):
        assert await sql(where, "SELECT message_id FROM message") == [(2,)]


async def test_who_forgets_leaves_no_message_behind(store: Store) -> None:
    await store.messages.add(CHAT, [1, 2])
    await store.messages.add(CHAT + 1, [3])
    await store.forget(CHAT)
    assert await store.messages.of(CHAT) == []
    assert await store.messages.of(CHAT + 1) == [3]
