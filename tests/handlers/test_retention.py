"""What is too old is deleted, as the settings and /privacy say, from the files as well."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.store import Recent, Store
from bot.store.base import Base
from bot.store.recent import KEPT_SECONDS
from handlers.context import SERVICES
from handlers.retention import CHORE, delete_what_is_old
from tests.handlers.support import SETTINGS
from tests.store.conftest import KEY
from tests.store.test_sqlite import raw

KEPT = SETTINGS.retention


async def add(store: Store, table: str, **row: object) -> None:
    async with store._database.write() as connection:
        await connection.execute(insert(Base.metadata.tables[table]).values(**row))


async def kept(store: Store, table: str, column: str) -> list[Any]:
    async with store._database.read() as connection:
        rows = await connection.execute(select(Base.metadata.tables[table].c[column]))
        return sorted(rows.scalars())


def ago(days: int) -> date:
    return datetime.now(UTC).date() - timedelta(days=days)


async def test_what_has_come_to_its_last_day_stays_and_what_is_older_goes(tmp_path: Path) -> None:
    store = await Store.open(tmp_path, KEY)
    for name, days in (("stays", 0), ("old", 1)):
        await add(store, "person", key=name, last_seen=ago(KEPT.people_days + days))
        at = ago(KEPT.unanswered_days + days)
        question = {"text": f"question that {name}", "language": "", "script": "", "number": 1}
        await add(store, "unanswered", day=at, **question)
        event = {"event": "opened", "language": "", "script": "", "partner": "", "number": 1}
        await add(store, "counts", day=ago(KEPT.counts_days + days), article=name, **event)
        seconds = int(time.time()) - (KEPT_SECONDS + 60) * days
        await add(store, "recent", key=name, article=name, unknowns=0, at=seconds)
    application: Any = SimpleNamespace(
        bot_data={SERVICES: SimpleNamespace(settings=SETTINGS, store=store)}
    )
    await delete_what_is_old(application)
    assert await kept(store, "person", "key") == ["stays"]
    assert await kept(store, "unanswered", "text") == ["question that stays"]
    assert await kept(store, "counts", "article") == ["stays"]
    assert await kept(store, "recent", "key") == ["stays"]
    assert b"question that stays" in raw(tmp_path)
    assert b"question that old" not in raw(tmp_path)
    await store.close()


async def test_what_is_remembered_now_is_not_old(tmp_path: Path) -> None:
    store = await Store.open(tmp_path, KEY)
    await store.recent.put(1, Recent("passport"))
    await store.people.see(1)
    application: Any = SimpleNamespace(
        bot_data={SERVICES: SimpleNamespace(settings=SETTINGS, store=store)}
    )
    await delete_what_is_old(application)
    assert await store.recent.get(1) == Recent("passport")
    assert (await store.people.get(1)).last_seen == datetime.now(UTC).date()
    await store.close()


def test_it_runs_oftener_than_daily() -> None:
    assert pytest.approx(3_600) == CHORE.seconds
