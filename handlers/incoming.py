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

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]')


def parsed(update: object, bot: Bot | None) -> Update | None:
    """Return ``update`` as PTB reads it; None if it cannot, which the log says without its content."""
    try:
        return Update.de_json(update, bot) if isinstance(update, dict) else None
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
        answer: dict[str, Any] = json.loads(body)
        updates = answer["result"]
        unreadable = [number for number, one in enumerate(updates) if not is_readable(one)]
    except (ValueError, KeyError, TypeError):
        return body
    if not unreadable:
        return body
    for number in unreadable:
        updates[number] = {"update_id": updates[number].get("update_id")}
    answer["result"] = [one for one in updates if isinstance(one["update_id"], int)]
    return json.dumps(answer).encode()


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
