"""Forgetting finds what belongs to a chat in every table, says what it was and looks again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from bot.store import Event, Forgotten, Person, Recent, Store
from bot.store.base import Base
from bot.store.forgetting import kinds

CHAT = 7_123_456_789


async def add(store: Store, table: str, **row: object) -> None:
    async with store._database.write() as connection:
        await connection.execute(insert(Base.metadata.tables[table]).values(**row))


async def fill(store: Store, chat: int) -> None:
    await store.people.see(chat, "mrc")
    await store.people.put(chat, language="lo")
    await store.recent.put(chat, Recent("passport"))
    for number in range(3):
        await add(store, "message", key=store._database.key(chat), message_id=number, at=1)
    for kind in ("passport", "visa"):
        day = date(2030, 1, 2)
        await add(store, "reminder", chat_id=chat, kind=kind, due=day, next_on=day)
    await add(store, "subscription", chat_id=chat, topic="law")


async def test_everything_of_a_chat_is_deleted_named_and_looked_for_again(store: Store) -> None:
    await fill(store, CHAT)
    await fill(store, CHAT + 1)
    store.counts.add(Event.OPENED, article="passport")
    assert await store.forget(CHAT) == Forgotten(
        {
            "language": 1,
            "partner": 1,
            "last_seen": 1,
            "recent": 1,
            "message": 3,
            "reminder": 2,
            "subscription": 1,
        },
        left=0,
    )
    assert await store.people.get(CHAT) == Person()
    assert await store.people.get(CHAT + 1) == Person("lo", partner="mrc")
    assert (await store.forget(CHAT + 1)).deleted["reminder"] == 2
    today = datetime.now(UTC).date()
    assert len(await store.counts.between(today, today)) == 1


async def test_of_somebody_unknown_nothing_is_found(store: Store) -> None:
    assert await store.forget(CHAT) == Forgotten({}, left=0)


def test_what_may_be_found_is_in_every_table_of_a_chat() -> None:
    assert {"language", "country", "partner", "last_seen", "recent"} <= set(kinds())
    assert {"message", "reminder", "subscription", "delivery"} <= set(kinds())


@pytest.mark.parametrize("brought", [None, "first"])
async def test_the_first_partner_who_brought_somebody_stays(
    store: Store, brought: str | None
) -> None:
    await store.people.see(CHAT, brought)
    await store.people.see(CHAT, "second")
    await store.people.see(CHAT)
    assert (await store.people.get(CHAT)).partner == (brought or "second")


async def test_what_is_remembered_tells_what_was_remembered_before(store: Store) -> None:
    assert await store.recent.put(CHAT, Recent("passport")) is None
    assert await store.recent.put(CHAT, Recent("mou-steps")) == "passport"
