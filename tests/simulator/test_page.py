"""The chat page in headless Chromium, on the real simulator, with a bot that the tests speak for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from tests.browser import PHONE, chromium, keep_screenshot
from tests.simulator.stage import TOKEN, Stage, inline, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    async with staged(browser) as opened:
        yield opened


# Writing


async def test_a_text_is_sent_and_its_answer_appears(stage: Stage, tmp_path: Path) -> None:
    question = await stage.write("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ")
    assert question["text"] == "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ"
    assert question["from"]["first_name"] == "Noy"
    await stage.call("sendMessage", chat_id=question["chat"]["id"], text="ໂທ 1300")
    await expect(stage.bubble("ໂທ 1300")).to_have_class(re.compile(r"\bin\b"))
    await expect(stage.bubble("ນາຍຈ້າງ")).to_have_class(re.compile(r"\bout\b"))
    await expect(stage.bubble("ໂທ 1300").locator(".meta")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    await keep_screenshot(stage.page, "page-answer", tmp_path)


async def test_the_first_person_is_made_when_there_is_none(browser: Browser) -> None:
    async with staged(browser, people=()) as stage:
        message = await stage.write("hello")
    assert message["from"]["first_name"] == "Noy"


async def test_an_empty_chat_shows_the_description_in_the_persons_language_and_start(
    stage: Stage, tmp_path: Path
) -> None:
    await stage.call("setMyDescription", description="Answers about work abroad")
    await stage.call("setMyDescription", description="ຄຳຕອບກ່ຽວກັບວຽກ", language_code="lo")
    await stage.page.reload()
    await expect(stage.page.get_by_text("ຄຳຕອບກ່ຽວກັບວຽກ")).to_be_visible()
    await keep_screenshot(stage.page, "page-start", tmp_path)
    await stage.button("START").click()
    assert (await stage.next_update("message"))["text"] == "/start"
    await expect(stage.button("START")).to_have_count(0)


async def test_the_commands_menu_is_in_the_persons_language_and_sends(stage: Stage) -> None:
    english = [{"command": "sos", "description": "Help now"}]
    lao = [
        {"command": "sos", "description": "ຊ່ວຍດ່ວນ"},
        {"command": "menu", "description": "ເມນູ"},
    ]
    await stage.call("setMyCommands", commands=english)
    await stage.call("setMyCommands", commands=lao, language_code="lo")
    await stage.page.reload()
    await stage.button("Commands of the bot").click()
    await stage.page.get_by_role("button", name="/sos ຊ່ວຍດ່ວນ").click()
    assert (await stage.next_update("message"))["text"] == "/sos"


@asynccontextmanager
async def answers_held(page: Page, address: str) -> AsyncIterator[asyncio.Event]:
    """Hold what the page asks of this address until the end; gives an event that it has asked."""
    asked, ended = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        asked.set()
        await ended.wait()
        await route.continue_()

    await page.route(address, hold)
    yield asked
    ended.set()


async def test_commands_that_come_while_their_list_is_open_are_shown(stage: Stage) -> None:
    async with answers_held(stage.page, "**/control/bots/*") as asked:
        await stage.page.reload()
        await stage.button("Commands of the bot").click()
        await asked.wait()
        await expect(stage.page.get_by_text("Loading…")).to_be_visible()
        await stage.call("setMyCommands", commands=[{"command": "sos", "description": "Help"}])
    await stage.page.get_by_role("button", name="/sos Help").click()
    assert (await stage.next_update("message"))["text"] == "/sos"


async def test_commands_set_since_the_page_was_opened_are_listed(stage: Stage) -> None:
    await stage.call("setMyCommands", commands=[{"command": "menu", "description": "All"}])
    await stage.button("Commands of the bot").click()
    await expect(stage.page.get_by_role("button", name="/menu All")).to_be_visible()


async def test_commands_that_are_known_are_listed_before_newer_ones_come(stage: Stage) -> None:
    await stage.call("setMyCommands", commands=[{"command": "menu", "description": "All"}])
    commands = stage.button("Commands of the bot")
    await commands.click()
    await expect(stage.page.get_by_role("button", name="/menu All")).to_be_visible()
    await commands.click()
    async with answers_held(stage.page, "**/control/bots/*") as asked:
        await commands.click()
        await asked.wait()
        await stage.field.fill("/m")
        await expect(stage.page.get_by_role("button", name="/menu All")).to_be_visible()


async def test_the_list_of_commands_stays_when_a_keyboard_comes(stage: Stage) -> None:
    chat = (await stage.said("Hello"))["chat"]["id"]
    await stage.button("Commands of the bot").click()
    markup = {"keyboard": [[{"text": "💼 ວຽກ"}]]}
    await stage.call("sendMessage", chat_id=chat, text="Topics", reply_markup=markup)
    await expect(stage.button("💼 ວຽກ")).to_be_visible()
    await expect(stage.page.get_by_text("The bot has set no commands.")).to_be_visible()


async def test_nothing_can_be_written_before_there_is_a_chat_to_write_in(stage: Stage) -> None:
    async with answers_held(stage.page, "**/control/state") as asked:
        await stage.page.reload()
        await asked.wait()
        await stage.page.keyboard.press("Tab")
        await expect(stage.page.locator("#composer :focus")).to_have_count(0)
        await expect(stage.page.locator("#composer")).to_have_attribute("inert", "")
    await stage.field.click()
    await stage.page.keyboard.type("/menu")
    await stage.page.keyboard.press("Enter")
    assert (await stage.next_update("message"))["text"] == "/menu"


async def test_own_messages_can_be_answered_edited_and_forwarded(stage: Stage) -> None:
    first = await stage.write("first words")
    menu_button = stage.bubble("first words").get_by_role("button", name="what to do")
    await menu_button.click()
    await stage.button("Reply").click()
    assert (await stage.write("more"))["reply_to_message"]["message_id"] == first["message_id"]
    await expect(stage.page.locator(".quote")).to_have_text("Youfirst words")

    await menu_button.first.click()
    await stage.button("Edit").click()
    await expect(stage.field).to_have_value("first words")
    await stage.field.fill("better words")
    await stage.field.press("Enter")
    edited = await stage.next_update("edited_message")
    assert (edited["message_id"], edited["text"]) == (first["message_id"], "better words")
    await expect(stage.bubble("better words").first.locator(".edited")).to_be_visible()

    await stage.bubble("better words").first.get_by_role("button", name="what to do").click()
    await stage.button("Forward").click()
    await stage.page.get_by_role("dialog").get_by_role("button", name="Road").click()
    forwarded = await stage.next_update("message")
    assert forwarded["text"] == "better words"
    assert "forward_origin" in forwarded
    await expect(stage.page.get_by_text("Forwarded from Noy")).to_be_visible()


# Buttons


async def test_a_pressed_button_waits_for_its_answer_and_the_message_changes_in_place(
    stage: Stage,
) -> None:
    sent = await stage.said(
        "Page 1", reply_markup=inline([{"text": "Next", "callback_data": "page:2"}])
    )
    await stage.button("Next").click()
    await expect(stage.button("Next")).to_have_attribute("aria-busy", "true")
    query = await stage.next_update("callback_query")
    assert query["data"] == "page:2"
    await stage.call("answerCallbackQuery", callback_query_id=query["id"], text="Turned")
    await expect(stage.page.locator(".toast")).to_have_text("Turned")
    await expect(stage.button("Next")).not_to_have_attribute("aria-busy", "true")
    await stage.call(
        "editMessageText",
        chat_id=sent["chat"]["id"],
        message_id=sent["message_id"],
        text="Page 2",
        reply_markup=inline([{"text": "Back", "callback_data": "page:1"}]),
    )
    await expect(stage.bubble("Page 2").locator(".edited")).to_have_text("edited ")
    await expect(stage.bubble("Page 1")).to_have_count(0)
    await expect(stage.button("Back")).to_be_visible()


async def test_an_alert_stays_until_it_is_confirmed(stage: Stage) -> None:
    await stage.said("?", reply_markup=inline([{"text": "Ask", "callback_data": "a"}]))
    await stage.button("Ask").click()
    query = await stage.next_update("callback_query")
    await stage.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="Call 1300", show_alert=True
    )
    await expect(stage.page.get_by_role("dialog")).to_contain_text("Call 1300")
    await stage.button("OK").click()
    await expect(stage.page.get_by_role("dialog")).to_have_count(0)


async def test_a_start_link_is_followed_inside_the_page(stage: Stage) -> None:
    link = "https://t.me/road_bot?start=a_unpaid-wages"
    await stage.said("Share", reply_markup=inline([{"text": "Open", "url": link}]))
    await stage.button("Open").click()
    assert (await stage.next_update("message"))["text"] == "/start a_unpaid-wages"


async def test_an_address_outside_is_asked_about_first(stage: Stage) -> None:
    await stage.said("Source", reply_markup=inline([{"text": "Law", "url": "https://ilo.org/x"}]))
    await stage.button("Law").click()
    dialog = stage.page.get_by_role("dialog", name="Open this address?")
    await expect(dialog.get_by_role("link", name="Open")).to_have_attribute(
        "href", "https://ilo.org/x"
    )
    await stage.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_a_share_button_puts_its_text_into_the_chosen_chat(stage: Stage) -> None:
    link = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Froad_bot&text=ລອງ%20ເບິ່ງ"
    await stage.said("Share it", reply_markup=inline([{"text": "Share", "url": link}]))
    await stage.button("Share").click()
    await stage.page.get_by_role("dialog").get_by_role("button", name="Road").click()
    await expect(stage.field).to_have_value("https://t.me/road_bot\nລອງ ເບິ່ງ")


async def test_a_copy_button_copies_and_says_so(stage: Stage) -> None:
    await stage.said(
        "Hotline", reply_markup=inline([{"text": "Copy 1300", "copy_text": {"text": "1300"}}])
    )
    await stage.button("Copy 1300").click()
    await expect(stage.page.locator(".toast")).to_have_text("Copied: 1300")
    assert await stage.page.evaluate("navigator.clipboard.readText()") == "1300"


async def test_a_button_starts_an_inline_query_and_a_result_is_sent(stage: Stage) -> None:
    switch = {"text": "Find", "switch_inline_query_current_chat": "wages"}
    await stage.said("Search", reply_markup=inline([switch]))
    await stage.button("Find").click()
    query = await stage.next_update("inline_query")
    assert query["query"] == "wages"
    result = {
        "type": "article",
        "id": "1",
        "title": "Unpaid wages",
        "input_message_content": {"message_text": "What to do about unpaid wages"},
    }
    await stage.call("answerInlineQuery", inline_query_id=query["id"], results=[result])
    await stage.page.get_by_role("button", name="Unpaid wages").click()
    await expect(stage.bubble("What to do about unpaid wages")).to_be_visible()


async def test_a_reply_keyboard_sends_its_texts_and_can_be_hidden(stage: Stage) -> None:
    markup = {
        "keyboard": [[{"text": "🆘 ຊ່ວຍດ່ວນ"}, {"text": "💼 ວຽກ"}]],
        "resize_keyboard": True,
        "is_persistent": True,
        "input_field_placeholder": "ພິມຄຳຖາມ",
    }
    sent = await stage.said("Topics", reply_markup=markup)
    await stage.button("🆘 ຊ່ວຍດ່ວນ").click()
    assert (await stage.next_update("message"))["text"] == "🆘 ຊ່ວຍດ່ວນ"
    await expect(stage.page.get_by_placeholder("ພິມຄຳຖາມ")).to_be_visible()
    toggle = stage.button("Show or hide the bot's keyboard")
    await toggle.click()
    await expect(stage.button("💼 ວຽກ")).to_be_hidden()
    await toggle.click()
    await expect(stage.button("💼 ວຽກ")).to_be_visible()
    await stage.page.reload()
    await expect(stage.button("💼 ວຽກ")).to_be_visible()
    gone = {"remove_keyboard": True}
    await stage.call("sendMessage", chat_id=sent["chat"]["id"], text="Gone", reply_markup=gone)
    await expect(stage.button("💼 ວຽກ")).to_have_count(0)
    await expect(toggle).to_be_hidden()


async def test_a_one_time_keyboard_is_tall_and_shares_contact_and_location(stage: Stage) -> None:
    markup = {
        "keyboard": [
            [{"text": "My number", "request_contact": True}],
            [{"text": "My place", "request_location": True}],
        ],
        "one_time_keyboard": True,
    }
    await stage.said("Where?", reply_markup=markup)
    box = await stage.page.get_by_role("group", name="Keyboard of the bot").bounding_box()
    assert box is not None
    assert box["height"] > 0.35 * PHONE[1]
    await stage.button("My number").click()
    contact = (await stage.next_update("message"))["contact"]
    assert contact["first_name"] == "Noy"
    await expect(stage.button("My number")).to_be_hidden()
    await stage.button("Show or hide the bot's keyboard").click()
    await stage.button("My place").click()
    await stage.page.get_by_role("button", name="Vientiane").click()
    assert (await stage.next_update("message"))["location"]["latitude"] == pytest.approx(17.9757)


# People


async def test_several_people_have_their_own_chats_and_a_reload_keeps_the_tab(
    stage: Stage, tmp_path: Path
) -> None:
    noy = await stage.write("I am Noy")
    await stage.button("More").click()
    await stage.page.get_by_role("button", name="Add a person").last.click()
    await stage.page.get_by_label("First name").fill("Kham")
    await stage.page.get_by_label("Language of the person's Telegram").select_option("en")
    await stage.button("Add").click()
    await expect(stage.bubble("I am Noy")).to_have_count(0)
    kham = await stage.write("I am Kham")
    assert (kham["from"]["first_name"], kham["from"]["language_code"]) == ("Kham", "en")

    await stage.call("sendMessage", chat_id=noy["chat"]["id"], text="For Noy only")
    tabs = stage.page.get_by_role("navigation", name="People")
    await expect(tabs.get_by_role("button", name="Noy").locator(".badge")).to_have_text("1")
    await stage.page.reload()
    await expect(stage.bubble("I am Kham")).to_be_visible()
    await tabs.get_by_role("button", name="Noy").click()
    await expect(stage.bubble("For Noy only")).to_be_visible()
    await keep_screenshot(stage.page, "page-people", tmp_path)


async def test_a_group_is_made_and_written_in(stage: Stage) -> None:
    await stage.button("Chats").click()
    await stage.button("New group").click()
    await stage.page.get_by_label("Name of the group").fill("Village")
    await stage.button("Make the group").click()
    await expect(stage.page.get_by_text("group, 1 person")).to_be_visible()
    await stage.field.fill("/sos")
    await stage.field.press("Enter")
    while (message := (await any_message(stage))).get("text") != "/sos":
        pass
    assert message["chat"]["title"] == "Village"
    await stage.call("sendMessage", chat_id=message["chat"]["id"], text="Call 1300")
    await expect(stage.bubble("Call 1300").locator(".sender")).to_have_text("Road")


async def any_message(stage: Stage) -> dict[str, Any]:
    """The next update that is a message; joining a group sends other ones first."""
    while True:
        for update in await stage.call("getUpdates", offset=stage.offset, limit=1, timeout=25):
            stage.offset = update["update_id"] + 1
            if "message" in update:
                found: dict[str, Any] = update["message"]
                return found


async def test_a_blocked_bot_is_told_so_until_it_is_unblocked(stage: Stage) -> None:
    chat = (await stage.write("/start"))["chat"]["id"]
    await stage.button("More").click()
    await stage.button("Block the bot").click()
    await expect(stage.button("Unblock the bot")).to_be_visible()
    refused = await stage.client.post(
        f"/bot{TOKEN}/sendMessage", json={"chat_id": chat, "text": "?"}
    )
    assert refused.status_code == 403
    await stage.button("Unblock the bot").click()
    await expect(stage.field).to_be_visible()
    await stage.call("sendMessage", chat_id=chat, text="Hello again")
    await expect(stage.bubble("Hello again")).to_be_visible()


# Developers


async def test_the_developer_view_shows_the_request_behind_a_bubble(
    stage: Stage, tmp_path: Path
) -> None:
    await stage.page.set_viewport_size({"width": 1280, "height": 800})
    markup = inline([{"text": "Next", "callback_data": "page:2"}])
    await stage.said("Look behind me", reply_markup=markup)
    await stage.button("More").click()
    await stage.page.get_by_role("button", name="Developer view").click()
    await stage.bubble("Look behind me").get_by_role("button", name="request").click()
    view = stage.page.get_by_role("complementary", name="Developer view")
    shown = view.locator("details[open] pre")
    await expect(shown).to_contain_text('"method": "sendMessage"')
    await expect(shown).to_contain_text('"callback_data": "page:2"')
    await keep_screenshot(stage.page, "page-developer", tmp_path)
    await view.get_by_role("button", name="Events").click()
    await stage.write("an event")
    await expect(view.get_by_text("an event", exact=True)).to_be_visible()
    await stage.page.reload()
    await expect(view).to_be_visible()
