"""Groups: how they begin and how they become supergroups, with the messages bots get of it."""

from __future__ import annotations

from bot.simulator.errors import ControlError
from bot.simulator.model import Bot, Chat, Json, Person
from bot.simulator.world import World


def begin(world: World, title: str, user_ids: list[int], bot_ids: list[int], type: str) -> Chat:
    """A new group made by the first of its users; every bot learns that it was added."""
    chat = world.add_group(title, user_ids, bot_ids, type=type)
    founder = world.person(user_ids[0])
    for bot_id in bot_ids:
        bot = world.bot(bot_id)
        body: Json = {"chat": chat.chat(), "from": founder.user(), "date": world.now()}
        body["old_chat_member"] = {"user": bot.user(), "status": "left"}
        body["new_chat_member"] = {"user": bot.user(), "status": "member"}
        world.update(bot, "my_chat_member", body, chat.id)
    if bot_ids:
        created = f"{type}_chat_created"
        service(world, chat, founder, {created: True})
    return chat


def upgrade(world: World, chat_id: int) -> Chat:
    """Make a supergroup of a group. The old id answers with migrate_to_chat_id from then on."""
    old = world.groups.get(chat_id)
    if old is None:
        raise ControlError(
            f"group {chat_id} does not exist, expected one of {list(world.groups)}", 404
        )
    if old.type != "group" or old.migrated_to is not None:
        raise ControlError(f"chat {chat_id} is a supergroup already, expected a group")
    new = world.add_group(old.title or "", old.member_ids, old.bot_ids, type="supergroup")
    founder = world.person(old.member_ids[0])
    old.migrated_to = new.id
    service(world, old, founder, {"migrate_to_chat_id": new.id})
    service(world, new, founder, {"migrate_from_chat_id": old.id})
    return new


def service(world: World, chat: Chat, sender: Person, content: Json) -> Json:
    """A service message in a group: every bot in it gets it."""
    bots: list[Bot] = [world.bots[number] for number in chat.bot_ids]
    message: Json = {
        "message_id": world.number(bots[0], chat) if bots else 1,
        "from": sender.user(),
        "chat": chat.chat(),
        "date": world.now(),
        **content,
    }
    chat.messages[message["message_id"]] = message
    for bot in bots:
        world.update(bot, "message", message, chat.id)
    if bots:
        world.publish("message", bots[0].id, chat.id, message=message, request=None)
    return message
