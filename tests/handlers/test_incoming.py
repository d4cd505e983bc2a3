"""Answers to getUpdates that Python or PTB cannot read cost nobody else's message."""

from __future__ import annotations

import json

import pytest

from handlers.incoming import readable_batch

FINE = (
    '{"update_id": 2, "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, '
    '"text": "a \\" [[{ of somebody else"}}'
)


def batch(hostile: str) -> bytes:
    return f'{{"ok": true, "result": [{{"update_id": 1, "message": {hostile}}}, {FINE}]}}'.encode()


@pytest.mark.parametrize("depth", [200, 900, 100_000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("[", "]"), ('{"a":', "}"), ('{"message_id":1,"reply_to_message":', "}")],
)
def test_an_update_nested_too_deep_is_dropped_alone(opening: str, closing: str, depth: int) -> None:
    answer = json.loads(readable_batch(batch(opening * depth + "1" + closing * depth)))
    assert [one["update_id"] for one in answer["result"]] == [1, 2]
    assert "message" not in answer["result"][0]
    assert answer["result"][1] == json.loads(FINE)


def test_an_update_as_long_as_nobody_sends_is_read_or_dropped_alone() -> None:
    answer = json.loads(readable_batch(batch('"' + "x" * 5_000_000 + '"')))
    assert [one["update_id"] for one in answer["result"]] == [1, 2]


@pytest.mark.parametrize(
    "body", [b"", b"[" * 100_000, b"<html>", b'{"ok": false}', b'{"result": 3}']
)
def test_what_is_no_answer_is_left_as_it_is_or_cut(body: bytes) -> None:
    assert readable_batch(body) in (body, body[:100] + b"null")
