"""What is counted of conversations, what is kept of them, and that it leads to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.config import Settings
from bot.store import Count, Event, today_utc
from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.messages import Messages
from bot.store.people import People
from bot.store.recent import RecentTable
from bot.store.visits import Visits
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House, running, settings_in

KNOWN = {
    "lo": ("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", "unpaid-wages", "lao"),
    "en": ("my boss does not pay my wages", "unpaid-wages", "latin"),
}
UNKNOWN = {"lo": "ຢາກຊື້ລົດຈັກສີແດງ", "en": "where can Mr Khamla buy a red motorbike? 020 5555 1234"}


PARTNERS = """
partners:
  - {id: mrc, name: {en: Resource Centre, lo: ສູນຊ່ວຍເຫຼືອ}}
  - {id: other, name: {en: Village Radio, lo: ວິທະຍຸບ້ານ}}
"""


def with_partners(folder: Path) -> Settings:
    """Return settings whose content knows two partners."""
    settings = settings_in(folder)
    (folder / "content/partners.yaml").write_text(PARTNERS, "utf-8")
    return settings


@pytest.fixture
async def counting(tmp_path: Path) -> AsyncIterator[House]:
    """A bot that has counted nothing yet."""
    async with running(with_partners(tmp_path)) as house:
        yield house


async def counted(house: House) -> list[Count]:
    return await house.services.store.counts.between(today_utc(), today_utc())


async def numbers(house: House, *events: Event) -> dict[Event, int]:
    found: Counter[Event] = Counter()
    for one in await counted(house):
        found[one.event] += one.number
    return {event: found[event] for event in events}


async def settled(chat: Chat) -> None:
    """Wait until the bot has done all that this chat has asked for: it takes one message at a time."""
    await chat.say("/about")


async def reads(house: House, language: str, start: str = "/start") -> Chat:
    """Return the chat of somebody who came by ``start`` and has chosen a language."""
    chat = await house.person()
    await chat.tap(await chat.say(start), {"lo": "ລາວ", "en": "English"}[language])
    await chat.reply()
    return chat


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_a_question_is_counted_with_language_script_article_and_partner(
    counting: House, language: str
) -> None:
    question, article, script = KNOWN[language]
    chat = await reads(counting, language, "/start m_mrc")
    page = await chat.say(question)
    await chat.tap(await chat.tap(page, "☎️"), "⬅️")  # leafing in it opens nothing more
    await chat.say(UNKNOWN[language])
    await chat.say("/sos")
    await settled(chat)
    today = today_utc()
    assert Counter(await counted(counting)) == Counter(
        [
            Count(today, Event.ANSWERED, language, script, article, "mrc"),
            Count(today, Event.LINK, partner="mrc"),
            Count(today, Event.NEW, partner="mrc"),
            Count(today, Event.OPENED, language, "", article, "mrc"),
            Count(today, Event.PERSON, partner="mrc"),
            Count(today, Event.SOS, language, partner="mrc"),
            Count(today, Event.UNKNOWN, language, script, partner="mrc"),
        ]
    )
    person = await counting.services.store.people.get(chat.user_id)
    assert person.partner == "mrc"


async def test_each_person_is_counted_once_a_day_and_new_once(counting: House) -> None:
    people = [await reads(counting, "en") for _ in range(3)]
    for chat in people:
        await chat.say("/menu")
        await settled(chat)
    store = counting.services.store
    assert await numbers(counting, Event.NEW, Event.PERSON) == {Event.NEW: 3, Event.PERSON: 3}
    async with store._database.write() as connection:
        yesterday = today_utc() - timedelta(days=1)
        await connection.exec_driver_sql("UPDATE person SET last_seen = ?", (str(yesterday),))
    for chat in people:
        await settled(chat)
    assert await numbers(counting, Event.NEW, Event.PERSON) == {Event.NEW: 3, Event.PERSON: 6}


async def test_the_first_partner_stays_and_each_link_is_counted(counting: House) -> None:
    chat = await reads(counting, "en")
    await chat.say("/start a-unpaid-wages_mrc")
    await chat.say("/start t-complaints_other")
    await chat.say("/start a-no-such-article_other")
    await chat.say("/start a-passport_somebody-else")
    await settled(chat)
    links = [one for one in await counted(counting) if one.event is Event.LINK]
    assert [(one.article, one.partner, one.number) for one in links] == [
        ("", "other", 2),
        ("passport", "", 1),
        ("unpaid-wages", "mrc", 1),
    ]
    assert (await counting.services.store.people.get(chat.user_id)).partner == "mrc"


async def test_urgent_names_small_talk_and_a_choice_are_counted_as_such(counting: House) -> None:
    chat = await reads(counting, "en")
    for said in ("my boss locks me in and beats me", "LPN", "hello"):
        await chat.say(said)
    offered = await chat.say("papers for work")
    choice = next(
        b for b in offered.buttons.values() if b.get("callback_data", "").startswith("q:")
    )
    await chat.tap_data(offered, choice["callback_data"])
    await settled(chat)
    wanted = (Event.URGENT, Event.CONTACTS, Event.SMALL_TALK, Event.OFFERED, Event.CHOSEN)
    assert await numbers(counting, *wanted) == dict.fromkeys(wanted, 1)


async def test_of_groups_questions_are_counted_but_no_people(counting: House) -> None:
    chat = await counting.person()
    made = await chat.control(
        "groups", title="Workers", type="group", user_ids=[chat.user_id], bot_ids=[chat.bot_id]
    )
    group = Chat(chat.http, chat.bot_id, chat.user_id, made["id"])
    await group.reply()  # the greeting
    await group.say("@thangdee_bot my boss does not pay my wages")
    await group.say("/about@thangdee_bot")
    assert await numbers(counting, Event.ANSWERED, Event.NEW, Event.PERSON) == {
        Event.ANSWERED: 1,
        Event.NEW: 0,
        Event.PERSON: 0,
    }


@pytest.mark.parametrize(
    ("language", "hard", "other", "thanks"),
    [
        ("lo", "ເຂົ້າໃຈຍາກ", "ຄົນລະເລື່ອງ", "ຂອບໃຈ"),
        ("en", "Hard to understand", "Not my question", "Thank you"),
    ],
)
async def test_a_verdict_is_counted_once_and_a_bad_one_leads_on(
    counting: House, language: str, hard: str, other: str, thanks: str
) -> None:
    question, article, _ = KNOWN[language]
    chat = await reads(counting, language)
    page = await chat.say(question)
    liked = page.buttons["👍"]["callback_data"]
    shown = await chat.tap(page, "👍")
    assert thanks in shown.text
    assert "👍" not in shown.buttons
    await chat.control(
        "press",
        **{"bot_id": chat.bot_id, "from": chat.user_id, "chat_id": chat.chat_id},
        message_id=page.message["message_id"],
        data=liked,
        stale=True,
    )  # the second of two quick taps: nothing changes, so nothing comes
    why = await chat.tap(await chat.say(question), "👎")
    people = await chat.tap(why, hard)
    assert any("📋" in label for label in people.buttons)
    again = await chat.tap(await chat.tap(await chat.say(question), "👎"), other)
    catalogue = counting.services.library.current.catalogue
    for name in catalogue.articles[article].related[:3]:
        assert again.label(catalogue.articles[name].text(language).title)
    await settled(chat)
    verdicts = (Event.HELPFUL, Event.UNHELPFUL, Event.UNCLEAR, Event.NOT_MINE, Event.WRONG)
    assert list((await numbers(counting, *verdicts)).values()) == [1, 2, 1, 1, 0]
    given = [one for one in await counted(counting) if one.event in verdicts]
    assert {(one.article, one.language) for one in given} == {(article, language)}


async def test_only_a_calm_question_of_ones_own_without_an_answer_is_kept(
    counting: House,
) -> None:
    chat = await reads(counting, "en")
    await chat.say("where can Mr Khamla buy a red motorbike? 020 5555 1234")
    await chat.say("my boss does not pay my wages")
    await chat.say("my boss locks me in and beats me")
    await chat.send(text="sell a blue motorbike quickly", forward_from_name="Somebody")
    await chat.reply()
    await settled(chat)
    kept = await counting.services.store.unanswered.between(today_utc(), today_utc())
    assert [(one.text, one.language, one.script) for one in kept] == [
        ("where can Mr … buy a red motorbike? …", "en", "latin")
    ]


async def forget(chat: Chat, yes: str) -> Reply:
    return await chat.tap(await chat.say("/forget"), yes)


@pytest.mark.parametrize(
    ("language", "yes", "listed", "left"),
    [
        ("lo", "ແມ່ນ, ລຶບທຸກຢ່າງ", "• ພາສາຂອງເຈົ້າ", "ບໍ່ມີຫຍັງກ່ຽວກັບເຈົ້າເຫຼືອຢູ່"),
        ("en", "Yes, delete", "• your language", "nothing of you is left"),
    ],
)
async def test_forget_deletes_everything_lists_it_and_looks_again(
    house: House, language: str, yes: str, listed: str, left: str
) -> None:
    chat = await house.reader(language)
    await chat.say(KNOWN[language][0])
    done = await forget(chat, f"🗑 {yes}")
    assert done.text.count(listed) == 1
    assert left in done.text
    found = await house.services.store.forget(chat.user_id)
    assert (found.deleted, found.left) == ({}, 0)
    again = await forget(chat, "🗑")  # in both languages now
    assert listed not in again.text
    assert again.text.count("✅") == 2
    assert (await house.services.store.forget(chat.user_id)).deleted == {}


async def test_somebody_whom_the_bot_never_saw_can_ask_to_be_forgotten(house: House) -> None:
    chat = await house.person()
    done = await forget(chat, "🗑 ແມ່ນ, ລຶບທຸກຢ່າງ · Yes, delete")
    # The question and the command itself, which /hide could have deleted; no day, no person.
    assert "numbers of the messages here: 2" in done.text
    assert done.text.count("•") == 2
    again = await chat.tap_data(done, "fo", stale=True)
    assert "I keep nothing of you" in again.text
    assert "ບໍ່ໄດ້ເກັບຫຍັງ" in again.text


async def test_answers_go_on_while_the_store_is_away(
    counting: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = create_async_engine("sqlite+aiosqlite:////no/such/folder/file")
    away = Database(nowhere, b"key")
    store = counting.services.store
    counts = Counts(away)
    monkeypatch.setattr(store, "people", People(away))
    monkeypatch.setattr(store, "counts", counts)
    monkeypatch.setattr(store.unanswered, "_database", away)
    monkeypatch.setattr(store, "visits", Visits(away, Messages(away), RecentTable(away)))
    chat = await counting.person()
    assert "💰" in (await chat.say("my boss does not pay my wages")).text
    assert "no sure answer" in (await chat.say(UNKNOWN["en"])).text
    page = await chat.say("/start a-unpaid-wages_mrc")
    assert page.buttons
    await settled(chat)
    monkeypatch.undo()
    await counts.close()
    await away.close()


SURNAME, PLACE = "Phommachanhxx", "Xaythanyburi"


def patterns(chat_id: int) -> list[bytes]:
    """Return how an id may stand in a file: in digits, and as the bytes of a number of any database."""
    wide = [chat_id.to_bytes(width, order) for width in (5, 6, 8) for order in ("big", "little")]
    varint = [chat_id & 0x7F]
    while chat_id := chat_id >> 7:
        varint.insert(0, chat_id & 0x7F | 0x80)
    return [*wide, bytes(varint)]


async def test_no_byte_on_the_disk_and_no_line_of_the_log_leads_to_a_person(
    tmp_path: Path, own_log: pytest.LogCaptureFixture
) -> None:
    async with running(with_partners(tmp_path)) as house:
        # The local Telegram numbers people from small ids, which are bytes anywhere; real ones are long.
        house.simulator.world._people_ids = count(7_123_456_789, 1_000_003)
        people = []
        for number in range(8):
            chat = await house.person(
                first_name=f"Vannaxx{number}", last_name=SURNAME, username=f"vannaxx_secret{number}"
            )
            people.append(chat)
            await chat.tap(await chat.say("/start m_mrc"), ("ລາວ", "English")[number % 2])
            await chat.reply()
            for said in (
                "my boss Vannaboss does not pay my wages 0209988776",
                f"ທ້າວ {SURNAME} ຂາຍລົດສີແດງ ໂທ 0209988776 @vannaxx_secret",
                f"Mr {SURNAME} sells a red motorbike, vannaxx@example.com",
                "my boss locks me in at Xaythanyburi and beats me",
            ):
                await chat.say(said)
            await chat.send(contact={"phone_number": "0209988776", "first_name": "Vannaxx"})
            await chat.reply()
            await chat.send(location={"latitude": 17.975312, "longitude": 102.633123})
            await chat.reply()
            await chat.reply()
            await chat.tap(await chat.say("/country"), "🇹🇭")
        await house.services.store.counts.flush()
        files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        files = [path for path in files if "learned" not in path.parts]
        assert any(path.name.endswith("-wal") for path in files)
        on_disk = b"".join(path.read_bytes() for path in files)
        everything = on_disk + own_log.text.encode()
        assert b"red motorbike" in on_disk  # what is kept scrubbed: so we look in the right place
        ids = [chat.user_id for chat in people]
        assert min(ids) > 2**32
        for chat_id in ids:
            assert str(chat_id).encode() not in everything
            assert not [bytes_ for bytes_ in patterns(chat_id) if bytes_ in everything]
        for word in (
            SURNAME, "Vannaxx", "vannaxx_secret", "Vannaboss", "0209988776", "209988776", PLACE,
            "locks me in", "does not pay my wages", "17.97", "102.63", "example.com",
        ):  # fmt: skip
            assert word.lower().encode() not in everything.lower(), word
