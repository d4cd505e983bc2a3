"""Updates as they come in: those that are not of Telegram's form must not stop the others.

PTB parses all fetched updates in one go; a single one that it cannot read would fail the whole batch,
be fetched again for ever, and be written to the log with everybody's words.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any

from telegram import Bot, Update

_log = logging.getLogger(__name__)

DEEPEST = 100
"""Objects and lists within each other; updates of Telegram have about ten."""

_LARGEST = 2**63 - 1
"""No number of Telegram's is larger; the databases have no room for one that is."""

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]')


def parsed(update: object, bot: Bot | None) -> Update | None:
    """Return ``update`` as PTB reads it; None if it cannot, which the log says without its content."""
    try:
        return Update.de_json(_checked(update), bot) if isinstance(update, dict) else None
    except Exception as error:
        _log.warning(
            "an update that is not of Telegram's form was dropped: %s", type(error).__name__
        )
        return None


def is_readable(update: object) -> bool:
    """Tell whether PTB can read ``update``."""
    return parsed(update, None) is not None


def readable_batch(body: bytes) -> bytes:
    """Return the answer to getUpdates with unreadable updates emptied.

    An emptied update keeps its number, so that fetching moves on past it. An answer that is not of
    Telegram's form (an error, a proxy's page) is returned as it is: PTB knows what to do with it. Of one
    that is nested too deep for Python the depths are left out: PTB would fail, and fetch it for ever.
    """
    try:
        return _readable(body)
    except RecursionError:
        return _readable(_pruned(body))


def _readable(body: bytes) -> bytes:
    try:
        answer = json.loads(body)
    except ValueError:
        return body
    updates = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(updates, list):
        return body
    readable = [is_readable(one) for one in updates]
    if all(readable):
        return body
    kept = (one if good else _emptied(one) for one, good in zip(updates, readable, strict=True))
    return json.dumps({**answer, "result": [one for one in kept if one]}).encode()


def _pruned(body: bytes) -> bytes:
    """Return JSON with null for what lies deeper than :data:`DEEPEST`."""
    kept: list[bytes] = []
    depth = end = 0
    for token in _TOKEN.finditer(body):
        sign = token[0]
        if sign in b"[{":
            depth += 1
            if depth == DEEPEST + 1:
                kept += [body[end : token.start()], b"null"]
        elif sign in b"]}":
            depth -= 1
            if depth == DEEPEST:
                end = token.end()
    return b"".join([*kept, body[end:] if depth <= DEEPEST else b""])


def _emptied(update: object) -> dict[str, int]:
    """Return an update with nothing but its number; with nothing at all if it has none."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return {"update_id": number} if isinstance(number, int) and abs(number) <= _LARGEST else {}


def _checked(update: dict[str, Any]) -> dict[str, Any]:
    """Return ``update`` if it is such as Telegram writes it where PTB does not look.

    Raises TypeError for a number that is none, with which fetching could not move on; UnicodeError for
    halves of signs, which are no text that can be measured, stored or sent; OverflowError for a number
    that no database has room for.
    """
    if not isinstance(update.get("update_id"), int):
        raise TypeError
    _look(update)
    return update


def _look(value: object) -> None:
    match value:
        case str():
            value.encode()
        case int() | float():
            if not abs(value) <= _LARGEST:  # NaN is never less
                raise OverflowError
        case dict():
            for key, inside in value.items():
                _look(key)
                _look(inside)
        case list():
            for inside in value:
                _look(inside)
