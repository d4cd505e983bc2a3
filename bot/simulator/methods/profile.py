"""The bot's name, descriptions, commands and menu button, per language and scope."""

from __future__ import annotations

from typing import Any

from bot.simulator import limits
from bot.simulator.call import Call, method, resolve
from bot.simulator.errors import bad_request
from bot.simulator.model import Json
from bot.simulator.profile import Scope, check_commands, language_of, set_text


def _scope(call: Call) -> Scope:
    given = call.get("scope") or {"type": "default"}
    if "chat_id" not in given:
        return (given["type"],)
    chat = resolve(call.world, call.bot, given["chat_id"], write=False)
    return given["type"], chat.id, given.get("user_id")


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """The list a client shows behind the menu button."""
    commands = call.arguments["commands"]
    check_commands(commands)
    key = _scope(call), language_of(call.get("language_code"))
    cleaned = [
        {**each, "command": each["command"].removeprefix("/")}
        | {"description": each["description"].strip()}
        for each in commands
    ]
    if cleaned:
        call.bot.profile.commands[key] = cleaned
    else:
        call.bot.profile.commands.pop(key, None)
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    """The commands of exactly this scope and language, [] when none were set."""
    key = _scope(call), language_of(call.get("language_code"))
    return call.bot.profile.commands.get(key, [])


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """Let the wider scope's commands show again."""
    key = _scope(call), language_of(call.get("language_code"))
    call.bot.profile.commands.pop(key, None)
    return True


@method("setMyName")
def set_my_name(call: Call) -> bool:
    """0-64 characters; empty removes the name of that language."""
    _set(call, call.bot.profile.names, "name", limits.NAME, "BOT_TITLE_INVALID")
    return True


@method("setMyDescription")
def set_my_description(call: Call) -> bool:
    """0-512 characters, shown in the empty chat."""
    _set(
        call,
        call.bot.profile.descriptions,
        "description",
        limits.DESCRIPTION,
        "USER_DESCRIPTION_TOO_LONG",
    )
    return True


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> bool:
    """0-120 characters, shown on the profile and with shared links."""
    _set(
        call,
        call.bot.profile.short_descriptions,
        "short_description",
        limits.SHORT_DESCRIPTION,
        "USER_ABOUT_TOO_LONG",
    )
    return True


def _set(call: Call, texts: dict[str, str], name: str, limit: int, refusal: str) -> None:
    language = language_of(call.get("language_code"))
    set_text(texts, language, call.arguments.get(name, ""), limit, refusal)


def _get(call: Call, texts: dict[str, str], default: str = "") -> str:
    """The text of a language, else the default one: what its speaker sees."""
    language = language_of(call.get("language_code"))
    return texts.get(language) or texts.get("") or default


@method("getMyName")
def get_my_name(call: Call) -> Json:
    """The name that speakers of the language see."""
    return {"name": _get(call, call.bot.profile.names, call.bot.first_name)}


@method("getMyDescription")
def get_my_description(call: Call) -> Json:
    """The description that speakers of the language see."""
    return {"description": _get(call, call.bot.profile.descriptions)}


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> Json:
    """The short description that speakers of the language see."""
    return {"short_description": _get(call, call.bot.profile.short_descriptions)}


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    """The button beside the text field, of one private chat or of all."""
    button: dict[str, Any] = call.get("menu_button") or {"type": "default"}
    profile = call.bot.profile
    if call.get("chat_id") is None:
        profile.menu_button = {"type": "commands"} if button["type"] == "default" else button
        return True
    chat = call.chat()
    if not chat.private:
        raise bad_request("chat menu button can be set only in private chats")
    if button["type"] == "default":
        profile.menu_buttons.pop(chat.id, None)
    else:
        profile.menu_buttons[chat.id] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Json:
    """The button a chat shows, or the one of all chats."""
    profile = call.bot.profile
    if call.get("chat_id") is None:
        return profile.menu_button
    return profile.menu_buttons.get(call.chat().id, {"type": "default"})
