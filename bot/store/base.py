"""What the tables have in common: rows are kept under a keyed hash of the chat id.

The chat id itself is never written. Without the operator's key nobody can go from a row back to a
chat, not even by trying all chat ids.
"""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The tables of the store; each has the hash of a chat id in its column ``key``."""


def pseudonym(key: bytes, chat_id: int) -> str:
    """Return the 64 hexadecimal digits of HMAC-SHA-256 under which a chat's rows are kept."""
    return hmac.new(key, str(chat_id).encode(), hashlib.sha256).hexdigest()
