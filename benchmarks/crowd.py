"""People who write to a bot on a local Telegram: as fast as it answers, or so many times a second.

They live in the process of the local Telegram and use it without HTTP, so that what is measured is
little but the bot and the Telegram it talks to.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.simulator import people
from bot.simulator.log import Entry
from bot.simulator.model import Bot, Json
from bot.simulator.world import World

ANSWER_SECONDS = 15.0
"""From then on a message counts as unanswered."""

STRIDE = 7_919
"""Examples stand article by article; a prime step mixes articles, languages and scripts."""

ROUND = ("/menu", None, "?", "?", "?", None, "?", "?", "?", "?")
"""What somebody does in turn: opens the menu, taps a button (None), asks a question ("?")."""

_TAPPED = ("t:", "a:", "q:", "c:", "menu")
"""Callback data of the buttons that are tapped: topics, articles, their contacts, the menu. None of
them leads to what is already shown, which would change nothing."""


@dataclass
class Member:
    """One of the crowd: how many things she or he did, and what the bot showed last."""

    id: int
    turn: int
    shown: Json | None = None


@dataclass
class Took:
    """What came of a while: ``seconds`` of it, answers given in that time, and how long each took."""

    seconds: float
    answers: int = 0
    done: int = 0
    """Answers, those given after the time was up included."""
    unanswered: int = 0
    notices: int = 0
    """What came instead of an answer, and was counted as one."""
    latencies: list[float] = field(default_factory=list)
    processor: float = 0.0
    """Seconds of the processor that the local Telegram and the crowd took meanwhile."""


class Crowd:
    """People in private chats with one bot, who ask ``questions`` and tap what they are shown.

    ``notices`` are the words with which it tells that it does not answer.
    """

    def __init__(
        self,
        world: World,
        bot: Bot,
        questions: Sequence[str],
        size: int,
        notices: Sequence[str] = (),
    ) -> None:
        self._world = world
        self._bot = bot
        self._questions = questions
        self._notices = notices
        self._asked = 0
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self._idle: deque[Member] = deque()
        self._idle.extend(self._member(number) for number in range(size))

    def _member(self, number: int) -> Member:
        person = self._world.add_person(f"Noy {number}", language_code="lo")
        return Member(person.id, number)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """See the answers, as long as this lasts."""
        reading = asyncio.create_task(self._read())
        try:
            yield
        finally:
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await reading

    async def _read(self) -> None:
        seen = self._world.events.last
        while True:
            with contextlib.suppress(TimeoutError):
                await self._world.events.wait_for(lambda _: True, after=seen, seconds=60)
            for event in self._world.events.after(seen):
                seen = event["seq"]
                self._see(event)

    def _see(self, event: Entry) -> None:
        if event["bot_id"] != self._bot.id or event["type"] not in {"message", "edit"}:
            return
        message: Json = event["message"]
        if message["from"]["id"] != self._bot.id:
            return
        waiting = self._waiting.pop(event["chat_id"], None)
        if waiting and not waiting.done():
            waiting.set_result(message)

    def ask_first(self) -> asyncio.Future[Json]:
        """Let one person write while the bot is not there yet; return what will be the answer."""
        member = self._idle[0]
        answer = self._expect(member)
        self._say(member, self._question())
        return answer

    async def all_once(self, at_once: int) -> None:
        """Let everybody do one thing: who writes to a bot for the first time costs it more."""
        left = len(self._idle)

        async def some() -> None:
            nonlocal left
            while left > 0:
                left -= 1
                await self._turn(None)

        await asyncio.gather(*(some() for _ in range(at_once)))

    async def saturate(self, at_once: int, seconds: float) -> Took:
        """Let ``at_once`` people at a time do things, each as soon as another one was answered."""
        start, worked = time.perf_counter(), time.process_time()
        took, end = Took(seconds), start + seconds

        async def one_after_another() -> None:
            while time.perf_counter() < end:
                await self._turn(took, before=end)

        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(one_after_another())
            await asyncio.sleep(seconds)
            took.processor = time.process_time() - worked
        return took

    async def write(self, per_second: float, seconds: float) -> Took:
        """Let people do so many things a second, whether the bot keeps up or not.

        Times count from when each was due, so that a stall is not hidden by what comes late.
        """
        took, worked = Took(seconds), time.process_time()
        start = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(int(per_second * seconds)):
                due = start + number / per_second
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(self._turn(took, due=due))
        took.processor = time.process_time() - worked
        return took

    async def _turn(
        self, took: Took | None, *, due: float | None = None, before: float = float("inf")
    ) -> None:
        """Let whoever was idle longest do her or his next thing, and wait for the answer."""
        member = self._idle.popleft() if self._idle else self._member(self._asked)
        answer = self._expect(member)
        start = time.perf_counter() if due is None else due
        self._do(member)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                member.shown = await answer
        except TimeoutError:
            member.shown = None
            if took:
                took.unanswered += 1
        else:
            now = time.perf_counter()
            if took:
                took.done += 1
                took.answers += now <= before
                took.latencies.append(now - start)
                took.notices += self._is_notice(member.shown)
        self._idle.append(member)

    def _is_notice(self, message: Json) -> bool:
        text = message.get("text", "")
        return any(notice in text for notice in self._notices)

    def _expect(self, member: Member) -> asyncio.Future[Json]:
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[member.id] = answer
        return answer

    def _do(self, member: Member) -> None:
        what = ROUND[member.turn % len(ROUND)]
        data = _buttons(member.shown)
        member.turn += 1
        if what is None and member.shown and data:
            chosen = data[member.turn % len(data)]
            number = member.shown["message_id"]
            people.press(self._world, self._bot.id, member.id, number, chosen)
        else:
            self._say(member, self._question() if what == "?" else "/menu")

    def _say(self, member: Member, text: str) -> None:
        people.send(self._world, self._bot.id, member.id, people.Sending(text=text))

    def _question(self) -> str:
        self._asked += 1
        return self._questions[self._asked * STRIDE % len(self._questions)]


def _buttons(message: Json | None) -> list[str]:
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", ())
    data = (button.get("callback_data", "") for row in rows for button in row)
    return [one for one in data if one.startswith(_TAPPED)]
