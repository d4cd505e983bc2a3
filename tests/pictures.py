"""The pictures in README.md, taken from the real bot on its chat page.

    python -m tests.pictures        writes docs/start.png and docs/chat.png anew

Without Debian's fonts-noto-color-emoji the icons would be empty boxes.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page

from tests.browser import chromium, open_page
from tests.e2e.conftest import ROOT, running, settings_in

PHONE = (412, 915)
"""Width and height in CSS pixels of a usual phone of today."""

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


async def main() -> None:
    """Write the pictures."""
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
