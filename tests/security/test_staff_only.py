"""What is for staff is done for staff alone, in a private chat, however somebody else tries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.simulator.world import FIRST_PERSON
from bot.store import Alert, AlertStatus, AlertTopic
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House, running, settings_in
from tests.e2e.test_groups import in_group

STAFF = FIRST_PERSON
TEXTS = {"lo": "ລະວັງ ວຽກປອມ", "en": "Beware of fake jobs"}
ALERT = "/alert scams\n--- lo\nຕົວະ\n--- en\nForged"
COMMANDS = ("/stats", "/link unpaid-wages", "/link", "/alert", ALERT)
ACTS = ("show", "send", "cancel", "pause", "resume", "again", "leave", "list")
NOT_THEIRS = ("I do not know this command.", "ຂ້ອຍບໍ່ຮູ້ຈັກຄຳສັ່ງນີ້")
STAFF_WORDS = ("Write an alert", "Links to hand on", "It goes to this many chats", "Questions:")


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A bot whose staff is the first person who comes."""
    settings = settings_in(tmp_path_factory.mktemp("office"), staff=(STAFF,))
    async with running(settings) as found:
        yield found


@pytest.fixture(scope="module")
async def staff(office: House) -> Chat:
    """The chat of the staff, in English."""
    chat = await office.person()
    assert chat.user_id == STAFF
    await office.services.store.people.put(STAFF, language="en")
    return chat


@pytest.fixture
async def draft(office: House) -> Alert:
    """An alert that waits to be sent."""
    return await office.services.store.alerts.create(AlertTopic.SCAMS, TEXTS, None)


async def untouched(house: House, alert: Alert) -> None:
    """Check that nobody sent or cancelled the alert, and that no other one was made."""
    found = await house.services.store.alerts.get(alert.id)
    assert found is not None
    assert found.status is AlertStatus.DRAFT
    newest = await house.services.store.alerts.newest(1)
    assert newest[0].id == alert.id


def is_nothing_of_staff(reply: Reply) -> None:
    assert "photo" not in reply.message
    assert not [word for word in STAFF_WORDS if word in reply.text]
    data = [button.get("callback_data", "") for button in reply.buttons.values()]
    assert not [one for one in data if one.startswith(("m:", "g:"))]


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_stranger_gets_none_of_it(
    office: House, staff: Chat, draft: Alert, command: str
) -> None:
    stranger = await office.reader("en")
    reply = await stranger.say(command)
    assert reply.text in NOT_THEIRS
    is_nothing_of_staff(reply)
    await untouched(office, draft)


@pytest.mark.parametrize("command", COMMANDS)
async def test_staff_who_forward_a_command_of_theirs_to_nobody_and_strangers_who_forward_it(
    office: House, staff: Chat, draft: Alert, command: str
) -> None:
    """What counts is who sends it here and now, not who wrote it first."""
    stranger = await office.reader("en")
    await stranger.send(text=command, forward_from_name="The boss of the staff")
    is_nothing_of_staff(await stranger.reply())
    await untouched(office, draft)


@pytest.mark.parametrize("command", [f"{one.split()[0]}@thangdee_bot" for one in COMMANDS[:4]])
async def test_in_a_group_not_even_staff_get_any_of_it(
    office: House, staff: Chat, draft: Alert, command: str
) -> None:
    group = await in_group(staff)
    is_nothing_of_staff(await group.say(command))
    await untouched(office, draft)


def forged(alert: Alert) -> list[str]:
    """Return what somebody who knows the code would put into a button."""
    acts = [f"m:{act}:{alert.id}" for act in ACTS]
    return [*acts, "g:aunpaid-wages", "g:m", f"l:en:m:send:{alert.id}", f"n:TH:m:send:{alert.id}"]


async def test_buttons_that_a_stranger_forges_do_nothing(
    office: House, staff: Chat, draft: Alert
) -> None:
    stranger = await office.reader("en")
    menu = await stranger.say("/menu")
    for data in forged(draft):
        is_nothing_of_staff(await stranger.tap_data(menu, data, stale=True))
        await untouched(office, draft)
        menu = await stranger.say("/menu")


async def test_buttons_forged_in_a_group_do_nothing_also_for_staff(
    office: House, staff: Chat, draft: Alert
) -> None:
    group = await in_group(staff)
    said = await group.say("/sos@thangdee_bot")
    for data in forged(draft):
        await group.control(
            "press",
            **{"bot_id": group.bot_id, "from": STAFF, "chat_id": group.chat_id},
            message_id=said.message["message_id"],
            data=data,
            stale=True,
        )
    is_nothing_of_staff(await group.say("/help@thangdee_bot"))
    await untouched(office, draft)


async def pressed_in(chat: Chat, update: dict[str, Any]) -> None:
    """Deliver an update that no client could send: Telegram would have to be forged."""
    await chat.control("update", bot_id=chat.bot_id, update=update)


async def test_a_card_that_staff_forwarded_and_a_stranger_taps_does_nothing(
    office: House, staff: Chat, draft: Alert
) -> None:
    """A forwarded message keeps no buttons; this is a client that brings them back."""
    stranger = await office.reader("en")
    card = await staff.tap_data(await staff.say("/alert"), f"m:show:{draft.id}", stale=True)
    assert "It goes to this many chats" in card.text
    menu = await stranger.say("/menu")
    is_nothing_of_staff(await stranger.tap_data(menu, f"m:send:{draft.id}", stale=True))
    await untouched(office, draft)
    # A tap of a stranger on the message in the chat of the staff itself, and one on no message at all.
    user = {"id": stranger.user_id, "is_bot": False, "first_name": "Noy"}
    query = {"id": "1", "from": user, "chat_instance": "1", "data": f"m:send:{draft.id}"}
    chat = {"id": STAFF, "type": "private", "first_name": "Noy"}
    await pressed_in(
        stranger, {"callback_query": {**query, "message": {**card.message, "chat": chat}}}
    )
    await pressed_in(stranger, {"callback_query": {**query, "inline_message_id": "x"}})
    await stranger.say("/about")
    await staff.say("/about")
    await untouched(office, draft)


async def test_a_reply_of_a_stranger_to_a_card_changes_nothing(
    office: House, staff: Chat, draft: Alert
) -> None:
    stranger = await office.reader("en")
    menu = await stranger.say("/menu")
    text = "--- lo\nຕົວະ\n--- en\nForged"
    data = f"m:list:{draft.id}"
    button = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
    user = {"id": stranger.user_id, "is_bot": False, "first_name": "Noy"}
    chat = {"id": stranger.user_id, "type": "private", "first_name": "Noy"}
    message = {
        "message_id": 99_999,
        "date": 1_790_000_000,
        "chat": chat,
        "from": user,
        "text": text,
    }
    answered = {**menu.message, "reply_markup": button}
    await pressed_in(stranger, {"message": {**message, "reply_to_message": answered}})
    is_nothing_of_staff(await stranger.reply())
    await untouched(office, draft)
    found = await office.services.store.alerts.get(draft.id)
    assert found is not None
    assert dict(found.texts) == TEXTS


@pytest.mark.parametrize("query", ["/alert", "m:send:1", "/stats", "g:m"])
async def test_inline_mode_offers_nothing_of_staff(office: House, staff: Chat, query: str) -> None:
    for chat in (await office.reader("en"), staff):
        asked = await chat.control(
            "inline", **{"bot_id": chat.bot_id, "from": chat.user_id, "query": query}
        )
        assert asked["inline_query_id"]
        await chat.say("/about")
    sent = [one for one in await office.requests() if one["method"] == "answerInlineQuery"]
    assert sent
    assert not [word for word in ("m:send", "m:show", '"g:') if word in str(sent)]


async def test_without_staff_nobody_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = settings_in(tmp_path_factory.mktemp("nobody"), staff=())
    async with running(settings) as house:
        alert = await house.services.store.alerts.create(AlertTopic.SCAMS, TEXTS, None)
        chat = await house.reader("en")
        for command in COMMANDS:
            is_nothing_of_staff(await chat.say(command))
        menu = await chat.say("/menu")
        for data in forged(alert):
            is_nothing_of_staff(await chat.tap_data(menu, data, stale=True))
            menu = await chat.say("/menu")
        await untouched(house, alert)
