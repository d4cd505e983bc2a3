"""What the tables have in common: nothing in them tells who a person is.

Rows stand under a keyed hash of the chat id. Without the operator's key nobody can go from a row back to
a chat, not even by trying all chat ids. Only what somebody asked to receive (a reminder, an alert) holds
the chat id itself, in a column ``chat_id``; there is no other way to send it.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from sqlalchemy.orm import DeclarativeBase

HASH_LENGTH = 64
"""Hexadecimal digits of SHA-256."""

CLOCKS_APART = 60
"""Seconds by which the clocks of processes may differ. A time further ahead is from before a clock was
set back; by it a row would be kept for longer than it may."""

DAYS_APART = timedelta(days=1)
"""The same for what tells the day alone."""


class Base(DeclarativeBase):
    """The tables of the store.

    What belongs to a chat has its hash in a column ``key`` or its id in a column ``chat_id``, by which
    everything of a chat is found and deleted.
    """


def pseudonym(key: bytes, chat_id: int) -> str:
    """Return the 64 hexadecimal digits of HMAC-SHA-256 under which a chat's rows are kept."""
    return hmac.new(key, str(chat_id).encode(), hashlib.sha256).hexdigest()
