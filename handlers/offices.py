"""The directory to leaf through: a country, then what help is needed or in which province."""

from __future__ import annotations

from bot import offices
from bot.catalogue.model import Help, usual_name
from bot.i18n import flag
from handlers.cards import cards
from handlers.helps import ICONS, help_label
from handlers.pages import gone
from handlers.richtext import bold
from handlers.routes import Place, ToHelp, ToNamed, ToOffices, ToProvinces
from handlers.screen import Button, Rows, Screen
from handlers.view import View

COLUMNS = 2


def countries(view: View) -> Screen:
    """Return the choice of a country; who has said where she or he is sees that country at once."""
    known = offices.countries(view.catalogue)
    if view.country is not None and view.country in known:
        return country(view, view.country)
    content = bold(f"☎️ {view.tr('Offices and hotlines')}") + "\n"
    content += view.tr("In which country do you need help?")
    return Screen(content, (_near(view), *_countries(view, known), *view.foot(Place.OFFICES)))


def country(view: View, code: str) -> Screen:
    """Return what help there is in a country, as buttons; the provinces and other countries below."""
    kinds = offices.kinds(view.catalogue, code)
    if not kinds:
        return gone(view)
    content = bold(f"☎️ {flag(code)} {view.tr.country(code)}") + "\n"
    content += view.tr("What do you need help with?")
    buttons = [
        Button(help_label(view.tr, kind), ToHelp(code, kind)) for kind in ICONS if kind in kinds
    ]
    rows = [_near(view), *in_columns(buttons)]
    if offices.provinces(view.catalogue, code):
        rows.append((Button(f"🗺 {view.tr('By province')}", ToProvinces(code)),))
    others = [one for one in offices.countries(view.catalogue) if one != code]
    rows.append(tuple(Button(flag(one), ToOffices(one)) for one in others))
    return Screen(content, (*rows, *view.foot(ToOffices(code))))


def provinces(view: View, code: str) -> Screen:
    """Return the provinces of a country in which there is an office."""
    found = offices.provinces(view.catalogue, code)
    if not found:
        return gone(view)
    content = bold(f"🗺 {flag(code)} {view.tr.country(code)}") + "\n"
    content += view.tr("In which province?")
    buttons = [
        Button(usual_name(place.spellings, view.language), ToNamed((place.id,))) for place in found
    ]
    return Screen(content, (*in_columns(buttons), *view.foot(ToProvinces(code), ToOffices(code))))


def helping(view: View, code: str, kind: Help, page: int = 0) -> Screen:
    """Return a page of the cards of those in a country who help with ``kind``."""
    everybody = offices.helping(view.catalogue, code, kind)
    if not everybody:
        return gone(view)
    title = f"{help_label(view.tr, kind)} · {flag(code)} {view.tr.country(code)}"
    return cards(
        view, title, everybody, page, lambda number: ToHelp(code, kind, number), ToOffices(code)
    )


def _near(view: View) -> tuple[Button, ...]:
    return (Button(f"📍 {view.tr('Help near you')}", Place.NEARBY),)


def _countries(view: View, codes: tuple[str, ...]) -> Rows:
    buttons = [Button(f"{flag(code)} {view.tr.country(code)}", ToOffices(code)) for code in codes]
    return in_columns(buttons)


def in_columns(buttons: list[Button]) -> Rows:
    """Return ``buttons`` in rows of two."""
    return tuple(
        tuple(buttons[start : start + COLUMNS]) for start in range(0, len(buttons), COLUMNS)
    )
