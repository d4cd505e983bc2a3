"""Which messages stand in a chat, so that they can be hidden: 48 hours, under the hash of the chat."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import HASH_LENGTH, Base


class MessageRow(Base):
    """One message; ``at`` is when it was sent, in seconds since 1970."""

    __tablename__ = "message"
    __table_args__ = (Index("message_at", "at"),)

    key: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)
