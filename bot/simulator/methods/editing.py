"""editMessageText, -Caption, -ReplyMarkup, -Media."""

from __future__ import annotations

from bot.simulator.call import Call, method
from bot.simulator.errors import NOT_MODIFIED, bad_request
from bot.simulator.keyboards import check_markup, inline_keyboard
from bot.simulator.methods.media import input_media
from bot.simulator.model import Chat, Json
from bot.simulator.text import caption_text, message_text

CAPTIONED = ("photo", "document", "video", "animation", "audio", "voice")
TEXT_FIELDS = ("text", "entities", "link_preview_options")
CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")
MEDIA_FIELDS = (*CAPTION_FIELDS, *CAPTIONED, "has_media_spoiler", "media_group_id")


def _target(call: Call) -> tuple[Chat, Json]:
    """The message to edit: the bot's own one, or one sent through it, without reply keyboard."""
    inline_id = call.get("inline_message_id")
    if inline_id is not None:
        chat, number = call.world.inline_messages.get(inline_id, (None, 0))
        sent = chat.messages.get(number) if chat else None
        if chat is None or sent is None or sent["via_bot"]["id"] != call.bot.id:
            raise bad_request("MESSAGE_ID_INVALID")
        return chat, sent
    if call.get("chat_id") is None:
        raise bad_request("message identifier is not specified")
    chat = call.chat(write=True)
    message = call.message(chat, "message to edit")
    if (
        message["from"]["id"] != call.bot.id
        or message["message_id"] in chat.keyboards
        or "forward_origin" in message
    ):
        raise bad_request("message can't be edited")
    return chat, message


def _replace(
    call: Call, chat: Chat, old: Json, content: Json, fields: tuple[str, ...]
) -> Json | bool:
    """Put `content` in the place of the old fields, with the keyboard of the call (or none).

    Gives what the method answers: the message, or true for one sent inline.
    """
    markup = call.get("reply_markup")
    check_markup(markup, private=chat.private)
    gone = {*fields, "reply_markup", "edit_date"}
    new = {key: value for key, value in old.items() if key not in gone} | content
    if keyboard := inline_keyboard(markup):
        new["reply_markup"] = keyboard
    if new == {key: value for key, value in old.items() if key != "edit_date"}:
        raise bad_request(NOT_MODIFIED)
    new["edit_date"] = call.world.now()
    chat.messages[old["message_id"]] = new
    call.world.publish("edit", call.bot.id, chat.id, message=new, request=call.seq)
    return True if call.get("inline_message_id") else new


@method("editMessageText")
def edit_message_text(call: Call) -> Json | bool:
    """Another text; the inline keyboard goes unless it is sent again."""
    chat, old = _target(call)
    if "text" not in call.arguments:
        raise bad_request("message text is empty")
    content = message_text(
        call.arguments["text"], call.get("parse_mode"), call.get("entities"), call.world.user
    )
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    if options := call.get("link_preview_options"):
        content["link_preview_options"] = options
    return _replace(call, chat, old, content, TEXT_FIELDS)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Json | bool:
    """Another caption; none removes it."""
    chat, old = _target(call)
    content = caption_text(
        call.get("caption"), call.get("parse_mode"), call.get("caption_entities"), call.world.user
    )
    if not any(kind in old for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    if content and call.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return _replace(call, chat, old, content, CAPTION_FIELDS)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json | bool:
    """Another inline keyboard, or none."""
    chat, old = _target(call)
    return _replace(call, chat, old, {}, ())


@method("editMessageMedia")
def edit_message_media(call: Call) -> Json | bool:
    """Another photo, video, document, … in the place of the old one."""
    chat, old = _target(call)
    content = input_media(call, call.arguments["media"])
    if "text" not in old and not any(kind in old for kind in CAPTIONED):
        raise bad_request("message can't be edited")
    return _replace(call, chat, old, content, (*TEXT_FIELDS, *MEDIA_FIELDS))
