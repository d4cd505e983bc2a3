"""Every method once through python-telegram-bot's own Bot, unpatched."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import telegram
from telegram import Bot as PtbBot

from bot.simulator.call import METHODS
from bot.simulator.model import Bot, Person
from bot.simulator.schema import bot_api
from bot.simulator.server import Simulator
from tests.simulator.support import TOKEN, Control, png

OGG = b"OggS voice"
Try = Callable[[PtbBot, int, Control], Awaitable[None]]
TRIES: dict[str, Try] = {}


def tried(function: Try) -> Try:
    TRIES[function.__name__] = function
    return function


@tried
async def get_me(ptb: PtbBot, chat: int, control: Control) -> None:
    me = await ptb.get_me()
    assert (me.id, me.username, me.first_name) == (42, "road_bot", "Road")
    assert await ptb.close()
    assert await ptb.log_out()


@tried
async def text_and_edits(ptb: PtbBot, chat: int, control: Control) -> None:
    keyboard = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("go", callback_data="go")
    )
    sent = await ptb.send_message(
        chat, "<b>ທາງດີ</b>", "HTML", reply_markup=keyboard, disable_notification=True
    )
    assert sent.parse_entities() == {sent.entities[0]: "ທາງດີ"}
    edited = await ptb.edit_message_text("new", chat, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.text == "new"
    assert edited.reply_markup is None
    marked = await ptb.edit_message_reply_markup(chat, sent.message_id, reply_markup=keyboard)
    assert isinstance(marked, telegram.Message)
    assert marked.reply_markup == keyboard
    assert await ptb.set_message_reaction(chat, sent.message_id, "👍")
    assert await ptb.pin_chat_message(chat, sent.message_id)
    assert (await ptb.get_chat(str(chat))).pinned_message == sent
    assert await ptb.pin_chat_message(chat, sent.message_id)
    await ptb.delete_message(chat, (await ptb.send_message(chat, "x")).message_id)
    second = await ptb.send_message(chat, "x")
    assert await ptb.pin_chat_message(chat, second.message_id)
    await ptb.delete_message(chat, second.message_id)
    assert (await ptb.get_chat(chat)).pinned_message == sent
    assert await ptb.unpin_chat_message(chat)
    assert await ptb.unpin_all_chat_messages(chat)
    assert await ptb.send_chat_action(chat, "typing")


@tried
async def replies(ptb: PtbBot, chat: int, control: Control) -> None:
    first = await ptb.send_message(chat, "one two three")
    reply = await ptb.send_message(
        chat,
        "answer",
        reply_parameters=telegram.ReplyParameters(first.message_id, quote="two"),
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        protect_content=True,
    )
    assert reply.reply_to_message == first
    assert reply.quote is not None
    assert (reply.quote.text, reply.quote.position) == ("two", 4)
    assert reply.has_protected_content
    to_none = await ptb.send_message(chat, "x", reply_parameters=telegram.ReplyParameters(-1))
    assert to_none.reply_to_message is None
    again = await ptb.send_message(
        chat, "more", reply_parameters=telegram.ReplyParameters(reply.message_id)
    )
    assert again.reply_to_message is not None
    assert again.reply_to_message.reply_to_message is None
    options = telegram.LinkPreviewOptions(is_disabled=True)
    edited = await ptb.edit_message_text(
        "see x.la", chat, again.message_id, link_preview_options=options
    )
    assert isinstance(edited, telegram.Message)
    assert edited.link_preview_options == options
    lost = telegram.ReplyParameters(999, allow_sending_without_reply=True)
    assert (await ptb.send_message(chat, "x", reply_parameters=lost)).reply_to_message is None


@tried
async def reply_keyboards(ptb: PtbBot, chat: int, control: Control) -> None:
    keys = telegram.ReplyKeyboardMarkup([["🏠", "🆘"]], resize_keyboard=True, is_persistent=True)
    assert (await ptb.send_message(chat, "x", reply_markup=keys)).reply_markup is None
    shown = await control.get("history", bot_id=42, chat_id=chat)
    assert shown["reply_keyboard"]["keyboard"] == [[{"text": "🏠"}, {"text": "🆘"}]]
    assert shown["messages"][-1]["reply_markup"] == shown["reply_keyboard"]
    await ptb.send_message(chat, "x", reply_markup=telegram.ForceReply())
    await ptb.send_message(chat, "x", reply_markup=telegram.ReplyKeyboardRemove())
    assert (await control.get("history", bot_id=42, chat_id=chat))["reply_keyboard"] is None


@tried
async def media(ptb: PtbBot, chat: int, control: Control) -> None:
    photo = await ptb.send_photo(chat, png(40, 30), caption="*ດີ*", parse_mode="MarkdownV2")
    assert (photo.photo[0].width, photo.photo[0].height) == (40, 30)
    assert (photo.caption, len(photo.caption_entities)) == ("ດີ", 1)
    again = await ptb.send_photo(chat, photo.photo[0].file_id, has_spoiler=True)
    assert again.photo[0].file_unique_id == photo.photo[0].file_unique_id
    assert again.has_media_spoiler
    document = await ptb.send_document(chat, b"%PDF", filename="form.pdf")
    assert document.document is not None
    assert document.document.mime_type == "application/pdf"
    assert document.document.file_name == "form.pdf"
    voice = (await ptb.send_voice(chat, OGG, duration=3)).voice
    assert voice is not None
    assert voice.to_dict()["duration"] == 3
    assert (await ptb.send_audio(chat, b"ID3", title="t", performer="p")).audio is not None
    assert (await ptb.send_video(chat, b"mp4", width=20, height=10)).video is not None
    assert (await ptb.send_video_note(chat, b"mp4")).video_note is not None
    assert (await ptb.send_animation(chat, b"mp4")).animation is not None
    assert (await ptb.send_sticker(chat, png(512, 512), emoji="👍")).sticker is not None
    captioned = await ptb.edit_message_caption(chat, photo.message_id, caption="new")
    assert isinstance(captioned, telegram.Message)
    assert captioned.caption == "new"
    above = await ptb.send_photo(
        chat, photo.photo[0].file_id, caption="c", show_caption_above_media=True
    )
    assert above.show_caption_above_media
    moved = await ptb.edit_message_caption(
        chat, above.message_id, caption="d", show_caption_above_media=True
    )
    assert isinstance(moved, telegram.Message)
    assert moved.show_caption_above_media
    other = telegram.InputMediaDocument(
        b"x", caption="<i>c</i>", parse_mode="HTML", filename="a.txt"
    )
    replaced = await ptb.edit_message_media(other, chat, photo.message_id)
    assert isinstance(replaced, telegram.Message)
    assert replaced.document is not None
    assert not replaced.photo


@tried
async def albums(ptb: PtbBot, chat: int, control: Control) -> None:
    known = (await ptb.send_photo(chat, png(9, 9))).photo[0].file_id
    album = await ptb.send_media_group(
        chat,
        [
            telegram.InputMediaPhoto(png(8, 8)),
            telegram.InputMediaPhoto(known),
            telegram.InputMediaVideo(b"v"),
        ],
        caption="all",
    )
    assert [message.effective_attachment is not None for message in album] == [True] * 3
    assert len({message.media_group_id for message in album}) == 1
    assert album[0].caption == "all"


@tried
async def places_and_contacts(ptb: PtbBot, chat: int, control: Control) -> None:
    place = await ptb.send_location(chat, 17.97, 102.6)
    assert place.location == telegram.Location(102.6, 17.97)
    venue = (await ptb.send_venue(chat, 17.97, 102.6, "Embassy", "Vientiane")).venue
    assert venue is not None
    assert (venue.title, venue.location) == ("Embassy", place.location)
    named = (await ptb.send_venue(chat, 1, 2, "t", "a", google_place_id="g")).venue
    assert named is not None
    assert named.google_place_id == "g"
    contact = (await ptb.send_contact(chat, "+85621414000", "Hotline")).contact
    assert contact == telegram.Contact("+85621414000", "Hotline")


@tried
async def moving(ptb: PtbBot, chat: int, control: Control) -> None:
    first = await ptb.send_message(chat, "one")
    photo = await ptb.send_photo(chat, png(9, 9), caption="old")
    forwarded = await ptb.forward_message(chat, chat, first.message_id)
    assert isinstance(forwarded.forward_origin, telegram.MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == 42
    again = await ptb.forward_message(chat, chat, forwarded.message_id)
    assert again.forward_origin == forwarded.forward_origin
    copied = await ptb.copy_message(chat, chat, photo.message_id, caption="new")
    assert copied.message_id == again.message_id + 1
    numbers = [first.message_id, photo.message_id, 999]
    assert len(await ptb.forward_messages(chat, chat, numbers)) == 2
    assert len(await ptb.copy_messages(chat, chat, numbers, remove_caption=True)) == 2
    assert await ptb.delete_message(chat, first.message_id)
    assert await ptb.delete_messages(chat, [photo.message_id, first.message_id])
    left = await control.get("history", bot_id=42, chat_id=chat)
    assert [message.get("caption") for message in left["messages"][3:]] == [
        "new",
        None,
        "old",
        None,
        None,
    ]


@tried
async def files(ptb: PtbBot, chat: int, control: Control) -> None:
    sent = await ptb.send_document(chat, b"the bytes", filename="ແບບຟອມ.txt")
    assert sent.document is not None
    found = await ptb.get_file(sent.document.file_id)
    assert bytes(await found.download_as_bytearray()) == b"the bytes"


@tried
async def profile(ptb: PtbBot, chat: int, control: Control) -> None:
    commands = [telegram.BotCommand("start", "ເລີ່ມ"), telegram.BotCommand("sos", "ຊ່ວຍ")]
    assert await ptb.set_my_commands(commands, language_code="lo")
    assert await ptb.get_my_commands(language_code="lo") == tuple(commands)
    assert await ptb.get_my_commands() == ()
    scope = telegram.BotCommandScopeChat(chat)
    assert await ptb.set_my_commands(commands[:1], scope)
    assert await ptb.get_my_commands(scope) == tuple(commands[:1])
    assert await ptb.set_my_commands([], scope)
    assert await ptb.delete_my_commands(scope)
    assert await ptb.get_my_commands(scope) == ()
    assert await ptb.set_my_name("ທາງ", "lo")
    assert (await ptb.get_my_name("lo")).name == "ທາງ"
    assert (await ptb.get_my_name()).name == "Road"
    assert await ptb.set_my_name("", "lo")
    assert (await ptb.get_my_name("lo")).name == "Road"
    assert await ptb.set_my_description("long")
    assert (await ptb.get_my_description("lo")).description == "long"
    assert await ptb.set_my_short_description("short", "lo")
    assert (await ptb.get_my_short_description("lo")).short_description == "short"
    assert (await ptb.get_my_short_description()).short_description == ""
    assert await ptb.get_chat_menu_button() == telegram.MenuButtonCommands()
    app = telegram.MenuButtonWebApp("open", telegram.WebAppInfo("https://x.la/"))
    assert await ptb.set_chat_menu_button(chat, app)
    assert await ptb.get_chat_menu_button(chat) == app
    assert await ptb.set_chat_menu_button(menu_button=telegram.MenuButtonDefault())
    assert await ptb.set_chat_menu_button(chat)
    assert await ptb.get_chat_menu_button(chat) == telegram.MenuButtonDefault()
    shown = await control.get("bots/42")
    assert shown["commands"] == {"lo": [command.to_dict() for command in commands]}
    assert shown["descriptions"] == {"": "long"}
    assert shown["short_descriptions"] == {"lo": "short"}
    assert shown["menu_button"] == {"type": "commands"}


@tried
async def chats(ptb: PtbBot, chat: int, control: Control) -> None:
    found = await ptb.get_chat(chat)
    assert (found.first_name, found.type) == ("Kham", "private")
    assert (await ptb.get_chat_member(chat, chat)).status == "member"
    assert await ptb.get_chat_member_count(chat) == 2


@tried
async def group_chats(ptb: PtbBot, chat: int, control: Control) -> None:
    group = (await control.post("groups", title="Work", user_ids=[chat], bot_ids=[42]))["id"]
    assert (await ptb.get_chat(group)).title == "Work"
    assert [member.status for member in await ptb.get_chat_administrators(group)] == ["creator"]
    assert (await ptb.get_chat_member(group, 42)).status == "member"
    assert (await ptb.get_chat_member(group, chat)).status == "creator"
    other = await control.post("users", first_name="Other")
    assert (await ptb.get_chat_member(group, other["id"])).status == "left"
    assert await ptb.leave_chat(group)
    with pytest.raises(telegram.error.Forbidden, match="bot is not a member of the group chat"):
        await ptb.send_message(group, "x")


@tried
async def queries(ptb: PtbBot, chat: int, control: Control) -> None:
    keyboard = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("go", callback_data="go")
    )
    sent = await ptb.send_message(chat, "x", reply_markup=keyboard)
    pressed = await control.press(chat, sent.message_id, "go")
    link = "https://t.me/road_bot?start=x"
    assert await ptb.answer_callback_query(pressed, "done", show_alert=True, url=link)
    asked = await control.post("inline", bot_id=42, query="sos", **{"from": chat})
    content = telegram.InputTextMessageContent("<b>1191</b>", "HTML")
    article = telegram.InlineQueryResultArticle("a", "SOS", content, reply_markup=keyboard)
    button = telegram.InlineQueryResultsButton("open", start_parameter="sos")
    number = asked["inline_query_id"]
    assert await ptb.answer_inline_query(number, [article], cache_time=0, button=button)
    chosen = await control.post(
        "choose", bot_id=42, inline_query_id=number, result_id="a", **{"from": chat}
    )
    assert chosen["text"] == "1191"
    update = (await ptb.get_updates())[-1]
    assert update.chosen_inline_result is not None
    inline_id = update.chosen_inline_result.inline_message_id
    await control.press(chat, chosen["message_id"], "go")
    query = (await ptb.get_updates())[-1].callback_query
    assert query is not None
    assert (query.inline_message_id, query.message) == (inline_id, None)
    assert await ptb.edit_message_text("changed", inline_message_id=inline_id) is True


@tried
async def updates(ptb: PtbBot, chat: int, control: Control) -> None:
    await control.say(chat, "hello")
    found = await ptb.get_updates(allowed_updates=["message"])
    assert found[-1].message is not None
    assert found[-1].message.text == "hello"
    assert await ptb.set_webhook("http://127.0.0.1:1/hook", drop_pending_updates=True)
    info = await ptb.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("http://127.0.0.1:1/hook", 0)
    assert info.allowed_updates == ("message",)
    assert await ptb.delete_webhook()
    assert (await ptb.get_webhook_info()).url == ""


@pytest.mark.parametrize("name", TRIES)
async def test_ptb_is_content_with(
    name: str, ptb: PtbBot, bot: Bot, kham: Person, control: Control
) -> None:
    await control.say(kham.id, "/start")
    await TRIES[name](ptb, kham.id, control)


async def test_every_method_there_is_was_tried(
    sim: Simulator, ptb: PtbBot, control: Control
) -> None:
    for name, function in TRIES.items():
        person = sim.world.add_person("Kham")
        await control.say(person.id, name)
        await function(ptb, person.id, control)
    called: set[Any] = {entry["method"] for entry in sim.world.requests.after(0)}
    assert called == set(METHODS)
    assert all(bot_api().method(name) == name for name in METHODS)


async def test_the_token_is_part_of_the_address_only(ptb: PtbBot, control: Control) -> None:
    await ptb.get_me()
    assert TOKEN not in str(await control.get("requests", after=0))
