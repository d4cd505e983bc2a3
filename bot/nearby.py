"""From a place on Earth to the help near it: which country that is, and which offices are how far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from bot import directory
from bot.catalogue.model import Catalogue, Contact, Help, PlaceName, Point, Town
from bot.offices import is_in

FARTHEST_TOWN_KM = 150
"""From a place farther than this from every town that we know (at sea, say) no country is told."""

ACROSS_THE_BORDER_KM = 40
"""A town this near in another country means that the border is near: the river towns along the Mekong
are 1 to 10 km apart, and Pakse, the Lao town nearest to the crossing at Chong Mek, is 37 km from it."""

MOST = 12
"""Offices in the list of one place; who is farther than these is no longer near."""

MOST_LINES = 2
"""Lines of the country that stand under the offices."""

_HALF_CELL_KM = 8
"""From the middle of a cell to its corner at the equator."""

_EARTH_RADIUS_KM = 6371
_CELL = 10
"""Cells in a degree: 0.1 degree is 11 km from south to north."""


@dataclass(frozen=True, slots=True)
class Side:
    """A country that somebody is in or near: its town near by, with the way to it in kilometres."""

    country: str
    town: Town
    km: float


@dataclass(frozen=True, slots=True)
class Office:
    """An office and the way to it in kilometres.

    ``place`` is the province whose main town was measured to, None where the office itself was.
    """

    contact: Contact
    km: float
    place: PlaceName | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A place as coarse as may be kept in a button: tenths of a degree, some 11 km wide."""

    latitude: int
    longitude: int

    @property
    def middle(self) -> Point:
        """The point that stands for all of the cell."""
        return Point(self.latitude / _CELL, self.longitude / _CELL)


def cell_of(point: Point) -> Cell:
    """Return the cell that ``point`` is in."""
    return Cell(round(point.latitude * _CELL), round(point.longitude * _CELL))


def kilometres(one: Point, other: Point) -> float:
    """Return the distance as the crow flies (haversine; the Earth as a ball, wrong by 0.5% at most)."""
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(chord))


def sides(catalogue: Catalogue, point: Point, country: str | None = None) -> list[Side]:
    """Return the country at ``point``, then those whose border is near; none far from every town.

    The nearest town decides, unless ``country`` (ISO 3166) is known.
    """
    nearest: dict[str, Side] = {}
    for town in catalogue.towns:
        side = Side(town.country, town, kilometres(point, town.at))
        if side.km < nearest.get(town.country, side).km or town.country not in nearest:
            nearest[town.country] = side
    found = sorted(nearest.values(), key=lambda side: (side.country != country, side.km))
    if not found or found[0].km > FARTHEST_TOWN_KM:
        return []
    return [found[0], *(side for side in found[1:] if side.km <= ACROSS_THE_BORDER_KM)]


def offices(catalogue: Catalogue, cell: Cell, countries: list[str]) -> list[Office]:
    """Return the offices in ``countries`` by their way from the middle of ``cell``, up to :data:`MOST`.

    An office is where its door is, else in the main town of the nearest of its provinces. Who has no
    source is left out, and who is in every province or in none: those are :func:`lines` to ring. A door
    goes before a town, as it may be so much nearer to somebody else in the cell.
    """
    towns = main_towns(catalogue)
    found = [
        office
        for contact in catalogue.contacts.values()
        if contact.sources and contact.country in countries
        for office in _measured(catalogue, contact, cell.middle, towns)
    ]
    return sorted(found, key=_at_best)[:MOST]


def again(catalogue: Catalogue, found: Iterable[Office], point: Point) -> list[Office]:
    """Return the offices that were ``found``, measured anew and sorted by their way from ``point``."""
    towns = main_towns(catalogue)
    measured = [
        office for one in found for office in _measured(catalogue, one.contact, point, towns)
    ]
    return sorted(measured, key=_by_way)


def lines(catalogue: Catalogue, country: str) -> list[Contact]:
    """Return whom to ring from anywhere in ``country`` with a question, at most :data:`MOST_LINES`.

    Those for emergencies are one tap away on every screen and left out. For a country that we know
    nobody in they are those at home that can be rung from there.
    """
    people = [
        one for one in directory.to_ask(catalogue, country, ()) if Help.EMERGENCY not in one.topics
    ]
    inside = [one for one in people if one.country == country and not one.province]
    return (inside or people)[:MOST_LINES]


def main_towns(catalogue: Catalogue) -> dict[str, Town]:
    """Return the town that stands for each province, by the province's id."""
    found: dict[str, Town] = {}
    for town in catalogue.towns:
        if town.province is not None:
            found.setdefault(town.province, town)
    return found


def _at_best(office: Office) -> tuple[float, bool]:
    km, unconfirmed = _by_way(office)
    return (km if office.place else max(0.0, km - _HALF_CELL_KM)), unconfirmed


def _by_way(office: Office) -> tuple[float, bool]:
    return office.km, not office.contact.confirmed


def _measured(
    catalogue: Catalogue, contact: Contact, point: Point, towns: dict[str, Town]
) -> Iterator[Office]:
    """Yield ``contact`` with the way to it, if it is known where it is."""
    if contact.at is not None:
        yield Office(contact, kilometres(point, contact.at))
        return
    ways = [
        Office(contact, kilometres(point, towns[place.id].at), place)
        for place in catalogue.places.values()
        if place.id in towns and is_in(contact, place, everywhere=False)
    ]
    if ways:
        yield min(ways, key=lambda office: office.km)
