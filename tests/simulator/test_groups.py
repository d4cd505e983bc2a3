"""Groups: privacy mode, several bots, members, upgrade to a supergroup."""

from __future__ import annotations

from typing import Any

import pytest
import telegram
from telegram import Bot as PtbBot

from bot.simulator.model import Bot, Person
from bot.simulator.server import Simulator
from tests.simulator.support import Api, Control, ptb_bot


@pytest.fixture
async def group(control: Control, api: Api, bot: Bot, kham: Person, noy: Person) -> int:
    members = {"user_ids": [kham.id, noy.id], "bot_ids": [bot.id]}
    found = await control.post("groups", title="ແຮງງານ", **members)
    assert found["type"] == "group"
    return int(found["id"])


async def drain(api: Api) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = await api.result("getUpdates")
    if updates:
        await api.result("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


async def test_a_bot_learns_that_it_was_added(api: Api, group: int) -> None:
    added, created = await drain(api)
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert created["message"]["group_chat_created"] is True
    assert created["message"]["chat"] == {"id": group, "type": "group", "title": "ແຮງງານ"}


async def test_privacy_mode_shows_only_what_is_meant_for_the_bot(
    api: Api, control: Control, group: int, kham: Person
) -> None:
    await drain(api)
    sent = await api.result("sendMessage", chat_id=group, text="ask me")
    number = sent["message_id"]
    for text in (
        "chatter",
        "/sos",
        "/sos@other_bot",
        "/sos@Road_Bot",
        "hey @road_bot",
        "@other_bot",
    ):
        await control.say(kham.id, text, chat_id=group)
    await control.say(kham.id, "a reply", chat_id=group, reply_to_message_id=number)
    seen = [update["message"]["text"] for update in await drain(api)]
    assert seen == ["/sos", "/sos@Road_Bot", "hey @road_bot", "a reply"]
    shown = await control.get("history", bot_id=42, chat_id=group)
    assert len(shown["messages"]) == 9


async def test_every_bot_gets_file_ids_of_its_own(
    sim: Simulator, control: Control, kham: Person, ptb: PtbBot
) -> None:
    sim.world.add_bot("43:LOCAL", "other_bot", "Other")
    members = {"user_ids": [kham.id], "bot_ids": [42, 43]}
    group = (await control.post("groups", title="two", **members))["id"]
    photo = {"photo": {}, "caption": "/look", "chat_id": group, "from": kham.id}
    await control.post("send", bot_id=42, **photo)
    async with ptb_bot(sim, "43:LOCAL") as other:
        mine = (await ptb.get_updates())[-1].effective_message
        theirs = (await other.get_updates())[-1].effective_message
        assert mine is not None
        assert theirs is not None
        assert mine.message_id == theirs.message_id
        assert mine.photo[0].file_id != theirs.photo[0].file_id
        assert mine.photo[0].file_unique_id == theirs.photo[0].file_unique_id
        await ptb.get_file(mine.photo[0].file_id)
        await other.get_file(theirs.photo[0].file_id)


async def test_events_of_a_group_concern_every_bot_in_it(
    sim: Simulator, control: Control, api: Api, kham: Person
) -> None:
    sim.world.add_bot("43:LOCAL", "other_bot", "Other")
    members = {"user_ids": [kham.id], "bot_ids": [42, 43]}
    group = (await control.post("groups", title="two", **members))["id"]
    await api.result("sendMessage", chat_id=group, text="x")
    seen = await control.get("events", after=0, bot_id=43, chat_id=group)
    assert seen["events"][-1]["message"]["text"] == "x"
    assert await control.get("events", after=0, bot_id=43, chat_id=kham.id) == {
        "events": [],
        "next": sim.world.events.last,
    }


async def test_a_group_becomes_a_supergroup(
    api: Api, ptb: PtbBot, control: Control, group: int, kham: Person
) -> None:
    await drain(api)
    answer = await control.post(f"groups/{group}/upgrade")
    new = answer["migrate_to_chat_id"]
    assert str(new).startswith("-100")
    left, joined = [update["message"] for update in await drain(api)]
    assert (left["chat"]["id"], left["migrate_to_chat_id"]) == (group, new)
    assert (joined["chat"]["id"], joined["migrate_from_chat_id"]) == (new, group)
    assert joined["chat"]["type"] == "supergroup"
    refused = await api.answer("sendMessage", chat_id=group, text="x")
    assert refused == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    with pytest.raises(telegram.error.ChatMigrated) as caught:
        await ptb.send_message(group, "x")
    assert caught.value.new_chat_id == new
    assert (await ptb.send_message(new, "x")).chat.type == "supergroup"
    assert "upgraded" in await control.error(
        "send", bot_id=42, chat_id=group, text="x", **{"from": kham.id}
    )
    assert "is a supergroup already" in await control.error(f"groups/{group}/upgrade")


async def test_supergroups_count_messages_of_their_own(
    control: Control, api: Api, kham: Person
) -> None:
    await control.say(kham.id, "1 in private")
    members = {"user_ids": [kham.id], "bot_ids": [42]}
    group = (await control.post("groups", title="s", type="supergroup", **members))["id"]
    sent = await api.result("sendMessage", chat_id=group, text="x")
    assert sent["message_id"] == 2  # after the message that the group was made
    assert (await control.say(kham.id, "2 in private"))["message_id"] == 2


async def test_some_buttons_are_for_private_chats(api: Api, group: int) -> None:
    async def refusal(markup: dict[str, Any]) -> str:
        words = await api.refusal("sendMessage", chat_id=group, text="x", reply_markup=markup)
        return words.removeprefix("Bad Request: ")

    keys = {"keyboard": [[{"text": "me", "request_contact": True}]]}
    assert await refusal(keys) == "phone number can be requested in private chats only"
    keys = {"keyboard": [[{"text": "me", "request_location": True}]]}
    assert await refusal(keys) == "location can be requested in private chats only"
    app = {"inline_keyboard": [[{"text": "x", "web_app": {"url": "https://x.la/"}}]]}
    assert await refusal(app) == "BUTTON_TYPE_INVALID"


async def test_what_people_wrote_stays(
    api: Api, control: Control, group: int, kham: Person, noy: Person
) -> None:
    said = await control.say(kham.id, "/sos", chat_id=group)
    words = await api.refusal("deleteMessage", chat_id=group, message_id=said["message_id"])
    assert words == "Bad Request: message can't be deleted"
    assert "is not of user" in await control.error(
        "edit", bot_id=42, chat_id=group, message_id=said["message_id"], text="x",
        **{"from": noy.id},
    )  # fmt: skip


async def test_outsiders_do_not_write_into_a_group(
    sim: Simulator, control: Control, group: int
) -> None:
    outsider = sim.world.add_person("Somebody")
    words = await control.error("send", bot_id=42, chat_id=group, text="x", **{"from": outsider.id})
    assert words == f"user {outsider.id} is not in chat {group}, expected one of [1001, 1002]"
