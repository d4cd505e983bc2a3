"""Whether an office answers now, in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.core import get_global

from bot.catalogue.model import Contact
from handlers.view import View


def open_now(view: View, contact: Contact) -> str:
    """Return "open now, until 16:30" or when it opens; "" where that is not known for sure."""
    now = in_country(view.now, contact.country)
    if contact.open is None or now is None or not contact.confirmed:
        return ""
    tr = view.tr
    if contact.open.always:
        return f"🟢 {tr('open now')}"
    if closes := contact.open.closes(now):
        return f"🟢 {tr('open now, until {time}', time=f'{closes:%H:%M}')}"
    opens = contact.open.opens(now)
    if opens is None:
        return ""
    day = tr("today") if opens.date() == now.date() else tr.weekday(opens.date())
    return f"🔴 {tr('closed now, opens {day} {time}', day=day, time=f'{opens:%H:%M}')}"


def holidays(view: View, contacts: Iterable[Contact]) -> str:
    """Return the caution that stands under cards which say that somebody answers on some days only."""
    if any(one.open and not one.open.always and open_now(view, one) for one in contacts):
        return view.tr("On public holidays it may be closed.")
    return ""


def in_country(now: datetime, country: str) -> datetime | None:
    """Return the local time in ``country`` (ISO 3166); None where its clocks differ from each other."""
    zones = get_global("territory_zones").get(country, ())
    times = [now.astimezone(ZoneInfo(zone)) for zone in zones]
    return times[0] if len({time.utcoffset() for time in times}) == 1 else None
