"""getChat, members, leaving, pinning, reactions."""

from __future__ import annotations

from typing import Any

from bot.simulator.call import Call, method
from bot.simulator.errors import bad_request
from bot.simulator.model import Chat, Json
from bot.simulator.post import without_reply
from bot.simulator.reactions import EMOJI

FULL: Json = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": True,
        "limited_gifts": True,
        "unique_gifts": True,
        "premium_subscription": True,
        "gifts_from_channels": True,
    },
}
PERMISSIONS = dict.fromkeys(
    (
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    ),
    True,
)


@method("getChat")
def get_chat(call: Call) -> Json:
    """All that is known of a chat."""
    chat = call.chat()
    found = {**chat.chat(), **FULL}
    if chat.user is not None and chat.user.username:
        found["active_usernames"] = [chat.user.username]
    if not chat.private:
        found["permissions"] = PERMISSIONS
    if chat.pinned:
        found["pinned_message"] = without_reply(chat.messages[chat.pinned[-1]])
    return found


def member(call: Call, chat: Chat, user_id: int) -> Json:
    """The ChatMember of a user or bot in a chat."""
    user = call.world.user(user_id)
    if user is None:
        raise bad_request("user not found")
    if user_id in chat.bot_ids or (chat.private and user_id in chat.member_ids):
        return {"user": user, "status": "member"}
    if user_id in chat.member_ids:
        if user_id == chat.member_ids[0]:
            return {"user": user, "status": "creator", "is_anonymous": False}
        return {"user": user, "status": "member"}
    return {"user": user, "status": "left"}


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    """What somebody is in a chat; who made a group is its creator."""
    return member(call, call.chat(), call.arguments["user_id"])


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """The creator of a group; there are no other administrators here."""
    chat = call.chat()
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [member(call, chat, chat.member_ids[0])]


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """People and bots in the chat."""
    chat = call.chat()
    return len(chat.member_ids) + len(chat.bot_ids)


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    """Leave a group."""
    chat = call.chat(write=True)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_ids.remove(call.bot.id)
    chat.removed_bots.add(call.bot.id)
    return True


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """Pin a message; the last pinned one is shown."""
    chat = call.chat(write=True)
    number = call.message(chat, "message to pin")["message_id"]
    if number in chat.pinned:
        chat.pinned.remove(number)
    chat.pinned.append(number)
    call.world.publish("pin", call.bot.id, chat.id, message_id=number)
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Unpin a message, or the last pinned one."""
    chat = call.chat(write=True)
    number = call.get("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    _show_pinned(call, chat)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin everything."""
    chat = call.chat(write=True)
    chat.pinned.clear()
    _show_pinned(call, chat)
    return True


def _show_pinned(call: Call, chat: Chat) -> None:
    shown = chat.pinned[-1] if chat.pinned else None
    call.world.publish("pin", call.bot.id, chat.id, message_id=shown)


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """One emoji of Telegram's list on a message, or none."""
    chat = call.chat(write=True)
    number = call.message(chat, "message to react")["message_id"]
    reaction: list[dict[str, Any]] = call.get("reaction") or []
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for each in reaction:
        if each["type"] != "emoji" or each["emoji"].rstrip("\ufe0f") not in EMOJI:
            raise bad_request("REACTION_INVALID")
    call.world.publish("reaction", call.bot.id, chat.id, message_id=number, reaction=reaction)
    return True
