"""Help near a place: the offices there, how far they are, and the way to them on the map.

Where somebody is stands in no button exactly: only the country and a cell some 11 km wide (see
:class:`bot.nearby.Cell`), from which the further pages are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import KeyboardButton

from bot import nearby
from bot.catalogue.model import Contact, Point, text_in, usual_name
from bot.i18n import flag
from bot.nearby import Cell, Office, Side
from handlers import places
from handlers.cards import brief, cards, contact_line
from handlers.offices import in_columns
from handlers.pages import gone
from handlers.richtext import RichText, bold, joined
from handlers.routes import (
    ChooseCountry,
    Place,
    ToNamed,
    ToNear,
    ToNearOffice,
    ToNearProvinces,
    ToVenue,
)
from handlers.screen import Button, Rows, Screen, Venue
from handlers.view import View

FAR_KM = 100
"""From here on a distance is told in tens of kilometres, below it in fives."""


def choose(view: View) -> Screen:
    """Return the ways to say where one is: the location, or a country and then a province."""
    content = bold(f"📍 {view.tr('Help near you')}") + "\n"
    content += view.tr("Send your location, or choose the country and province where you are.")
    where = (Button(f"📍 {view.tr('Send my location')}", Place.LOCATION),)
    codes = dict.fromkeys(place.country for place in view.catalogue.places.values())
    buttons = [Button(_country(view, code), ToNearProvinces(code)) for code in codes]
    rows = (where, *in_columns(buttons))
    return Screen(content, (*rows, *view.foot(Place.NEARBY, Place.OFFICES)))


def provinces(view: View, country: str) -> Screen:
    """Return the provinces of ``country`` whose place on the map is known."""
    found = {
        name: town
        for name, town in nearby.main_towns(view.catalogue).items()
        if town.country == country
    }
    if not found:
        return gone(view)
    content = bold(f"🗺 {_country(view, country)}") + "\n" + view.tr("In which province are you?")
    buttons = [
        Button(_place(view, name), _cell(country, nearby.cell_of(town.at)))
        for name, town in found.items()
    ]
    foot = view.foot(ToNearProvinces(country), Place.NEARBY)
    return Screen(content, (*in_columns(buttons), *foot))


def ask_location(view: View) -> Screen:
    """Return how to send one's location, with a key that does it above the topics."""
    tr = view.tr
    content = joined(
        [
            bold(f"📍 {tr('Send my location')}"),
            RichText(
                tr(
                    "Tap the first key below. I look once for the offices near you and keep your "
                    "location nowhere. It stays in this chat on your phone: delete it there if "
                    "somebody else may look."
                )
            ),
            RichText(tr("No such key? Then choose your province: /nearby")),
        ],
        "\n\n",
    )
    key = KeyboardButton(f"📍 {tr('Send my location')}", request_location=True)
    return Screen(content, keyboard=places.keyboard(view, [key]))


def used(view: View) -> Screen:
    """Return the assurance that brings the keyboard without the key for the location."""
    content = RichText(view.tr("I used your location once and did not keep it."))
    return Screen(content, keyboard=places.keyboard(view))


def here(view: View, point: Point) -> Screen:
    """Return the help near ``point``, where somebody is: the first page, with exact distances."""
    found = nearby.sides(view.catalogue, point)
    if not found:
        content = bold(f"📍 {view.tr('Help near you')}") + "\n"
        content += view.tr("I know no place near there. Please choose a country.")
        return replace(choose(view), content=content)
    return near(view, _cell(found[0].country, nearby.cell_of(point)), point)


def near(view: View, target: ToNear, point: Point | None = None) -> Screen:
    """Return a page of the offices near a cell; distances are from ``point`` in it, if that is known.

    Which offices stand on which page depends on the cell alone.
    """
    cell = Cell(target.latitude, target.longitude)
    sides = nearby.sides(view.catalogue, cell.middle, target.country)
    if not sides or sides[0].country != target.country:
        return gone(view)
    countries = [side.country for side in sides]
    size = view.settings.limits.contacts_per_screen
    found = nearby.offices(view.catalogue, cell, countries)
    if point is not None:
        sides = nearby.sides(view.catalogue, point, target.country) or sides
        first = found[:size]
        found = [*nearby.again(view.catalogue, first, point), *found[len(first) :]]
    ways = {office.contact.id: _way(view, office) for office in found}
    numbers = {name: number for number, name in enumerate(ways, start=1)}
    names = list(ways)[target.page * size : (target.page + 1) * size]
    details = tuple(Button(f"ℹ️ {numbers[name]}", _details(target, name)) for name in names)
    shown = cards(
        view,
        "",
        [office.contact for office in found],
        target.page,
        lambda page: replace(target, page=page),
        Place.NEARBY,
        (details, *_stay(view, target)),
        lambda view, one: brief(view, one, numbers[one.id], ways[one.id]),
    )
    head = _head(view, sides, [office.contact for office in found])
    lines = _lines(view, target.country) if not target.page else RichText()
    return replace(shown, content=joined([head, lines, shown.content], "\n\n"))


def office(view: View, target: ToNearOffice) -> Screen:
    """Return the card of an office that stood on a page of :func:`near`."""
    contact = view.catalogue.contacts.get(target.contact)
    if contact is None:
        return gone(view)
    back = ToNear(target.country, target.latitude, target.longitude, target.page)
    return cards(view, "", [contact], 0, lambda _: target, back)


def venue(view: View, contact_id: str) -> Screen:
    """Return the place of an office on the map, which opens the phone's own way-finder."""
    contact = view.catalogue.contacts.get(contact_id)
    if contact is None or contact.at is None:
        return gone(view)
    name = text_in(contact.name, view.language)
    where = text_in(contact.address or contact.province, view.language)
    if contact.approximate:
        near_by = view.tr("near here, not at the door")
        where = f"{where} ({near_by})"
    foot = view.foot(ToVenue(contact_id), ToNamed((contact_id,)))
    return Screen(RichText(f"{name}\n{where}"), foot, venue=Venue(contact.at, name, where))


def _head(view: View, sides: Sequence[Side], found: Sequence[Contact]) -> RichText:
    """Return where that is, which borders are near, and whether there is nobody in the country."""
    tr = view.tr
    first = sides[0]
    lines = [bold(f"📍 {tr('Help near you')}")]
    name, country = _town(view, first), _country(view, first.country)
    lines.append(RichText(f"{name}, {country}" if name else country))
    for side in sides[1:]:
        town = ", ".join(filter(None, (_town(view, side), _country(view, side.country))))
        told = tr("The border is near: {place} is about {km} km away.", place=town, km=_km(side.km))
        lines.append(RichText(f"↔️ {told}"))
    if not any(one.country == first.country for one in found):
        nobody = tr("I know no office in {country}.", country=tr.country(first.country))
        lines.append(RichText(f"❔ {nobody}"))
    return joined(lines)


def _way(view: View, office: Office) -> str:
    if office.place is None:
        return view.tr("about {km} km from you", km=max(1, round(office.km)))
    place = _place(view, office.place.id)
    return view.tr(
        "in {place} (its centre is about {km} km from you)", place=place, km=_km(office.km)
    )


def _km(km: float) -> int:
    """Return a distance as exactly as it is known to a town's middle: in fives, far away in tens."""
    step = 5 if km < FAR_KM else 10
    return max(step, step * round(km / step))


def _lines(view: View, country: str) -> RichText:
    """Return whom to ring from anywhere in ``country``."""
    lines = [contact_line(view, one) for one in nearby.lines(view.catalogue, country)]
    if not lines:
        return RichText()
    title = view.tr("From anywhere in {country}:", country=view.tr.country(country))
    return joined([bold(title), *lines])


def _stay(view: View, target: ToNear) -> Rows:
    """Return the offer to keep the country, unless it is kept already or none that is offered."""
    country = target.country
    if country == view.country or country not in view.settings.countries.offered:
        return ()
    label = view.tr("I am in {country}: keep that", country=view.tr.country(country))
    return ((Button(f"📌 {label}", ChooseCountry(country, target)),),)


def _details(target: ToNear, contact: str) -> ToNearOffice:
    return ToNearOffice(target.country, target.latitude, target.longitude, target.page, contact)


def _cell(country: str, cell: Cell) -> ToNear:
    return ToNear(country, cell.latitude, cell.longitude)


def _town(view: View, side: Side) -> str:
    return _place(view, side.town.province) if side.town.province else ""


def _place(view: View, place: str) -> str:
    return usual_name(view.catalogue.places[place].spellings, view.language)


def _country(view: View, code: str) -> str:
    return f"{flag(code)} {view.tr.country(code)}"
