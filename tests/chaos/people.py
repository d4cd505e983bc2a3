"""The people of a storm, each a seeded loop of what real ones do."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.simulator import people
from bot.simulator.errors import ControlError
from bot.simulator.model import Bot, Chat
from bot.simulator.people import Sending
from bot.simulator.world import World

PATIENCE = 90
"""Seconds until somebody gives up waiting for an answer and asks the next thing. Long: at the end it is
counted what came, and who asks on before the answer is there only makes that harder to see."""

NOTHING = (
    "",
    "\u200b",
    "????",
    "🙏🙏🙏",
    "\u202eabc",
    "<b>x</b> & *y*",
    "a" * 4_000,
    "ກ" * 900,
    "\x00 \x07",
)
READING_SECONDS = 2.0
"""Nobody who asks may come near the 30 messages a minute, over which there is no answer."""

FLOOD = 45
"""Messages at once: more than anybody writes in a minute."""


Kind = Callable[["Person", Sequence[str]], Coroutine[Any, Any, None]]
"""What somebody does until cancelled; it takes the questions there are."""


@dataclass
class Person:
    """Somebody, and what she or he did and is owed."""

    world: World
    bot: Bot
    chat: Chat
    rng: random.Random
    kind: Kind
    asked: int = 0
    """Questions that are owed one answer each."""

    before: int = 0
    """Messages of the bot that stood here before the first question."""

    wants_alerts: bool = False
    reminders: set[date] = field(default_factory=set)
    sos: int = 0
    sos_card: str = ""

    def send(self, text: str) -> None:
        """Write a text."""
        people.send(self.world, self.bot.id, self.chat.id, Sending(text=text))

    def tap(self, message: dict[str, Any], data: str) -> None:
        """Tap a button of a message."""
        people.press(self.world, self.bot.id, self.chat.id, message["message_id"], data, stale=True)

    def from_bot(self) -> list[dict[str, Any]]:
        """Return the bot's messages in this chat."""
        return [one for one in self.chat.messages.values() if one["from"]["is_bot"]]

    async def reply(self, after: int, *kinds: str) -> dict[str, Any]:
        """Return the bot's next message or edit after an event; raises TimeoutError."""

        def is_it(event: dict[str, Any]) -> bool:
            return (
                event["chat_id"] == self.chat.id
                and event["type"] in (kinds or ("message", "edit"))
                and event["message"]["from"]["is_bot"]
            )

        event = await self.world.wait_for(is_it, after=after, timeout=PATIENCE)
        message = event["message"]
        assert isinstance(message, dict)
        return message

    async def say(self, text: str, *kinds: str) -> dict[str, Any]:
        """Write a text and return what comes next."""
        after = self.world.events.last
        self.send(text)
        return await self.reply(after, *kinds)

    async def pause(self, mean: float) -> None:
        """Think, ``mean`` seconds on average."""
        await asyncio.sleep(self.rng.expovariate(1 / mean))


async def come(person: Person) -> None:
    """Say hello and choose a language, before the storm."""
    welcome = await person.say("/start")
    after = person.world.events.last
    person.tap(welcome, person.rng.choice(_data(welcome, "l:")))
    await person.reply(after, "message")
    person.sos_card = str((await person.say("/sos"))["text"])
    person.before = len(person.from_bot())


async def ask(person: Person, questions: Sequence[str]) -> None:
    """Ask one thing after another, waiting for each answer."""
    while True:
        person.asked += 1
        with contextlib.suppress(TimeoutError):
            await person.say(person.rng.choice(questions), "message")
        await asyncio.sleep(READING_SECONDS)
        await person.pause(0.5)


async def wander(person: Person, questions: Sequence[str]) -> None:
    """Ask, then tap through what is shown."""
    while True:
        with contextlib.suppress(TimeoutError):
            shown = await person.say(person.rng.choice(["/menu", *questions[:20]]))
            for _ in range(person.rng.randint(1, 6)):
                places = _data(shown, "a:", "t:", "c:", "r:")
                if not places:
                    break
                after = person.world.events.last
                person.tap(shown, person.rng.choice(places))
                shown = await person.reply(after)
        await person.pause(0.7)


async def ask_for_things(person: Person, _questions: Sequence[str]) -> None:
    """Ask for alerts, then set one reminder after another."""
    with contextlib.suppress(TimeoutError):
        boxes = await person.say("/alerts")
        after = person.world.events.last
        person.tap(boxes, "e:on:scams")
        person.wants_alerts = "e:off:scams" in _data(await person.reply(after), "e:")
    for year in range(2027, 2035):
        due = date(year, person.rng.randint(1, 12), person.rng.randint(1, 28))
        with contextlib.suppress(TimeoutError):
            asked = await person.say(f"/remind visa {due:%d/%m/%Y}")
            keep = _data(asked, "dk:")
            if keep:
                after = person.world.events.last
                person.tap(asked, keep[0])
                shown = await person.reply(after)
                if shown.get("text", "").startswith("✅"):
                    person.reminders.add(due)
        await person.pause(2.0)


async def send_rubbish(person: Person, _questions: Sequence[str]) -> None:
    """Send what no program expects."""
    while True:
        rng, bot = person.rng, person.bot
        with contextlib.suppress(ControlError):
            match rng.randrange(5):
                case 0:
                    person.send(rng.choice(NOTHING))
                case 1:
                    signs = "".join(chr(rng.randrange(32, 0x11000)) for _ in range(60))
                    # Halves of signs cannot be sent by any client.
                    person.send(signs.encode("utf-8", "ignore").decode())
                case 2:
                    place = {"latitude": rng.uniform(-90, 90), "longitude": rng.uniform(-180, 180)}
                    people.send(person.world, bot.id, person.chat.id, Sending(location=place))
                case 3:
                    stale = "".join(
                        chr(rng.randrange(33, 127)) for _ in range(rng.randrange(1, 65))
                    )
                    person.tap({"message_id": rng.randrange(1, 999)}, stale)
                case 4:
                    body: dict[str, Any] = {"message": rng.choice([None, 3, [], {"chat": "x"}, {}])}
                    bot.updates.put(body, person.chat.id, always=True)
        await person.pause(0.5)


async def flood(person: Person, questions: Sequence[str]) -> None:
    """Write far too much at once, and in the middle of it ask for the emergency numbers."""
    while True:
        for number in range(FLOOD):
            person.send("/sos" if number == FLOOD // 2 else person.rng.choice(questions))
        person.sos += 1
        await person.pause(20.0)


CROWD: tuple[tuple[Kind, int], ...] = (
    (ask, 20), (wander, 6), (ask_for_things, 8), (send_rubbish, 2), (flood, 1),
)  # fmt: skip
"""Who is there, and how many of each in a crowd of one."""


def _data(message: dict[str, Any], *starts: str) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    data = [button.get("callback_data", "") for row in rows for button in row]
    return [one for one in data if one.startswith(starts)]
