"""Updates as they come in: those that are not of Telegram's form must not stop the others.

PTB parses all fetched updates in one go; a single one that it cannot read would fail the whole batch,
be fetched again for ever, and be written to the log with everybody's words.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from telegram import Bot, Update

_log = logging.getLogger(__name__)


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
    Telegram's form (an error, a proxy's page) is returned as it is: PTB knows what to do with it.
    """
    try:
        answer: dict[str, Any] = json.loads(body)
        updates = answer["result"]
        unreadable = [number for number, one in enumerate(updates) if not is_readable(one)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return body
    if not unreadable:
        return body
    for number in unreadable:
        updates[number] = {"update_id": updates[number].get("update_id")}
    answer["result"] = [one for one in updates if isinstance(one["update_id"], int)]
    return json.dumps(answer).encode()
