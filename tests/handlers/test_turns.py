"""So many in so many seconds, and help before all others."""

from __future__ import annotations

import asyncio

from handlers.turns import Window
from tests.waiting import PATIENCE


async def test_so_many_go_at_once_and_the_next_when_the_first_is_long_enough_ago() -> None:
    window, now = Window(3, 0.2), asyncio.get_running_loop().time
    began, went = now(), []
    for _ in range(7):
        await asyncio.wait_for(window.turn(), PATIENCE)
        went.append(now() - began)
    # From the beginning: a busy machine may notice one late and the next on time.
    assert all(at >= number // 3 * 0.2 - 0.001 for number, at in enumerate(went)), went


async def test_who_goes_first_overtakes_those_in_line_and_who_gives_up_holds_up_nobody() -> None:
    window, order = Window(1, 0.05), list[str]()

    async def go(name: str, *, first: bool = False, last: bool = False) -> None:
        await window.turn(first=first, last=last)
        order.append(name)

    await window.turn()
    tasks = [
        asyncio.create_task(go(name, last=name == "alert")) for name in ("a", "alert", "b", "c")
    ]
    await asyncio.sleep(0)
    tasks.append(asyncio.create_task(go("help", first=True)))
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), PATIENCE)
    assert order == ["help", "b", "c", "alert"]
    assert not window.is_idle()
    await asyncio.sleep(0.1)
    assert window.is_idle()
