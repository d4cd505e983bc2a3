"""Real PTB applications on the simulator: polling, confirmation, conflicts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import telegram
from telegram import Bot as PtbBot
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.simulator.model import Person
from bot.simulator.server import Simulator
from tests.simulator.support import Api, Control, HandClock, builder
from tests.waiting import PATIENCE

Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    keyboard = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("more", callback_data="more")
    )
    payload = " ".join(context.args or [])
    await update.message.reply_html(f"<b>hello</b> {payload}", reply_markup=keyboard)


async def more(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("here")
    await update.callback_query.edit_message_text("more")


async def echo(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(f"you said {update.effective_message.text}")


def from_bot(event: dict[str, Any]) -> bool:
    return bool(event["type"] == "message" and event["message"]["from"]["is_bot"])


async def test_a_conversation_with_a_polling_application(
    sim: Simulator, control: Control, kham: Person
) -> None:
    app = builder(sim).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(more))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling()
        await control.post("send", bot_id=42, via_deep_link="topic-1", **{"from": kham.id})
        hello = await sim.world.wait_for(from_bot)
        assert hello["message"]["text"] == "hello topic-1"
        assert hello["message"]["entities"] == [{"type": "bold", "offset": 0, "length": 5}]

        query = await control.press(kham.id, hello["message"]["message_id"], "more")
        note = await sim.world.wait_for(lambda event: event["type"] == "callback_answer")
        assert (note["callback_query_id"], note["text"]) == (query, "here")
        edit = await sim.world.wait_for(lambda event: event["type"] == "edit")
        assert edit["message"]["text"] == "more"
        assert "reply_markup" not in edit["message"]

        said = await control.say(kham.id, "ສະບາຍດີ 👋")
        answer = await sim.world.wait_for(from_bot, after=edit["seq"])
        assert answer["message"]["text"] == "you said ສະບາຍດີ 👋"
        request = await control.get(f"requests/{answer['request']}")
        assert (request["method"], request["result"]) == ("sendMessage", answer["message"])
        edited = {"message_id": said["message_id"], "text": "bye", "from": kham.id}
        await control.post("edit", bot_id=42, **edited)
        answer = await sim.world.wait_for(from_bot, after=answer["seq"])
        assert answer["message"]["text"] == "you said bye"

        await app.updater.stop()
        await app.stop()
    assert (await control.get("bots/42"))["pending_update_count"] == 0


async def test_updates_stay_until_they_are_confirmed(
    sim: Simulator, api: Api, control: Control, kham: Person
) -> None:
    for text in ("a", "b", "c"):
        await control.say(kham.id, text)
    first = await api.result("getUpdates", limit=2)
    assert [update["message"]["text"] for update in first] == ["a", "b"]
    assert await api.result("getUpdates", limit=2) == first
    rest = await api.result("getUpdates", offset=first[1]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["c"]
    consumed = [event["update_id"] for event in sim.world.events.after(0) if "update_id" in event]
    assert consumed == [update["update_id"] for update in first]


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    api: Api, control: Control, kham: Person
) -> None:
    for text in ("a", "b", "c"):
        await control.say(kham.id, text)
    last = await api.result("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in last] == ["c"]
    assert await api.result("getUpdates") == last


async def test_updates_nobody_fetches_are_dropped_after_a_day(
    api: Api, control: Control, kham: Person, clock: HandClock
) -> None:
    await control.say(kham.id, "old")
    clock.forward(24 * 3600 + 1)
    await control.say(kham.id, "new")
    found = await api.result("getUpdates")
    assert [update["message"]["text"] for update in found] == ["new"]


async def test_a_long_poll_is_answered_when_something_comes(
    sim: Simulator, api: Api, control: Control, kham: Person
) -> None:
    waiting = asyncio.create_task(api.result("getUpdates", timeout=30))
    await sim.world.requests.wait_for(
        lambda entry: entry["method"] == "getUpdates", after=0, seconds=PATIENCE
    )
    await control.say(kham.id, "now")
    [update] = await waiting
    assert update["message"]["text"] == "now"


async def test_a_poll_without_anything_ends_empty(api: Api) -> None:
    assert await api.result("getUpdates", timeout=0) == []


async def test_a_second_poller_ends_the_first_one(
    sim: Simulator, api: Api, ptb: PtbBot, control: Control, kham: Person
) -> None:
    first = asyncio.create_task(ptb.get_updates(timeout=30))
    await sim.world.requests.wait_for(
        lambda entry: entry["method"] == "getUpdates", after=0, seconds=PATIENCE
    )
    second = asyncio.create_task(api.result("getUpdates", timeout=30))
    words = (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    with pytest.raises(telegram.error.Conflict) as caught:
        await first
    assert caught.value.message == words
    await control.say(kham.id, "x")
    assert len(await second) == 1


async def test_only_allowed_updates_come_and_the_choice_is_remembered(
    api: Api, control: Control, kham: Person
) -> None:
    await api.result("getUpdates", allowed_updates=["callback_query"])
    await control.say(kham.id, "unseen")
    assert await api.result("getUpdates") == []
    await api.result("getUpdates", allowed_updates=[])
    await control.say(kham.id, "seen")
    assert len(await api.result("getUpdates")) == 1


async def test_a_raw_update_comes_as_it_is(ptb: PtbBot, api: Api, control: Control) -> None:
    given = await control.post("update", bot_id=42, update={"message": {"odd": True}})
    [update] = await api.result("getUpdates")
    assert update == {"update_id": given["update_id"], "message": {"odd": True}}
