"""What buttons do with alerts: of people (letter e) and of staff (letter m)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from bot.store import AlertTopic
from handlers.codec import ROUTES, Form


class Wish(StrEnum):
    """What somebody wants of the alerts of a topic."""

    ON = "on"
    OFF = "off"
    STOP = "stop"
    """No more of them, said under an alert, which stays to be read."""


class StaffAct(StrEnum):
    """What staff do with an alert."""

    SHOW = "show"
    LIST = "list"
    """The alerts of late; the number says nothing."""
    SEND = "send"
    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"
    AGAIN = "again"
    """Send to those of unknown fate once more."""
    LEAVE = "leave"
    """Leave the unknown fates as they are."""


EVERY_TOPIC = "all"
_Topic = Annotated[str, Form("|".join([*AlertTopic, EVERY_TOPIC]))]
_Number = Annotated[int, Form(r"\d{1,9}", int)]


@ROUTES.route("e")
@dataclass(frozen=True, slots=True)
class Subscribe:
    """Begin or end the alerts of a topic (an :class:`AlertTopic` or ``all``), then show all boxes."""

    wish: Annotated[Wish, Form("|".join(Wish), Wish)]
    topic: _Topic


@ROUTES.route("m")
@dataclass(frozen=True, slots=True)
class StaffAlert:
    """Staff do something with an alert."""

    act: Annotated[StaffAct, Form("|".join(StaffAct), StaffAct)]
    alert: _Number = 0
