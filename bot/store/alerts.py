"""Who asked for alerts, the alerts, and to whom each was sent (the outbox)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base


class SubscriptionRow(Base):
    """A chat that asked for the alerts of a topic."""

    __tablename__ = "subscription"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    topic: Mapped[str] = mapped_column(String(16), primary_key=True)


class AlertRow(Base):
    """An alert; ``corrects`` is the one that it puts right."""

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    topic: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    created: Mapped[date] = mapped_column(Date)
    corrects: Mapped[int | None] = mapped_column(ForeignKey("alert.id"))


class AlertTextRow(Base):
    """The text of an alert in one language."""

    __tablename__ = "alert_text"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class DeliveryRow(Base):
    """An alert on its way to one chat."""

    __tablename__ = "delivery"
    __table_args__ = (Index("delivery_status", "alert_id", "status"),)

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(String(16))
    tries: Mapped[int] = mapped_column(Integer)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
