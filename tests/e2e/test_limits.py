"""Too much from one chat or from all, and a Telegram that asks to wait: help always comes through."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.health import Part
from bot.store import AlertTopic
from handlers import limits, pacing
from tests.e2e.conftest import House, running, settings_in, webhook_settings
from tests.e2e.test_groups import assert_one_row, in_group
from tests.waiting import PATIENCE, until, until_it

MOST = 5


@pytest.fixture(scope="module", params=["polling", "webhook"])
async def strict(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """A bot that lets five messages a minute through."""
    folder = tmp_path_factory.mktemp("strict")
    settings = settings_in(folder) if request.param == "polling" else webhook_settings(folder)
    few = settings.limits.model_copy(update={"messages_per_minute": MOST})
    async with running(settings.model_copy(update={"limits": few})) as found:
        yield found


def shed(house: House, reason: str) -> float:
    value: float = house.services.metrics.shed.labels(reason)._value.get()
    return value


def refused(house: House, status: int, after: int) -> int:
    """Return how many requests the local Telegram has refused so."""
    return [one.get("status") for one in house.simulator.world.requests.after(after)].count(status)


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_who_writes_too_much_is_told_once_and_helped_all_the_same(
    strict: House, language: str
) -> None:
    chat = await strict.person()
    await strict.services.store.people.put(chat.user_id, language=language)
    before = shed(strict, limits.FLOOD)
    for _ in range(MOST):
        await chat.say("/about")
    notice = await chat.say("/privacy")
    assert {"lo": "ກະລຸນາລໍຖ້າໜຶ່ງນາທີ", "en": "Please wait a minute"}[language] in notice.text
    assert "/sos" in notice.text
    for _ in range(5):
        await chat.send(text="/privacy")
    for dangerous in ("/sos", "my boss beats me"):
        assert "191" in (await chat.say(dangerous)).text  # nothing else came between
    numbers = await chat.tap(notice, "🆘")
    assert "191" in numbers.text
    # By webhook help does not even wait until those are counted.
    await until(lambda: shed(strict, limits.FLOOD) - before == 6)


async def test_what_got_a_notice_or_nothing_can_be_hidden_as_well(strict: House) -> None:
    chat = await strict.reader("en")
    sent = {(await chat.send(text="/about"))["message_id"] for _ in range(MOST + 2)}
    async with asyncio.timeout(PATIENCE):
        while not sent <= set(await strict.services.store.messages.of(chat.chat_id)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_taps_are_acknowledged_even_when_there_are_too_many(strict: House) -> None:
    chat = await strict.person()
    await strict.services.store.people.put(chat.user_id, language="en")
    menu = await chat.say("/menu")
    answers = []
    for number in range(MOST + 2):
        data = "about" if number % 2 else "menu"
        press = {"bot_id": chat.bot_id, "from": chat.user_id, "data": data, "stale": True}
        await chat.control("press", message_id=menu.message["message_id"], **press)
        answers.append(await chat.event("callback_answer"))
    texts = [str(answer.get("text") or "") for answer in answers]
    assert texts[: MOST - 1] == [""] * (MOST - 1)
    assert "Please wait a minute" in texts[MOST - 1]
    assert texts[MOST:] == ["", ""]


async def test_among_others_only_what_is_meant_for_the_bot_counts(strict: House) -> None:
    person = await strict.person()
    group = await in_group(person)
    for _ in range(3 * MOST):
        await group.send(text="what others talk about")
    for _ in range(MOST):
        assert "Please wait a minute" not in (await group.say("/start@thangdee_bot")).text
    notice = await group.say("/start@thangdee_bot")
    assert "ກະລຸນາລໍຖ້າໜຶ່ງນາທີ" in notice.text
    assert_one_row(notice)
    assert "191" in (await group.say("/sos@thangdee_bot")).text


async def test_when_many_wait_questions_get_a_notice_and_help_an_answer(
    strict: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BUSY_FROM", 0)  # as if so many waited
    chat = await strict.person()
    await strict.services.store.people.put(chat.user_id, language="en")
    notice = await chat.say("my boss kept my passport")
    assert "Many people are asking now" in notice.text
    await chat.send(text="my boss kept my passport")
    assert "191" in (await chat.say("/sos")).text
    assert "191" in (await chat.say("khoi thuek khang yu nai hong")).text
    monkeypatch.undo()
    assert "passport" in (await chat.say("my boss kept my passport")).text


async def test_gotcha_03_a_chat_that_has_to_wait_holds_up_nobody_else(house: House) -> None:
    held, other = await house.reader("en"), await house.reader("en")
    before = house.simulator.world.requests.last
    await house.fault(method="sendMessage", kind="429", times=1, retry_after=5)
    await held.send(text="/about")
    await until(lambda: refused(house, 429, before) == 1)
    begun = asyncio.get_running_loop().time()
    for _ in range(2):
        assert "passport" in (await other.say("my boss kept my passport")).text
    assert asyncio.get_running_loop().time() - begun < 5
    assert "About Thangdee" in (await held.reply()).text


async def test_gotcha_03_a_wait_of_minutes_is_given_up(
    house: House, own_log: pytest.LogCaptureFixture
) -> None:
    chat = await house.reader("en")
    await house.fault(method="sendMessage", kind="429", times=1, retry_after=600)
    await chat.send(text="/about")
    assert "Privacy" in (await chat.say("/privacy")).text
    assert "asks to wait 600 s: a request is given up" in own_log.text
    assert house.services.metrics.api_errors.labels("RetryAfter")._value.get() >= 1


async def test_gotcha_03_several_chats_asked_to_wait_slow_all_down_but_not_help(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "LONGEST_PAUSE", 2.0)
    people = [await house.reader("en") for _ in range(pacing.MOST_CHATS_ASKED)]
    other, afraid = await house.reader("en"), await house.reader("en")
    before = house.simulator.world.requests.last
    await house.fault(method="sendMessage", kind="429", times=len(people), retry_after=3)
    for one in people:
        await one.send(text="/about")
    await until(lambda: refused(house, 429, before) == len(people))
    await other.send(text="/privacy")
    assert "191" in (await afraid.say("/sos")).text
    sent = [one["text"] for one in (await other.history())["messages"] if one["from"]["is_bot"]]
    assert not any("Privacy" in text for text in sent)
    assert "Privacy" in (await other.reply()).text
    for one in people:
        assert "About Thangdee" in (await one.reply()).text


async def test_telegram_away_is_waited_for_and_all_are_answered_after(
    own_house: House, monkeypatch: pytest.MonkeyPatch, own_log: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pacing, "FIRST_AWAY", 0.05)
    monkeypatch.setattr(pacing, "LONGEST_AWAY", 0.4)
    people = [await own_house.reader("en") for _ in range(3)]
    before = own_house.simulator.world.requests.last
    for method in ("sendMessage", "getUpdates"):
        await own_house.fault(method=method, kind="502", times=10_000)
    for one in people:
        await one.send(text="my boss kept my passport")
    await until(lambda: refused(own_house, 502, before) >= len(people))
    await asyncio.sleep(2)  # for so long it is away
    trouble = own_house.services.health.trouble(Part.TELEGRAM)
    made = [one for one in await own_house.requests() if one["seq"] > before]
    assert len(made) < 100  # it is not asked again and again without a pause
    await own_house.http.delete("/control/faults")
    for one in people:
        assert "passport" in (await one.reply()).text
    assert trouble in {"NetworkError", None}
    assert own_house.services.health.trouble(Part.TELEGRAM) is None
    assert own_log.text.count("Telegram does not answer (NetworkError)") == 1
    assert own_log.text.count("Telegram answers again") == 1
    assert "Traceback" not in own_log.text  # of answers of the proxy that are no JSON


async def test_a_handler_that_hangs_is_given_up_and_the_next_message_answered(
    house: House, monkeypatch: pytest.MonkeyPatch, own_log: pytest.LogCaptureFixture
) -> None:
    chat = await house.reader("en")

    async def hang(*_: Any) -> None:
        await asyncio.Event().wait()

    with monkeypatch.context() as patched:
        patched.setattr("handlers.handling.SECONDS", 0.2)
        patched.setattr(type(house.services.store.visits), "look", hang)
        await chat.send(text="a secret sorrow")
        await until(lambda: "given up" in own_log.text)
    assert "its handling hangs" in own_log.text
    assert "a secret sorrow" not in own_log.text
    assert "Privacy" in (await chat.say("/privacy")).text


async def test_an_alert_leaves_the_seconds_room_to_answers(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    few = settings.limits.model_copy(update={"messages_per_second": MOST})
    quick = settings.alerts.model_copy(update={"per_second": 25})
    async with running(settings.model_copy(update={"limits": few, "alerts": quick})) as house:
        chat, world, store = await house.reader("en"), house.simulator.world, house.services.store
        bot = world.bots[house.bot_id]
        for number in range(6 * MOST):
            person = world.add_person(f"Noy {number}")
            world.private_chat(bot, person)
            await store.subscriptions.add(person.id, AlertTopic.SCAMS)
        alert = await store.alerts.create(AlertTopic.SCAMS, {"lo": "ລະວັງ", "en": "Beware"})
        before, begun = world.requests.last, asyncio.get_running_loop().time()
        await store.alerts.send(alert)
        await world.requests.wait_for(
            lambda one: one["method"] == "sendMessage", after=before, seconds=PATIENCE
        )
        for _ in range(2):
            assert "About Thangdee" in (await chat.say("/about")).text
        assert (await store.deliveries.tally(alert.id)).waiting  # the answers went before the rest

        async def sent() -> bool:
            return not (await store.deliveries.tally(alert.id)).waiting

        await until_it(sent)
        # All together, however many the alert alone would have sent.
        assert asyncio.get_running_loop().time() - begun > 6 * MOST / MOST - 0.5
