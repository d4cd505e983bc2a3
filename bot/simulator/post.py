"""How a bot's message comes into a chat: reply, keyboard, number, journal."""

from __future__ import annotations

from typing import Any

from bot.simulator.call import Call
from bot.simulator.errors import bad_request
from bot.simulator.keyboards import check_markup, inline_keyboard
from bot.simulator.model import Chat, Json
from bot.simulator.utf16 import utf16_length


def post(call: Call, chat: Chat, content: Json, *, markup: Json | None = None) -> Json:
    """Put a message of the bot with this content into the chat and give it.

    Takes reply_parameters and protect_content from the call. Raises ApiError for a refused
    keyboard or reply, and 429 under flood limits.
    """
    world, bot = call.world, call.bot
    check_markup(markup, private=chat.private)
    reply = _reply(call, chat)
    if world.flood is not None:
        world.flood.check(bot.id, chat.id, group=not chat.private)
    message: Json = {
        "message_id": world.number(bot, chat),
        "from": bot.user(),
        "chat": chat.chat(),
        "date": world.now(),
        **in_topic(call.get("message_thread_id")),
        **reply,
        **content,
    }
    if keyboard := inline_keyboard(markup):
        message["reply_markup"] = keyboard
    if call.get("protect_content"):
        message["has_protected_content"] = True
    chat.messages[message["message_id"]] = message
    if markup and "inline_keyboard" not in markup:
        chat.keyboards[message["message_id"]] = markup
    world.publish("message", bot.id, chat.id, message=chat.shown(message), request=call.seq)
    if markup:
        _show_reply_keyboard(call, chat, markup)
    return message


def _show_reply_keyboard(call: Call, chat: Chat, markup: Json) -> None:
    if markup.get("keyboard"):
        chat.reply_keyboard = markup
    elif markup.get("remove_keyboard"):
        chat.reply_keyboard = None
    else:
        return
    call.world.publish("reply_keyboard", call.bot.id, chat.id, markup=chat.reply_keyboard)


def _reply(call: Call, chat: Chat) -> Json:
    """`reply_to_message` (and `quote`) of the new message."""
    parameters: dict[str, Any] = call.get("reply_parameters") or {}
    number: int = parameters.get("message_id", 0)
    if number <= 0:  # no message has such an id: Telegram sends without a reply
        return {}
    where = parameters.get("chat_id", chat.id)
    found = chat.messages.get(number) if str(where) == str(chat.id) else None
    if found is None:
        if parameters.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    reply: Json = {"reply_to_message": without_reply(found)}
    if quote := parameters.get("quote"):
        text: str = found.get("text") or found.get("caption") or ""
        at = text.find(quote)
        if at < 0:
            raise bad_request("QUOTE_TEXT_INVALID")
        place = utf16_length(text[:at])
        reply["quote"] = {"text": quote, "position": place, "is_manual": True}
    return reply


def in_topic(thread: int | None) -> Json:
    """What a message in a topic says of it; nothing outside of one."""
    return {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}


def without_reply(message: Json) -> Json:
    """A message as it stands inside another one: never with a reply of its own."""
    if "reply_to_message" not in message:
        return message
    return {key: value for key, value in message.items() if key != "reply_to_message"}
