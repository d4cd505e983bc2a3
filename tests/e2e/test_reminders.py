"""Reminders as a person sets and gets them, through the local Telegram, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta

import pytest

from bot import dates
from bot.dates import LOCAL
from bot.i18n import translator
from bot.store import Event, Paper, Reminder
from handlers import notices
from handlers.chores import AWAY_SECONDS
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House
from tests.e2e.test_groups import assert_one_row, in_group

LANGUAGES = ("lo", "en")


@pytest.fixture(autouse=True)
async def alone(house: House) -> AsyncIterator[None]:
    """Leave nobody's reminders to the tests that come after."""
    yield
    for reminder in await house.services.store.reminders.pending(date.max):
        await house.services.store.reminders.remove(reminder)


def in_days(days: int) -> date:
    return dates.today() + timedelta(days=days)


def typed(due: date) -> str:
    return f"{due.day}/{due.month}/{due.year}"


async def let_it_be(house: House, day: date, hour: int = 10) -> float | None:
    """Send what is due as if it were that day and hour in Vientiane; see :func:`notices.send_due`."""
    return await notices.send_due(house.application, datetime.combine(day, time(hour), LOCAL))


async def kept(house: House, chat: Chat) -> list[Reminder]:
    return await house.services.store.reminders.of(chat.chat_id)


async def remind(chat: Chat, paper: Paper, due: date) -> Reply:
    """Set a reminder by writing it; return what is shown then."""
    asked = await chat.say(f"/remind {paper.value} {typed(due)}")
    yes = next(one for one in asked.buttons.values() if one["callback_data"].startswith("dk:"))
    return await chat.tap_data(asked, yes["callback_data"])


async def reminded(house: House) -> int:
    today = datetime.now().astimezone().date()
    await house.services.store.counts.flush()
    rows = await house.services.store.counts.between(
        today - timedelta(days=1), today + timedelta(days=1)
    )
    return sum(row.number for row in rows if row.event is Event.REMINDED)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_date_is_chosen_by_buttons_alone(house: House, language: str) -> None:
    chat, tr, before = await house.reader(language), translator(language), await reminded(house)
    due = date(dates.today().year + 2, 2, 28)
    more = await chat.tap(await chat.say("/menu"), "⚙️")
    screen = await chat.tap(more, tr("Reminders"))
    screen = await chat.tap(screen, tr("Passport"))
    assert f"/remind passport {'31/12/2027'}" in screen.text
    screen = await chat.tap(screen, f"{due.year} · {due.year + 543}")
    screen = await chat.tap(screen, {"lo": "2 ກຸມພາ", "en": "2 Feb"}[language])
    screen = await chat.tap(screen, "28")
    assert tr.date(due) in screen.text
    assert str(due.year + 543) in screen.text
    for days in (60, 30, 7):
        assert tr.date(due - timedelta(days=days)) in screen.text
    assert await kept(house, chat) == []
    screen = await chat.tap(screen, tr("Yes, remind me"))
    assert screen.edited
    assert tr.date(due) in screen.text
    assert await kept(house, chat) == [Reminder(chat.chat_id, Paper.PASSPORT, due)]
    assert await reminded(house) == before + 1
    screen = await chat.tap(screen, f"{due:%d/%m/%Y}")
    assert tr("Removed.") in screen.text
    assert tr.date(due) not in screen.text
    assert await kept(house, chat) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_messages_come_60_30_and_7_days_before_with_what_to_do_and_read(
    house: House, language: str
) -> None:
    chat, tr, due = await house.reader(language), translator(language), in_days(100)
    await remind(chat, Paper.PASSPORT, due)
    await let_it_be(house, due - timedelta(days=61))
    for days in (60, 30, 7):
        day = due - timedelta(days=days)
        await let_it_be(house, day, hour=8)  # before the hour of the settings
        await let_it_be(house, day, hour=22)  # nobody is woken
        await let_it_be(house, day)
        await let_it_be(house, day)  # once is enough
        message = await chat.reply()
        assert not message.edited
        assert tr.date(due) in message.text
        assert tr("Days left: {days}", days=days) in message.text
    article = house.services.library.current.catalogue.articles["passport"]
    page = await chat.tap(message, article.text(language).title)
    assert article.text(language).summary in page.text
    assert await kept(house, chat) == [Reminder(chat.chat_id, Paper.PASSPORT, due)]
    await let_it_be(house, due + timedelta(days=1))
    assert await kept(house, chat) == []
    texts = [one.get("text", "") for one in (await chat.history())["messages"]]
    assert sum(text.startswith("⏰ 📘") for text in texts) == 2  # the third has become the article


async def test_gotcha_20_a_message_is_late_rather_than_lost(house: House) -> None:
    chat, due = await house.reader("en"), in_days(100)
    await remind(chat, Paper.VISA, due)
    await let_it_be(house, due + timedelta(days=2))  # the bot was down for months
    assert "This date is past." in (await chat.reply()).text
    await let_it_be(house, due + timedelta(days=3))
    assert await kept(house, chat) == []


async def test_without_a_choice_of_language_the_message_speaks_all(house: House) -> None:
    chat, due = await house.person(), in_days(100)
    await remind(chat, Paper.WORK_PERMIT, due)
    await let_it_be(house, due - timedelta(days=30))
    text = (await chat.reply()).text
    assert "Days left: 30" in text
    assert "ຍັງເຫຼືອ 30 ມື້" in text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_90_day_report_that_is_done_moves_on_with_one_tap(
    house: House, language: str
) -> None:
    chat, due = await house.reader(language), in_days(20)
    await remind(chat, Paper.REPORT_90, due)
    await let_it_be(house, due - timedelta(days=7))
    message = await chat.reply()
    following = due + timedelta(days=90)
    after = await chat.tap(message, f"{following:%d/%m/%Y}")
    assert translator(language).date(following) in after.text
    assert await kept(house, chat) == [Reminder(chat.chat_id, Paper.REPORT_90, following)]


async def test_a_paper_that_is_renewed_loses_its_old_date_and_asks_for_the_new_one(
    house: House,
) -> None:
    chat, due = await house.reader("en"), in_days(100)
    await remind(chat, Paper.PASSPORT, due)
    await let_it_be(house, due - timedelta(days=60))
    picker = await chat.tap(await chat.reply(), "Done: next date")
    assert "Until which day is it valid?" in picker.text
    assert await kept(house, chat) == []


async def test_a_reminder_is_removed_from_its_message_with_one_tap(house: House) -> None:
    chat, due = await house.reader("en"), in_days(100)
    await remind(chat, Paper.PASSPORT, due)
    await let_it_be(house, due - timedelta(days=60))
    await chat.tap(await chat.reply(), "Remove this reminder")
    assert await kept(house, chat) == []


async def test_what_is_forgotten_is_not_reminded_of(house: House) -> None:
    chat, due = await house.reader("en"), in_days(100)
    await remind(chat, Paper.PASSPORT, due)
    done = await chat.tap(await chat.say("/forget"), "Yes, delete")
    assert "reminders: 1" in done.text
    assert await kept(house, chat) == []


async def test_a_date_is_written_in_many_ways_and_asked_back_in_words(house: House) -> None:
    chat = await house.reader("lo")
    year = dates.today().year + 1
    for text in (
        f"ພາສປອດ 31/12/{year}", f"ຫນັງສືຜ່ານແດນ 31.12.{year + 543}", f"passport 31 dec {year}",
    ):  # fmt: skip
        asked = await chat.say(f"/remind {text}")
        assert f"31 ທັນວາ {year}" in asked.text, text
        assert "ພາສປອດ" in asked.text, text
    assert "ແຈ້ງທີ່ຢູ່ 90 ມື້" in (await chat.say(f"/remind 90 ມື້ 31/12/{year}")).text
    assert "ວີຊາ" in (await chat.say(f"/remind ວີຊ່າ 1/2/{year}")).text
    which = await chat.say(f"/remind 31/12/{year}")
    assert "ໃບອະນຸຍາດເຮັດວຽກ" in (await chat.tap(which, "ໃບອະນຸຍາດເຮັດວຽກ")).text
    assert "ໃຊ້ໄດ້ຮອດມື້ໃດ" in (await chat.say("/remind visa")).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("passport 31/2/2027", "There is no such day."),
        ("visa 12/31/2027", "Write the day first, then the month: 31/12/2027"),
        ("visa 1/1/2020", "This date is past. Choose a day to come."),
        ("permit 1/1/2099", "too far away"),
        ("soon", "I found no date. Write day, month, year: 31/12/2027"),
        ("passport 2027", "I found no date. Write day, month, year: 31/12/2027"),
    ],
)
async def test_a_date_that_cannot_be_is_refused_with_what_to_do(
    house: House, text: str, said: str
) -> None:
    chat = await house.reader("en")
    assert said in (await chat.say(f"/remind {text}")).text


async def test_a_date_in_less_than_a_week_is_not_kept_but_acted_on(house: House) -> None:
    chat, due = await house.reader("en"), in_days(7)
    asked = await chat.say(f"/remind report-90 {typed(due)}")
    assert "Days left: 7" in asked.text
    assert "Do it today." in asked.text
    assert any(one["callback_data"] == "a:address-90-days:0" for one in asked.buttons.values())
    await chat.tap(asked, f"{due + timedelta(days=90):%d/%m/%Y}")
    assert [one.due for one in await kept(house, chat)] == [due + timedelta(days=90)]


async def test_more_than_ten_are_refused_with_what_to_do(house: House) -> None:
    chat = await house.reader("en")
    for number in range(10):
        await house.services.store.reminders.add(
            Reminder(chat.chat_id, Paper.VISA, in_days(100 + number)), dates.today()
        )
    assert "Remove one first." in (await remind(chat, Paper.PASSPORT, in_days(100))).text
    assert len(await kept(house, chat)) == 10


async def test_who_blocked_the_bot_loses_the_reminders(house: House) -> None:
    chat, due = await house.reader("en"), in_days(100)
    await remind(chat, Paper.PASSPORT, due)
    await remind(chat, Paper.VISA, in_days(300))
    await house.fault(method="sendMessage", kind="403", times=1)
    await let_it_be(house, due - timedelta(days=60))
    assert await kept(house, chat) == []


async def test_a_message_that_was_refused_is_tried_again_when_its_claim_has_run_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, due = await house.reader("en"), in_days(100)
    await remind(chat, Paper.PASSPORT, due)
    day = due - timedelta(days=60)
    await house.fault(method="sendMessage", kind="400", description="not enough rights")
    await let_it_be(house, day)
    await let_it_be(house, day)  # the claim still holds
    assert await house.services.store.reminders.pending(day) != []
    monkeypatch.setattr("bot.store.reminders.time.time", lambda: 4_102_444_800.0)
    await let_it_be(house, day)
    assert "Days left: 60" in (await chat.reply()).text


@pytest.mark.parametrize(("kind", "times"), [("502", 1), ("drop", 1), ("drop", 2)])
async def test_gotcha_10_a_message_that_may_have_arrived_is_sent_once_more_at_most(
    house: House, kind: str, times: int
) -> None:
    chat, due = await house.reader("en"), in_days(100)
    await remind(chat, Paper.PASSPORT, due)
    day = due - timedelta(days=60)
    await house.fault(method="sendMessage", kind=kind, times=times)
    assert await let_it_be(house, day) == AWAY_SECONDS
    assert await let_it_be(house, day) is None
    assert await let_it_be(house, day) is None
    texts = [one.get("text", "") for one in (await chat.history())["messages"]]
    assert sum("Days left: 60" in text for text in texts) == 2 - times


async def test_while_telegram_is_away_the_other_messages_are_not_tried(house: House) -> None:
    chat, due = await house.reader("en"), in_days(100)
    for number in range(notices.MOST_FAILURES + 2):
        reminder = Reminder(chat.chat_id, Paper.VISA, due + timedelta(days=number))
        await house.services.store.reminders.add(reminder, dates.today())
    before = house.simulator.world.requests.last
    await house.fault(method="sendMessage", kind="502", times=100)
    assert await let_it_be(house, due) == AWAY_SECONDS
    asked = house.simulator.world.requests.after(before)
    assert sum(one["method"] == "sendMessage" for one in asked) == notices.MOST_FAILURES
    await house.http.delete("/control/faults")
    assert await let_it_be(house, due) is None
    assert await house.services.store.reminders.pending(due) == []


async def test_old_buttons_whose_day_is_past_ask_again(house: House) -> None:
    chat = await house.reader("en")
    menu = await chat.say("/menu")
    past = await chat.tap_data(menu, "dk:visa:2020-01-01", stale=True)
    assert "This date is past." in past.text
    assert "Choose the year" in (await chat.tap_data(menu, "d:visa:2020:5", stale=True)).text
    assert await kept(house, chat) == []


async def test_in_a_group_no_date_is_asked_for(house: House) -> None:
    chat = await house.reader("en")
    talk = await in_group(chat)
    for command in ("/remind@thangdee_bot", "/remind@thangdee_bot visa 31/12/2027"):
        assert_one_row(await talk.say(command))
    greeting = await talk.say("/help@thangdee_bot")
    due = in_days(100)
    await talk.control(
        "press",
        **{"bot_id": talk.bot_id, "from": talk.user_id, "chat_id": talk.chat_id},
        message_id=greeting.message["message_id"],
        data=f"dk:visa:{due}",
        stale=True,
    )
    await chat.say("/menu")  # the tap was handled before
    assert await kept(house, talk) == []


async def test_choosing_a_language_on_the_way_keeps_what_was_shown(house: House) -> None:
    chat, due = await house.person(), in_days(100)
    shown = await remind(chat, Paper.PASSPORT, due)
    await chat.tap(shown, "English")
    await chat.reply()  # the welcome
    assert f"Passport: {translator('en').date(due)}" in (await chat.reply()).text
