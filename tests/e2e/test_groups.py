"""Groups: the bot answers when it is spoken to, brings no keyboard, and says who reads along."""

from __future__ import annotations

from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House


async def in_group(chat: Chat) -> Chat:
    """Make a group with the bot in it; return the person's side of it, the greeting being read."""
    group = await chat.control(
        "groups", title="Village", type="supergroup", user_ids=[chat.user_id], bot_ids=[chat.bot_id]
    )
    talk = Chat(chat.http, chat.bot_id, chat.user_id, group["id"])
    assert "@thangdee_bot" in (await talk.reply()).text
    return talk


async def bot_texts(talk: Chat) -> list[str]:
    """Return all that the bot has said."""
    messages = (await talk.history())["messages"]
    return [one["text"] for one in messages if one["from"]["is_bot"] and "text" in one]


async def test_in_a_group_only_commands_mentions_and_replies_are_answered(house: House) -> None:
    talk = await in_group(await house.person())
    await talk.send(text="my boss kept my passport")
    mentioned = await talk.say("@thangdee_bot my boss kept my passport")
    assert "passport" in mentioned.text
    assert len(await bot_texts(talk)) == 2
    await talk.send(
        text="my boss does not pay me", reply_to_message_id=mentioned.message["message_id"]
    )
    assert "💰" in (await talk.reply()).text
    answered: Reply = await talk.say("/sos@thangdee_bot")
    assert "191" in answered.text


async def test_in_a_group_start_and_help_say_how_to_ask_and_bring_no_keyboard(
    house: House,
) -> None:
    talk = await in_group(await house.person())
    for command in ("/start@thangdee_bot", "/help@thangdee_bot"):
        reply = await talk.say(command)
        assert "@thangdee_bot" in reply.text
        assert not reply.keys
        assert any(one.get("url") == "https://t.me/thangdee_bot" for one in reply.buttons.values())
    linked = await talk.say("/start@thangdee_bot a-unpaid-wages")
    assert "💰" in linked.text
    chosen = await talk.tap(await talk.say("/language@thangdee_bot"), "English")
    assert not chosen.keys
    assert "Choose a topic" in chosen.text


async def test_in_a_group_an_edited_message_is_answered_only_if_it_names_the_bot(
    house: House,
) -> None:
    chat = await house.person()
    talk = await in_group(chat)
    sent = await talk.send(text="my boss kept my passport")
    who = {"bot_id": chat.bot_id, "from": chat.user_id, "chat_id": talk.chat_id}
    edit = {**who, "message_id": sent["message_id"]}
    await chat.control("edit", **edit, text="my boss kept my passport, what now")
    await chat.control("edit", **edit, text="@thangdee_bot my boss kept my passport")
    assert "passport" in (await talk.reply()).text
    assert len(await bot_texts(talk)) == 2


async def test_in_a_group_only_an_unknown_command_with_the_bots_name_gets_a_reply(
    house: House,
) -> None:
    talk = await in_group(await house.person())
    await talk.send(text="/play")
    reply = await talk.say("/play@thangdee_bot")
    assert "I do not know this command" in reply.text
    assert len(await bot_texts(talk)) == 2
