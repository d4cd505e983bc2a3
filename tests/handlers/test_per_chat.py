"""Updates of one chat in order, chats side by side, and nothing kept of a chat that is quiet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Update

from handlers import per_chat
from handlers.per_chat import PerChatProcessor
from handlers.priority import is_help
from tests.handlers.support import update_in
from tests.waiting import PATIENCE


class Diary:
    """Work that writes down when it begins and ends, and waits in between to be let go."""

    def __init__(self, processor: PerChatProcessor) -> None:
        self.processor = processor
        self.lines: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []

    def begin(
        self, chat: int, name: str, go: asyncio.Event, text: str = "hello"
    ) -> asyncio.Task[None]:
        """Hand in an update of ``chat`` whose handling ends when ``go`` is set."""

        async def work() -> None:
            self.lines.append(f"{name} begins")
            await go.wait()
            self.lines.append(f"{name} ends")

        task = asyncio.create_task(self.processor.do_process_update(update_in(chat, text), work()))
        self._tasks.append(task)
        return task

    async def finish(self) -> None:
        await asyncio.wait_for(asyncio.gather(*self._tasks), PATIENCE)


@pytest.fixture
async def diary() -> AsyncIterator[Diary]:
    """A diary on a processor for two chats at once, which has to be empty in the end."""
    processor = PerChatProcessor(2, lambda one: isinstance(one, Update) and is_help(one))
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
    await asyncio.wait_for(diary.begin(2, "other", let_go()), PATIENCE)
    assert diary.lines == ["flood 0 begins", "other begins", "other ends"]
    stuck.set()


async def test_a_failure_gives_the_turn_to_the_next() -> None:
    processor = PerChatProcessor(1)

    async def fail() -> None:
        raise LookupError("a fault")

    diary = Diary(processor)
    failing = processor.do_process_update(update_in(1), fail())
    results = await asyncio.wait_for(
        asyncio.gather(failing, diary.begin(1, "next", let_go()), return_exceptions=True), PATIENCE
    )
    assert isinstance(results[0], LookupError)
    assert diary.lines == ["next begins", "next ends"]
    assert processor._turns == {}


async def test_updates_without_a_chat_are_handled_too() -> None:
    processor = PerChatProcessor(1)
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    await asyncio.wait_for(processor.do_process_update(object(), work()), PATIENCE)
    assert done.is_set()
    assert processor._turns == {}


async def test_at_the_end_of_a_stop_what_is_still_in_hand_is_given_up_begun_or_not() -> None:
    processor = PerChatProcessor(1)
    diary = Diary(processor)
    never = asyncio.Event()
    tasks = [diary.begin(1, "a", never), diary.begin(1, "b", never), diary.begin(2, "c", never)]
    await settled()
    await processor.shutdown()
    await asyncio.wait_for(asyncio.wait(tasks), PATIENCE)
    assert [task.cancelled() for task in tasks] == [True, True, True]
    assert diary.lines == ["a begins"]
    assert processor._turns == {}


async def test_help_does_not_wait_for_a_slot(diary: Diary) -> None:
    stuck = asyncio.Event()
    for chat in range(1, 6):
        diary.begin(chat, f"question {chat}", stuck)
    await settled()
    assert diary.processor.waiting == 3
    await asyncio.wait_for(diary.begin(9, "help", let_go(), "/sos"), PATIENCE)
    assert diary.lines == [
        *("question 1 begins", "question 2 begins"),
        *("help begins", "help ends"),
    ]
    stuck.set()


async def test_what_somebody_wrote_before_asking_for_help_is_answered_before_but_soon(
    diary: Diary,
) -> None:
    stuck = asyncio.Event()
    for chat in (1, 2, 3):
        diary.begin(chat, f"question {chat}", stuck)
    diary.begin(9, "question", let_go())
    await settled()
    await asyncio.wait_for(diary.begin(9, "help", let_go(), "/hide"), PATIENCE)
    assert diary.lines[2:] == [
        *("question begins", "question ends"),
        *("help begins", "help ends"),
    ]
    stuck.set()


async def test_so_many_ask_for_help_that_others_wait_for_them(diary: Diary) -> None:
    stuck = asyncio.Event()
    for chat in range(per_chat.RESERVED + 2):
        diary.begin(chat, "help", stuck, "/sos")
    diary.begin(100, "question", let_go())
    diary.begin(101, "late help", let_go(), "/sos")
    await settled()
    assert diary.lines == ["help begins"] * (per_chat.RESERVED + 2)
    assert diary.processor.waiting == 2
    stuck.set()


async def test_what_nobody_can_remember_is_left_but_never_help(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(per_chat, "MOST_OF_ONE", 4)
    monkeypatch.setattr(per_chat, "MOST_WAITING", 6)
    monkeypatch.setattr(per_chat, "MOST_CHATS", 8)
    left = []
    processor = PerChatProcessor(
        1, lambda one: isinstance(one, Update) and is_help(one), lambda: left.append("one")
    )
    diary, stuck = Diary(processor), asyncio.Event()
    for number in range(6):  # a program that floods
        diary.begin(1, f"1.{number}", stuck)
    diary.begin(2, "2.0", stuck)
    diary.begin(3, "3.0", stuck)
    diary.begin(3, "3.1", stuck)  # others may have one each
    diary.begin(4, "4.0", stuck)
    diary.begin(5, "5.0", stuck)
    diary.begin(6, "6.0", stuck)  # until there are far too many
    diary.begin(7, "help", stuck, "/sos")
    await settled()
    assert len(left) == 4
    stuck.set()
    await diary.finish()
    begun = [line.removesuffix(" begins") for line in diary.lines if line.endswith("begins")]
    assert sorted(begun) == ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0", "help"]
    assert processor._turns == {}
    assert processor.waiting == 0
