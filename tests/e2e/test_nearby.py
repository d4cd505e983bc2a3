"""Help nearby: a location or a province gives the offices there; the place itself is kept nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.store import Event
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House
from tests.e2e.test_groups import assert_one_row, bot_texts, in_group

PLACES = {
    "Bangkok": {"latitude": 13.7563, "longitude": 100.5018},
    "Vientiane": {"latitude": 17.9757, "longitude": 102.6331},
    "Mukdahan": {"latitude": 16.5431, "longitude": 104.7238},
    "Seoul": {"latitude": 37.5665, "longitude": 126.978},
    "at sea": {"latitude": 0.1234, "longitude": -30.5678},
}
SHOWN = {
    ("Bangkok", "en"): "Bangkok, 🇹🇭 Thailand",
    ("Bangkok", "lo"): "ບາງກອກ, 🇹🇭 ໄທ",
    ("Vientiane", "en"): "Vientiane Capital, 🇱🇦 Laos\n↔️ The border is near: Nong Khai, 🇹🇭 Thailand",
    ("Vientiane", "lo"): "ນະຄອນຫຼວງວຽງຈັນ, 🇱🇦 ລາວ\n↔️ ຢູ່ໃກ້ຊາຍແດນ: ໜອງຄາຍ, 🇹🇭 ໄທ",
    ("Mukdahan", "en"): "Mukdahan, 🇹🇭 Thailand\n↔️ The border is near: Savannakhet, 🇱🇦 Laos",
    ("Mukdahan", "lo"): "ມຸກດາຫານ, 🇹🇭 ໄທ\n↔️ ຢູ່ໃກ້ຊາຍແດນ: ສະຫວັນນະເຂດ, 🇱🇦 ລາວ",
    ("Seoul", "en"): "Seoul, 🇰🇷 South Korea",
    ("Seoul", "lo"): "ໂຊລ, 🇰🇷 ເກົາຫຼີໃຕ້",
    ("at sea", "en"): "I know no place near there.",
    ("at sea", "lo"): "ຂ້ອຍບໍ່ຮູ້ຈັກບ່ອນໃດຢູ່ໃກ້ນັ້ນ",
}


async def locate(chat: Chat, place: str) -> tuple[Reply, Reply]:
    """Send a location; return the assurance that brings the keyboard, and the offices."""
    await chat.send(location=PLACES[place])
    return await chat.reply(), await chat.reply()


def raw_update(chat: Chat, number: int, message: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return an update with a message of this person, as Telegram would send it."""
    person = {"id": chat.user_id, "is_bot": False, "first_name": "Noy"}
    whole = {"message_id": 9000, "date": 1, "from": person, "chat": {**person, "type": "private"}}
    return {"update_id": number, kind: {**whole, **message}}


@pytest.mark.parametrize(("place", "language"), SHOWN)
async def test_a_location_gets_what_is_near_it(house: House, place: str, language: str) -> None:
    chat = await house.reader(language)
    used, shown = await locate(chat, place)
    assert len(used.keys) >= 6
    assert SHOWN[place, language] in shown.text
    assert shown.label("🆘")
    assert shown.label("☰")


async def test_the_key_for_the_location_comes_with_the_tap_and_goes_after_the_location(
    house: House,
) -> None:
    chat = await house.reader("en")
    choice = await chat.say("/nearby")
    asked = await chat.tap(choice, "Send my location")
    assert asked.keys[0] == "📍 Send my location"
    keyboard = asked.message["reply_markup"]["keyboard"]
    assert keyboard[0][0]["request_location"] is True
    used, _ = await locate(chat, "Bangkok")
    assert used.keys == asked.keys[1:]


async def test_offices_are_turned_and_a_card_leads_to_the_map(house: House) -> None:
    chat = await house.reader("en")
    _, shown = await locate(chat, "Vientiane")
    assert "📏 about 2 km from you" in shown.text
    second = await chat.tap(shown, "More (2/")
    assert second.edited
    assert "Vientiane Capital, 🇱🇦 Laos" in second.text
    first = await chat.tap(second, "Back")
    assert first.edited
    whole = await chat.tap(first, "ℹ️ 1")
    assert whole.edited
    assert "Helps with" in whole.text
    place = await chat.tap(whole, "How to get there")
    assert not place.edited
    venue = place.message["venue"]
    assert venue["location"] == {"latitude": 17.967, "longitude": 102.613}
    assert venue["title"] == "IOM, Vientiane (migration and return)"
    card = await chat.tap(place, "Back")
    assert not card.edited
    assert "+856 21 267 734" in card.text


@pytest.mark.parametrize(
    ("language", "country", "province", "shown"),
    [
        ("en", "Thailand", "Udon Thani", "Udon Thani, 🇹🇭 Thailand"),
        ("lo", "ລາວ", "ຈຳປາສັກ", "ຈຳປາສັກ, 🇱🇦 ລາວ"),
    ],
)
async def test_without_a_location_a_province_is_chosen(
    house: House, language: str, country: str, province: str, shown: str
) -> None:
    chat = await house.reader(language)
    directory = await chat.say("/offices")
    choice = await chat.tap(directory, "📍")
    provinces = await chat.tap(choice, f" {country}")
    near = await chat.tap(provinces, province)
    assert shown in near.text
    assert "📏" in near.text


async def test_the_country_is_kept_only_by_a_tap(house: House) -> None:
    chat = await house.reader("en")
    _, shown = await locate(chat, "Bangkok")
    assert (await house.services.store.people.get(chat.user_id)).country is None
    kept = await chat.tap(shown, "I am in Thailand: keep that")
    assert "Bangkok, 🇹🇭 Thailand" in kept.text
    assert not any("keep that" in label for label in kept.buttons)
    assert (await house.services.store.people.get(chat.user_id)).country == "TH"


async def test_a_live_location_is_answered_once(house: House) -> None:
    chat = await house.reader("en")
    live = {"location": {**PLACES["Bangkok"], "live_period": 900}}
    moved = {"location": {**PLACES["Seoul"], "live_period": 900}, "edit_date": 2}
    first = raw_update(chat, 1_000_001, live, "message")
    await chat.control("update", bot_id=chat.bot_id, update=first)
    assert (await chat.reply()).keys
    assert "Bangkok" in (await chat.reply()).text
    for number in (1_000_002, 1_000_003):
        again = raw_update(chat, number, moved, "edited_message")
        await chat.control("update", bot_id=chat.bot_id, update=again)
    assert "Help now" in (await chat.say("/sos")).text
    texts = [one.get("text", "") for one in (await chat.history())["messages"]]
    assert not any("Seoul" in text for text in texts)


async def test_a_place_of_the_map_is_a_location_too(house: House) -> None:
    chat = await house.reader("en")
    venue = {"location": PLACES["Seoul"], "title": "A square", "address": "Seoul"}
    sent = raw_update(chat, 2_000_001, {"venue": venue, "location": PLACES["Seoul"]}, "message")
    await chat.control("update", bot_id=chat.bot_id, update=sent)
    assert (await chat.reply()).keys
    assert "Seoul, 🇰🇷 South Korea" in (await chat.reply()).text


async def test_in_a_group_a_location_is_better_sent_alone(house: House) -> None:
    talk = await in_group(await house.person())
    await talk.send(location=PLACES["Bangkok"])
    asked = await talk.say("/nearby@thangdee_bot")
    assert len(await bot_texts(talk)) == 2
    assert_one_row(asked)
    answered = asked.message["message_id"]
    await talk.send(location=PLACES["Bangkok"], reply_to_message_id=answered)
    reply = await talk.reply()
    assert "Bangkok" not in reply.text
    assert_one_row(reply)


async def test_the_place_is_in_no_log_and_in_no_file(
    own_house: House, own_log: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    chat = await own_house.reader("en")
    seen = (await locate(chat, "Mukdahan"))[1]
    await chat.tap(seen, "More (2/")
    await chat.tap(await chat.tap(await chat.say("/menu"), "⚙️"), "About")
    counts = await own_house.services.store.counts.between(date.min, date.max)
    assert [one.number for one in counts if one.event is Event.NEARBY] == [1]
    kept = b"".join(
        path.read_bytes() for path in (tmp_path / "data").rglob("*") if "learned" not in path.parts
    )
    assert kept
    for trace in ("16.54", "104.72", "16.5431", "104.7238", "165:1047"):
        assert trace not in own_log.text
        assert trace.encode() not in kept
    buttons = [str(one.get("callback_data")) for one in seen.buttons.values()]
    assert "w:TH:165:1047:1" in buttons
    assert not any("1654" in data or "16.54" in data for data in buttons)
