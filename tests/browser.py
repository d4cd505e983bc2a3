"""A headless Chromium for tests of pages; where there is none, the tests are skipped and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright, expect

from tests.waiting import PATIENCE

# The system's browser, alone with the page: no updates, no sync; no sandbox, as root has none.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PHONE = (360, 640)
"""Width and height in CSS pixels of the smallest phone that the pages are made for."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the system's Chromium with a profile of its own; skips the test where there is none."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no `chromium` on PATH; install it (Debian: apt-get install chromium)")
    expect.set_options(timeout=PATIENCE * 1_000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def open_page(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = PHONE,
    scheme: Literal["light", "dark"] = "light",
    language: str = "en-GB",
) -> AsyncIterator[Page]:
    """Open `url` as on a phone of that size in CSS pixels; at the end the page must have been quiet.

    Fails when the page wrote a warning or an error, raised an exception or asked another host.
    """
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        locale=language,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE * 1_000)
    faults: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            faults.append(f"console {message.type}: {message.text}")

    def note_request(request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme not in ("data", "blob") and target.netloc != urlsplit(url).netloc:
            faults.append(f"asked another host: {request.url}")

    page.on("console", note_console)
    page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    page.on("request", note_request)
    try:
        await page.goto(url)
        yield page
    finally:
        await context.close()
    assert faults == []


async def keep_screenshot(page: Page, name: str, folder: Path) -> Path:
    """Save what is seen as `<name>.png` in the folder that THANGDEE_SCREENSHOTS names, else `folder`."""
    target = Path(os.environ.get("THANGDEE_SCREENSHOTS") or folder) / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    # Fonts load after the first words are drawn; a picture before that would show the wrong ones.
    await page.evaluate("document.fonts.ready.then(() => null)")
    await page.screenshot(path=target, animations="disabled")
    return target
