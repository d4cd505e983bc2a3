"""The pictures in README.md: the real bot on its chat page, a poster, a report of made-up numbers.

    python -m tests.pictures        writes start, chat, poster and stats.png in docs/ anew

Without Debian's fonts-noto-color-emoji the icons would be empty boxes.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import Page

from bot.catalogue.loader import load
from bot.catalogue.model import LOGOS, Catalogue
from bot.config import load_settings
from bot.i18n import translators
from bot.poster.choice import chosen_link
from bot.poster.draw import Format, Size, draw
from bot.poster.wording import word
from bot.report.gather import gather
from bot.report.model import Rules
from bot.report.picture import picture
from bot.report.words import Words
from tests.browser import chromium, open_page
from tests.e2e.conftest import ROOT, running, settings_in
from tests.report import sample

PHONE = (412, 915)
"""Width and height in CSS pixels of a usual phone of today."""

WIDTH = 600
"""Pixels."""

QUESTION = "ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ"


async def start(page: Page) -> None:
    """Start the bot and choose Lao."""
    await page.get_by_role("button", name="START").click()
    await page.get_by_role("button", name="ລາວ").click()
    await page.locator("#reply-keyboard button").first.wait_for()
    await take(page, "start")


async def ask(page: Page) -> None:
    """Ask the question and show it above its answer."""
    messages = page.get_by_role("article")
    count = await messages.count()
    field = page.get_by_role("textbox", name="Message", exact=True)
    await field.fill(QUESTION)
    await field.press("Enter")
    await messages.nth(count + 1).wait_for()
    await page.locator("#keyboard-toggle").click()  # leaves the room to the answer
    await messages.nth(count).evaluate(
        """async question => {
            await new Promise(requestAnimationFrame);  // the page scrolls to its end first
            const log = document.getElementById('log');
            log.scrollBy(0, question.getBoundingClientRect().top - log.getBoundingClientRect().top - 8);
        }"""
    )
    await take(page, "chat")


async def take(page: Page, name: str) -> None:
    """Write what is seen, without the mouse's traces."""
    await page.mouse.move(0, 0)
    await page.evaluate("document.fonts.ready.then(() => null)")
    await page.screenshot(path=ROOT / "docs" / f"{name}.png", animations="disabled")


def draw_poster() -> None:
    """Write the poster of a topic."""
    catalogue, settings = content(), load_settings(ROOT / "config.yaml")
    link = chosen_link(catalogue, topic="complaints")
    said = word(catalogue, settings, translators(settings.languages.order), "thangdee_bot", link)
    shrink(draw(said, Size.A6, Format.PNG, settings.content / LOGOS), "poster")


def draw_stats() -> None:
    """Write the picture of a month in which people asked much."""
    catalogue = content()
    counts = sample.counts(catalogue)
    found = gather([*counts], [*sample.unanswered()], catalogue, sample.NOVEMBER, Rules(5, True))
    words = Words(catalogue, [*translators(["lo", "en"]).values()])
    shrink(picture(found, words), "stats")


def content() -> Catalogue:
    """Return the articles."""
    catalogue = load(ROOT / "content", datetime.now(UTC).date()).catalogue
    assert catalogue
    return catalogue


def shrink(png: bytes, name: str) -> None:
    """Write a picture as wide as README.md shows it, twice as fine."""
    with Image.open(BytesIO(png)) as whole:
        small = whole.convert("RGB")
        small.thumbnail((WIDTH, 4 * WIDTH))
        small.quantize(64).save(ROOT / "docs" / f"{name}.png", optimize=True)


async def main() -> None:
    """Write the pictures."""
    draw_poster()
    draw_stats()
    with TemporaryDirectory() as folder:
        async with (
            running(settings_in(Path(folder))) as house,
            chromium() as browser,
            open_page(browser, house.simulator.url, size=PHONE, language="lo") as page,
        ):
            await start(page)
            await ask(page)


if __name__ == "__main__":
    asyncio.run(main())
