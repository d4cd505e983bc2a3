"""Groups: short answers to who speaks to the bot, and one row of buttons that lead to a chat alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.i18n import translator
from bot.store import Person, Recent
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House

QUESTION = {
    "lo": "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ @thangdee_bot",
    "en": "my boss does not pay my wages @thangdee_bot",
}
DANGER = {
    "lo": "ນາຍຈ້າງຕີຂ້ອຍ ແລະ ຂັງໄວ້ໃນຫ້ອງ @thangdee_bot",
    "en": "the boss locks the door at night and beats us @thangdee_bot",
}
WAGES = "https://t.me/thangdee_bot?start=a-unpaid-wages"
SOS = "https://t.me/thangdee_bot?start=t-help-now"


async def in_group(chat: Chat) -> Chat:
    """Make a group with the bot in it; return the person's side of it, the greeting being read."""
    group = await chat.control(
        "groups", title="Village", type="supergroup", user_ids=[chat.user_id], bot_ids=[chat.bot_id]
    )
    talk = Chat(chat.http, chat.bot_id, chat.user_id, group["id"])
    assert_one_row(await talk.reply())
    return talk


async def bot_texts(talk: Chat) -> list[str]:
    """Return all that the bot has said."""
    messages = (await talk.history())["messages"]
    return [one["text"] for one in messages if one["from"]["is_bot"] and "text" in one]


def assert_one_row(reply: Reply) -> None:
    """Fail unless all buttons stand in one row and open a chat with the bot alone."""
    [row] = reply.message["reply_markup"]["inline_keyboard"]
    assert row
    assert all(button["url"].startswith("https://t.me/thangdee_bot") for button in row)
    assert not reply.keys


def urls(reply: Reply) -> list[str]:
    return [button["url"] for button in reply.buttons.values()]


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_an_answer_is_short_in_the_language_typed_and_leads_on_alone(
    house: House, language: str
) -> None:
    talk = await in_group(await house.person())
    sent = await talk.send(text=QUESTION[language])
    reply = await talk.reply()
    article = house.services.library.current.catalogue.articles["unpaid-wages"]
    text, other = article.text(language), article.text("en" if language == "lo" else "lo")
    assert reply.text.startswith(f"{article.icon} {text.title}\n\n{text.summary[:60]}")
    assert other.title not in reply.text
    assert len(reply.text) < 600
    assert_one_row(reply)
    assert urls(reply) == [WAGES, SOS]
    assert reply.message["reply_to_message"]["message_id"] == sent["message_id"]


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_danger_gets_the_numbers_and_names_neither_the_person_nor_the_danger(
    house: House, language: str
) -> None:
    talk = await in_group(await house.person(first_name="Bounmy"))
    reply = await talk.say(DANGER[language])
    tr = translator(language)
    assert tr("If you are in danger now, call one of these numbers.") in reply.text
    assert tr("Ask me alone about this. In this group everybody can read it.") in reply.text
    assert "191" in reply.text or "1300" in reply.text
    assert "reply_to_message" not in reply.message
    assert "Bounmy" not in reply.text
    catalogue = house.services.library.current.catalogue
    assert not any(
        article.text(language).title in reply.text for article in catalogue.articles.values()
    )
    assert_one_row(reply)


async def test_only_commands_mentions_and_replies_are_answered(house: House) -> None:
    talk = await in_group(await house.person())
    await talk.send(text="my boss kept my passport")
    mentioned = await talk.say("my boss kept my passport @thangdee_bot")
    assert "passport" in mentioned.text
    await talk.send(
        text="my boss does not pay me", reply_to_message_id=mentioned.message["message_id"]
    )
    assert "💰" in (await talk.reply()).text
    assert len(await bot_texts(talk)) == 3


async def test_who_only_names_the_bot_is_told_how_to_ask(house: House) -> None:
    talk = await in_group(await house.person())
    reply = await talk.say("@thangdee_bot")
    assert all(
        translator(one)("Hello! I am {name}.", name=name) in reply.text
        for one, name in (("lo", "ທາງດີ"), ("en", "Thangdee"))
    )


async def test_no_answer_and_a_number_asked_for_are_short_too(house: House) -> None:
    talk = await in_group(await house.person())
    unknown = await talk.say("what will the weather be in paris on sunday @thangdee_bot")
    assert "I have no sure answer to this." in unknown.text
    assert_one_row(unknown)
    number = await talk.say("1191 @thangdee_bot")
    assert "1191" in number.text
    assert_one_row(number)


@pytest.mark.parametrize("command", ["menu", "offices", "country", "about", "privacy", "checklist"])
async def test_what_is_personal_is_asked_alone(house: House, command: str) -> None:
    talk = await in_group(await house.person())
    reply = await talk.say(f"/{command}@thangdee_bot")
    assert reply.text == translator("lo")(
        "Ask me alone about this. In this group everybody can read it."
    )
    assert_one_row(reply)


async def test_start_help_and_links_open_nothing_that_others_would_have_to_read(
    house: House,
) -> None:
    talk = await in_group(await house.person())
    for command in ("/start@thangdee_bot", "/help@thangdee_bot", "/start@thangdee_bot m_mrc"):
        reply = await talk.say(command)
        assert "@thangdee_bot" in reply.text
        assert_one_row(reply)
        assert "https://t.me/thangdee_bot" in urls(reply)
    linked = await talk.say("/start@thangdee_bot a-unpaid-wages")
    assert "💰" in linked.text
    assert urls(linked) == [WAGES, SOS]
    topic = await talk.say("/start@thangdee_bot t-complaints")
    assert urls(topic) == ["https://t.me/thangdee_bot?start=t-complaints", SOS]
    numbers = await talk.say("/sos")
    assert "191" in numbers.text
    assert urls(numbers) == [SOS]


async def test_a_group_chooses_its_language_and_keeps_it_as_a_supergroup(house: House) -> None:
    chat = await house.person()
    group = await chat.control(
        "groups", title="Village", user_ids=[chat.user_id], bot_ids=[chat.bot_id]
    )
    talk = Chat(chat.http, chat.bot_id, chat.user_id, group["id"])
    await talk.reply()
    chosen = await talk.tap(await talk.say("/language@thangdee_bot"), "English")
    assert chosen.edited
    assert chosen.text == "🌐 English ✓"
    assert_one_row(chosen)
    assert "Help now" in (await talk.say("/sos@thangdee_bot")).text
    moved = await chat.control(f"groups/{group['id']}/upgrade")
    talk = Chat(chat.http, chat.bot_id, chat.user_id, moved["migrate_to_chat_id"])
    assert "Help now" in (await talk.say("/sos@thangdee_bot")).text


@pytest.mark.parametrize(
    ("data", "payload"),
    [
        ("a:unpaid-wages:1", "a-unpaid-wages"),
        ("c:unpaid-wages:0", "a-unpaid-wages"),
        ("l:en:a:unpaid-wages:0", "a-unpaid-wages"),
        ("n:KR:sos", "t-help-now"),
        ("t:complaints", "t-complaints"),
        ("menu", "m"),
        ("forget", "m"),
        ("no such data", "m"),
    ],
)
async def test_a_button_of_an_older_message_opens_its_page_alone_and_changes_nothing(
    house: House, data: str, payload: str
) -> None:
    talk = await in_group(await house.person())
    old = await talk.say(QUESTION["en"])
    before = await bot_texts(talk)
    await talk.control(
        "press",
        **{"bot_id": talk.bot_id, "from": talk.user_id, "chat_id": talk.chat_id},
        message_id=old.message["message_id"],
        data=data,
        stale=True,
    )
    answer = await talk.event("callback_answer")
    assert answer["url"] == f"https://t.me/thangdee_bot?start={payload}"
    assert await bot_texts(talk) == before
    assert await house.services.store.people.get(talk.chat_id) == Person()


async def test_a_tap_too_late_for_that_gets_the_way_as_a_message(house: House) -> None:
    talk = await in_group(await house.person())
    old = await talk.say(QUESTION["en"])
    await house.fault(
        method="answerCallbackQuery", kind="400", description="Bad Request: query is too old"
    )
    reply = await talk.tap_data(old, "t:complaints", stale=True)
    assert not reply.edited
    assert "https://t.me/thangdee_bot?start=t-complaints" in urls(reply)


async def test_nothing_is_remembered_of_what_a_group_asked(house: House) -> None:
    chat = await house.person()
    talk = await in_group(chat)
    await talk.say(QUESTION["en"])
    await talk.say("what will the weather be in paris on sunday @thangdee_bot")
    store = house.services.store
    for chat_id in (talk.chat_id, chat.user_id):
        assert await store.recent.get(chat_id) == Recent()


async def test_an_edited_message_is_answered_only_if_it_names_the_bot(house: House) -> None:
    chat = await house.person()
    talk = await in_group(chat)
    sent = await talk.send(text="my boss kept my passport")
    who = {"bot_id": chat.bot_id, "from": chat.user_id, "chat_id": talk.chat_id}
    edit = {**who, "message_id": sent["message_id"]}
    await chat.control("edit", **edit, text="my boss kept my passport, what now")
    await chat.control("edit", **edit, text="my boss kept my passport @thangdee_bot")
    assert "passport" in (await talk.reply()).text
    assert len(await bot_texts(talk)) == 2


async def test_only_an_unknown_command_with_the_bots_name_gets_a_reply(house: House) -> None:
    talk = await in_group(await house.person())
    await talk.send(text="/play")
    reply = await talk.say("/play@thangdee_bot")
    assert translator("lo")("I do not know this command.") in reply.text
    assert len(await bot_texts(talk)) == 2


async def test_a_voice_or_a_place_sent_to_the_bot_is_better_sent_alone(house: House) -> None:
    talk = await in_group(await house.person())
    asked = (await talk.say("/sos")).message["message_id"]
    whats: list[dict[str, Any]] = [
        {"voice": {}},
        {"location": {"latitude": 13.7, "longitude": 100.5}},
    ]
    for what in whats:
        await talk.send(**what, reply_to_message_id=asked)
        reply = await talk.reply()
        assert translator("lo")(
            "Ask me alone about this. In this group everybody can read it."
        ) in (reply.text)
        assert_one_row(reply)


async def test_in_a_topic_of_a_group_the_answer_stays_in_the_topic(house: House) -> None:
    talk = await in_group(await house.person())
    for text in (QUESTION["en"], DANGER["en"], "/language"):
        await talk.send(text=text, message_thread_id=7)
        reply = await talk.reply()
        assert reply.message["message_thread_id"] == 7


async def update(talk: Chat, **body: Any) -> None:
    """Send an update of a kind that no person of the local Telegram can cause."""
    await talk.control("update", bot_id=talk.bot_id, update=body)


async def test_an_anonymous_administrator_is_answered_like_anybody(house: House) -> None:
    talk = await in_group(await house.person())
    chat = {"id": talk.chat_id, "type": "supergroup", "title": "Village"}
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    message = {"message_id": 4321, "date": 0, "chat": chat, "sender_chat": chat, "from": anonymous}
    text = "/sos@thangdee_bot"
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    await update(talk, message={**message, "text": text, "entities": entities})
    assert "191" in (await talk.reply()).text


async def test_in_a_channel_nothing_is_said(house: House) -> None:
    talk = await in_group(await house.person())
    before = len(await house.requests())
    channel = {"id": -1009, "type": "channel", "title": "News"}
    bot = {"id": talk.bot_id, "is_bot": True, "first_name": "Thangdee"}
    states = {"old_chat_member": {"user": bot, "status": "left"}}
    states["new_chat_member"] = {"user": bot, "status": "member"}
    person = {"id": talk.user_id, "is_bot": False, "first_name": "Noy"}
    await update(talk, my_chat_member={"chat": channel, "from": person, "date": 0, **states})
    await talk.say("/sos")
    sent = [one for one in (await house.requests())[before:] if one["method"] == "sendMessage"]
    assert [one["parameters"]["chat_id"] for one in sent] == [talk.chat_id]


async def test_a_group_that_puts_the_bot_out_is_forgotten(house: House) -> None:
    talk = await in_group(await house.person())
    store = house.services.store
    await store.people.put(talk.chat_id, language="en")
    bot = {"id": talk.bot_id, "is_bot": True, "first_name": "Thangdee"}
    states = {"old_chat_member": {"user": bot, "status": "member"}}
    states["new_chat_member"] = {"user": bot, "status": "left"}
    chat = {"id": talk.chat_id, "type": "supergroup", "title": "Village"}
    person = {"id": talk.user_id, "is_bot": False, "first_name": "Noy"}
    await update(talk, my_chat_member={"chat": chat, "from": person, "date": 0, **states})
    await talk.say("/menu")  # updates of one chat are handled in order
    assert (await store.people.get(talk.chat_id)).language is None
