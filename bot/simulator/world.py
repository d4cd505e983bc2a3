"""The whole state of the local Telegram: accounts, chats, files, the journal of what happened."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from typing import Any

from bot.simulator.errors import ControlError
from bot.simulator.faults import Faults
from bot.simulator.files import FileStore
from bot.simulator.flood import FloodLimits
from bot.simulator.log import Entry, Log
from bot.simulator.model import Bot, Chat, Clock, Json, Person
from bot.simulator.queries import Queries
from bot.simulator.updates import Update, UpdateQueue
from bot.simulator.webhook import Webhook

FIRST_PERSON = 1001
FIRST_GROUP = 4_000_001  # groups are negative, supergroups -100…
SUPERGROUP = 1_000_000_000_000


class World:
    """One local Telegram. All calls belong into one event loop; none of them blocks.

    `clock` gives the seconds since the epoch (tests of expiry pass their own);
    `webhook_pause` is the first wait in seconds before a failed webhook is tried again;
    `flood_limits` makes it answer 429 where Telegram would.
    """

    def __init__(
        self,
        *,
        clock: Clock = time.time,
        webhook_pause: float = 1.0,
        allow_remote: bool = False,
        flood_limits: bool = False,
    ) -> None:
        self.clock = clock
        self._webhook_pause = webhook_pause
        self._allow_remote = allow_remote
        self.bots: dict[int, Bot] = {}
        self.by_token: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Chat] = {}
        self._private: dict[tuple[int, int], Chat] = {}
        self.files = FileStore()
        self.faults = Faults()
        self.flood = FloodLimits(clock) if flood_limits else None
        self.queries = Queries(clock)
        self.inline_messages: dict[str, tuple[Chat, int]] = {}
        self.events = Log()
        self.requests = Log()
        self._people_ids = count(FIRST_PERSON)
        self._group_ids = count(FIRST_GROUP)

    # accounts

    def add_bot(self, token: str, username: str, first_name: str) -> Bot:
        """Register a bot; its id is the number before the colon of its token."""
        head = token.split(":", 1)[0]
        if not head.isdecimal() or ":" not in token or int(head) == 0:
            raise ControlError(f"token {head!r}… has not the form <number>:<text>, e.g. 1:LOCAL")
        number = int(head)
        if number in self.bots or number in self.people:
            raise ControlError(f"id {number} is taken; use a token with another number")

        def consumed(update: Update) -> None:
            self.publish("consumed", number, update.chat_id, update_id=update.id)

        webhook = Webhook(self.clock, pause=self._webhook_pause, allow_remote=self._allow_remote)
        updates = UpdateQueue(self.clock, consumed)
        bot = Bot(number, token, username, first_name, updates, webhook)
        self.bots[number] = self.by_token[token] = bot
        return bot

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> Person:
        """A new user."""
        number = next(n for n in self._people_ids if n not in self.bots)
        person = Person(number, first_name, last_name, username, language_code)
        self.people[number] = person
        return person

    def add_group(
        self, title: str, user_ids: list[int], bot_ids: list[int], *, type: str = "group"
    ) -> Chat:
        """A new group of these people and bots."""
        if type not in ("group", "supergroup"):
            raise ControlError(f'type is {type!r}, expected "group" or "supergroup"')
        if not user_ids:
            raise ControlError(
                "user_ids is empty, expected at least the person who makes the group"
            )
        for number in user_ids:
            self.person(number)
        for number in bot_ids:
            self.bot(number)
        number = -next(self._group_ids)
        if type == "supergroup":
            number -= SUPERGROUP
        group = Chat(number, type, title, member_ids=list(user_ids), bot_ids=list(bot_ids))
        self.groups[number] = group
        return group

    def bot(self, bot_id: int) -> Bot:
        """The bot with that id; ControlError 404 when there is none."""
        if bot_id not in self.bots:
            raise ControlError(
                f"bot {bot_id} does not exist, expected one of {sorted(self.bots)}; add it first",
                404,
            )
        return self.bots[bot_id]

    def person(self, user_id: int) -> Person:
        """The user with that id; ControlError 404 when there is none."""
        if user_id not in self.people:
            raise ControlError(
                f"user {user_id} does not exist, expected one of {sorted(self.people)}; add it first",
                404,
            )
        return self.people[user_id]

    def user(self, user_id: int) -> Json | None:
        """The Bot API's User of a person or a bot, None when unknown."""
        found = self.people.get(user_id) or self.bots.get(user_id)
        return found.user() if found else None

    # chats

    def private_chat(self, bot: Bot, person: Person) -> Chat:
        """The chat of this person with this bot, begun by this call if it was not."""
        key = bot.id, person.id
        chat = self._private.get(key)
        if chat is None:
            chat = Chat(person.id, "private", user=person, member_ids=[person.id], bot_ids=[bot.id])
            self._private[key] = chat
        return chat

    def find_chat(self, bot_id: int, chat_id: int) -> Chat | None:
        """The private chat of this bot with that user, or the group with that id."""
        return self._private.get((bot_id, chat_id)) or self.groups.get(chat_id)

    def chat(self, bot_id: int, chat_id: int) -> Chat:
        """As `find_chat`, ControlError 404 when there is none."""
        self.bot(bot_id)
        chat = self.find_chat(bot_id, chat_id)
        if chat is None:
            raise ControlError(
                f"chat {chat_id} with bot {bot_id} does not exist; "
                "send a message from that user first, or make the group",
                404,
            )
        return chat

    def number(self, bot: Bot, chat: Chat) -> int:
        """The next message id: supergroups count their own, else the bot's account counts.

        In a small group the highest account among its bots counts, so that all see one number.
        """
        if chat.type == "supergroup":
            chat.last_message_id += 1
            return chat.last_message_id
        counted = [self.bots[i] for i in chat.bot_ids if i in self.bots] or [bot]
        number = max(each.last_message_id for each in counted) + 1
        for each in counted:
            each.last_message_id = number
        return number

    # the journal

    def publish(self, type: str, bot_id: int, chat_id: int | None, **fields: Any) -> Entry:
        """Write an event into the journal and wake whoever waits for it."""
        return self.events.append({"type": type, "bot_id": bot_id, "chat_id": chat_id, **fields})

    def concerns(self, event: Entry, bot_id: int | None, chat_id: int | None) -> bool:
        """Is this event of that bot (or of a group it is in) and of that chat?"""
        if chat_id is not None and event["chat_id"] != chat_id:
            return False
        if bot_id is None or event["bot_id"] == bot_id:
            return True
        group = self.groups.get(event["chat_id"] or 0)
        return group is not None and bot_id in group.bot_ids

    async def wait_for(
        self,
        predicate: Callable[[Entry], bool],
        *,
        after: int = 0,
        timeout: float = 30.0,  # noqa: ASYNC109 (the contract's name)
    ) -> Entry:
        """The first event above `after` for which `predicate` holds, waiting for it if need be.

        Raises TimeoutError, with the events that did come, after `timeout` seconds.
        """
        try:
            return await self.events.wait_for(predicate, after=after, seconds=timeout)
        except TimeoutError:
            came = [event["type"] for event in self.events.after(after)]
            raise TimeoutError(
                f"no such event within {timeout} s after {after}; these came: {came}"
            ) from None

    def update(self, bot: Bot, kind: str, body: Json, chat_id: int | None) -> int:
        """Queue an update of this kind for the bot and give its id."""
        return bot.updates.put({kind: body}, chat_id)

    def now(self) -> int:
        """The time in whole seconds, as messages carry it."""
        return int(self.clock())

    def close(self) -> None:
        """Stop delivering and let waiting pollers go."""
        for bot in self.bots.values():
            bot.webhook.stop()
            bot.updates.release()
        self.events.release()
        self.requests.release()
