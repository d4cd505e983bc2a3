"""Processes over one database: one leads, another one follows on, and who cannot renew takes nothing."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.app.replica import Replica
from tests.store.support import opened, sql
from tests.waiting import PATIENCE


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases are renewed ten times a second."""
    monkeypatch.setattr("bot.app.replica.BEAT_SECONDS", 0.1)


@pytest.mark.usefixtures("quick")
async def test_one_leads_until_it_goes_and_the_next_follows_on(postgresql: URL) -> None:
    async with opened(postgresql) as store, AsyncExitStack() as leaving:
        first, second = Replica(store), Replica(store)
        await leaving.enter_async_context(first.serving())
        async with second.serving(), asyncio.timeout(PATIENCE):
            assert first.leads.is_set()
            assert second.follows.is_set()
            assert second.may_take
            assert not second.may_judge  # it has only just come
            await leaving.aclose()
            assert not first.may_take
            assert first.follows.is_set()
            await second.leads.wait()
        assert await sql(postgresql, "SELECT name FROM lease") == []


async def test_who_cannot_renew_takes_nothing_and_leads_no_more_until_it_can(
    postgresql: URL, quick: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # The lease in the table lasts for longer: here it is given up in time.
    monkeypatch.setattr("bot.app.replica.LEASE_SECONDS", 8.0)
    async with opened(postgresql) as store:
        replica = Replica(store)
        async with replica.serving(), asyncio.timeout(PATIENCE):
            await replica.leads.wait()
            await sql(postgresql, "ALTER TABLE lease RENAME TO away")
            await replica.follows.wait()
            while replica.may_take:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await sql(postgresql, "ALTER TABLE away RENAME TO lease")
            await replica.leads.wait()
            assert replica.may_take
    assert [one.getMessage() for one in caplog.records].count(
        "the lease cannot be renewed: ProgrammingError"
    ) == 1


async def test_over_sqlite_the_one_process_leads_without_a_lease(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        replica = Replica(store)
        async with replica.serving():
            assert replica.leads.is_set()
            assert replica.may_take
        assert await sql(tmp_path, "SELECT name FROM lease") == []
