"""Known production faults of Telegram bots, second part: messages, buttons, limits, languages.

The numbers are those of docs/gotchas.md.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from telegram import Update
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.errors import ThangdeeError
from handlers.deeplinks import Arrival, payload, read_payload
from handlers.richtext import RichText, bold, utf16_length
from handlers.routes import ChooseLanguage, ToArticle, ToContacts, ToTopic, encode, topic_target
from handlers.screen import Screen, show, split
from tests.e2e.chat import Chat
from tests.e2e.conftest import House

ROOT = Path(__file__).parents[2]


async def test_gotcha_10_a_message_that_timed_out_is_not_sent_twice(house: House) -> None:
    chat = await house.reader("en")
    before = len(await house.requests())
    await house.fault(method="sendMessage", kind="timeout", times=1, seconds=8)
    await chat.send(text="/about")
    await chat.send(text="/privacy")
    assert "Privacy" in (await chat.reply()).text
    sent = [
        request
        for request in (await house.requests())[before:]
        if request["method"] == "sendMessage" and "About Thangdee" in str(request["parameters"])
    ]
    assert len(sent) == 1


def test_gotcha_11_callback_data_is_measured_in_bytes_and_the_longest_fits() -> None:
    longest = ChooseLanguage("kjg", ToContacts("x" * 40, 999))
    assert len(encode(longest).encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    with pytest.raises(ThangdeeError, match="64"):
        encode(ToTopic("ກ" * 22))


async def test_gotcha_12_a_second_tap_on_the_same_button_is_no_error(
    house: House, own_log: pytest.LogCaptureFixture
) -> None:
    chat = await house.reader("en")
    before = len(await house.requests())
    menu = await chat.say("/menu")
    data = menu.buttons[menu.label("Problems at work")]["callback_data"]
    topic = await chat.tap_data(menu, data)
    await chat.control(
        "press",
        **{"bot_id": chat.bot_id, "from": chat.user_id},
        message_id=topic.message["message_id"],
        data=data,
        stale=True,
    )
    await chat.event("callback_answer")
    assert "Privacy" in (await chat.say("/privacy")).text
    made = (await house.requests())[before:]
    refused = [request for request in made if request["ok"] is False]
    assert ["not modified" in str(request["description"]) for request in refused] == [True]
    assert "ERROR" not in own_log.text


async def test_gotcha_13_a_tap_that_is_too_old_still_shows_its_page(house: House) -> None:
    chat = await house.reader("en")
    menu = await chat.say("/menu")
    await house.fault(
        method="answerCallbackQuery",
        kind="400",
        times=1,
        description="Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    topic = await chat.tap(menu, "Problems at work")
    assert "Problems at work" in topic.text


async def test_gotcha_14_somebody_who_blocked_the_bot_causes_no_retry_and_no_error(
    house: House, own_log: pytest.LogCaptureFixture
) -> None:
    blocked, other = await house.reader("en"), await house.reader("en")
    await house.fault(method="sendMessage", kind="403", times=1)
    before = len(await house.requests())
    await blocked.send(text="/about")
    assert "Privacy" in (await other.say("/privacy")).text
    sent = [r for r in (await house.requests())[before:] if r["method"] == "sendMessage"]
    assert [request["status"] for request in sent].count(403) == 1
    assert len(sent) == 2
    assert "ERROR" not in own_log.text


async def test_gotcha_15_an_answer_follows_a_group_that_became_a_supergroup(house: House) -> None:
    chat = await house.person()
    group = await chat.control(
        "groups", title="Village", type="group", user_ids=[chat.user_id], bot_ids=[chat.bot_id]
    )
    await Chat(chat.http, chat.bot_id, chat.user_id, group["id"]).reply()  # the greeting
    moved = await chat.control(f"groups/{group['id']}/upgrade")
    screen = Screen(bold("still here"))
    await _show_in(house, group["id"], screen)
    answer = await house.http.get(
        "/control/history",
        params={"bot_id": house.bot_id, "chat_id": moved["migrate_to_chat_id"]},
    )
    assert [m["text"] for m in answer.json()["messages"] if "text" in m] == ["still here"]


async def test_gotcha_16_markup_that_telegram_refuses_falls_back_to_plain_text(
    house: House,
) -> None:
    chat = await house.reader("en")
    await house.fault(
        method="sendMessage",
        kind="400",
        times=1,
        description="Bad Request: can't parse entities: character '<' is reserved",
    )
    reply = await chat.say("my boss kept my passport")
    assert "passport" in reply.text
    assert not reply.entity_texts("bold")
    assert reply.buttons


async def test_gotcha_16_a_name_full_of_markup_breaks_nothing(house: House) -> None:
    chat = await house.person(first_name="<b>*_[x](y)`", username="under_score_bot_not")
    reply = await chat.say("my boss kept my passport <b>&amp *_[")
    assert "ERROR" not in reply.text
    assert reply.buttons


def test_gotcha_17_long_texts_are_split_in_utf16_units_between_lines() -> None:
    line = bold("😀 ຫົວຂໍ້") + " " + "ກ" * 80 + "\n"
    content = RichText()
    for _ in range(120):
        content = content + line
    pieces = split(content)
    assert len(pieces) > 1
    for piece in pieces:
        assert utf16_length(piece.text) <= MessageLimit.MAX_TEXT_LENGTH
        for entity in piece.entities:
            assert entity.offset + entity.length <= utf16_length(piece.text)
    assert "".join(p.text for p in pieces).replace("\n", "") == content.text.replace("\n", "")


async def test_gotcha_17_a_screen_over_the_limit_arrives_whole_with_its_buttons_last(
    house: House,
) -> None:
    chat = await house.reader("en")
    await _show_in(house, chat.user_id, Screen(RichText("ຍາວ\n" * 2000)))
    pieces = [await chat.reply(), await chat.reply()]
    assert sum(piece.text.count("ຍາວ") for piece in pieces) == 2000


async def test_gotcha_19_edited_messages_are_answered_not_crashed_on(house: House) -> None:
    chat = await house.reader("en")
    sent = await chat.send(text="/menu")
    await chat.reply()
    body = {"bot_id": chat.bot_id, "from": chat.user_id, "message_id": sent["message_id"]}
    await chat.control("edit", **body, text="my boss kept my passport")
    assert "passport" in (await chat.reply()).text


async def test_gotcha_23_every_topic_and_article_has_a_link_that_clients_pass_on(
    house: House,
) -> None:
    catalogue = house.services.library.current.catalogue
    routes: list[ToTopic | ToArticle] = [
        *(ToTopic(name) for name in catalogue.topics),
        *(ToArticle(name) for name in catalogue.articles),
    ]
    for route in routes:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload(route))
        target = topic_target(route.topic) if isinstance(route, ToTopic) else route
        assert read_payload(payload(route)) == Arrival(target)
    with pytest.raises(ThangdeeError, match="64"):
        payload(ToArticle("x" * 63))


@pytest.mark.parametrize("code", [None, "th", "lo", "en", "xx"])
async def test_gotcha_24_the_language_of_the_app_is_not_taken_for_the_persons(
    house: House, code: str | None
) -> None:
    chat = await house.person(**({"language_code": code} if code else {}))
    menu = await chat.say("/menu")
    assert "Choose a topic" in menu.text
    assert "ເລືອກ" in menu.text


async def test_gotcha_25_a_failure_is_logged_without_anybodys_words(
    house: House, own_log: pytest.LogCaptureFixture
) -> None:
    chat = await house.reader("en")
    await house.fault(
        method="sendMessage", kind="400", times=1, description="Bad Request: something unheard of"
    )
    await chat.send(text="my boss kept my passport and my name is Somchit")
    reply = await chat.reply()
    assert "Something went wrong" in reply.text
    number = re.search(r"Error ([0-9a-f]{6})", reply.text)
    assert number
    assert f"error {number[1]}: BadRequest at " in own_log.text
    assert "Somchit" not in own_log.text
    assert "passport" not in own_log.text


async def _show_in(house: House, chat_id: int, screen: Screen) -> None:
    """Show ``screen`` in a chat through the bot's own function."""
    update = Update.de_json(
        {
            "update_id": 1,
            "message": {
                "message_id": 1,
                "date": 0,
                "chat": {"id": chat_id, "type": "private", "first_name": "x"},
            },
        },
        house.application.bot,
    )
    await show(update, house.application.bot, screen)
