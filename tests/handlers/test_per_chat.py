"""Updates of one chat in order, chats side by side, and nothing kept of a chat that is quiet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from handlers.per_chat import PerChatProcessor
from tests.handlers.support import update_in

SECONDS = 5
"""What takes longer hangs."""


class Diary:
    """Work that writes down when it begins and ends, and waits in between to be let go."""

    def __init__(self, processor: PerChatProcessor) -> None:
        self.processor = processor
        self.lines: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self, chat: int, name: str, go: asyncio.Event) -> asyncio.Task[None]:
        """Hand in an update of ``chat`` whose handling ends when ``go`` is set."""

        async def work() -> None:
            self.lines.append(f"{name} begins")
            await go.wait()
            self.lines.append(f"{name} ends")

        task = asyncio.create_task(self.processor.do_process_update(update_in(chat), work()))
        self._tasks.append(task)
        return task

    async def finish(self) -> None:
        await asyncio.wait_for(asyncio.gather(*self._tasks), SECONDS)


@pytest.fixture
async def diary() -> AsyncIterator[Diary]:
    """A diary on a processor for two chats at once, which has to be empty in the end."""
    processor = PerChatProcessor(2)
    made = Diary(processor)
    yield made
    await made.finish()
    assert processor._turns == {}


def let_go() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


async def settled() -> None:
    """Let everything go on that can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_messages_of_one_chat_are_answered_one_after_the_other_in_order(
    diary: Diary,
) -> None:
    first = asyncio.Event()
    diary.begin(1, "a", first)
    diary.begin(1, "b", let_go())
    diary.begin(1, "c", let_go())
    await settled()
    assert diary.lines == ["a begins"]
    first.set()
    await diary.finish()
    expected = [f"{name} {what}" for name in "abc" for what in ("begins", "ends")]
    assert diary.lines == expected


async def test_chats_are_served_side_by_side_up_to_the_limit(diary: Diary) -> None:
    go = asyncio.Event()
    for chat, name in enumerate("abc", start=1):
        diary.begin(chat, name, go)
    await settled()
    assert diary.lines == ["a begins", "b begins"]
    go.set()
    await diary.finish()
    assert diary.lines[-2:] == ["c begins", "c ends"]


async def test_a_flood_of_one_chat_blocks_nobody_else(diary: Diary) -> None:
    stuck = asyncio.Event()
    for number in range(500):
        diary.begin(1, f"flood {number}", stuck)
    await asyncio.wait_for(diary.begin(2, "other", let_go()), SECONDS)
    assert diary.lines == ["flood 0 begins", "other begins", "other ends"]
    stuck.set()


async def test_a_failure_gives_the_turn_to_the_next() -> None:
    processor = PerChatProcessor(1)

    async def fail() -> None:
        raise LookupError("a fault")

    diary = Diary(processor)
    failing = processor.do_process_update(update_in(1), fail())
    results = await asyncio.wait_for(
        asyncio.gather(failing, diary.begin(1, "next", let_go()), return_exceptions=True), SECONDS
    )
    assert isinstance(results[0], LookupError)
    assert diary.lines == ["next begins", "next ends"]
    assert processor._turns == {}


async def test_updates_without_a_chat_are_handled_too() -> None:
    processor = PerChatProcessor(1)
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    await asyncio.wait_for(processor.do_process_update(object(), work()), SECONDS)
    assert done.is_set()
    assert processor._turns == {}


async def test_at_the_end_of_a_stop_what_is_still_in_hand_is_given_up_begun_or_not() -> None:
    processor = PerChatProcessor(1)
    diary = Diary(processor)
    never = asyncio.Event()
    tasks = [diary.begin(1, "a", never), diary.begin(1, "b", never), diary.begin(2, "c", never)]
    await settled()
    await processor.shutdown()
    await asyncio.wait_for(asyncio.wait(tasks), SECONDS)
    assert [task.cancelled() for task in tasks] == [True, True, True]
    assert diary.lines == ["a begins"]
    assert processor._turns == {}
