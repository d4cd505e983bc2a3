"""A person on the local Telegram, as tests see one: says things, taps buttons, reads replies.

Everything goes over HTTP through the simulator's control interface, as in the chat page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

WAIT_SECONDS = 30
"""A reply that takes longer than this has failed."""


@dataclass(frozen=True)
class Reply:
    """A message of the bot, sent or edited."""

    message: dict[str, Any]
    edited: bool

    @property
    def text(self) -> str:
        return str(self.message.get("text", ""))

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """The inline buttons by label."""
        rows = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button for row in rows for button in row}

    @property
    def keys(self) -> list[str]:
        """The labels of the keyboard that the message brings."""
        rows = self.message.get("reply_markup", {}).get("keyboard", [])
        return [key["text"] if isinstance(key, dict) else key for row in rows for key in row]

    def label(self, part: str) -> str:
        """Return the one button label that contains ``part``."""
        found = [label for label in self.buttons if part in label]
        assert len(found) == 1, f"{part!r} is in {found} of {list(self.buttons)}"
        return found[0]

    def entity_texts(self, kind: str) -> list[str]:
        """Return the stretches of text with that kind of entity."""
        raw = self.text.encode("utf-16-le")
        return [
            raw[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode(
                "utf-16-le"
            )
            for entity in self.message.get("entities", [])
            if entity["type"] == kind
        ]


class Chat:
    """The private chat of one person with the bot (or a group, by ``chat_id``)."""

    def __init__(
        self, http: httpx.AsyncClient, bot_id: int, user_id: int, chat_id: int | None = None
    ) -> None:
        self.http = http
        self.bot_id = bot_id
        self.user_id = user_id
        self.chat_id = chat_id or user_id
        self._seen = 0

    async def control(self, path: str, **body: Any) -> Any:
        """Call the control interface; fail with its own words."""
        answer = await self.http.post(f"/control/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def send(self, **what: Any) -> dict[str, Any]:
        """Send a message of any kind as this person."""
        body = {"bot_id": self.bot_id, "from": self.user_id, "chat_id": self.chat_id, **what}
        sent = await self.control("send", **body)
        assert isinstance(sent, dict)
        return sent

    async def say(self, text: str) -> Reply:
        """Write a text and return the first reply."""
        await self.send(text=text)
        return await self.reply()

    async def tap(self, on: Reply, label: str, *, stale: bool = False) -> Reply:
        """Tap the button with that label (or part of it) and return what it shows."""
        data = on.buttons[on.label(label)]["callback_data"]
        return await self.tap_data(on, data, stale=stale)

    async def tap_data(self, on: Reply, data: str, *, stale: bool = False) -> Reply:
        """Tap a button by its callback data; ``stale`` for one the message does not have now."""
        await self.control(
            "press",
            **{"bot_id": self.bot_id, "from": self.user_id, "chat_id": self.chat_id},
            message_id=on.message["message_id"],
            data=data,
            stale=stale,
        )
        return await self.reply()

    async def reply(self) -> Reply:
        """Return the bot's next message or edit in this chat, waiting for it."""
        event = await self.event("message", "edit")
        return Reply(event["message"], event["type"] == "edit")

    async def event(self, *types: str) -> dict[str, Any]:
        """Return the next event of these types that the bot caused in this chat."""
        while True:
            answer = await self.http.get(
                "/control/events",
                params={
                    "after": self._seen,
                    "wait": WAIT_SECONDS,
                    "bot_id": self.bot_id,
                    "chat_id": self.chat_id,
                },
            )
            events = answer.json()["events"]
            assert events, f"no {' or '.join(types)} from the bot within {WAIT_SECONDS} s"
            for event in events:
                self._seen = event["seq"]
                by_bot = event.get("message", {}).get("from", {}).get("is_bot", True)
                if event["type"] in types and by_bot:
                    assert isinstance(event, dict)
                    return event

    async def history(self) -> dict[str, Any]:
        """Return the chat as a client shows it now."""
        answer = await self.http.get(
            "/control/history", params={"bot_id": self.bot_id, "chat_id": self.chat_id}
        )
        found = answer.json()
        assert isinstance(found, dict)
        return found


async def new_person(http: httpx.AsyncClient, bot_id: int, **user: Any) -> Chat:
    """Add a person to the local Telegram and return the chat with the bot."""
    answer = await http.post("/control/users", json={"first_name": "Noy", **user})
    assert answer.status_code == 200, answer.text
    return Chat(http, bot_id, answer.json()["id"])
