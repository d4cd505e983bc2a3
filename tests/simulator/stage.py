"""A chat page on a simulator of its own, with a bot that the test speaks for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal

import httpx
from playwright.async_api import Browser, Locator, Page

from bot.simulator.server import Simulator
from tests.browser import PHONE, open_page
from tests.waiting import PATIENCE

TOKEN = "7:LOCAL"


@dataclass(slots=True)
class Stage:
    """A page, the simulator behind it and the bot's side of the Bot API."""

    page: Page
    simulator: Simulator
    client: httpx.AsyncClient
    offset: int = 0

    async def call(
        self, method: str, files: dict[str, tuple[str, bytes]] | None = None, **parameters: Any
    ) -> Any:
        """Call the Bot API as the bot; gives the result."""
        path = f"/bot{TOKEN}/{method}"
        if files:
            response = await self.client.post(path, data=parameters, files=files)
        else:
            response = await self.client.post(path, json=parameters)
        body = response.json()
        assert body["ok"], body
        return body["result"]

    async def next_update(self, kind: str) -> Any:
        """The next update, which must be of this kind."""
        updates = await self.call("getUpdates", offset=self.offset, limit=1, timeout=25)
        assert [sorted(update) for update in updates] == [sorted(["update_id", kind])]
        self.offset = updates[0]["update_id"] + 1
        return updates[0][kind]

    async def write(self, text: str) -> Any:
        """Type a text into the page and send it; gives the message that the bot receives."""
        await self.field.fill(text)
        await self.field.press("Enter")
        return await self.next_update("message")

    async def said(self, text: str, **parameters: Any) -> Any:
        """Let the page's person greet the bot and the bot say `text`; gives the bot's message."""
        greeting = await self.write("/start")
        return await self.call(
            "sendMessage", chat_id=greeting["chat"]["id"], text=text, **parameters
        )

    @property
    def field(self) -> Locator:
        """Where one types."""
        return self.page.get_by_role("textbox", name="Message", exact=True)

    def button(self, name: str) -> Locator:
        """The button with exactly this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def bubble(self, text: str) -> Locator:
        """The messages that have this text in them."""
        return self.page.get_by_role("article").filter(has_text=text)


@asynccontextmanager
async def staged(
    browser: Browser,
    *,
    people: tuple[str, ...] = ("Noy",),
    size: tuple[int, int] = PHONE,
    scheme: Literal["light", "dark"] = "light",
) -> AsyncIterator[Stage]:
    """Start a simulator with one bot and these people, whose Telegram is Lao, and open its page."""
    async with Simulator(host="127.0.0.1", port=0) as simulator:
        simulator.world.add_bot(token=TOKEN, username="road_bot", first_name="Road")
        for name in people:
            simulator.world.add_person(name, language_code="lo")
        async with (
            httpx.AsyncClient(base_url=simulator.url, timeout=PATIENCE) as client,
            open_page(browser, simulator.url, size=size, scheme=scheme) as page,
        ):
            await page.locator("main:not([aria-busy])").wait_for()
            yield Stage(page, simulator, client)


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An InlineKeyboardMarkup of these rows."""
    return {"inline_keyboard": list(rows)}
