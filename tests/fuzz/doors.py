"""Updates as bytes: at the webhook's door, and in the answer to getUpdates."""

from __future__ import annotations

import asyncio
import atexit
import json
from functools import cache
from typing import Any

from hypothesis import strategies as st
from telegram import Update

from bot.webhook import SECRET_HEADER, create_app
from handlers.incoming import is_readable, readable_batch
from tests.fuzz import texts
from tests.fuzz.target import bytes_of
from tests.fuzz.updates import malformed, updates, written

_SECRET = "a-secret"
_TAKEN: list[dict[str, Any]] = []


async def _accept(update: dict[str, Any]) -> Any:
    _TAKEN.append(update)
    return True


_APP = create_app("/telegram", _SECRET, _accept)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = (
        asyncio.new_event_loop()
    )  # one for all: to open and close one takes longer than a request
    atexit.register(loop.close)
    return loop


def knock(data: bytes) -> None:
    """Post a body: it is taken whole, or refused with a reason."""
    status = _loop().run_until_complete(_posted(data))
    assert status in (200, 400, 413), f"the door answers {status}"
    assert len(_TAKEN) == (status == 200), (
        f"{len(_TAKEN)} updates were taken, the answer was {status}"
    )
    for update in _TAKEN:
        is_readable(update)
    _TAKEN.clear()


async def _posted(body: bytes) -> int:
    middle = len(body) // 2
    coming = [
        {"type": "http.request", "body": body[:middle], "more_body": True},
        {"type": "http.request", "body": body[middle:], "more_body": False},
    ]
    gone: list[Any] = []

    async def receive() -> Any:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        gone.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/telegram",
        "raw_path": b"/telegram",
        "query_string": b"",
        "headers": [(SECRET_HEADER.lower().encode(), _SECRET.encode())],
    }
    await _APP(scope, receive, send)
    status: int = gone[0]["status"]
    return status


def fetch(data: bytes) -> None:
    """Read the answer to getUpdates: what is left of it PTB can read, and it moves on past the rest."""
    try:
        answer = json.loads(readable_batch(data))
    except (ValueError, RecursionError):
        return  # a proxy's page, as it came
    updates = answer.get("result") if isinstance(answer, dict) else None
    for update in updates if isinstance(updates, list) else ():
        assert Update.de_json(update, None) is not None
        assert isinstance(update["update_id"], int)


_broken = st.builds(
    lambda body, at, piece: body[: at % (len(body) + 1)] + piece + body[at % (len(body) + 1) :],
    st.one_of(malformed(), updates().map(written)),
    st.integers(0, 10_000),
    st.one_of(
        st.binary(max_size=4),
        texts.short.map(bytes_of),
        st.sampled_from(
            [b"[" * 5_000, b'{"a":' * 5_000, b"1" * 5_000, b"NaN", b"\\ud800", b"null"]
        ),
    ),
)
body_inputs = st.one_of(malformed(), _broken, st.binary(max_size=64))
batch_inputs = st.one_of(
    st.lists(malformed(), max_size=3).map(
        lambda many: b'{"ok": true, "result": [' + b", ".join(many) + b"]}"
    ),
    st.sampled_from([b"{}", b"[]", b'""', b"0", b"true", b"null", b'{"a": {"update_id": 1}}']).map(
        lambda result: b'{"ok": true, "result": ' + result + b"}"
    ),
    _broken.map(lambda one: b'{"result": [' + one + b"]}"),
    st.binary(max_size=64),
)
