"""getMe, logOut, close, sendMessage, sendChatAction."""

from __future__ import annotations

from bot.simulator import limits
from bot.simulator.call import Call, method
from bot.simulator.errors import bad_request
from bot.simulator.model import Json
from bot.simulator.post import post
from bot.simulator.text import message_text


@method("getMe")
def get_me(call: Call) -> Json:
    """Who the bot is."""
    return call.bot.me()


@method("logOut", "close")
def leave_server(call: Call) -> bool:
    """Moves a bot between Bot API servers; here there is one, so nothing happens."""
    return True


@method("sendMessage")
def send_message(call: Call) -> Json:
    """A text of 1 to 4,096 UTF-16 units."""
    chat = call.chat(write=True)
    content = message_text(
        call.arguments["text"], call.get("parse_mode"), call.get("entities"), call.world.user
    )
    if options := call.get("link_preview_options"):
        content["link_preview_options"] = options
    return post(call, chat, content, markup=call.get("reply_markup"))


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """ "typing…" and the like."""
    action = call.arguments["action"]
    if action not in limits.CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.chat(write=True)
    call.world.publish("action", call.bot.id, chat.id, action=action)
    return True
