"""What Telegram refuses because of what is there: messages, queries, files, people, groups."""

from __future__ import annotations

from typing import Any

import pytest
import telegram
from telegram import Bot as PtbBot

from bot.simulator.model import Bot, Person
from bot.simulator.server import Simulator
from tests.simulator.support import Api, Control, HandClock, png, ptb_bot

ONE_BUTTON = {"inline_keyboard": [[{"text": "b", "callback_data": "a"}]]}


async def test_an_edit_must_change_something(api: Api, kham: Person, control: Control) -> None:
    await control.say(kham.id, "hi")
    sent = await api.result("sendMessage", chat_id=kham.id, text="x", reply_markup=ONE_BUTTON)
    where = {"chat_id": kham.id, "message_id": sent["message_id"]}
    same = {**where, "text": "<b></b>x", "parse_mode": "HTML", "reply_markup": ONE_BUTTON}
    words = (
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )
    assert await api.refusal("editMessageText", **same) == words
    await api.result("editMessageText", **where, text="x")
    assert await api.refusal("editMessageText", **where, text="x") == words
    assert await api.refusal("editMessageReplyMarkup", **where) == words


async def test_only_what_is_there_can_be_edited(api: Api, kham: Person, control: Control) -> None:
    await control.say(kham.id, "hi")
    text = await api.result("sendMessage", chat_id=kham.id, text="x")
    photo = await api.result("sendPhoto", chat_id=kham.id, files={"photo": ("a.png", png(9, 9))})
    place = await api.result("sendLocation", chat_id=kham.id, latitude=1, longitude=1)
    keys = {"keyboard": [[{"text": "a"}]]}
    keyed = await api.result("sendMessage", chat_id=kham.id, text="x", reply_markup=keys)

    async def refusal(method: str, message: dict[str, Any], **more: Any) -> str:
        where = {"chat_id": kham.id, "message_id": message["message_id"]}
        return (await api.refusal(method, **where, **more)).removeprefix("Bad Request: ")

    nothing = "there is no caption in the message to edit"
    assert await refusal("editMessageCaption", text, caption="c") == nothing
    nothing = "there is no text in the message to edit"
    assert await refusal("editMessageText", photo, text="c") == nothing
    assert await refusal("editMessageText", keyed, text="c") == "message can't be edited"
    media = {"type": "photo", "media": photo["photo"][0]["file_id"]}
    assert await refusal("editMessageMedia", place, media=media) == "message can't be edited"


async def test_a_query_expires_and_is_answered_once(
    api: Api, kham: Person, control: Control, clock: HandClock
) -> None:
    await control.say(kham.id, "hi")
    sent = await api.result("sendMessage", chat_id=kham.id, text="x", reply_markup=ONE_BUTTON)
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    first = await control.press(kham.id, sent["message_id"], "a")
    await api.result("answerCallbackQuery", callback_query_id=first)
    assert await api.refusal("answerCallbackQuery", callback_query_id=first) == too_old
    second = await control.press(kham.id, sent["message_id"], "a")
    clock.forward(61)
    assert await api.refusal("answerCallbackQuery", callback_query_id=second) == too_old


async def test_messages_older_than_two_days_stay(
    api: Api, kham: Person, control: Control, clock: HandClock
) -> None:
    message = await control.say(kham.id, "hi")
    clock.forward(48 * 3600 + 1)
    where = {"chat_id": kham.id, "message_id": message["message_id"]}
    words = "Bad Request: message can't be deleted for everyone"
    assert await api.refusal("deleteMessage", **where) == words
    assert await api.result("deleteMessages", chat_id=kham.id, message_ids=[1]) is True


async def test_protected_messages_are_not_passed_on(
    api: Api, kham: Person, control: Control
) -> None:
    await control.say(kham.id, "hi")
    sent = await api.result("sendMessage", chat_id=kham.id, text="x", protect_content=True)
    where = {"chat_id": kham.id, "from_chat_id": kham.id, "message_id": sent["message_id"]}
    words = "Bad Request: the message can't be forwarded"
    assert await api.refusal("forwardMessage", **where) == words
    words = "Bad Request: the message can't be copied"
    assert await api.refusal("copyMessage", **where) == words


async def test_a_file_id_works_for_one_bot_and_one_kind(
    sim: Simulator, api: Api, kham: Person, control: Control, ptb: PtbBot
) -> None:
    await control.say(kham.id, "hi")
    photo = (await ptb.send_photo(kham.id, png(9, 9))).photo[0].file_id
    words = "Bad Request: can't use file of type Photo as Document"
    assert await api.refusal("sendDocument", chat_id=kham.id, document=photo) == words
    sim.world.add_bot("43:LOCAL", "other_bot", "Other")
    async with ptb_bot(sim, "43:LOCAL") as other:
        await control.post("send", bot_id=43, text="hi", **{"from": kham.id})
        with pytest.raises(telegram.error.BadRequest, match="Wrong file identifier"):
            await other.send_photo(kham.id, photo)
        with pytest.raises(telegram.error.BadRequest, match="temporarily unavailable"):
            await other.get_file(photo)


async def test_photos_must_be_pictures(api: Api, kham: Person, control: Control) -> None:
    await control.say(kham.id, "hi")

    async def refusal(data: bytes, method: str = "sendPhoto") -> str:
        name = method.removeprefix("send").lower()
        return await api.refusal(method, chat_id=kham.id, files={name: ("a.png", data)})

    assert await refusal(b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await refusal(png(1, 21)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert await refusal(png(9999, 500)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert await refusal(png(9, 9) + bytes(10 << 20)) == "Bad Request: file is too big"
    assert await refusal(b"", "sendDocument") == "Bad Request: file must be non-empty"


async def test_nobody_is_written_to_first(sim: Simulator, api: Api, bot: Bot, kham: Person) -> None:
    words = await api.refusal("sendMessage", chat_id=kham.id, text="x")
    assert words == "Bad Request: chat not found"
    sim.world.add_group("g", [kham.id], [bot.id])
    words = await api.refusal("sendMessage", chat_id=kham.id, text="x")
    assert words == "Forbidden: bot can't initiate conversation with a user"
    words = await api.refusal("sendMessage", chat_id=bot.id, text="x")
    assert words == "Forbidden: bots can't send messages to bots"


async def test_a_person_who_blocked_the_bot_is_not_reached(
    api: Api, ptb: PtbBot, kham: Person, control: Control
) -> None:
    await control.say(kham.id, "hi")
    await control.post("block", bot_id=42, user_id=kham.id, blocked=True)
    words = await api.refusal("sendMessage", chat_id=kham.id, text="x")
    assert words == "Forbidden: bot was blocked by the user"
    with pytest.raises(telegram.error.Forbidden):
        await ptb.send_message(kham.id, "x")
    assert (await ptb.get_chat(kham.id)).first_name == "Kham"
    await control.post("block", bot_id=42, user_id=kham.id, blocked=False)
    await api.result("sendMessage", chat_id=kham.id, text="x")
    kinds = [update.my_chat_member for update in await ptb.get_updates()]
    states = [each.new_chat_member.status for each in kinds if each]
    assert states == ["kicked", "member"]


async def test_files_over_20_mb_cannot_be_downloaded(
    api: Api, kham: Person, control: Control
) -> None:
    await control.say(kham.id, "hi")
    files = {"document": ("big.bin", bytes((20 << 20) + 1))}
    sent = await api.result("sendDocument", chat_id=kham.id, files=files)
    words = await api.refusal("getFile", file_id=sent["document"]["file_id"])
    assert words == "Bad Request: file is too big"


async def test_the_menu_button_of_a_group_cannot_be_set(
    sim: Simulator, api: Api, bot: Bot, kham: Person
) -> None:
    group = sim.world.add_group("g", [kham.id], [bot.id])
    words = await api.refusal("setChatMenuButton", chat_id=group.id)
    assert words == "Bad Request: chat menu button can be set only in private chats"


async def test_a_group_without_the_bot_is_not_found(
    sim: Simulator, api: Api, bot: Bot, kham: Person
) -> None:
    group = sim.world.add_group("g", [kham.id], [])
    words = await api.refusal("sendMessage", chat_id=group.id, text="x")
    assert words == "Bad Request: chat not found"
