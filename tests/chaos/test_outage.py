"""A short outage of Telegram; `python -m tests.chaos.outage` is the long one."""

from __future__ import annotations

from pathlib import Path

from tests.chaos.outage import Plan, live_through

PLAN = Plan(dead=6, others=2, people=15, reminders_every=1)
"""On a line that is dead a request is given up after 5 s; all else is noticed at once."""


async def test_telegram_is_away_and_all_is_well_again_by_itself(tmp_path: Path) -> None:
    for toll in await live_through(tmp_path, PLAN, seed=20_261_122):
        toll.check()
