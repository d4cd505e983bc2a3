"""The routes of reminders; :mod:`handlers.routes` says what routes are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.store import Paper
from handlers.codec import ROUTES, Form


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


OfPaper = Annotated[Paper, Form("|".join(Paper), Paper)]
"""What a date is of."""

Day = Annotated[date, Form(r"\d{4}-\d{2}-\d{2}", _day, date.isoformat)]
"""A day of the calendar."""

Number = Annotated[int, Form(r"\d{1,4}", int)]
"""A year or month; 0 is not picked yet."""


@ROUTES.route("d")
@dataclass(frozen=True, slots=True)
class PickDate:
    """The choice of a date's year, then month, then day."""

    paper: OfPaper
    year: Number = 0
    month: Number = 0


@ROUTES.route("dd")
@dataclass(frozen=True, slots=True)
class ConfirmDate:
    """The question whether a date is right."""

    paper: OfPaper
    due: Day


@ROUTES.route("dk")
@dataclass(frozen=True, slots=True)
class KeepReminder:
    """Remind of a date."""

    paper: OfPaper
    due: Day


@ROUTES.route("dx")
@dataclass(frozen=True, slots=True)
class RemoveReminder:
    """Remind of a date no more."""

    paper: OfPaper
    due: Day


@ROUTES.route("dn")
@dataclass(frozen=True, slots=True)
class RenewReminder:
    """A paper is renewed: put its next date in place of this one."""

    paper: OfPaper
    due: Day


ToDate = PickDate | ConfirmDate
"""What leads to a date."""

ChangeReminder = KeepReminder | RemoveReminder | RenewReminder
"""What changes the reminders of a chat."""
