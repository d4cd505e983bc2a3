"""The tables of alerts: who asked for them, their texts, to whom each was sent (the outbox)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Date, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base


class AlertTopic(StrEnum):
    """What an alert can be about; the value is what stands in the tables and on the command line."""

    LAW = "law"
    SCAMS = "scams"
    REGISTRATION = "registration"
    CRISIS = "crisis"


class AlertStatus(StrEnum):
    """How far an alert has come."""

    DRAFT = "draft"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


ENDED = (AlertStatus.DONE, AlertStatus.CANCELLED)


class Fate(StrEnum):
    """What became of an alert in one chat. Who cannot be reached any more has no row left."""

    WAITING = "waiting"
    SENDING = "sending"
    """A process has taken it, and one request to Telegram may be on its way."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """It may have arrived or not: no answer came, or the process died. Staff decide, nobody else."""
    LEFT = "left"
    """Unknown, and staff decided not to send it again."""
    FAILED = "failed"
    """Telegram refused it."""
    CANCELLED = "cancelled"
    """Stopped before its turn."""


class SubscriptionRow(Base):
    """A chat that asked for the alerts of a topic."""

    __tablename__ = "subscription"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    topic: Mapped[str] = mapped_column(String(16), primary_key=True)


class AlertRow(Base):
    """An alert; ``corrects`` is the first one that it puts right, ``unreachable`` counts the chats that
    were dropped because they cannot be reached, ``ended`` is the day it was done or cancelled."""

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    topic: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    created: Mapped[date] = mapped_column(Date)
    corrects: Mapped[int | None] = mapped_column(ForeignKey("alert.id"))
    unreachable: Mapped[int] = mapped_column(Integer, default=0)
    ended: Mapped[date | None] = mapped_column(Date)


class AlertTextRow(Base):
    """The text of an alert in one language."""

    __tablename__ = "alert_text"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class DeliveryRow(Base):
    """An alert on its way to one chat; ``claimed`` is when a process took it, in seconds since 1970."""

    __tablename__ = "delivery"
    __table_args__ = (Index("delivery_status", "alert_id", "status"),)

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(String(16))
    tries: Mapped[int] = mapped_column(Integer)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    claimed: Mapped[float | None] = mapped_column(Float(53))


class AlertWatchRow(Base):
    """The message in which staff watch an alert being sent; ``shown`` is what it says now."""

    __tablename__ = "alert_watch"

    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger)
    shown: Mapped[str] = mapped_column(String(80))


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert: ``texts`` is Markdown by language, ``corrects`` the id of the one that it puts right."""

    id: int
    topic: AlertTopic
    status: AlertStatus
    created: date
    texts: Mapping[str, str]
    corrects: int | None = None
    unreachable: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to send. ``reply_to`` is the message in that chat that it corrects, if one arrived."""

    alert_id: int
    chat_id: int
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chats each fate has; ``unreachable`` are those that blocked the bot or are gone."""

    waiting: int = 0
    sending: int = 0
    sent: int = 0
    unknown: int = 0
    left: int = 0
    failed: int = 0
    cancelled: int = 0
    unreachable: int = 0

    @property
    def total(self) -> int:
        """All whom the alert was meant for."""
        return self.settled + self.waiting + self.sending

    @property
    def settled(self) -> int:
        """Those with whom there is nothing more to do, unknown fates included."""
        tried = self.sent + self.unknown + self.left + self.failed
        return tried + self.cancelled + self.unreachable
