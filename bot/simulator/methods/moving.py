"""forwardMessage(s) and copyMessage(s)."""

from __future__ import annotations

from itertools import pairwise

from bot.simulator import limits
from bot.simulator.call import Call, method
from bot.simulator.errors import bad_request
from bot.simulator.model import Chat, Json
from bot.simulator.post import post
from bot.simulator.text import caption_text

# What belongs to the message's place and sender, not to what it says.
ENVELOPE = frozenset(
    {
        "message_id",
        "from",
        "chat",
        "date",
        "edit_date",
        "reply_to_message",
        "quote",
        "reply_markup",
        "forward_origin",
        "has_protected_content",
        "media_group_id",
        "via_bot",
    }
)
SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
)
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
MEDIA = frozenset({"photo", "video", "animation", "audio", "document", "voice"})


def _source(call: Call, chat: Chat, number: int, what: str) -> Json:
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"message to {what} not found")
    if message.get("has_protected_content") or any(name in message for name in SERVICE):
        raise bad_request(f"the message can't be {'copied' if what == 'copy' else 'forwarded'}")
    return message


def _content(message: Json) -> Json:
    return {key: value for key, value in message.items() if key not in ENVELOPE}


def _origin(message: Json) -> Json:
    """Where a message comes from: the first sender stays named when it is forwarded again."""
    return message.get("forward_origin") or {
        "type": "user",
        "sender_user": message["from"],
        "date": message["date"],
    }


@method("forwardMessage")
def forward_message(call: Call) -> Json:
    """A message with the note whose it is."""
    chat, source = call.chat(write=True), call.chat("from_chat_id")
    message = _source(call, source, call.arguments["message_id"], "forward")
    return post(call, chat, {"forward_origin": _origin(message), **_content(message)})


@method("copyMessage")
def copy_message(call: Call) -> Json:
    """The same content as a message of the bot's own; another caption may be given."""
    chat, source = call.chat(write=True), call.chat("from_chat_id")
    message = _source(call, source, call.arguments["message_id"], "copy")
    content = _content(message)
    if "caption" in call.arguments and MEDIA & content.keys():
        for name in CAPTION:
            content.pop(name, None)
        content |= caption_text(
            call.get("caption"),
            call.get("parse_mode"),
            call.get("caption_entities"),
            call.world.user,
        )
    copied = post(call, chat, content, markup=call.get("reply_markup"))
    return {"message_id": copied["message_id"]}


def _bulk(call: Call, *, forward: bool) -> list[Json]:
    chat, source = call.chat(write=True), call.chat("from_chat_id")
    numbers: list[int] = call.arguments["message_ids"]
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > limits.BULK_MESSAGES:
        raise bad_request("too many message identifiers specified")
    if any(after <= before for before, after in pairwise(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [source.messages[number] for number in numbers if number in source.messages]
    if not found:
        raise bad_request(f"there are no messages to {'forward' if forward else 'copy'}")
    sent = []
    for message in found:
        content = _content(message)
        if forward:
            content = {"forward_origin": _origin(message), **content}
        elif call.get("remove_caption"):
            for name in CAPTION:
                content.pop(name, None)
        sent.append({"message_id": post(call, chat, content)["message_id"]})
    return sent


@method("forwardMessages")
def forward_messages(call: Call) -> list[Json]:
    """1-100 messages in rising order; those that are gone are skipped."""
    return _bulk(call, forward=True)


@method("copyMessages")
def copy_messages(call: Call) -> list[Json]:
    """As forwardMessages, without naming the sender."""
    return _bulk(call, forward=False)
