"""One call of a method: who calls, with what; and the register of the methods there are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.simulator.errors import ApiError, bad_request, forbidden, not_simulated
from bot.simulator.files import Upload
from bot.simulator.model import Bot, Chat, Json
from bot.simulator.world import World

NO_CHAT = "chat not found"
# Parameters of features that are not here: said, not swallowed.
FOREIGN = {
    "business_connection_id": "business connection not found",
    "direct_messages_topic_id": "message thread not found",
}
MISSING = (
    "ephemeral_message_parameters",
    "suggested_post_parameters",
    "rich_message",
    "ephemeral_message_id",
)


@dataclass(slots=True)
class Call:
    """A checked request of a bot. `seq` is its number in the list of requests."""

    world: World
    bot: Bot
    arguments: dict[str, Any]
    uploads: dict[str, Upload]
    seq: int

    def get(self, name: str) -> Any:
        """A parameter's value, None when it was not given."""
        return self.arguments.get(name)

    def chat(self, name: str = "chat_id", *, write: bool = False) -> Chat:
        """The chat a parameter names, which the bot may read, or write to.

        Raises ApiError 400 (not found, upgraded, no such topic) or 403 (blocked, no member, not begun).
        """
        found = resolve(self.world, self.bot, self.get(name), write=write)
        thread = self.get("message_thread_id") if write else None
        if thread is not None and thread not in found.threads:
            raise bad_request("message thread not found")
        return found

    def message(self, chat: Chat, what: str, name: str = "message_id") -> Json:
        """The message a parameter names; ApiError 400 "<what> not found" when it is not there."""
        found = chat.messages.get(self.get(name) or 0)
        if found is None:
            raise bad_request(f"{what} not found")
        return found


Method = Callable[[Call], Awaitable[Any] | Any]
F = TypeVar("F", bound=Method)
METHODS: dict[str, Method] = {}


def method(*names: str) -> Callable[[F], F]:
    """Register a function as the method of these names. It gives the `result` or raises ApiError."""

    def register(function: F) -> F:
        for name in names:
            METHODS[name] = function
        return function

    return register


def refuse_foreign(arguments: dict[str, Any]) -> None:
    """Refuse parameters that belong to features without a counterpart here."""
    for name, refusal in FOREIGN.items():
        if name in arguments:
            raise bad_request(refusal)
    for name in MISSING:
        if name in arguments:
            raise not_simulated(f"parameter {name}")


def resolve(world: World, bot: Bot, given: int | str | None, *, write: bool) -> Chat:
    """The chat behind a chat_id, as `Call.chat` does."""
    if isinstance(given, str):
        if not given.lstrip("-").isdecimal():
            raise bad_request(NO_CHAT)
        given = int(given)
    if given is None:
        raise bad_request("chat_id is empty")
    chat = world.find_chat(bot.id, given)
    if chat is None:
        raise _no_chat(world, bot, given)
    if chat.private:
        if write and chat.id in bot.blocked_by:
            raise forbidden("bot was blocked by the user")
        return chat
    if chat.migrated_to is not None and write:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if bot.id not in chat.bot_ids:
        if bot.id not in chat.removed_bots:
            raise bad_request(NO_CHAT)
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def _no_chat(world: World, bot: Bot, chat_id: int) -> ApiError:
    """Why a bot cannot reach an id with which it has no chat."""
    if chat_id in world.bots:
        return forbidden("bots can't send messages to bots")
    shared = (group for group in world.groups.values() if bot.id in group.bot_ids)
    if any(chat_id in group.member_ids for group in shared):
        return forbidden("bot can't initiate conversation with a user")
    return bad_request(NO_CHAT)
