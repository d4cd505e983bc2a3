"""Inline mode: a person types "@bot words" and picks one of the results."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import ControlError
from bot.simulator.files import media_object
from bot.simulator.keyboards import inline_keyboard
from bot.simulator.model import Bot, Json
from bot.simulator.people import inline_message_id, say, writable_chat
from bot.simulator.text import caption_text, message_text
from bot.simulator.world import World

KINDS = ("photo", "document", "video", "audio", "voice", "sticker")
CONTACT = ("phone_number", "first_name", "last_name", "vcard")


def ask(world: World, bot_id: int, user_id: int, text: str, offset: str = "") -> str:
    """The person types "@bot text" somewhere; gives the inline_query_id."""
    bot, person = world.bot(bot_id), world.person(user_id)
    query = world.queries.ask("inline", bot.id, user_id, text=text)
    body = {"id": query.id, "from": person.user(), "query": text, "offset": offset}
    world.update(bot, "inline_query", body, user_id)
    return query.id


def choose(
    world: World, bot_id: int, user_id: int, inline_query_id: str, result_id: str, chat_id: int
) -> Json:
    """Send the chosen result into a chat and tell the bot; gives the message.

    Raises ControlError for a query that was not answered or a result it does not have.
    """
    bot, person = world.bot(bot_id), world.person(user_id)
    query = world.queries.get(inline_query_id)
    if query is None or query.kind != "inline" or not query.answered:
        raise ControlError(f"inline query {inline_query_id} is unknown or not answered yet")
    result = query.results.get(result_id)
    if result is None:
        raise ControlError(f"no result {result_id!r}, expected one of {sorted(query.results)}")
    chat = writable_chat(world, bot, user_id, chat_id)
    content = {"via_bot": bot.user(), **_content(world, bot, result)}
    if keyboard := inline_keyboard(result.get("reply_markup")):
        content["reply_markup"] = keyboard
    message = say(world, bot, chat, person, content)
    body = {"result_id": result_id, "from": person.user(), "query": query.text}
    if keyboard:
        # Only a message with a keyboard can be edited by the bot, under this id.
        number = inline_message_id(chat.id, message["message_id"])
        world.inline_messages[number] = chat, message["message_id"]
        body["inline_message_id"] = number
    world.update(bot, "chosen_inline_result", body, user_id)
    return message


def _content(world: World, bot: Bot, result: dict[str, Any]) -> Json:
    """What the message of a result says."""
    given = result.get("input_message_content") or result
    if "message_text" in given:
        return message_text(
            given["message_text"], given.get("parse_mode"), given.get("entities"), world.user
        )
    if "phone_number" in given:
        return {"contact": {name: given[name] for name in CONTACT if given.get(name)}}
    if "latitude" in given:
        place = {"latitude": given["latitude"], "longitude": given["longitude"]}
        if "address" not in given:
            return {"location": place}
        venue = {"location": place, "title": given["title"], "address": given["address"]}
        return {"venue": venue, "location": place}
    for kind in KINDS:
        file = world.files.by_id(result.get(f"{kind}_file_id", ""), bot.id)
        if file is not None:
            caption = caption_text(
                result.get("caption"),
                result.get("parse_mode"),
                result.get("caption_entities"),
                world.user,
            )
            return {kind: media_object(file, bot.id), **caption}
    raise ControlError(
        f"a result of type {result['type']!r} without a stored file cannot be chosen here: "
        "nothing is fetched from the network; use a file_id or a message content"
    )
