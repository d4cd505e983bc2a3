"""Alerts: chosen by people, written by staff, sent once to each, through everything that goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import delete

from bot.simulator.world import FIRST_PERSON
from bot.store import Alert, AlertStatus, AlertTopic, Tally
from bot.store.alert_tables import DeliveryRow, SubscriptionRow
from handlers.alerts import sending, watching
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House, running, settings_in
from tests.e2e.test_limits import refused
from tests.waiting import until, until_it

SCAMS = AlertTopic.SCAMS
TEXTS = {"lo": "ລະວັງ **ວຽກປອມ**", "en": "Beware of **fake jobs**"}
RIGHT = {"lo": "ວຽກນີ້ແທ້", "en": "This job is real"}
SHOWN = {"lo": "⚠️ ຄົນຕົວະ\n\nລະວັງ ວຽກປອມ", "en": "⚠️ Scams\n\nBeware of fake jobs"}
STAFF = {
    "lo": {"send": "ສົ່ງ ·", "draft": "ສະບັບຮ່າງ", "done": "ສົ່ງແລ້ວ", "arrived": "ໄປຮອດແລ້ວ"},
    "en": {"send": "Send ·", "draft": "draft", "done": "done", "arrived": "arrived"},
}


def written(texts: dict[str, str]) -> str:
    return "\n".join(f"--- {language}\n{text}" for language, text in texts.items())


STAFF_IDS = tuple(range(FIRST_PERSON, FIRST_PERSON + 500, 2))


@pytest.fixture(scope="module")
async def alert_bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A bot that looks for work without a pause; every second person is staff."""
    chores = (sending.CHORE, watching.CHORE)
    settings = settings_in(tmp_path_factory.mktemp("alerts"), staff=STAFF_IDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app.running.CHORES", tuple(replace(one, seconds=0.01) for one in chores))
        async with running(settings) as house:
            yield house


@pytest.fixture
async def alert_house(alert_bot: House) -> AsyncIterator[House]:
    """The bot without faults, to which nobody has subscribed."""
    yield alert_bot
    await alert_bot.http.delete("/control/faults")
    async with alert_bot.services.store._database.write() as connection:
        await connection.execute(delete(SubscriptionRow))
        await connection.execute(delete(DeliveryRow))


async def staff_member(house: House, language: str = "en") -> Chat:
    """Return the chat of somebody of the staff."""
    while (chat := await house.reader(language)).user_id not in STAFF_IDS:
        pass
    return chat


async def subscriber(house: House, language: str = "en") -> Chat:
    """Return somebody who asked for alerts on scams."""
    chat = await house.reader(language)
    await chat.tap(await chat.say("/alerts"), "⚠️")
    return chat


async def sent(house: House, texts: dict[str, str] = TEXTS, corrects: int | None = None) -> Alert:
    """Let an alert be sent."""
    alerts = house.services.store.alerts
    alert = await alerts.create(SCAMS, texts, corrects)
    assert await alerts.send(alert)
    return alert


async def finished(house: House, alert: Alert) -> Tally:
    """Wait until an alert is done; return what became of it."""

    async def done() -> bool:
        found = await house.services.store.alerts.get(alert.id)
        return bool(found and found.status is AlertStatus.DONE)

    await until_it(done)
    return await house.services.store.deliveries.tally(alert.id)


async def starts_with(chat: Chat, text: str) -> Reply:
    """Return the next message or edit that begins so."""
    while not (reply := await chat.reply()).text.startswith(text):
        pass
    return reply


# People


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_somebody_chooses_topics_gets_an_alert_and_stops_with_one_tap(
    alert_house: House, language: str
) -> None:
    chat = await alert_house.reader(language)
    boxes = await chat.tap(await chat.tap(await chat.say("/menu"), "⚙️"), "🔔")
    assert [label[0] for label in list(boxes.buttons)[:4]] == ["☐"] * 4
    ticked = await chat.tap(boxes, "⚠️")
    assert [label[0] for label in list(ticked.buttons)[:4]] == ["☐", "☑", "☐", "☐"]
    assert await alert_house.services.store.subscriptions.of(chat.user_id) == {SCAMS}
    alert = await sent(alert_house)
    got = await chat.reply()
    assert got.text == SHOWN[language]
    assert not got.edited
    assert len(got.entity_texts("bold")) == 2
    menu = await chat.tap(got, "☰")
    assert not menu.edited  # the alert stays to be read
    stopped = await chat.tap(got, "🔕")
    assert not stopped.edited
    assert "⚠️" in stopped.text
    assert await alert_house.services.store.subscriptions.of(chat.user_id) == frozenset()
    assert await finished(alert_house, alert) == Tally()


async def test_boxes_are_cleared_one_by_one_or_all_at_once_and_survive_a_change_of_language(
    alert_house: House,
) -> None:
    chat = await alert_house.reader("en")
    boxes = await chat.say("/alerts")
    boxes = await chat.tap(boxes, "📜")
    boxes = await chat.tap(boxes, "🚨")
    boxes = await chat.tap(boxes, "🌐")
    assert [label[0] for label in list(boxes.buttons)[:4]] == ["☑", "☐", "☐", "☑"]
    boxes = await chat.tap(boxes, "📜")
    boxes = await chat.tap(boxes, "🔕")
    assert [label[0] for label in list(boxes.buttons)[:4]] == ["☐"] * 4


async def test_who_has_chosen_no_language_gets_the_alert_in_all(alert_house: House) -> None:
    chat = await alert_house.person()
    await chat.tap(await chat.say("/alerts"), "⚠️")
    await sent(alert_house)
    text = (await chat.reply()).text
    assert SHOWN["lo"] in text
    assert SHOWN["en"] in text


async def test_in_a_group_only_an_administrator_changes_its_alerts(alert_house: House) -> None:
    owner, other = await alert_house.person(), await alert_house.person()
    group = await owner.control(
        "groups",
        title="Town",
        user_ids=[owner.user_id, other.user_id],
        bot_ids=[owner.bot_id],
    )
    theirs = Chat(other.http, other.bot_id, other.user_id, group["id"])
    await theirs.reply()
    boxes = await theirs.say("/alerts@thangdee_bot")
    data = boxes.buttons[boxes.label("⚠️")]["callback_data"]
    who = {"bot_id": other.bot_id, "from": other.user_id, "chat_id": group["id"]}
    await other.control("press", **who, message_id=boxes.message["message_id"], data=data)
    refusal = await theirs.event("callback_answer")
    assert "ຜູ້ດູແລກຸ່ມ" in str(refusal)
    assert await alert_house.services.store.subscriptions.of(group["id"]) == frozenset()
    owners = Chat(owner.http, owner.bot_id, owner.user_id, group["id"])
    await owners.reply()
    await owners.reply()
    await owners.tap(boxes, "⚠️")
    assert await alert_house.services.store.subscriptions.of(group["id"]) == {SCAMS}


# Staff


@pytest.mark.parametrize("language", ["lo", "en"])
async def test_staff_write_preview_send_and_correct_in_the_chat(
    alert_house: House, language: str
) -> None:
    words = STAFF[language]
    staff = await staff_member(alert_house, language)
    people = {code: await subscriber(alert_house, code) for code in ("lo", "en")}
    assert "--- lo" in (await staff.say("/alert")).text
    previews = [await staff.say(f"/alert scams\n{written(TEXTS)}"), await staff.reply()]
    assert [one.text for one in previews] == [SHOWN["lo"], SHOWN["en"]]
    card = await staff.reply()
    assert words["draft"] in card.text
    assert card.text.count(": 2") == 1
    await staff.tap(card, words["send"])
    for code, chat in people.items():
        assert (await chat.reply()).text == SHOWN[code]
    while words["done"] not in card.text:
        card = await staff.reply()
        assert card.edited
    assert "▓▓▓▓▓▓▓▓▓▓ 2/2" in card.text
    assert f"{words['arrived']}: 2" in card.text
    await staff.send(text=written(RIGHT), reply_to_message_id=card.message["message_id"])
    corrections = [await staff.reply(), await staff.reply()]
    assert [one.text.split("\n\n")[1] for one in corrections] == [RIGHT["lo"], RIGHT["en"]]
    await staff.tap(await staff.reply(), words["send"])
    for code, chat in people.items():
        got = await chat.reply()
        assert got.text.startswith("✏️")
        assert RIGHT[code] in got.text
        assert got.message["reply_to_message"]["text"] == SHOWN[code]


async def test_a_reply_to_a_draft_changes_it_and_a_draft_can_be_thrown_away(
    alert_house: House,
) -> None:
    staff = await staff_member(alert_house)
    await subscriber(alert_house)
    await staff.say(f"/alert scams\n{written(TEXTS)}")
    await staff.reply()
    card = await staff.reply()
    await staff.send(text=written(RIGHT), reply_to_message_id=card.message["message_id"])
    await staff.reply()
    assert RIGHT["en"] in (await staff.reply()).text
    card = await staff.reply()
    assert (await newest(alert_house)).texts == RIGHT
    assert "cancelled" in (await staff.tap(card, "Cancel")).text


async def test_staff_are_told_what_is_wrong_with_a_text(alert_house: House) -> None:
    staff = await staff_member(alert_house)
    before = await alert_house.services.store.alerts.newest(1)
    told = await staff.say("/alert scams\n--- lo\nລະວັງ [x](article:nope)\n--- xx\n?")
    assert "1: No article" not in told.text
    assert "article:nope" in told.text
    assert "--- xx" in told.text
    assert "--- en" in told.text
    assert await alert_house.services.store.alerts.newest(1) == before


async def test_bold_that_a_phone_made_of_stars_stays_bold(alert_house: House) -> None:
    staff = await staff_member(alert_house)
    text = "/alert scams\n--- lo\n😀 ກ\n--- en\nBeware"
    update = {
        "message": {
            "message_id": 900,
            "date": 1,
            "chat": {"id": staff.user_id, "type": "private", "first_name": "Noy"},
            "from": {"id": staff.user_id, "is_bot": False, "first_name": "Noy"},
            "text": text,
            "entities": [
                {"type": "bot_command", "offset": 0, "length": 6},
                {"type": "bold", "offset": 23, "length": 1},
                {"type": "text_link", "offset": 32, "length": 6, "url": "https://example.org/"},
            ],
        }
    }
    await staff.control("update", bot_id=staff.bot_id, update=update)
    await staff.reply()
    alert = await newest(alert_house)
    assert alert.texts == {"lo": "😀 **ກ**", "en": "[Beware](https://example.org/)"}


async def test_strangers_cannot_do_anything_with_alerts_and_learn_nothing_of_them(
    alert_house: House,
) -> None:
    while (stranger := await alert_house.reader("en")).user_id in STAFF_IDS:
        pass
    alert = await alert_house.services.store.alerts.create(SCAMS, TEXTS)
    unknown = (await stranger.say("/nosuchcommand")).text
    assert (await stranger.say("/alert")).text == unknown
    assert (await stranger.say(f"/alert scams\n{written(TEXTS)}")).text == unknown
    menu = await stranger.say("/menu")
    gone = await stranger.tap_data(menu, f"m:send:{alert.id}", stale=True)
    assert "no longer here" in gone.text
    found = await alert_house.services.store.alerts.get(alert.id)
    assert found == alert
    assert str(stranger.user_id) in (await stranger.say("/id")).text


# What goes wrong


async def test_a_paused_alert_goes_on_with_those_who_wait(alert_house: House) -> None:
    staff = await staff_member(alert_house)
    people = [await subscriber(alert_house) for _ in range(12)]
    await staff.say(f"/alert scams\n{written(TEXTS)}")
    await staff.reply()
    card = await staff.tap(await staff.reply(), "Send ·")
    await staff.tap_data(card, f"m:pause:{(await newest(alert_house)).id}", stale=True)
    alert = await newest(alert_house)
    assert alert.status is AlertStatus.PAUSED
    assert (await alert_house.services.store.deliveries.tally(alert.id)).waiting > 0
    await staff.tap_data(card, f"m:resume:{alert.id}", stale=True)
    assert await finished(alert_house, alert) == Tally(sent=12)
    assert await copies(alert_house, people, SHOWN["en"]) == [1] * 12


async def newest(house: House) -> Alert:
    (alert,) = await house.services.store.alerts.newest(1)
    return alert


async def copies(house: House, people: list[Chat], text: str) -> list[int]:
    """Return how often each of ``people`` got a text."""
    chats = [house.simulator.world.chat(house.bot_id, one.user_id) for one in people]
    return [
        sum(one.get("text") == text for one in chat.messages.values() if one["from"]["is_bot"])
        for chat in chats
    ]


async def test_gotcha_14_who_blocked_the_bot_is_dropped_and_the_others_get_the_alert(
    alert_house: House,
) -> None:
    people = [await subscriber(alert_house) for _ in range(3)]
    blocked = people[1]
    await blocked.control("block", bot_id=blocked.bot_id, user_id=blocked.user_id, blocked=True)
    alert = await sent(alert_house)
    assert await finished(alert_house, alert) == Tally(sent=2, unreachable=1)
    assert await copies(alert_house, people, SHOWN["en"]) == [1, 0, 1]
    assert await alert_house.services.store.subscriptions.of(blocked.user_id) == frozenset()


async def test_gotcha_15_an_alert_follows_a_group_that_moved(alert_house: House) -> None:
    chat = await alert_house.reader("en")
    group = await chat.control(
        "groups", title="Village", user_ids=[chat.user_id], bot_ids=[chat.bot_id]
    )
    await Chat(chat.http, chat.bot_id, chat.user_id, group["id"]).reply()
    store = alert_house.services.store
    await store.subscriptions.add(group["id"], AlertTopic.LAW)
    new = (await chat.control(f"groups/{group['id']}/upgrade"))["migrate_to_chat_id"]

    async def moved() -> bool:
        return await store.subscriptions.of(new) == {AlertTopic.LAW}

    await until_it(moved)  # Telegram tells
    await store.subscriptions.add(group["id"], SCAMS)  # and what is sent to the old id follows
    alert = await sent(alert_house)
    assert await finished(alert_house, alert) == Tally(sent=1)
    assert await store.subscriptions.of(new) == {AlertTopic.LAW, SCAMS}
    texts = [
        one.get("text", "")
        for one in alert_house.simulator.world.chat(alert_house.bot_id, new).messages.values()
    ]
    assert any(SHOWN["en"] in text for text in texts)


async def test_gotcha_03_an_alert_waits_as_long_as_telegram_asks_and_loses_nobody(
    alert_house: House,
) -> None:
    people = [await subscriber(alert_house) for _ in range(3)]
    await alert_house.fault(method="sendMessage", kind="429", times=2, retry_after=1)
    assert await finished(alert_house, await sent(alert_house)) == Tally(sent=3)
    assert await copies(alert_house, people, SHOWN["en"]) == [1] * 3


@pytest.mark.parametrize("kind", ["drop", "502"])
async def test_gotcha_10_what_may_have_arrived_is_unknown_and_sent_again_only_by_staff(
    alert_house: House, kind: str
) -> None:
    staff = await staff_member(alert_house)
    people = [await subscriber(alert_house) for _ in range(3)]
    await alert_house.fault(method="sendMessage", kind=kind, times=1)
    alert = await sent(alert_house)
    assert await finished(alert_house, alert) == Tally(sent=2, unknown=1)
    assert sorted(await copies(alert_house, people, SHOWN["en"])) == [0, 1, 1]
    listed = await staff.say("/alert")
    card = await staff.tap(listed, f"{alert.id} ·")
    assert "unknown whether they arrived: 1" in card.text
    await staff.tap(card, "🔁")
    assert await finished(alert_house, alert) == Tally(sent=3)
    assert await copies(alert_house, people, SHOWN["en"]) == [1] * 3


async def test_gotcha_10_while_telegram_is_away_no_more_fates_become_unknown(
    alert_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LONGEST_WAIT", 0.1)
    people = [await subscriber(alert_house) for _ in range(2 * sending.MOST_IN_THE_AIR)]
    before = alert_house.simulator.world.requests.last
    for method in ("sendMessage", "getMe"):
        await alert_house.fault(method=method, kind="502", times=10_000)
    alert = await sent(alert_house)
    await until(lambda: refused(alert_house, 502, before) >= 5 * sending.MOST_IN_THE_AIR)
    await alert_house.http.delete("/control/faults")
    tally = await finished(alert_house, alert)
    assert 1 <= tally.unknown <= sending.MOST_IN_THE_AIR
    assert tally.sent == len(people) - tally.unknown


async def test_a_refusal_in_one_chat_stops_nobody_else(
    alert_house: House, own_log: pytest.LogCaptureFixture
) -> None:
    people = [await subscriber(alert_house) for _ in range(3)]
    await alert_house.fault(method="sendMessage", kind="400", description="not enough rights")
    alert = await sent(alert_house)
    assert await finished(alert_house, alert) == Tally(sent=2, failed=1)
    for secret in ("Beware of", "ລະວັງ", *(str(one.user_id) for one in people)):
        assert secret not in "\n".join(
            one.getMessage() for one in own_log.records if one.name.startswith(("bot", "handlers"))
        )
