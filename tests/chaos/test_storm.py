"""A short storm in each way of running; `make soak` is the long one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL

from tests.chaos.storm import IN_HAND, brewing, rage

SECONDS, EVERY = 30, 2
"""As long as it takes to see every kind of mischief once."""


async def test_a_storm_over_two_replicas_loses_nothing(tmp_path: Path, postgresql: URL) -> None:
    async with brewing(tmp_path / "house", seed=20_261_122, crowd=1, database=postgresql) as storm:
        outcome = await rage(storm, SECONDS, EVERY)
    assert outcome.asked
    assert outcome.kills
    outcome.check(in_hand_when_killed=0)


async def test_a_storm_by_polling_loses_no_promise(tmp_path: Path) -> None:
    async with brewing(tmp_path / "house", seed=20_261_123, crowd=1, database=None) as storm:
        outcome = await rage(storm, SECONDS, EVERY)
    assert outcome.asked
    assert outcome.kills
    outcome.check(in_hand_when_killed=IN_HAND)
