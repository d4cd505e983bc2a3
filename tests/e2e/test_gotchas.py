"""One test for each known production fault of Telegram bots that applies so far.

The numbers are those of docs/gotchas.md, which says for each row what is done about it and which
rows do not apply yet.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from telegram import Update
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot import app, logs
from bot.config import Secrets
from bot.errors import ThangdeeError
from bot.simulator.server import Simulator
from bot.webhook import LARGEST_BODY, SECRET_HEADER
from handlers import polling
from handlers.context import ThangdeeApplication
from handlers.richtext import RichText, bold, utf16_length
from handlers.routes import (
    ChooseLanguage,
    ToArticle,
    ToContacts,
    ToTopic,
    encode,
    payload,
    read_payload,
)
from handlers.screen import Screen, show, split
from tests.e2e.chat import new_person
from tests.e2e.conftest import TOKEN, WEBHOOK_SECRET, House, running, settings_in, webhook_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log at its loudest, formatted as the running bot formats it."""
    logs.set_up("debug", [TOKEN, WEBHOOK_SECRET])
    logging.getLogger().addHandler(caplog.handler)
    caplog.handler.setFormatter(logging.getLogger().handlers[0].formatter)
    return caplog


async def test_gotcha_01_the_token_never_appears_in_the_log(
    house: House, own_log: pytest.LogCaptureFixture
) -> None:
    chat = await house.reader("en")
    await house.fault(method="sendMessage", kind="500", times=1)
    await chat.send(text="my boss kept my passport")
    await chat.send(text="/menu")
    await chat.reply()
    logging.getLogger("some.library").error("GET https://host/bot%s/getMe", TOKEN)
    assert "[secret]" in own_log.text
    assert TOKEN not in own_log.text
    assert TOKEN not in repr(Secrets(bot_token=TOKEN))


async def test_gotcha_02_a_wrong_webhook_secret_is_refused_and_no_body_is_logged(
    tmp_path: Path, own_log: pytest.LogCaptureFixture
) -> None:
    async with running(webhook_settings(tmp_path)) as house:
        door = house.settings.webhook.url
        body = {"update_id": 1, "message": {"text": "a secret sorrow"}}
        async with httpx.AsyncClient() as http:
            wrong = await http.post(door, json=body, headers={SECRET_HEADER: "guess"})
            missing = await http.post(door, json=body)
            right = {SECRET_HEADER: WEBHOOK_SECRET}
            no_json = await http.post(door, content=b"{", headers=right)
            a_list = await http.post(door, content=b"[]", headers=right)
            deep = await http.post(door, content=b"[" * 100_000, headers=right)
            huge = await http.post(door, content=b" " * (LARGEST_BODY + 1), headers=right)
            malformed = await http.post(door, json={"update_id": "x", "message": 3}, headers=right)
        answers = (wrong, missing, no_json, a_list, deep, huge, malformed)
        assert [answer.status_code for answer in answers] == [403, 403, 400, 400, 400, 413, 200]
        chat = await house.reader("en")
        assert "passport" in (await chat.say("my boss kept my passport")).text
    assert "a secret sorrow" not in own_log.text


async def test_gotcha_03_too_many_requests_are_waited_out_and_the_answer_still_comes(
    house: House,
) -> None:
    chat = await house.reader("en")
    await house.fault(method="sendMessage", kind="429", times=1, retry_after=1)
    reply = await chat.say("my boss kept my passport")
    assert "passport" in reply.text


async def test_gotcha_04_a_slow_chat_delays_nobody_else_and_keeps_its_own_order(
    house: House,
) -> None:
    slow, quick = await house.reader("en"), await house.reader("en")
    await house.fault(method="sendMessage", kind="timeout", times=1, seconds=8)
    await slow.send(text="/about")
    await asyncio.sleep(0)
    await slow.send(text="/privacy")
    await slow.send(text="/help")
    assert "passport" in (await quick.say("my boss kept my passport")).text
    texts = [(await slow.reply()).text for _ in range(2)]
    assert "Privacy" in texts[0]
    assert "How to use me" in texts[1]


async def test_gotcha_05_two_replicas_over_one_store_see_the_same_choice(
    own_house: House, tmp_path: Path
) -> None:
    chat = await own_house.reader("en")
    async with app.open_services(
        settings_in(tmp_path), app.person_key(Secrets(bot_token=TOKEN))
    ) as replica:
        assert (await replica.store.person(chat.user_id)).language == "en"


async def test_gotcha_06_a_second_poller_ends_the_bot_with_a_clear_message(tmp_path: Path) -> None:
    async with bare_bot(tmp_path) as (simulator, application, polling_request):
        first = asyncio.create_task(
            app.run(application, polling_request, Secrets(bot_token=TOKEN), asyncio.Event())
        )
        async with httpx.AsyncClient(base_url=simulator.url) as http:
            while not first.done():
                # Another getUpdates makes Telegram end the one that is open.
                await http.get(f"/bot{TOKEN}/getUpdates", params={"timeout": 0})
        with pytest.raises(ThangdeeError, match="another process fetches updates"):
            first.result()


async def test_gotcha_07_a_wrong_token_ends_the_bot_with_a_message(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with Simulator(port=0) as simulator, app.open_services(settings, b"key") as services:
        application, request = app.build(settings, "9:WRONG", services, base_url=simulator.url)
        with pytest.raises(ThangdeeError, match="does not know this bot token"):
            await app.run(application, request, Secrets(bot_token="9:WRONG"), asyncio.Event())


async def test_gotcha_07_a_network_that_is_away_at_start_is_waited_for(
    tmp_path: Path, own_log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "FIRST_WAIT", 0.01)
    async with bare_bot(tmp_path) as (simulator, application, request):
        async with httpx.AsyncClient(base_url=simulator.url) as http:
            fault = {"method": "getMe", "kind": "drop", "times": 2}
            assert (await http.post("/control/faults", json=fault)).status_code == 200
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(
            app.run(application, request, Secrets(bot_token=TOKEN), stop, ready=ready.set)
        )
        await asyncio.wait_for(ready.wait(), 10)
        async with httpx.AsyncClient(base_url=simulator.url, timeout=30) as http:
            chat = await new_person(http, application.bot.id)
            assert "passport" in (await chat.say("my boss kept my passport")).text
        stop.set()
        await serving
    assert "Telegram cannot be reached" in own_log.text


async def test_gotcha_07_a_stop_is_obeyed_while_the_network_is_away(
    tmp_path: Path, own_log: pytest.LogCaptureFixture
) -> None:
    async with bare_bot(tmp_path) as (simulator, application, request):
        async with httpx.AsyncClient(base_url=simulator.url) as http:
            fault = {"method": "getMe", "kind": "drop", "times": 1_000}
            assert (await http.post("/control/faults", json=fault)).status_code == 200
        stop = asyncio.Event()
        serving = asyncio.create_task(app.run(application, request, Secrets(bot_token=TOKEN), stop))
        await simulator.world.requests.wait_for(
            lambda found: found["method"] == "getMe", after=0, seconds=10
        )
        stop.set()
        await asyncio.wait_for(serving, 10)


async def test_gotcha_08_polling_that_hangs_is_noticed_and_started_anew(
    tmp_path: Path, own_log: pytest.LogCaptureFixture
) -> None:
    async with bare_bot(tmp_path) as (simulator, application, request), application:
        assert application.updater
        poller = polling.Poller(application.updater, request, app.ALLOWED_UPDATES)
        # A poll is held open for 30 s when nothing happens: to this impatient watchdog it hangs.
        watched = asyncio.create_task(poller.run(silent_seconds=0.3))
        polls = 0
        seen = 0
        async with asyncio.timeout(20):
            while polls < 3:
                entry = await simulator.world.requests.wait_for(
                    lambda found: found["method"] == "getUpdates", after=seen, seconds=20
                )
                seen, polls = entry["seq"], polls + 1
        watched.cancel()
        await asyncio.gather(watched, return_exceptions=True)
    assert "polling starts anew" in own_log.text


async def test_gotcha_09_many_people_at_once_never_wait_for_a_free_connection(
    own_house: House, own_log: pytest.LogCaptureFixture
) -> None:
    people = [await own_house.person() for _ in range(60)]
    replies = await asyncio.gather(*(chat.say("my boss kept my passport") for chat in people))
    assert all("passport" in reply.text for reply in replies)
    assert "Pool timeout" not in own_log.text


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
        assert read_payload(payload(route)) == route
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


async def test_gotcha_26_questions_asked_while_the_bot_was_down_are_answered(
    tmp_path: Path,
) -> None:
    settings = settings_in(tmp_path)
    async with Simulator(port=0) as simulator:
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        async with httpx.AsyncClient(base_url=simulator.url, timeout=30) as http:
            chat = await new_person(http, bot.id)
            await chat.send(text="my boss kept my passport")
            async with app.open_services(settings, b"key") as services:
                application, polling = app.build(settings, TOKEN, services, base_url=simulator.url)
                stop = asyncio.Event()
                serving = asyncio.create_task(
                    app.run(application, polling, Secrets(bot_token=TOKEN), stop)
                )
                assert "passport" in (await chat.reply()).text
                stop.set()
                await serving


async def test_gotcha_27_buttons_work_after_a_restart(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with running(settings) as first:
        chat = await first.reader("en")
        menu = await chat.say("/menu")
        data = menu.buttons[menu.label("Problems at work")]["callback_data"]
    async with running(settings) as second:
        chat = await second.person()
        menu = await chat.say("/menu")
        assert "Problems at work" in (await chat.tap_data(menu, data, stale=True)).text


@asynccontextmanager
async def bare_bot(
    folder: Path,
) -> AsyncIterator[tuple[Simulator, ThangdeeApplication, polling.WatchedRequest]]:
    """A bot that is built but not yet run, and its Telegram."""
    settings = settings_in(folder)
    async with Simulator(port=0) as simulator, app.open_services(settings, b"key") as services:
        simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        application, request = app.build(settings, TOKEN, services, base_url=simulator.url)
        yield simulator, application, request


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


async def test_gotcha_22_a_graceful_stop_answers_what_the_webhook_accepted(tmp_path: Path) -> None:
    settings = webhook_settings(tmp_path)
    async with running(settings) as house:
        chat = await house.person()
        question = {"message_id": 7, "date": 1, "text": "my boss kept my passport"}
        question["chat"] = {"id": chat.user_id, "type": "private", "first_name": "Noy"}
        question["from"] = {"id": chat.user_id, "is_bot": False, "first_name": "Noy"}
        await chat.send(text="/menu")  # Telegram lets a bot write only to people who wrote first
        await chat.reply()
        async with httpx.AsyncClient() as http:
            answer = await http.post(
                settings.webhook.url,
                json={"update_id": 10_000, "message": question},
                headers={SECRET_HEADER: WEBHOOK_SECRET},
            )
        assert answer.status_code == 200
        simulator = house.simulator
        house.stop.set()
        await house.serving
        sent = [
            m["text"] for m in simulator.world.chat(house.bot_id, chat.user_id).messages.values()
        ]
        assert any("passport" in text for text in sent[2:])
