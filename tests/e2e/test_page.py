"""The real bot on the chat page, as somebody with a small phone sees and taps it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.catalogue.model import Article
from tests.browser import PHONE, chromium, keep_screenshot, open_page
from tests.e2e.chat import Chat, Reply
from tests.e2e.conftest import House

QUESTION = "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ"


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


class Phone:
    """The page as one person holds it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.page.get_by_role("article").last

    async def tap(self, label: str) -> None:
        """Tap the button of the newest message with that label or part of it."""
        await self.last.get_by_role("button", name=label).first.click()

    async def key(self, label: str) -> None:
        """Tap a key of the bot's keyboard."""
        await self.page.locator("#reply-keyboard").get_by_role("button", name=label).click()

    async def write(self, text: str) -> None:
        """Type a text and send it."""
        field = self.page.get_by_role("textbox", name="Message", exact=True)
        await field.fill(text)
        await field.press("Enter")

    async def reads(self, *texts: str) -> None:
        """Wait until the newest message has these texts."""
        for text in texts:
            await expect(self.last.locator(".text")).to_contain_text(text)

    async def keep(self, name: str, folder: Path) -> None:
        """Keep a picture; fail for what a small phone would cut."""
        await keep_screenshot(self.page, name, folder)
        assert await self.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert await self.page.evaluate(CUT) == []

    async def shows(self, part: Locator) -> None:
        """Fail unless ``part`` is whole on the screen, without scrolling."""
        await expect(part).to_be_in_viewport(ratio=1)


# Telegram does not wrap the label of a button, it cuts it: so labels have to fit in one line. A title of
# an article has the whole row and its first words say what it is: of that the end may be missing.
CUT = """() => [...document.querySelectorAll('.inline-keyboard .key')].filter(key => {
  if (key.parentElement.children.length === 1 && !key.textContent.startsWith('🆘')) return false;
  const words = document.createRange();
  words.selectNodeContents(key.querySelector('span'));
  const text = words.getBoundingClientRect(), box = key.getBoundingClientRect();
  const line = parseFloat(getComputedStyle(key).lineHeight);
  return text.height > 1.5 * line || text.left < box.left || text.right > box.right;
}).map(key => key.textContent)"""


@asynccontextmanager
async def phone_of(
    browser: Browser, house: House, chat: Chat, scheme: Literal["light", "dark"] = "light"
) -> AsyncIterator[Phone]:
    """Open the page as the person of ``chat``."""
    url = f"{house.simulator.url}/#user={chat.user_id}&bot={chat.bot_id}&chat={chat.user_id}"
    async with open_page(browser, url, scheme=scheme) as page:
        await page.locator("main:not([aria-busy])").wait_for()
        yield Phone(page)


def article_of(house: House, name: str) -> Article:
    return house.services.library.current.catalogue.articles[name]


async def test_a_newcomer_taps_from_start_to_an_article_and_asks_in_own_words(
    own_house: House, browser: Browser, tmp_path: Path
) -> None:
    chat = await own_house.person(language_code="lo")
    wages = article_of(own_house, "unpaid-wages")
    lao, english = wages.text("lo"), wages.text("en")
    async with phone_of(browser, own_house, chat) as phone:
        await phone.page.get_by_role("button", name="START").click()
        await phone.reads("ເລືອກພາສາ", "Choose your language")
        await phone.keep("newcomer-1-language", tmp_path)

        await phone.tap("ລາວ")
        await phone.reads("ທາງດີ")
        await expect(phone.page.locator("#reply-keyboard button")).to_have_count(6)
        await phone.shows(phone.last)
        await phone.keep("newcomer-2-welcome", tmp_path)

        await phone.key("ບັນຫາໃນວຽກ")
        await phone.reads("ບັນຫາໃນວຽກ")
        await phone.page.locator("#keyboard-toggle").click()
        await phone.tap("ເມນູ")
        await expect(phone.last.locator(".inline-keyboard button")).to_have_count(11)
        await phone.keep("newcomer-3-menu", tmp_path)
        await phone.tap("ບັນຫາໃນວຽກ")
        await phone.tap(lao.title)
        await phone.reads(lao.summary)
        await phone.tap("(1/")
        await phone.reads(str(lao.parts[0].heading))
        await phone.keep("newcomer-4-part", tmp_path)

        await phone.tap("English")
        await phone.reads(str(english.parts[0].heading))
        await phone.tap("Back")
        await phone.reads(english.summary)

        before = await phone.page.get_by_role("article").count()
        await phone.write(QUESTION)
        await expect(phone.page.get_by_role("article")).to_have_count(before + 2)
        await phone.reads(english.title, "ລາວ")
        await phone.tap("ລາວ")
        source = own_house.services.library.current.catalogue.sources[wages.sources[0]]
        await phone.reads(lao.summary, "1546", source.publisher, "2026")
        await phone.keep("newcomer-5-answer", tmp_path)


async def test_numbers_are_copied_with_one_tap_and_links_lead_to_their_articles(
    own_house: House, browser: Browser
) -> None:
    chat = await own_house.reader("lo")
    part = article_of(own_house, "unpaid-wages").text("lo").parts[0]
    linked = re.search(r"\[([^\]]+)\]\(article:([a-z-]+)\)", part.markdown)
    assert linked
    async with phone_of(browser, own_house, chat) as phone:
        await phone.write(QUESTION)
        await phone.tap("📋 1546")
        await expect(phone.page.locator(".toast")).to_have_text("Copied: 1546")
        assert await phone.page.evaluate("navigator.clipboard.readText()") == "1546"
        await phone.tap("(1/")
        await phone.last.locator(".text").get_by_text(linked[1], exact=True).click()
        await phone.reads(article_of(own_house, linked[2]).text("lo").summary)


async def test_the_key_for_help_shows_numbers_and_the_next_taps_without_scrolling(
    own_house: House, browser: Browser
) -> None:
    chat = await own_house.reader("lo")
    async with phone_of(browser, own_house, chat) as phone:
        await phone.key("ຊ່ວຍເຫຼືອດ່ວນ")
        await phone.reads("191")
        await phone.page.locator("#keyboard-toggle").click()
        await phone.shows(phone.last)
        await phone.tap("ເກີດຫຍັງຂຶ້ນ")
        await phone.reads("ຊ່ວຍເຫຼືອດ່ວນ")
        await phone.tap(article_of(own_house, "violence-abuse").text("lo").title)
        await phone.reads(article_of(own_house, "violence-abuse").text("lo").summary)


SAID = {
    "lo": {
        "choices": "ຢາກໄປເຮັດວຽກໄທ ຕ້ອງໃຊ້ເອກະສານຫຍັງ ແລະ ຈ່າຍເງິນເທົ່າໃດ",
        "article": QUESTION,
        "goes-on": "ແລ້ວຢູ່ເກົາຫຼີເດ",
        "number": "1362",
        "offices": "ຫ້ອງການຢູ່ປາກເຊ",
        "unknown": "ມື້ນີ້ອາກາດເປັນແນວໃດຢູ່ປາຣີ",
        "unknown-again": "ໝາກບານໃຜຊະນະ",
        "urgent": "ນາຍຈ້າງຕີຂ້ອຍ ແລະ ຂັງໄວ້ໃນຫ້ອງ",
    },
    "en": {
        "choices": "what papers do I need and how much does it cost",
        "article": "my boss does not pay me",
        "goes-on": "and in korea?",
        "number": "1191",
        "offices": "lao embassy",
        "unknown": "what will the weather be in paris on sunday",
        "unknown-again": "who wins the football cup",
        "urgent": "the boss locks the door at night and we cannot leave",
    },
}
TAPPED = {
    "topic": "t:complaints",
    "topic-help-now": "t:help-now",
    "part": "a:unpaid-wages:1",
    "last-part": "a:unpaid-wages:99",
    "contacts": "c:unpaid-wages:0",
    "contacts-unconfirmed": "c:find-help-office:1",
    "related": "r:unpaid-wages",
    "sources": "s:unpaid-wages",
    "sos-korea": "n:KR:sos",
    "gone": "a:removed:0",
}
COMMANDS = ("menu", "sos", "language", "country", "about", "privacy", "help", "unknown_command")


@pytest.mark.parametrize(("language", "scheme"), [("lo", "light"), ("en", "light"), ("lo", "dark")])
async def test_no_screen_is_cut_on_a_small_phone(
    own_house: House,
    browser: Browser,
    language: str,
    scheme: Literal["light", "dark"],
    tmp_path: Path,
) -> None:
    chat = await own_house.reader(language)
    async with phone_of(browser, own_house, chat, scheme) as phone:
        await phone.page.locator("#keyboard-toggle").click()

        async def look(name: str, reply: Reply) -> None:
            await phone.reads(reply.text.partition("\n")[0])
            await phone.keep(f"{language}-{scheme}-{name}", tmp_path)

        for name, text in SAID[language].items():
            await look(name, await chat.say(text))
        for command in COMMANDS:
            await look(command, await chat.say(f"/{command}"))
        for name, data in TAPPED.items():
            menu = await chat.say("/menu")
            await look(name, await chat.tap_data(menu, data, stale=True))


async def test_before_a_choice_no_label_in_two_languages_is_cut(
    own_house: House, browser: Browser, tmp_path: Path
) -> None:
    chat = await own_house.person()
    async with phone_of(browser, own_house, chat) as phone:
        for command in COMMANDS:
            reply = await chat.say(f"/{command}")
            await phone.reads(reply.text.partition("\n")[0])
            await phone.keep(f"both-{command}", tmp_path)
