"""Going on from an answer, getting none twice, and asking for an office by its name."""

from __future__ import annotations

import pytest

from bot.store import Recent
from bot.store.recent import KEPT_SECONDS
from tests.e2e.chat import Chat
from tests.e2e.conftest import House
from tests.e2e.test_groups import in_group

OFF_TOPIC = "what will the weather be in paris on sunday"
OFF_TOPIC_TOO = "who wins the football cup"


def heading(house: House, article: str, page: int, language: str = "en") -> str:
    text = house.services.library.current.catalogue.articles[article].text(language)
    return str(text.parts[page - 1].heading)


def title(house: House, article: str, language: str = "en") -> str:
    return house.services.library.current.catalogue.articles[article].text(language).title


async def later(house: House, chat: Chat, seconds: int) -> None:
    """Let time pass for what the store remembers of ``chat``."""
    await settled(chat)
    async with house.services.store._database.write() as connection:
        await connection.exec_driver_sql("UPDATE recent SET at = at - ?", (seconds,))


async def settled(chat: Chat) -> None:
    """Wait until the message before is done with: one is remembered after its reply was sent."""
    await chat.say("/menu")


# Going on


@pytest.mark.parametrize(
    ("question", "language", "page"),
    [
        ("and how much?", "en", 2),
        ("ແລ້ວລາຄາເດ?", "lo", 2),
        ("แล้วราคาล่ะ", "lo", 2),
        ("lae raka de", "lo", 2),
        ("how long does it take", "en", 3),
        ("ໃຊ້ເວລາດົນປານໃດ", "lo", 3),
        ("ใช้เวลากี่วัน", "lo", 3),
        ("don pan dai", "lo", 3),
        ("where?", "en", 4),
        ("ຢູ່ໃສ?", "lo", 4),
        ("อยู่ที่ไหน", "lo", 4),
        ("yu sai", "lo", 4),
        ("which papers", "en", 1),
        ("ต้องใช้เอกสารอะไร", "lo", 1),
    ],
)
async def test_a_short_question_opens_the_article_on_its_page(
    house: House, question: str, language: str, page: int
) -> None:
    chat = await house.reader(language)
    shown = await chat.say("/start a-passport")
    assert title(house, "passport", language) in shown.text
    reply = await chat.say(question)
    assert heading(house, "passport", page, language) in reply.text.splitlines()


@pytest.mark.parametrize(
    ("question", "language"),
    [("and how much?", "en"), ("ແລ້ວລາຄາເດ?", "lo"), ("เท่าไหร่", "lo"), ("thao dai", "lo")],
)
async def test_a_short_question_finds_the_article_near_by(
    house: House, question: str, language: str
) -> None:
    chat = await house.reader(language)
    await chat.say("/start a-mou-steps")
    assert title(house, "mou-costs", language) in (await chat.say(question)).text


async def test_a_question_can_lean_on_an_article_that_a_button_showed(house: House) -> None:
    chat = await house.reader("en")
    topic = await chat.say("/start t-complaints")
    await chat.tap(topic, title(house, "unpaid-wages"))
    reply = await chat.say("and in korea?")
    assert heading(house, "unpaid-wages", 7) in reply.text


async def test_whom_to_call_about_it_brings_its_contacts(house: House) -> None:
    chat = await house.reader("en")
    await chat.say("/start a-unpaid-wages")
    reply = await chat.say("who do i call?")
    assert f"☎️ Who can help: {title(house, 'unpaid-wages')}" in reply.text
    assert "📞 1546" in reply.text


async def test_what_no_page_tells_of_is_offered_as_a_choice(house: House) -> None:
    chat = await house.reader("en")
    await chat.say("/start a-compare-costs")
    reply = await chat.say("how long?")
    assert "Which of these do you mean?" in reply.text
    assert reply.label(title(house, "receive-in-laos"))


async def test_a_question_with_its_own_subject_does_not_lean_on_anything(house: House) -> None:
    chat = await house.reader("en")
    await chat.say("/start a-mou-steps")
    reply = await chat.say("what does a passport cost")
    assert title(house, "passport") in reply.text


async def test_after_half_an_hour_a_question_stands_alone(own_house: House) -> None:
    chat = await own_house.reader("en")
    await chat.say("/start a-passport")
    alone = await (await own_house.reader("en")).say("how much?")
    await later(own_house, chat, KEPT_SECONDS)
    assert (await chat.say("how much?")).text == alone.text


async def test_what_is_remembered_goes_with_everything_else(house: House) -> None:
    chat = await house.reader("en")
    await chat.say("/start a-passport")
    await settled(chat)
    recent = house.services.store.recent
    assert await recent.get(chat.user_id) == Recent("passport")
    details = await chat.tap(await chat.say("/privacy"), "In detail")
    assert "half an hour" in details.text
    await chat.tap(await chat.say("/forget"), "Yes, delete")
    assert await recent.get(chat.user_id) == Recent()


async def test_in_a_group_nothing_is_remembered(house: House) -> None:
    chat = await house.person()
    group = await in_group(chat)
    shown = await group.say("@thangdee_bot my boss does not pay me")
    assert "💰" in shown.text
    await group.say("/menu@thangdee_bot")
    assert await house.services.store.recent.get(group.chat_id) == Recent()
    assert await house.services.store.recent.get(chat.user_id) == Recent()


async def test_danger_is_looked_for_before_anything_else(house: House) -> None:
    chat = await house.reader("en")
    await chat.say("/start a-passport")
    reply = await chat.say("he beats me every night, which papers do i need")
    assert "If you are in danger now" in reply.text


async def test_a_lost_database_stops_no_answer(own_house: House) -> None:
    chat = await own_house.reader("en")
    async with own_house.services.store._database.write() as connection:
        await connection.exec_driver_sql("DROP TABLE recent")
    for _ in range(2):
        assert title(own_house, "unpaid-wages") in (await chat.say("my boss does not pay me")).text
        assert "no sure answer" in (await chat.say(OFF_TOPIC)).text


# No answer


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("en", OFF_TOPIC, OFF_TOPIC_TOO), ("lo", "ມື້ອື່ນຝົນຈະຕົກບໍ່", "ໝາກບານໃຜຊະນະ")],
)
async def test_the_second_question_without_an_answer_gets_people_to_call(
    house: House, language: str, first: str, second: str
) -> None:
    chat = await house.reader(language)
    await chat.tap(await chat.say("/country"), "🇹🇭")
    no = await chat.say(first)
    assert not any(label.startswith("📋") for label in no.buttons)
    assert no.label("🆘")
    people = await chat.say(second)
    assert "🇹🇭" in people.text
    assert "1546" in people.text
    assert any(label.startswith("📋 ") for label in people.buttons)
    office = await chat.tap(people, title(house, "find-help-office", language))
    assert title(house, "find-help-office", language) in office.text


@pytest.mark.parametrize("between", ["my boss does not pay me", "1362", "hello"])
async def test_an_answer_in_between_begins_the_count_anew(house: House, between: str) -> None:
    chat = await house.reader("en")
    await chat.say(OFF_TOPIC)
    await chat.say(between)
    assert "no sure answer" in (await chat.say(OFF_TOPIC_TOO)).text
    assert "But people can help you" in (await chat.say(OFF_TOPIC)).text


async def test_after_half_an_hour_the_count_begins_anew(own_house: House) -> None:
    chat = await own_house.reader("en")
    await chat.say(OFF_TOPIC)
    await later(own_house, chat, KEPT_SECONDS)
    assert "no sure answer" in (await chat.say(OFF_TOPIC_TOO)).text


async def test_no_answer_does_not_make_the_article_before_it_forgotten(house: House) -> None:
    chat = await house.reader("en")
    await chat.say("/start a-passport")
    await chat.say(OFF_TOPIC)
    assert heading(house, "passport", 2) in (await chat.say("and how much?")).text


# Names and numbers


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1362", "Lao Women’s Union hotline"),
        ("call 1506", "Social security"),
        ("ເບີ ໑໖໙໔", "Department of Employment"),
        ("โทร ๑๕๔๖", "Labour protection line"),
        ("+856 21 267 734", "IOM, Vientiane"),
        ("021267734", "IOM, Vientiane"),
        ("HRDF", "Human Rights and Development Foundation"),
        ("ສະຫະພັນແມ່ຍິງ", "Lao Women’s Union"),
        ("lao embassy bangkok", "Lao Embassy, Bangkok"),
        ("สถานทูตลาว", "Lao Embassy"),
        ("sathanthut lao yu kaoli", "Lao Embassy, Seoul"),
        ("ສະຫວັນນະເຂດ", "Savannakhet"),
        ("savanakhet", "Savannakhet"),
        ("nong khai", "Nong Khai"),
        ("หนองคาย", "Nong Khai"),
        ("office in pakse", "Champasak"),
        ("ຫ້ອງການແຮງງານ ຈຳປາສັກ", "Migrant Resource Centre, Champasak"),
        ("mrc xayaboury", "Migrant Resource Centre, Xayaboury"),
        ("who can help in chonburi", "Chonburi"),
        ("korea", "Foreign workers’ counselling line, Korea"),
    ],
)
async def test_a_name_or_number_gets_its_cards(house: House, typed: str, expected: str) -> None:
    chat = await house.reader("en")
    reply = await chat.say(typed)
    assert expected in reply.text
    assert "Seen " in reply.text or "not confirmed" in reply.text
    assert reply.label("Offices and centres that help")


async def test_the_same_number_in_two_countries_shows_both(house: House) -> None:
    chat = await house.reader("en")
    reply = await chat.say("1191")
    assert "🇱🇦 Laos" in reply.text
    assert "🇹🇭 Thailand" in reply.text
    assert "Short numbers work only inside their own country." in reply.text


async def test_cards_go_on_and_back_and_change_their_language(house: House) -> None:
    chat = await house.reader("en")
    first = await chat.say("pakse")
    second = await chat.tap(first, "More (2/")
    assert "☎️ Champasak" in second.text
    assert (await chat.tap(second, "Back")).text == first.text
    lao = await chat.tap(second, "ລາວ", stale=True)
    assert "☎️ ຈຳປາສັກ" in lao.text


async def test_a_question_about_a_place_is_a_question(house: House) -> None:
    chat = await house.reader("en")
    reply = await chat.say("how do i get a passport in savannakhet")
    assert title(house, "passport") in reply.text or reply.label(title(house, "passport"))


async def test_a_name_in_a_message_that_sounds_dangerous_does_not_hide_the_danger(
    house: House,
) -> None:
    chat: Chat = await house.reader("en")
    reply = await chat.say("they lock the door, help me, I am in bangkok")
    assert "If you are in danger now" in reply.text
