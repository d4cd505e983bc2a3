"""What a conversation was about is kept for half an hour, under the same hash as everything else."""

from __future__ import annotations

from typing import Any

from bot.store import Recent
from bot.store.base import CLOCKS_APART
from bot.store.recent import KEPT_SECONDS
from tests.store.support import CHAT, Where, opened, sql
from tests.store.test_people import pseudonym


async def rows(where: Where) -> list[tuple[Any, ...]]:
    return await sql(where, "SELECT key, article, unknowns FROM recent")


async def let_pass(where: Where, seconds: int) -> None:
    """Make everything that is remembered older."""
    await sql(where, "UPDATE recent SET at = at - :seconds", seconds=seconds)


async def test_of_somebody_new_nothing_is_remembered(where: Where) -> None:
    async with opened(where) as store:
        assert await store.recent.get(CHAT) == Recent(None, 0)
    assert await rows(where) == []


async def test_the_last_thing_counts_and_belongs_to_its_chat(where: Where) -> None:
    async with opened(where) as store:
        await store.recent.put(CHAT, Recent("passport"))
        await store.recent.put(CHAT, Recent("mou-steps", 1))
        assert await store.recent.get(CHAT) == Recent("mou-steps", 1)
        assert await store.recent.get(CHAT + 1) == Recent()
    async with opened(where) as store:
        assert await store.recent.get(CHAT) == Recent("mou-steps", 1)


async def test_a_row_holds_a_keyed_hash_an_article_a_number_and_a_time(where: Where) -> None:
    async with opened(where) as store:
        await store.recent.put(CHAT, Recent("passport", 1))
    assert await rows(where) == [(pseudonym(CHAT), "passport", 1)]


async def test_after_half_an_hour_it_is_forgotten_and_deleted_by_whoever_looks(
    where: Where,
) -> None:
    async with opened(where) as store:
        await store.recent.put(CHAT, Recent("passport"))
        await let_pass(where, KEPT_SECONDS - 60)
        assert await store.recent.get(CHAT) == Recent("passport")
        await let_pass(where, 60)
        assert await store.recent.get(CHAT + 1) == Recent()
        assert await rows(where) == []
        assert await store.recent.get(CHAT) == Recent()


async def test_writing_deletes_what_is_too_old(where: Where) -> None:
    async with opened(where) as store:
        await store.recent.put(CHAT, Recent("passport"))
        await let_pass(where, KEPT_SECONDS)
        await store.recent.put(CHAT + 1, Recent("checklist"))
    assert [article for _, article, _ in await rows(where)] == ["checklist"]


async def test_a_start_deletes_what_is_too_old(where: Where) -> None:
    async with opened(where) as store:
        await store.recent.put(CHAT, Recent("passport"))
    await let_pass(where, KEPT_SECONDS)
    async with opened(where):
        assert await rows(where) == []


async def test_what_a_clock_left_behind_that_was_set_back_is_forgotten_and_deleted(
    where: Where,
) -> None:
    async with opened(where) as store:
        await store.recent.put(CHAT, Recent("passport"))
        await let_pass(
            where, -(CLOCKS_APART - 30)
        )  # another process, whose clock is a little ahead
        assert await store.recent.get(CHAT) == Recent("passport")
        await let_pass(where, -60)
        assert (await store.visits.look(CHAT))[1] == Recent()
        assert await store.recent.get(CHAT) == Recent()
        assert await rows(where) == []
        await store.recent.put(CHAT, Recent("passport"))
        await let_pass(where, -3_600)
        await store.recent.put(CHAT + 1, Recent("checklist"))
    assert [article for _, article, _ in await rows(where)] == ["checklist"]
