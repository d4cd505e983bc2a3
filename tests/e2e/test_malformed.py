"""Updates that are not of Telegram's form: the bot goes on, and nobody's words reach the log."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import House

SECRET_WORDS = "somebody's own words"
CHAT = {"id": 1, "type": "private", "first_name": "x"}
MALFORMED: list[dict[str, Any]] = [
    {"message": 3},
    {"message": {"text": SECRET_WORDS}},
    {"message": {"message_id": "x", "date": "yesterday", "chat": CHAT, "text": SECRET_WORDS}},
    {"message": {"message_id": 1, "date": 1, "chat": CHAT, "entities": 7, "text": SECRET_WORDS}},
    {"callback_query": {"data": SECRET_WORDS}},
    {"callback_query": None, "edited_message": []},
    {"a_kind_of_next_year": {"text": SECRET_WORDS}},
    {},
]


async def test_malformed_updates_are_dropped_and_the_next_question_is_answered(
    any_house: House, own_log: pytest.LogCaptureFixture
) -> None:
    house = any_house
    chat = await house.reader("en")
    for update in MALFORMED:
        await chat.control("update", bot_id=chat.bot_id, update=update)
    assert "passport" in (await chat.say("my boss kept my passport")).text
    assert SECRET_WORDS not in own_log.text
    assert "not of Telegram's form" in own_log.text
    assert "ERROR" not in own_log.text
    assert "CRITICAL" not in own_log.text


@pytest.mark.parametrize("fault", ["500", "502", "drop", "429"])
@pytest.mark.parametrize("method", ["sendMessage", "getUpdates"])
async def test_errors_of_the_api_are_survived(house: House, method: str, fault: str) -> None:
    chat = await house.reader("en")
    more = {"retry_after": 1} if fault == "429" else {}
    await house.fault(method=method, kind=fault, times=2, **more)
    await chat.send(text="/about")
    await chat.send(text="/privacy")
    await chat.send(text="/help")
    for _ in range(6):
        if "How to use me" in (await chat.reply()).text:
            break
    else:
        raise AssertionError("the last question was never answered")
