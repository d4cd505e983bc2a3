"""Quick hide: what is left of a chat is one harmless line, and nothing is known of the rest."""

from __future__ import annotations

import asyncio
import time
from datetime import date, timedelta

import pytest

from bot import dates
from bot.i18n import translator
from bot.store import Event, Paper, Recent, Reminder
from bot.store.messages import KEPT_SECONDS
from handlers import sent
from tests.e2e.chat import Chat
from tests.e2e.conftest import House
from tests.e2e.test_groups import assert_one_row, in_group
from tests.e2e.test_reminders import let_it_be
from tests.waiting import PATIENCE

HARMLESS = {"lo": "ສະບາຍດີ! 👋", "en": "Hello! 👋"}


async def left(chat: Chat) -> list[str]:
    """Return all that stands in a chat, as its owner and whoever looks sees it."""
    history = await chat.history()
    assert history["reply_keyboard"] is None
    return [message.get("text", "a thing") for message in history["messages"]]


async def known(house: House, chat: Chat) -> list[int]:
    return await house.services.store.messages.of(chat.chat_id)


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_the_command_empties_the_chat_of_both_sides(house: House, language: str) -> None:
    chat = await house.reader(language)
    await chat.say("my boss beats me")
    await chat.send(contact={"phone_number": "+66812345678", "first_name": "Boss"})
    await chat.reply()
    hidden = await chat.say("/hide")
    assert hidden.text == HARMLESS[language]
    assert not hidden.buttons
    assert await left(chat) == [HARMLESS[language]]
    await chat.say("/about")  # what is answered after /hide was noted after it
    assert min(await known(house, chat)) == hidden.message["message_id"]


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_who_is_in_danger_finds_the_button_beside_the_numbers(
    house: House, language: str
) -> None:
    chat, hide = await house.reader(language), f"🙈 {translator(language)('Hide')}"
    for question in ("/sos", "they locked us in and beat us", "/privacy"):
        shown = await chat.say(question)
        hidden = await chat.tap(shown, hide)
        assert hidden.text == HARMLESS[language]
        assert await left(chat) == [HARMLESS[language]]


async def test_reminders_are_hidden_too(house: House) -> None:
    chat, due = await house.reader("en"), dates.today() + timedelta(days=80)
    await house.services.store.reminders.add(Reminder(chat.chat_id, Paper.VISA, due), dates.today())
    await let_it_be(house, due - timedelta(days=7))
    assert "Visa" in (await chat.reply()).text
    await chat.say("/hide")
    assert await left(chat) == [HARMLESS["en"]]


async def test_nobody_can_ask_on_about_what_was_read_before(house: House) -> None:
    chat = await house.reader("en")
    await house.services.store.recent.put(chat.chat_id, Recent("passport"))
    await chat.say("/hide")
    assert await house.services.store.recent.get(chat.chat_id) == Recent()


async def test_more_than_a_hundred_messages_go_at_once_and_missing_ones_are_no_error(
    house: House,
) -> None:
    chat = await house.reader("en")
    await house.services.store.messages.add(chat.chat_id, range(1_000_000, 1_000_230))
    asked = len(await house.requests())
    await chat.say("/hide")
    assert await left(chat) == [HARMLESS["en"]]
    calls = [one for one in (await house.requests())[asked:] if one["method"] == "deleteMessages"]
    assert len(calls) == 3


async def test_what_telegram_did_not_delete_is_tried_again(house: House) -> None:
    chat = await house.reader("en")
    await house.fault(method="deleteMessages", kind="drop", times=1)
    failed = await chat.say("/hide")
    assert "Something went wrong" in failed.text
    await chat.say("/hide")
    assert await left(chat) == [HARMLESS["en"]]


async def test_an_old_message_with_the_button_is_written_over(house: House) -> None:
    chat = await house.reader("en")
    old = await chat.say("/sos")
    stored = house.simulator.world.find_chat(chat.bot_id, chat.chat_id)
    assert stored is not None
    for message in stored.messages.values():
        message["date"] -= KEPT_SECONDS + 60
    covered = await chat.tap(old, "🙈")
    assert covered.edited
    assert covered.text == (await chat.reply()).text == HARMLESS["en"]
    texts = [one.get("text", "") for one in (await chat.history())["messages"]]
    assert not any("191" in text for text in texts)


async def test_after_48_hours_no_message_is_known(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await house.reader("en")
    newest = (await chat.history())["messages"][-1]["message_id"]
    async with asyncio.timeout(PATIENCE):
        while newest not in await known(house, chat):  # noqa: ASYNC110 - noted once it is sent
            await asyncio.sleep(0.02)
    now = time.time()
    monkeypatch.setattr("bot.store.messages.time.time", lambda: now + KEPT_SECONDS)
    await sent.delete_what_is_old(house.application)
    monkeypatch.undo()
    assert await known(house, chat) == []


async def test_it_is_counted_without_anybody_behind_it(house: House) -> None:
    async def hidden() -> int:
        await house.services.store.counts.flush()
        rows = await house.services.store.counts.between(date(2020, 1, 1), date(2100, 1, 1))
        return sum(row.number for row in rows if row.event is Event.HIDDEN)

    before = await hidden()
    await (await house.reader("lo")).say("/hide")
    assert await hidden() == before + 1


async def test_in_a_group_nothing_is_deleted(house: House) -> None:
    talk = await in_group(await house.reader("en"))
    assert_one_row(await talk.say("/hide@thangdee_bot"))
    assert len((await talk.history())["messages"]) >= 3
    assert await known(house, talk) == []
