"""Known production faults of Telegram bots, first part: starting, polling, webhook, load, secrets.

The numbers are those of docs/gotchas.md, which says for each row what is done about it and which
rows do not apply yet.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot import app
from bot.config import Secrets
from bot.errors import ThangdeeError
from bot.simulator.server import Simulator
from bot.webhook import LARGEST_BODY, SECRET_HEADER
from handlers import polling
from handlers.context import ThangdeeApplication
from tests.e2e.chat import new_person
from tests.e2e.conftest import TOKEN, WEBHOOK_SECRET, House, running, settings_in, webhook_settings
from tests.waiting import PATIENCE, until_it

ROOT = Path(__file__).parents[2]


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
        async with httpx.AsyncClient(timeout=PATIENCE) as http:
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
    own_house: House,
) -> None:
    chat = await own_house.reader("en")
    async with app.open_services(
        own_house.settings, app.person_key(Secrets(bot_token=TOKEN)), own_house.settings.data
    ) as replica:
        assert (await replica.store.people.get(chat.user_id)).language == "en"


async def test_gotcha_06_a_second_poller_ends_the_bot_with_a_clear_message(tmp_path: Path) -> None:
    async with bare_bot(tmp_path) as (simulator, application, polling_request):
        first = asyncio.create_task(
            app.run(application, polling_request, Secrets(bot_token=TOKEN), asyncio.Event())
        )
        async with httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http:
            while not first.done():
                # Another getUpdates makes Telegram end the one that is open.
                await http.get(f"/bot{TOKEN}/getUpdates", params={"timeout": 0})
        with pytest.raises(ThangdeeError, match="another process fetches updates"):
            first.result()


async def test_gotcha_07_a_wrong_token_ends_the_bot_with_a_message(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    async with (
        Simulator(port=0) as simulator,
        app.open_services(settings, b"key", settings.data) as services,
    ):
        application, request = app.build(settings, "9:WRONG", services, base_url=simulator.url)
        with pytest.raises(ThangdeeError, match="does not know this bot token"):
            await app.run(application, request, Secrets(bot_token="9:WRONG"), asyncio.Event())


async def test_gotcha_07_a_network_that_is_away_at_start_is_waited_for(
    tmp_path: Path, own_log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.running.FIRST_WAIT", 0.01)
    async with bare_bot(tmp_path) as (simulator, application, request):
        async with httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http:
            fault = {"method": "getMe", "kind": "drop", "times": 2}
            assert (await http.post("/control/faults", json=fault)).status_code == 200
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(
            app.run(application, request, Secrets(bot_token=TOKEN), stop, ready=ready.set)
        )
        await asyncio.wait_for(ready.wait(), 10)
        async with httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http:
            chat = await new_person(http, application.bot.id)
            assert "passport" in (await chat.say("my boss kept my passport")).text
        stop.set()
        await serving
    assert "Telegram cannot be reached" in own_log.text


async def test_gotcha_07_a_stop_is_obeyed_while_the_network_is_away(
    tmp_path: Path, own_log: pytest.LogCaptureFixture
) -> None:
    async with bare_bot(tmp_path) as (simulator, application, request):
        async with httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http:
            fault = {"method": "getMe", "kind": "drop", "times": 1_000}
            assert (await http.post("/control/faults", json=fault)).status_code == 200
        stop = asyncio.Event()
        serving = asyncio.create_task(app.run(application, request, Secrets(bot_token=TOKEN), stop))
        await simulator.world.requests.wait_for(
            lambda found: found["method"] == "getMe", after=0, seconds=PATIENCE
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
        async with asyncio.timeout(PATIENCE):
            while polls < 3:
                entry = await simulator.world.requests.wait_for(
                    lambda found: found["method"] == "getUpdates", after=seen, seconds=PATIENCE
                )
                seen, polls = entry["seq"], polls + 1
        watched.cancel()
        await asyncio.gather(watched, return_exceptions=True)
    assert "polling starts anew" in own_log.text


async def test_gotcha_08_a_stop_is_obeyed_even_in_the_moment_in_which_polling_starts_anew(
    tmp_path: Path,
) -> None:
    async with bare_bot(tmp_path) as (_, application, request), application:
        updater = application.updater
        assert updater
        poller = polling.Poller(updater, request, app.ALLOWED_UPDATES)
        watched = asyncio.create_task(poller.run(silent_seconds=0.3))
        await seen(lambda: updater.running)
        await seen(lambda: not updater.running)  # the watchdog has just begun to stop it
        watched.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(watched, 10)
        assert not updater.running


async def test_gotcha_08_a_stop_does_not_wait_until_polling_would_try_again(
    tmp_path: Path, own_log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "STOP_SECONDS", 0.1)
    async with bare_bot(tmp_path) as (simulator, application, request), application:
        assert application.updater
        async with httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http:
            fault = {"method": "getUpdates", "kind": "500", "times": 1_000}
            assert (await http.post("/control/faults", json=fault)).status_code == 200
        poller = polling.Poller(application.updater, request, app.ALLOWED_UPDATES)
        watched = asyncio.create_task(poller.run())
        await seen(lambda: "could not fetch updates" in own_log.text)  # now PTB sleeps for a second
        watched.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(watched, 10)
    assert "polling did not stop" in own_log.text


async def test_gotcha_09_many_people_at_once_never_wait_for_a_free_connection(
    own_house: House, own_log: pytest.LogCaptureFixture
) -> None:
    people = [await own_house.person() for _ in range(60)]
    replies = await asyncio.gather(*(chat.say("my boss kept my passport") for chat in people))
    assert all("passport" in reply.text for reply in replies)
    assert "Pool timeout" not in own_log.text


async def test_gotcha_26_questions_asked_while_the_bot_was_down_are_answered(
    tmp_path: Path,
) -> None:
    settings = settings_in(tmp_path)
    async with Simulator(port=0) as simulator:
        bot = simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        async with httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as http:
            chat = await new_person(http, bot.id)
            await chat.send(text="my boss kept my passport")
            async with app.open_services(settings, b"key", settings.data) as services:
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


async def test_gotcha_22_a_graceful_stop_answers_what_the_webhook_accepted(tmp_path: Path) -> None:
    settings = webhook_settings(tmp_path)
    async with running(settings) as house:
        chat = await house.person()
        question = {"message_id": 7, "date": 1, "text": "my boss kept my passport"}
        question["chat"] = {"id": chat.user_id, "type": "private", "first_name": "Noy"}
        question["from"] = {"id": chat.user_id, "is_bot": False, "first_name": "Noy"}
        await chat.send(text="/menu")  # Telegram lets a bot write only to people who wrote first
        await chat.reply()

        async def settled() -> bool:
            return not (await house.services.store.inbox.depth()).updates

        await until_it(settled)  # or the question would wait behind it, for the next start
        async with httpx.AsyncClient(timeout=PATIENCE) as http:
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


async def test_gotcha_22_a_stop_gives_up_an_answer_that_telegram_wants_later(
    tmp_path: Path, own_log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.running.STOP_SECONDS", 0.2)
    async with running(settings_in(tmp_path)) as house:
        chat = await house.reader("en")
        before = house.simulator.world.requests.last
        await house.fault(method="sendMessage", kind="429", times=1, retry_after=50)
        await chat.send(text="my boss kept my passport")
        await house.simulator.world.requests.wait_for(
            lambda found: found["method"] == "sendMessage", after=before, seconds=PATIENCE
        )
        house.stop.set()
        await asyncio.wait_for(house.serving, 10)
    assert "is given up: 1 updates" in own_log.text
    assert "passport" not in own_log.text


async def seen(condition: Callable[[], bool]) -> None:
    """Wait for what there is no event for, and miss none of the loop's rounds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0)


@asynccontextmanager
async def bare_bot(
    folder: Path,
) -> AsyncIterator[tuple[Simulator, ThangdeeApplication, polling.WatchedRequest]]:
    """A bot that is built but not yet run, and its Telegram."""
    settings = settings_in(folder)
    async with (
        Simulator(port=0) as simulator,
        app.open_services(settings, b"key", settings.data) as services,
    ):
        simulator.world.add_bot(TOKEN, "thangdee_bot", "Thangdee")
        application, request = app.build(settings, TOKEN, services, base_url=simulator.url)
        yield simulator, application, request
