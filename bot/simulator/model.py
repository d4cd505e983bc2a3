"""Who is there: people, bots and the chats they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.profile import Profile
from bot.simulator.updates import UpdateQueue
from bot.simulator.webhook import Webhook

Json = dict[str, Any]
Clock = Callable[[], float]
"""Seconds since the epoch; a test of expiry passes its own."""


@dataclass(slots=True)
class Person:
    """A user who is not a bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None

    def user(self) -> Json:
        """The Bot API's User."""
        found: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            value = getattr(self, name)
            if value is not None:
                found[name] = value
        return found


@dataclass(slots=True)
class Bot:
    """A bot's account, as it stands with Telegram."""

    id: int
    token: str
    username: str
    first_name: str
    updates: UpdateQueue
    webhook: Webhook
    profile: Profile = field(default_factory=Profile)
    blocked_by: set[int] = field(default_factory=set)
    last_message_id: int = 0

    def user(self) -> Json:
        """The Bot API's User, as others see it."""
        name = self.profile.names.get("", self.first_name)
        return {"id": self.id, "is_bot": True, "first_name": name, "username": self.username}

    def me(self) -> Json:
        """What getMe answers."""
        return {
            **self.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }


@dataclass(slots=True)
class Chat:
    """A private chat of one person with one bot, or a group.

    Messages are values: an edit puts a new one in the place of the old. They are kept as bots
    get them; `keyboards` holds what those do not get back: reply keyboards, by message.
    """

    id: int
    type: str  # private, group, supergroup
    title: str | None = None
    user: Person | None = None  # private chats
    member_ids: list[int] = field(default_factory=list)
    bot_ids: list[int] = field(default_factory=list)
    messages: dict[int, Json] = field(default_factory=dict)
    last_message_id: int = 0  # supergroups count their own; elsewhere the bot's account counts
    keyboards: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reply_keyboard: Json | None = None
    migrated_to: int | None = None
    removed_bots: set[int] = field(default_factory=set)
    threads: set[int] = field(
        default_factory=set
    )  # topics of a supergroup, from what was said in them

    @property
    def private(self) -> bool:
        """Is this one person with one bot?"""
        return self.type == "private"

    def shown(self, message: Json) -> Json:
        """A message with its reply_markup as it was sent, for clients and testers."""
        markup = self.keyboards.get(message["message_id"])
        return {**message, "reply_markup": markup} if markup else message

    def chat(self) -> Json:
        """The Bot API's Chat."""
        if self.user is None:
            return {"id": self.id, "type": self.type, "title": self.title}
        found: Json = {"id": self.id, "type": self.type, "first_name": self.user.first_name}
        if self.user.last_name:
            found["last_name"] = self.user.last_name
        if self.user.username:
            found["username"] = self.user.username
        return found
