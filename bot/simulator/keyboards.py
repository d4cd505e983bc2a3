"""Keyboards: exactly one action per inline button, sizes, and Telegram's refusals."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.simulator import limits
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.links import USER_LINK, link_fault
from bot.simulator.utf16 import utf16_length

Button = dict[str, Any]
Markup = dict[str, Any]

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
PRIVATE_ONLY = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}
STYLES = frozenset({"default", "primary", "danger", "success"})


def check_markup(markup: Markup | None, *, private: bool) -> None:
    """Refuse a reply_markup that Telegram would refuse in a private chat, or in a group.

    The shape was checked before; this is about what the fields may hold. Raises ApiError 400.
    """
    if not markup:
        return
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"], private=private)
    elif "keyboard" in markup:
        _check_reply(markup["keyboard"], private=private)
    placeholder = markup.get("input_field_placeholder", "")
    if utf16_length(placeholder) > limits.PLACEHOLDER:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")


def inline_keyboard(markup: Markup | None) -> Markup | None:
    """What a message keeps and shows of a reply_markup: a non-empty inline keyboard, or nothing."""
    if not markup or not any(markup.get("inline_keyboard") or ()):
        return None
    return {"inline_keyboard": [row for row in markup["inline_keyboard"] if row]}


def callback_data(markup: Markup | None) -> set[str]:
    """All data that a press on this keyboard can send."""
    rows = (markup or {}).get("inline_keyboard", ())
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def _check_inline(rows: list[list[Button]], *, private: bool) -> None:
    if sum(map(len, rows)) > limits.KEYBOARD_BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > limits.INLINE_ROW_BUTTONS for row in rows):
        raise bad_request(
            f"reply markup is too long: a row holds at most {limits.INLINE_ROW_BUTTONS} buttons"
        )
    for row in rows:
        for button in row:
            _check_inline_button(button, private=private)


def _check_inline_button(button: Button, *, private: bool) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    _check_style(button)
    actions = [name for name in ACTIONS if name in button]
    if not actions or (
        len(actions) == 1 and button[actions[0]] == "" and "switch" not in actions[0]
    ):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request(
            "can't parse inline keyboard button: exactly one of the optional fields must be used, "
            f"not {' and '.join(actions)}"
        )
    match actions[0]:
        case "callback_data":
            if not 1 <= len(button["callback_data"].encode()) <= limits.CALLBACK_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            _check_url(button["url"], "inline keyboard button")
        case "copy_text":
            if not 1 <= utf16_length(button["copy_text"]["text"]) <= limits.COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "web_app":
            if not private:
                raise bad_request("BUTTON_TYPE_INVALID")
            _check_https(button["web_app"]["url"], "inline keyboard button Web App")
        case "login_url":
            _check_https(button["login_url"]["url"], "inline keyboard button login")


def _check_reply(rows: list[list[Button]], *, private: bool) -> None:
    if sum(map(len, rows)) > limits.REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > limits.ROW_BUTTONS for row in rows):
        raise bad_request(
            f"reply markup is too long: a row holds at most {limits.ROW_BUTTONS} buttons"
        )
    for row in rows:
        for button in row:
            if not button["text"].strip():
                raise bad_request("keyboard button text must be non-empty")
            _check_style(button)
            if private:
                continue
            for name, refusal in PRIVATE_ONLY.items():
                if button.get(name):
                    raise bad_request(refusal)


def _check_style(button: Button) -> None:
    if button.get("style", "default").lower() not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")


def _check_url(url: str, what: str) -> None:
    fault = None if USER_LINK.match(url) else link_fault(url)
    if fault:
        raise _bad_url(url, what, fault)


def _check_https(url: str, what: str) -> None:
    fault = link_fault(url)
    if not fault and urlsplit(url).scheme.lower() != "https":
        fault = "Only HTTPS links are allowed"
    if fault:
        raise _bad_url(url, what, fault)


def _bad_url(url: str, what: str, fault: str) -> ApiError:
    return bad_request(f"{what} URL '{url}' is invalid: {fault}")
