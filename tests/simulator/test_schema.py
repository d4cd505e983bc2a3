from __future__ import annotations

from typing import Any

import pytest

from bot.simulator.errors import ApiError
from bot.simulator.schema import bot_api

API = bot_api()


def test_every_declared_type_can_be_checked() -> None:
    for fields in [*API._methods.values(), *API._types.values()]:
        for field in fields.values():
            API.check(field["type"])


def test_form_values_become_what_they_stand_for() -> None:
    raw = {
        "chat_id": "-5",
        "latitude": "1.5",
        "longitude": "2",
        "protect_content": "True",
        "disable_notification": "false",
        "live_period": "60",
        "reply_markup": '{"remove_keyboard": true}',
        "message_effect_id": "",
    }
    assert API.arguments("sendLocation", raw, {}, as_text=True) == {
        "chat_id": -5,
        "latitude": 1.5,
        "longitude": 2.0,
        "protect_content": True,
        "disable_notification": False,
        "live_period": 60,
        "reply_markup": {"remove_keyboard": True},
    }
    raw = {"chat_id": "@name", "text": "12"}
    assert API.arguments("sendMessage", raw, {}, as_text=True) == raw


@pytest.mark.parametrize(
    ("method", "raw", "words"),
    [
        ("getUpdates", {"limit": "x"}, "can't parse limit: must be of type Integer, not 'x'"),
        ("sendLocation", {"latitude": "x"}, "can't parse latitude: must be of type Float, not 'x'"),
        ("deleteWebhook", {"drop_pending_updates": "perhaps"},
         "can't parse drop_pending_updates: must be true or false, not 'perhaps'"),
        ("setMyCommands", {"commands": "["},
         "can't parse commands: is not JSON (Expecting value: line 1 column 2 (char 1))"),
        ("setMyCommands", {"commands": "{}"}, "can't parse commands: must be an Array, not Object"),
        ("setMyCommands", {"commands": '[{"command": "a", "description": 1}]'},
         "can't parse commands: [0].description: must be of type String, not Number"),
        ("setMyCommands", {"commands": '["a"]'},
         "can't parse commands: [0]: must be an Object (BotCommand), not String"),
        ("setMyCommands", {}, 'parameter "commands" is required'),
        ("getFile", {}, 'parameter "file_id" is required'),
    ],
)  # fmt: skip
def test_a_wrong_form_is_told_with_its_place(method: str, raw: dict[str, Any], words: str) -> None:
    with pytest.raises(ApiError) as caught:
        API.arguments(method, raw, {}, as_text=True)
    assert caught.value.description == f"Bad Request: {words}"


def test_true_is_no_integer() -> None:
    with pytest.raises(ApiError, match="must be of type Integer, not Boolean"):
        API.arguments("getUpdates", {"limit": True}, {}, as_text=False)


@pytest.mark.parametrize(
    "scope", [{"type": "default"}, {"type": "chat", "chat_id": 5}, {"type": "all_private_chats"}]
)
def test_abstract_types_are_told_apart_by_their_type(scope: dict[str, Any]) -> None:
    given = {"commands": [], "scope": scope}
    assert API.arguments("setMyCommands", given, {}, as_text=False) == given


def test_the_nearest_form_is_the_one_complained_about() -> None:
    media = [{"type": "photo", "media": "x", "has_spoiler": "yes"}]
    with pytest.raises(ApiError, match=r"media: \[0\]\.has_spoiler: must be of type Boolean"):
        API.arguments("sendMediaGroup", {"chat_id": 1, "media": media}, {}, as_text=False)


def test_an_upload_stands_for_its_parameter() -> None:
    assert API.arguments("sendPhoto", {"chat_id": "1"}, {"photo": b""}, as_text=True) == {
        "chat_id": 1
    }
    with pytest.raises(ApiError, match="there is no photo in the request"):
        API.arguments("sendPhoto", {"chat_id": "1"}, {}, as_text=True)


def test_method_names_ignore_case() -> None:
    assert API.method("SENDMESSAGE") == "sendMessage"
    assert API.method("sendNothing") is None
