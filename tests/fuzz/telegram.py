"""A Telegram that answers at once, holds every request against the schema, and refuses now and then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.simulator.schema import bot_api
from bot.simulator.utf16 import utf16_length, utf16_offsets

BOT = {"id": 42, "is_bot": True, "first_name": "Thangdee", "username": "thangdee_bot"}
REFUSALS: tuple[tuple[int, str], ...] = (
    (400, "Bad Request: message is not modified"),
    (400, "Bad Request: message to edit not found"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: can't parse entities: unsupported start tag"),
    (400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    (403, "Forbidden: bot was blocked by the user"),
    (500, "Internal Server Error"),
)
"""What it says, by the number of its mood; without one it takes everything."""

_PASSES = 500
"""Trouble of its own, after which the bot asks anew for as long as it lasts: it lasts once."""

_LIMITS = {"text": 4_096, "caption": 1_024}


class Telegram(BaseRequest):
    """Stands in for PTB's request; what Telegram would not understand raises AssertionError."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._mood: int | None = None
        self._troubled: set[str] = set()
        self._last = 0

    def begin(self, mood: int | None) -> None:
        """Answer what comes from now on with the refusal of this number; None takes everything."""
        self._mood = mood
        self._troubled.clear()
        self.faults.clear()

    @property
    def read_timeout(self) -> float:
        """Seconds."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Answer a request as Telegram does."""
        name = url.rpartition("/")[2]
        sent = request_data.parameters if request_data else {}
        self._check(name, sent, request_data)
        if self._mood is not None and name != "getMe":
            code, reason = REFUSALS[self._mood]
            if not (code == _PASSES and self._is_again(name, sent)):
                refused = {"ok": False, "error_code": code, "description": reason}
                return code, json.dumps(refused).encode()
        return 200, json.dumps({"ok": True, "result": self._result(name, sent)}).encode()

    def _is_again(self, name: str, sent: Mapping[str, Any]) -> bool:
        """Tell whether this request was refused a moment ago."""
        request = f"{name} {sent}"
        if request in self._troubled:
            self._troubled.remove(request)
            return True
        self._troubled.add(request)
        return False

    def _check(self, name: str, sent: Mapping[str, Any], data: RequestData | None) -> None:
        try:
            uploads = data.multipart_data if data and data.contains_files else {}
            bot_api().arguments(name, sent, uploads, as_text=False)
            for key, limit in _LIMITS.items():
                if key in sent and name != "answerCallbackQuery":
                    _check_text(sent[key], sent.get("entities", ()), limit)
            json.dumps(sent, ensure_ascii=False, allow_nan=False).encode()
        except Exception as error:
            # Kept as well: the bot must not be able to swallow it.
            self.faults.append(f"{name}: {type(error).__name__}: {error}")
            raise AssertionError(self.faults[-1]) from error

    def _result(self, name: str, sent: Mapping[str, Any]) -> Any:
        if name == "getMe":
            return BOT
        if name.startswith(("send", "edit", "copy", "forward")):
            self._last += 1
            chat = {"id": sent.get("chat_id", 1), "type": "private", "first_name": "x"}
            return {"message_id": self._last, "date": 1_700_000_000, "chat": chat, "text": "x"}
        if name == "getChatMember":
            return {"status": "member", "user": BOT}
        return True


def _check_text(text: str, entities: Any, limit: int) -> None:
    length = utf16_length(text)
    assert 0 < length <= limit, f"{length} units of text"
    assert text.strip(), "nothing but blanks"
    starts = {*utf16_offsets(text), length}
    for entity in entities:
        first, last = entity["offset"], entity["offset"] + entity["length"]
        assert first < last <= length, f"{entity} reaches beyond {length} units"
        assert {first, last} <= starts, f"{entity} cuts a character in two"
