"""What a person does: write, send things, edit, press buttons, block. Bots get updates of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulator import limits
from bot.simulator.detect import detect
from bot.simulator.entities import fit, with_detected
from bot.simulator.errors import ApiError, ControlError
from bot.simulator.files import MIME, PIXEL, Upload, check_photo, file_id, media_object
from bot.simulator.keyboards import callback_data
from bot.simulator.methods.media import location
from bot.simulator.model import Bot, Chat, Json, Person
from bot.simulator.post import in_topic, without_reply
from bot.simulator.privacy import sees
from bot.simulator.utf16 import utf16_length
from bot.simulator.world import World

DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
DEFAULT_NAMES = {
    "photo": "photo.png",
    "document": "document.txt",
    "voice": "voice.ogg",
    "audio": "audio.mp3",
    "video": "video.mp4",
    "sticker": "sticker.webp",
}
INACCESSIBLE_DATE = 0  # a deleted message under a pressed button has this date


@dataclass(frozen=True, slots=True)
class Sending:
    """What a person sends: a text, one medium (with caption), a place or a contact."""

    text: str | None = None
    caption: str | None = None
    media: dict[str, Upload] = field(default_factory=dict)
    location: Json | None = None
    contact: Json | None = None
    reply_to_message_id: int | None = None
    forward_from_name: str | None = None
    via_deep_link: str | None = None
    message_thread_id: int | None = None


def upload(kind: str, name: str | None, data: bytes | None) -> Upload:
    """A file of a person, with a small stand-in where name or bytes were left out."""
    content = data or (PIXEL if kind in ("photo", "sticker") else f"a {kind}".encode())
    return Upload(name or DEFAULT_NAMES[kind], content, MIME.get(kind) if not name else None)


def send(
    world: World, bot_id: int, user_id: int, what: Sending, chat_id: int | None = None
) -> Json:
    """The person sends it to the bot, or into the group `chat_id`; gives the message.

    Raises ControlError when a client could not do that.
    """
    bot, person = world.bot(bot_id), world.person(user_id)
    chat = writable_chat(world, bot, user_id, chat_id)
    content: Json = {}
    if what.forward_from_name:
        content["forward_origin"] = {
            "type": "hidden_user",
            "sender_user_name": what.forward_from_name,
            "date": world.now(),
        }
    if what.message_thread_id is not None:
        if chat.type != "supergroup":
            raise ControlError(
                f"chat {chat.id} is a {chat.type} chat; only supergroups have topics"
            )
        chat.threads.add(what.message_thread_id)
        content |= in_topic(what.message_thread_id)
    if what.reply_to_message_id is not None:
        content["reply_to_message"] = without_reply(_message(chat, what.reply_to_message_id))
    return say(world, bot, chat, person, content | _content(world, bot, what))


def say(world: World, bot: Bot, chat: Chat, person: Person, content: Json) -> Json:
    """Put a message of the person into the chat and tell the bots there."""
    message: Json = {
        "message_id": world.number(bot, chat),
        "from": person.user(),
        "chat": chat.chat(),
        "date": world.now(),
        **content,
    }
    chat.messages[message["message_id"]] = message
    world.publish("message", bot.id, chat.id, message=message, request=None)
    _tell(world, chat, "message", message)
    return message


def edit(
    world: World, bot_id: int, user_id: int, message_id: int, text: str, chat_id: int | None = None
) -> Json:
    """The person edits the text or caption of an own message."""
    bot = world.bot(bot_id)
    world.person(user_id)
    chat = writable_chat(world, bot, user_id, chat_id)
    old = _message(chat, message_id)
    if old["from"]["id"] != user_id:
        raise ControlError(
            f"message {message_id} is not of user {user_id}; only own ones are edited"
        )
    if "text" not in old and "caption" not in old:
        raise ControlError(f"message {message_id} has no text or caption to edit")
    name = "text" if "text" in old else "caption"
    new = {key: value for key, value in old.items() if key not in ("entities", "caption_entities")}
    new |= _text(text, name, limits.TEXT if name == "text" else limits.CAPTION)
    new["edit_date"] = world.now()
    chat.messages[message_id] = new
    world.publish("edit", bot.id, chat.id, message=new, request=None)
    _tell(world, chat, "edited_message", new)
    return new


def press(
    world: World,
    bot_id: int,
    user_id: int,
    message_id: int,
    data: str,
    chat_id: int | None = None,
    *,
    stale: bool = False,
) -> str:
    """The person presses the button with this data; gives the callback_query_id.

    `stale` allows data the message does not (or no longer) hold: an old button in an old client.
    """
    bot, person = world.bot(bot_id), world.person(user_id)
    chat = world.chat(bot_id, chat_id if chat_id is not None else user_id)
    message = chat.messages.get(message_id)
    held = callback_data(message.get("reply_markup")) if message else set()
    if not stale and data not in held:
        raise ControlError(
            f"message {message_id} has no button with data {data!r}, expected one of "
            f"{sorted(held)}; pass stale: true to press an old button"
        )
    if message is None:
        message = {"chat": chat.chat(), "message_id": message_id, "date": INACCESSIBLE_DATE}
    query = world.queries.ask("callback", bot.id, user_id, chat_id=chat.id, message_id=message_id)
    body: Json = {"id": query.id, "from": person.user(), "data": data}
    body["chat_instance"] = str(chat.id * 7_919 % (1 << 62))
    if "via_bot" in message:
        body["inline_message_id"] = inline_message_id(chat.id, message_id)
    else:
        body["message"] = message
    world.update(bot, "callback_query", body, chat.id)
    return query.id


def inline_message_id(chat_id: int, message_id: int) -> str:
    """Under which a bot knows a message that a person sent through it into any chat."""
    return f"inline_{chat_id}_{message_id}"


def block(world: World, bot_id: int, user_id: int, *, blocked: bool) -> None:
    """The person blocks the bot, or lets it write again."""
    bot, person = world.bot(bot_id), world.person(user_id)
    if blocked == (user_id in bot.blocked_by):
        return
    chat = world.private_chat(bot, person)
    states = [
        {"user": bot.user(), "status": "member"},
        {"user": bot.user(), "status": "kicked", "until_date": 0},
    ]
    if blocked:
        bot.blocked_by.add(user_id)
    else:
        bot.blocked_by.discard(user_id)
        states.reverse()
    body = {"chat": chat.chat(), "from": person.user(), "date": world.now()}
    body |= {"old_chat_member": states[0], "new_chat_member": states[1]}
    world.update(bot, "my_chat_member", body, chat.id)


def writable_chat(world: World, bot: Bot, user_id: int, chat_id: int | None) -> Chat:
    """The chat into which the person writes: with the bot itself, or a group they are both in."""
    if chat_id is None or chat_id == user_id:
        if user_id in bot.blocked_by:
            raise ControlError(
                f"user {user_id} has blocked bot {bot.id}; unblock it first (/control/block)"
            )
        return world.private_chat(bot, world.person(user_id))
    chat = world.chat(bot.id, chat_id)
    if user_id not in chat.member_ids:
        raise ControlError(
            f"user {user_id} is not in chat {chat_id}, expected one of {chat.member_ids}"
        )
    if chat.migrated_to is not None:
        raise ControlError(f"chat {chat_id} was upgraded; write into {chat.migrated_to}")
    return chat


def _message(chat: Chat, message_id: int) -> Json:
    if message_id not in chat.messages:
        raise ControlError(
            f"message {message_id} is not in chat {chat.id}; see /control/history for those that are"
        )
    return chat.messages[message_id]


def _tell(world: World, chat: Chat, kind: str, message: Json) -> None:
    """Queue the update for every bot in the chat that may see the message."""
    for bot_id in chat.bot_ids:
        bot = world.bots[bot_id]
        if chat.private or sees(bot, message):
            body = message if chat.private else _as_seen(world, bot, message)
            world.update(bot, kind, body, chat.id)


def _as_seen(world: World, bot: Bot, message: Json) -> Json:
    """A message with the file ids that this bot knows: in a group every bot has its own."""
    found = dict(message)
    for kind in DEFAULT_NAMES:
        if kind not in message:
            continue
        objects = message[kind] if isinstance(message[kind], list) else [message[kind]]
        renamed = []
        for each in objects:
            file = world.files.by_id(each["file_id"])
            renamed.append({**each, "file_id": file_id(file, bot.id)} if file else each)
        found[kind] = renamed if isinstance(message[kind], list) else renamed[0]
    return found


def _content(world: World, bot: Bot, what: Sending) -> Json:
    given = [what.text, what.via_deep_link, what.location, what.contact, *what.media]
    if sum(each is not None for each in given) != 1:
        raise ControlError(
            "expected exactly one of text, via_deep_link, location, contact, "
            f"{', '.join(DEFAULT_NAMES)}; a text beside a medium is its caption"
        )
    if what.via_deep_link is not None:
        # A client drops a payload it does not like and opens the chat without it.
        usable = DEEP_LINK.match(what.via_deep_link)
        return _text(f"/start {what.via_deep_link}" if usable else "/start", "text", limits.TEXT)
    if what.text is not None:
        return _text(what.text, "text", limits.TEXT)
    caption = _text(what.caption, "caption", limits.CAPTION) if what.caption else {}
    try:
        if what.location is not None:
            return {"location": location(what.location)}
        if what.contact is not None:
            return {"contact": what.contact}
        [(kind, sent)] = what.media.items()
        if kind == "photo":
            check_photo(sent.data)
        return {kind: media_object(world.files.add(kind, sent), bot.id), **caption}
    except ApiError as error:
        raise ControlError(f"a client could not send that: {error.description}") from None


def _text(text: str, name: str, limit: int) -> dict[str, Any]:
    """The text and what clients find in it, refused where a client refuses it."""
    text, _ = fit(text, [])
    if not text:
        raise ControlError(f"{name} is empty; a client sends nothing then (try /control/update)")
    if utf16_length(text) > limit:
        raise ControlError(
            f"{name} has {utf16_length(text)} UTF-16 units, expected at most {limit}; "
            "a client cuts longer ones into several messages"
        )
    entities = with_detected(text, [], detect)
    kind = "entities" if name == "text" else "caption_entities"
    return {name: text, kind: entities} if entities else {name: text}
