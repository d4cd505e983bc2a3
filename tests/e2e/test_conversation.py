"""Whole conversations, as a person has them, through the local Telegram over HTTP."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.e2e.conftest import House

CHECKED_LO = "ກວດສອບ"
PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
).decode()


@pytest.mark.parametrize(
    ("question", "language", "title"),
    [
        ("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", "lo", "unpaid-wages"),
        ("my boss kept my passport", "en", "passport-taken"),
    ],
)
async def test_a_newcomer_asks_and_gets_the_article_with_hotline_source_and_date(
    any_house: House, question: str, language: str, title: str
) -> None:
    house = any_house
    chat = await house.person()
    reply = await chat.say(question)
    article = house.services.library.current.catalogue.articles[title]
    text = article.text(language)
    assert text.title in reply.text
    assert text.summary in reply.text
    assert any(label.startswith("📋 1546") or "📋" in label for label in reply.buttons)
    source = house.services.library.current.catalogue.sources[article.sources[0]]
    assert source.publisher in reply.text
    assert "2026" in reply.text


async def test_start_asks_for_the_language_in_both_then_greets_with_six_keys(house: House) -> None:
    chat = await house.person()
    first = await chat.say("/start")
    assert "Choose your language" in first.text
    assert "ພາສາ" in first.text
    assert {"ລາວ", "English"} <= set(first.buttons)
    chosen = await chat.tap(first, "ລາວ")
    assert chosen.edited
    assert not chosen.buttons
    welcome = await chat.reply()
    assert len(welcome.keys) == 6
    assert welcome.message["reply_markup"]["is_persistent"] is True
    assert not welcome.message["reply_markup"].get("resize_keyboard")
    topics = house.services.library.current.catalogue.topics.values()
    assert welcome.keys == [f"{topic.icon} {topic.titles['lo']}" for topic in topics]
    menu = await chat.say("/menu")
    assert set(welcome.keys) < set(menu.buttons)


async def test_a_shared_link_leads_through_the_choice_of_language_to_its_page(
    house: House,
) -> None:
    chat = await house.person()
    await chat.send(text="/start a-unpaid-wages")
    first = await chat.reply()
    await chat.tap(first, "English")
    await chat.reply()
    page = await chat.reply()
    article = house.services.library.current.catalogue.articles["unpaid-wages"]
    assert article.text("en").summary in page.text


async def test_a_link_opened_by_a_known_reader_goes_straight_to_the_topic(house: House) -> None:
    chat = await house.reader("en")
    page = await chat.say("/start t-complaints")
    assert "Problems at work" in page.text


@pytest.mark.parametrize("payload", ["a-no-such-article", "t-nothing"])
async def test_a_link_to_a_removed_page_says_so_and_leads_on(house: House, payload: str) -> None:
    chat = await house.reader("en")
    page = await chat.say(f"/start {payload}")
    assert "no longer here" in page.text
    assert {"☰ Menu", "🆘 Help now"} <= set(page.buttons)


@pytest.mark.parametrize("payload", ["🙂", "a-", "x" * 64])
async def test_a_link_that_says_nothing_brings_the_welcome(house: House, payload: str) -> None:
    chat = await house.reader("en")
    page = await chat.say(f"/start {payload}")
    assert len(page.keys) == 6


async def test_menu_topic_article_more_back_home_and_help_now(house: House) -> None:
    chat = await house.reader("en")
    menu = await chat.say("/menu")
    topic = await chat.tap(menu, "Problems at work")
    catalogue = house.services.library.current.catalogue
    article = catalogue.articles["unpaid-wages"].text("en")
    page = await chat.tap(topic, article.title)
    assert page.edited
    for number, part in enumerate(article.parts, start=1):
        page = await chat.tap(page, f"({number}/{len(article.parts)})")
        if part.heading:
            assert part.heading in page.text
        assert {"⬅️ Back", "☰ Menu", "🆘 Help now"} <= set(page.buttons)
    assert not any("➡️" in label for label in page.buttons)
    for related in catalogue.articles["unpaid-wages"].related:
        assert page.label(catalogue.articles[related].text("en").title)
    back = await chat.tap(page, "Back")
    assert f"({len(article.parts)}/{len(article.parts)})" in str(list(back.buttons))
    home = await chat.tap(back, "Menu")
    assert home.text == menu.text
    sos = await chat.tap(topic, "Help now", stale=True)
    assert "191" in sos.text


async def test_contacts_are_cards_with_number_country_and_date(house: House) -> None:
    chat = await house.reader("en")
    page = await chat.say("my boss kept my passport")
    contacts = await chat.tap(page, "Call")
    assert "📞" in contacts.text
    assert "Seen 20" in contacts.text
    assert any(label.startswith("📋 ") for label in contacts.buttons)


@pytest.mark.parametrize(
    ("language", "kind", "provinces", "known"),
    [
        ("en", "Unpaid wages", "By province", "Helps with"),
        ("lo", "ບໍ່ໄດ້ຄ່າແຮງ", "ເບິ່ງຕາມແຂວງ", "ຊ່ວຍເລື່ອງ"),
    ],
)
async def test_the_directory_leads_by_country_to_a_kind_of_help_or_a_province(
    house: House, language: str, kind: str, provinces: str, known: str
) -> None:
    chat = await house.reader(language)
    laos = await chat.tap(await chat.say("/offices"), "🇱🇦")
    assert laos.label(kind)
    there = await chat.tap(await chat.tap(laos, "🇹🇭"), kind)
    assert "📞 1546" in there.text
    assert f"🤝 {known}: {kind.lower()}" in there.text
    chosen = await chat.tap(await chat.say("/offices"), "🇱🇦")
    champasak = await chat.tap(
        await chat.tap(chosen, provinces), "Champasak" if language == "en" else "ຈຳປາສັກ"
    )
    assert "📞" in champasak.text


async def test_contacts_that_are_not_confirmed_say_so_and_cannot_be_copied(house: House) -> None:
    catalogue = house.services.library.current.catalogue
    chat = await house.reader("en")
    doubtful = [
        (article.id, contact)
        for article in catalogue.articles.values()
        for contact in (catalogue.contacts[name] for name in article.contacts)
        if not contact.confirmed and contact.phones
    ]
    assert doubtful, "no article of the content names an unconfirmed contact any more"
    name, contact = doubtful[0]
    page = await chat.tap_data(await chat.say("/menu"), f"c:{name}:99", stale=True)
    assert contact.name["en"] in page.text
    assert "not confirmed, may be wrong" in page.text
    assert not any(contact.phones[0] in label for label in page.buttons)


async def test_sources_name_publisher_and_date(house: House) -> None:
    chat = await house.reader("en")
    page = await chat.say("my boss kept my passport")
    sources = await chat.tap(await chat.tap(page, "See also"), "Sources")
    catalogue = house.services.library.current.catalogue
    for name in catalogue.articles["passport-taken"].sources:
        assert catalogue.sources[name].title in sources.text


async def test_the_language_switch_keeps_the_page(house: House) -> None:
    chat = await house.reader("en")
    page = await chat.say("my boss kept my passport")
    part = await chat.tap(page, "(1/")
    switched = await chat.tap(part, "ລາວ")
    lao = house.services.library.current.catalogue.articles["passport-taken"].text("lo")
    assert switched.edited
    assert str(lao.parts[0].heading) in switched.text
    again = await chat.say("/menu")
    assert "ຊ່ວຍເຫຼືອດ່ວນ" in str(list(again.buttons))


async def test_the_country_of_stay_decides_whose_numbers_come_first(house: House) -> None:
    chat = await house.reader("en")
    countries = await chat.say("/country")
    sos = await chat.tap(countries, "Laos")
    assert sos.text.index("1191") < sos.text.index("1362") if "1362" in sos.text else True
    assert "🇱🇦 Laos" in sos.text
    first_number = sos.text.split("Help now", 1)[1]
    assert first_number.index("🇱🇦") < (first_number + "🇹🇭").index("🇹🇭")
    countries = await chat.say("/country")
    korea = await chat.tap(countries, "South Korea")
    assert "🇰🇷" in korea.text
    elsewhere = await chat.tap(await chat.say("/country"), "Elsewhere")
    assert "🌏" in elsewhere.text


async def test_before_a_choice_screens_speak_both_languages(house: House) -> None:
    chat = await house.person()
    menu = await chat.say("/menu")
    assert "Choose a topic" in menu.text
    assert "ເລືອກ" in menu.text
    assert "🆘 ຊ່ວຍເຫຼືອດ່ວນ · Help now" in menu.buttons


async def test_a_question_in_the_other_language_is_answered_and_the_switch_offered(
    house: House,
) -> None:
    chat = await house.reader("lo")
    reply = await chat.say("my boss kept my passport")
    article = house.services.library.current.catalogue.articles["passport-taken"]
    assert article.text("lo").title in reply.text
    assert "Tap English below" in reply.text
    switched = await chat.tap(reply, "English")
    assert article.text("en").summary in switched.text


async def test_keys_of_the_keyboard_lead_to_their_topics_in_any_language(house: House) -> None:
    chat = await house.reader("lo")
    for topic in house.services.library.current.catalogue.topics.values():
        for title in topic.titles.values():
            reply = await chat.say(f"{topic.icon} {title}")
            assert topic.titles["lo"] in reply.text
            if topic.id == "help-now":
                assert "191" in reply.text
                reply = await chat.tap(reply, "➡️")
            assert len(reply.buttons) >= len(topic.articles)


async def test_an_unknown_question_gets_an_honest_no_with_menu_and_topics(house: House) -> None:
    chat = await house.reader("en")
    reply = await chat.say("what will the weather be in paris on sunday")
    assert "no sure answer" in reply.text
    assert {"☰ Menu", "🆘 Help now"} <= set(reply.buttons)
    topics = house.services.library.current.catalogue.topics.values()
    titles = {f"{topic.icon} {topic.titles['en']}" for topic in topics}
    assert len((titles - {"🆘 Help now"}) & set(reply.buttons)) == 3


@pytest.mark.parametrize(
    ("danger", "article"),
    [
        ("the boss locks the door at night and we cannot leave", "trafficking-forced-labour"),
        ("ຂ້ອຍຢາກຕາຍ", "mental-health"),
    ],
)
async def test_a_message_that_sounds_dangerous_gets_the_card_first(
    house: House, danger: str, article: str
) -> None:
    chat = await house.reader("en")
    reply = await chat.say(danger)
    assert "If you are in danger now" in reply.text
    assert house.services.library.current.catalogue.articles[article].text("en").title in reply.text


KINDS: dict[str, dict[str, Any]] = {
    "voice": {"voice": {"base64": PNG, "file_name": "v.ogg"}},
    "audio": {"audio": {"base64": PNG, "file_name": "a.mp3"}},
    "video": {"video": {"base64": PNG, "file_name": "v.mp4"}},
    "photo": {"photo": {"base64": PNG, "file_name": "p.png"}},
    "document": {"document": {"base64": PNG, "file_name": "d.pdf"}},
    "sticker": {"sticker": {"base64": PNG, "file_name": "s.webp"}},
    "contact": {"contact": {"phone_number": "+8562055555555", "first_name": "Somebody"}},
    "unknown command": {"text": "/nosuchcommand"},
    "forwarded": {"text": "my boss kept my passport", "forward_from_name": "Somebody"},
    "only spaces and signs": {"text": "… ??"},
    "zero width": {"text": "\u200b\u200b."},
    "emoji": {"text": "😀😀😀"},
    "as long as Telegram allows": {"text": "ຂ້ອຍຖາມຫຍັງ " * 341},
    "combining marks": {"text": "ກ" + "\u0eb4\u0ec8" * 2047},
    "markup": {"text": "<b>my boss</b> *kept* [my](http://x) `passport` &amp;"},
    "caption": {
        "photo": {"base64": PNG, "file_name": "p.png"},
        "caption": "my boss kept my passport",
    },
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["lo", "en"])
async def test_every_kind_of_message_gets_a_reply_in_the_language_of_the_person(
    house: House, kind: str, language: str
) -> None:
    chat = await house.reader(language)
    await chat.send(**KINDS[kind])
    reply = await chat.reply()
    assert reply.text
    assert reply.buttons
    own_words = reply.text.split("🌐")[0]  # after it the way to the language that was typed
    lao = sum("\u0e80" <= letter <= "\u0eff" for letter in own_words)
    assert (lao > len(own_words) / 3) is (language == "lo"), reply.text


async def test_an_edited_question_is_answered_anew(house: House) -> None:
    chat = await house.reader("en")
    sent = await chat.send(text="what will the weather be in paris on sunday")
    assert "no sure answer" in (await chat.reply()).text
    await chat.control(
        "edit",
        **{"bot_id": chat.bot_id, "from": chat.user_id},
        message_id=sent["message_id"],
        text="my boss kept my passport",
    )
    reply = await chat.reply()
    assert "passport" in reply.text


@pytest.mark.parametrize(
    "data",
    ["a:removed-article:0", "t:removed", "c:removed:3", "zz:what", "l:xx:menu", "n:ZZ:sos", ""],
)
async def test_buttons_of_removed_pages_still_lead_on(house: House, data: str) -> None:
    chat = await house.reader("en")
    menu = await chat.say("/menu")
    shown = await chat.tap_data(menu, data or "-", stale=True)
    assert "no longer here" in shown.text
    assert {"☰ Menu", "🆘 Help now"} <= set(shown.buttons)


async def test_choices_are_kept_when_the_bot_starts_anew(house: House) -> None:
    chat = await house.reader("en")
    person = await house.services.store.people.get(chat.user_id)
    assert person.language == "en"


async def test_who_asks_before_choosing_goes_on_reading_that_language(house: House) -> None:
    chat = await house.person()
    page = await chat.say("my boss kept my passport")
    part = await chat.tap(page, "(1/")
    text = house.services.library.current.catalogue.articles["passport-taken"].text("en")
    assert str(text.parts[0].heading) in part.text
    assert "➖" not in part.text
    assert "🆘 Help now" in part.buttons


async def test_commands_and_descriptions_are_set_for_everybody_and_per_language(
    house: House,
) -> None:
    profile = await house.profile()
    assert {"", "lo", "en"} <= set(profile["commands"])
    names = [command["command"] for command in profile["commands"]["lo"]]
    assert names[:4] == ["sos", "offices", "nearby", "menu"]
    for code in ("", "lo", "en"):
        assert profile["descriptions"][code]
        assert profile["short_descriptions"][code]
