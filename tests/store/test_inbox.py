"""The inbox: nothing twice, nothing lost, one update of a chat at a time, nothing to read in it."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bot.store import Added, Rank, Store, Taken
from bot.store.inbox import KEPT_SECONDS, MOST_ATTEMPTS
from tests.store.conftest import KEY
from tests.store.support import CHAT, Where, opened, sql
from tests.store.test_people import pseudonym
from tests.store.test_sqlite import raw

ME, OTHER = "me", "other"
WORDS = b'{"text": "my boss kept my passport"}'


@pytest.fixture
async def inbox(store: Store) -> Store:
    """A store with two takers that live."""
    for name in (ME, OTHER):
        assert await store.leases.take(name, name)
    return store


async def put(store: Store, number: int, chat: int | None = CHAT, **more: object) -> Added:
    """Write down an update."""
    inbox = store.inbox
    return await inbox.add(number, inbox.key(chat), WORDS, **more)  # type: ignore[arg-type]


async def claimed(store: Store, taker: str = ME) -> int | None:
    """Return the number of the next update that a taker gets."""
    taken = await store.inbox.claim(taker)
    return taken.update_id if taken else None


async def test_an_update_comes_back_as_it_was_written(inbox: Store) -> None:
    assert await put(inbox, 5) is Added.WAITING
    assert (await inbox.inbox.depth()).updates == 1
    assert await inbox.inbox.claim(ME) == Taken(5, pseudonym(CHAT), WORDS, 0)


async def test_an_update_that_comes_again_is_known_even_when_it_was_handled(inbox: Store) -> None:
    assert await put(inbox, 5, taker=ME) is Added.TAKEN
    assert await put(inbox, 5) is Added.KNOWN
    await inbox.inbox.done(Taken(5, pseudonym(CHAT), None, 0), ME)
    assert await put(inbox, 5, taker=ME) is Added.KNOWN
    assert (await inbox.inbox.depth()).updates == 0
    assert await claimed(inbox) is None


async def test_a_chat_has_one_update_in_hand_and_they_go_in_order(inbox: Store) -> None:
    assert await put(inbox, 1, taker=ME) is Added.TAKEN
    assert await put(inbox, 2, taker=OTHER) is Added.WAITING
    assert await put(inbox, 3, taker=OTHER) is Added.WAITING
    assert await put(inbox, 4, CHAT + 1, taker=OTHER) is Added.TAKEN
    assert await claimed(inbox, OTHER) is None
    first = Taken(1, pseudonym(CHAT), None, 0)
    second = await inbox.inbox.done(first, ME, more=True)
    assert second
    assert second.update_id == 2
    assert await claimed(inbox, OTHER) is None
    await inbox.inbox.done(second, ME)
    assert await claimed(inbox, OTHER) == 3


async def test_urgent_updates_go_first_but_not_before_others_of_their_chat(inbox: Store) -> None:
    await put(inbox, 1, CHAT)
    await put(inbox, 2, CHAT, rank=Rank.FIRST)
    await put(inbox, 3, CHAT + 1, rank=Rank.FIRST)
    assert [await claimed(inbox) for _ in range(3)] == [3, 1, None]


async def test_help_waits_for_nothing_of_its_chat_and_that_not_for_ever(inbox: Store) -> None:
    assert await put(inbox, 1, taker=OTHER) is Added.TAKEN
    await put(inbox, 2)
    assert await put(inbox, 3, rank=Rank.AT_ONCE, taker=ME) is Added.TAKEN
    await put(inbox, 4, rank=Rank.AT_ONCE)
    assert [await claimed(inbox) for _ in range(2)] == [4, None]
    key = pseudonym(CHAT)
    for number in (3, 4):
        assert await inbox.inbox.done(Taken(number, key, None, 0), ME, more=True) is None
    following = await inbox.inbox.done(Taken(1, key, None, 0), OTHER, more=True)
    assert following
    assert following.update_id == 2


async def test_updates_of_no_chat_wait_for_nobody(inbox: Store) -> None:
    assert await put(inbox, 1, None, taker=ME) is Added.TAKEN
    assert await put(inbox, 2, None, taker=ME) is Added.TAKEN
    await put(inbox, 3, None)
    assert await claimed(inbox) == 3


async def test_what_is_given_back_is_taken_by_the_next(inbox: Store) -> None:
    await put(inbox, 1, taker=ME)
    assert await claimed(inbox, OTHER) is None
    assert await inbox.inbox.release(ME) == 1
    taken = await inbox.inbox.claim(OTHER)
    assert taken
    assert (taken.update_id, taken.attempts) == (1, 0)
    # Who had it before does not end it for the one who has it now.
    assert await inbox.inbox.done(taken, ME, more=True) is None
    assert (await inbox.inbox.depth()).updates == 1


async def test_what_a_dead_process_had_in_hand_is_taken_again(where: Where) -> None:
    async with opened(where) as store:
        for name in (ME, OTHER):
            await store.leases.take(name, name)
        await put(store, 1, taker=ME)
        await put(store, 2, CHAT + 1, taker=OTHER)
        assert await store.inbox.free() == (0, [])
        await sql(where, "DELETE FROM lease WHERE name = 'me'")
        assert await store.inbox.free() == (1, [])
        taken = await store.inbox.claim(OTHER)
        assert taken
        assert (taken.update_id, taken.attempts) == (1, 1)
        assert await claimed(store, OTHER) is None


async def test_an_update_that_kills_every_process_is_given_up_and_said_so(where: Where) -> None:
    async with opened(where) as store:
        await put(store, 7)
        for died in range(MOST_ATTEMPTS):
            await store.leases.take(ME, ME)
            assert await claimed(store) == 7
            await store.leases.release(ME)
            last = died == MOST_ATTEMPTS - 1
            assert await store.inbox.free() == ((0, [7]) if last else (1, []))
        assert (await store.inbox.depth()).updates == 0
        assert await put(store, 7) is Added.KNOWN


async def test_over_postgresql_who_lost_the_lease_takes_nothing(where: Where, inbox: Store) -> None:
    if isinstance(where, Path):
        return  # one process alone, which needs no lease
    await put(inbox, 1)
    await inbox.leases.release(ME)
    assert await claimed(inbox) is None
    assert await put(inbox, 2, CHAT + 1, taker=ME) is Added.WAITING


async def test_many_takers_at_once_keep_the_order_of_every_chat(where: Where) -> None:
    chats, each = 5, 12
    numbers = list(range(chats * each))
    handled: list[tuple[int, int]] = []
    in_hand: set[str] = set()
    async with opened(where) as one, opened(where) as two:
        for name in (ME, OTHER):
            await one.leases.take(name, name)
        luck = random.Random(7)  # noqa: S311 - no secret

        async def comes(number: int) -> None:
            store, taker = luck.choice([(one, ME), (two, OTHER)])
            added = await put(store, number, CHAT + number % chats, taker=taker)
            if added is Added.TAKEN:
                key = pseudonym(CHAT + number % chats)
                await work(store, taker, Taken(number, key, WORDS, 0))

        async def work(store: Store, taker: str, taken: Taken | None) -> None:
            while taken:
                assert taken.key not in in_hand
                in_hand.add(taken.key)
                await asyncio.sleep(luck.random() / 500)
                handled.append((taken.update_id % chats, taken.update_id))
                in_hand.remove(taken.key)
                taken = await store.inbox.done(taken, taker, more=luck.random() < 0.5)

        async def look(store: Store, taker: str) -> None:
            while len(handled) < len(numbers):
                await work(store, taker, await store.inbox.claim(taker))
                await asyncio.sleep(0.005)

        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            for store, taker in ((one, ME), (two, OTHER)):
                for _ in range(2):
                    group.create_task(look(store, taker))
            for round_ in range(each):
                await asyncio.gather(*(comes(round_ * chats + chat) for chat in range(chats)))
    assert sorted(number for _, number in handled) == numbers
    for chat in range(chats):
        mine = [number for whose, number in handled if whose == chat]
        assert mine == sorted(mine)


async def test_handled_updates_are_known_for_a_day_and_by_nothing_but_their_number(
    where: Where,
) -> None:
    async with opened(where) as store:
        await store.leases.take(ME, ME)
        await put(store, 1, taker=ME)
        await put(store, 2, CHAT + 1)
        await store.inbox.done(Taken(1, pseudonym(CHAT), None, 0), ME)
        shown = "SELECT update_id, key, body, taken_by, attempts FROM inbox WHERE update_id = 1"
        assert await sql(where, shown) == [(1, "", None, None, 0)]
        await store.inbox.purge()
        assert len(await sql(where, "SELECT 1 FROM inbox")) == 2
        await sql(where, "UPDATE inbox SET at = at - :old", old=KEPT_SECONDS + 1)
        await store.inbox.purge()
        assert await sql(where, "SELECT 1 FROM inbox") == []


async def test_what_came_before_the_clock_was_set_back_goes_a_day_from_now(where: Where) -> None:
    async with opened(where) as store:
        await put(store, 1)
        await sql(where, "UPDATE inbox SET at = at + :ahead", ahead=10 * KEPT_SECONDS)
        await store.inbox.purge()
        assert len(await sql(where, "SELECT 1 FROM inbox")) == 1  # it is still to be answered
        await sql(where, "UPDATE inbox SET at = at - :old", old=KEPT_SECONDS + 1)
        await store.inbox.purge()
        assert await sql(where, "SELECT 1 FROM inbox") == []


async def test_no_file_holds_what_an_update_says(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await put(store, 1)
        files = raw(tmp_path)
        assert pseudonym(CHAT).encode() in files  # so the next lines look in the right place
        for part in (WORDS, b"passport", b"my boss", KEY):
            assert part not in files


async def test_under_another_key_an_update_cannot_be_read(where: Where) -> None:
    async with opened(where) as store:
        await put(store, 1)
    async with opened(where, b"another key of the operator.....") as store:
        await store.leases.take(ME, ME)
        taken = await store.inbox.claim(ME)
        assert taken
        assert taken.body is None
        await store.inbox.done(taken, ME)
        assert (await store.inbox.depth()).updates == 0


async def test_forget_takes_what_waits_and_leaves_the_wish_to_forget_in_hand(
    inbox: Store,
) -> None:
    await put(inbox, 1, taker=ME)
    await put(inbox, 2)
    await put(inbox, 3, CHAT + 1)
    forgotten = await inbox.forget(CHAT)
    assert (dict(forgotten.deleted), forgotten.left) == ({"inbox": 1}, 0)
    assert (await inbox.inbox.depth()).updates == 2
    assert await inbox.inbox.done(Taken(1, pseudonym(CHAT), None, 0), ME, more=True) is None
    assert await claimed(inbox) == 3
