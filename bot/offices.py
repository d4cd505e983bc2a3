"""Who is behind a name that people type: an agency, a province, a country, a number to call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import phonenumbers

from bot.catalogue.model import (
    EVERY_PROVINCE,
    FALLBACK_LANGUAGE,
    Catalogue,
    Contact,
    Help,
    PlaceName,
    Spellings,
    pieces_of_place,
)
from bot.directory import EMERGENCY_ARTICLE, OFFICES_ARTICLE, numbers
from bot.matching.names import Names

MOST = 12
"""Contacts behind one name: three pages of cards, more than anybody turns."""

MOST_LINES = 4
"""Lines of a country that stand among the offices of a province."""

_ABBREVIATION = re.compile(r"\(([A-Z]{3,6})\)")
_ASIDE = re.compile(r"\([^)]*\)|[:\u2013-]|[\u2019']s\b")
_LATIN = re.compile("[A-Za-z]")
_SHORTEST_NAME = 4


class Offices:
    """The directory by name; made for one catalogue, it never changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        typed = (number for contact in catalogue.contacts.values() for number in typings(contact))
        self._names = Names(_spelled(catalogue), frozenset(typed))

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids of the names that ``text`` is made of; none if it says anything else, too."""
        names = self._names.find(text)
        agencies = [one for name in names if (one := self._catalogue.agencies.get(name))]
        if not all(agency.contacts for agency in agencies):
            return ()
        known = {contact for agency in agencies for contact in agency.contacts}
        return tuple(name for name in names if name not in known)

    def contacts(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the contacts behind ``names``, best first; see :func:`named`."""
        return tuple(contact.id for contact in named(self._catalogue, names))

    def labels(self, names: Sequence[str], contacts: Sequence[str]) -> list[str]:
        """Return the articles that tell of ``contacts``, which ``names`` led to, best first.

        One article tells of the lines for emergencies and one of all offices; after it come those that
        list these contacts, where they stand first among those to call before the others.
        """
        catalogue = self._catalogue
        first = catalogue.contacts[contacts[0]] if contacts else None
        danger = first is not None and Help.EMERGENCY in first.topics
        at_place = any(name in catalogue.places for name in names)
        ranks = {
            article.id: min(map(article.contacts.index, shared))
            for article in catalogue.articles.values()
            if (shared := {*contacts} & {*article.contacts})
        }
        about = EMERGENCY_ARTICLE if danger and not at_place else OFFICES_ARTICLE
        listing = dict.fromkeys((about, *sorted(ranks, key=ranks.__getitem__)))
        return [name for name in listing if name in catalogue.articles]


def named(catalogue: Catalogue, names: Sequence[str]) -> list[Contact]:
    """Return whom ``names`` (ids of contacts, agencies and places, numbers) mean together.

    An agency or number with a place means its office there, else the one for the whole country, else
    any. A place alone means its offices and some lines of the country to call. Where nobody who was
    found has a number, the others of the place come after.
    """
    places = [place for place in catalogue.places.values() if place.id in names]
    meant = [one for name in names for one in _behind(catalogue, name)]
    if not places:
        return _first(meant)
    there = _at(catalogue, places)
    if not meant:
        return _first(there)
    inside = [one for one in meant if one.country in {place.country for place in places}]
    found = [one for one in inside if any(is_in(one, place) for place in places)]
    found = found or [one for one in inside if not one.province] or inside or meant
    return _first(found if any(map(numbers, found)) else [*found, *there])


def countries(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the countries that the directory has anybody in, in its order."""
    return tuple(dict.fromkeys(contact.country for contact in catalogue.contacts.values()))


def kinds(catalogue: Catalogue, country: str) -> frozenset[Help]:
    """Return what somebody in ``country`` helps with."""
    return frozenset(kind for contact in _sourced(catalogue, country) for kind in contact.topics)


def helping(catalogue: Catalogue, country: str, kind: Help) -> list[Contact]:
    """Return who in ``country`` helps with ``kind``: confirmed numbers first, then in editors' order."""
    found = [one for one in _sourced(catalogue, country) if kind in one.topics]
    return sorted(found, key=lambda one: (not one.confirmed, not numbers(one)))


def _sourced(catalogue: Catalogue, country: str) -> Iterator[Contact]:
    """Yield who is in ``country``, but for entries that nobody has found a source for yet."""
    return (one for one in catalogue.contacts.values() if one.country == country and one.sources)


def provinces(catalogue: Catalogue, country: str) -> list[PlaceName]:
    """Return the provinces of ``country`` with an office of their own, in the order of the names."""
    inside = [one for one in catalogue.contacts.values() if one.country == country and one.province]
    return [
        place
        for place in catalogue.places.values()
        if place.province
        and any(is_in(one, place, everywhere=False) for one in inside)
        and place.country == country
    ]


def typings(contact: Contact) -> Iterator[str]:
    """Yield the digits of the numbers of ``contact`` as people type them: with and without country."""
    for phone in contact.phones:
        yield re.sub(r"\D", "", phone)
        if contact.short_code:
            continue
        try:
            parsed = phonenumbers.parse(phone, contact.country)
        except phonenumbers.NumberParseException:
            continue
        national = phonenumbers.national_significant_number(parsed)
        yield from (f"{start}{national}" for start in ("", "0", f"{parsed.country_code}"))
        yield f"00{parsed.country_code}{national}"


def is_in(contact: Contact, place: PlaceName, *, everywhere: bool = True) -> bool:
    """Whether the contact has an office in ``place``; ``everywhere`` counts those in every province."""
    if contact.country != place.country or not contact.province:
        return False
    said = pieces_of_place(contact.province[FALLBACK_LANGUAGE])
    name = place.spellings[FALLBACK_LANGUAGE][0]
    return name in said or (everywhere and EVERY_PROVINCE in said)


def _behind(catalogue: Catalogue, name: str) -> Iterator[Contact]:
    """Yield the contacts that ``name`` means, unless it is a place."""
    if name in catalogue.contacts:
        yield catalogue.contacts[name]
    elif name in catalogue.agencies:
        yield from (catalogue.contacts[one] for one in catalogue.agencies[name].contacts)
    elif name.isdecimal():
        yield from (one for one in catalogue.contacts.values() if name in typings(one))


def _at(catalogue: Catalogue, places: Sequence[PlaceName]) -> list[Contact]:
    """Return the contacts of places: the offices there, then lines of the country, of which those for
    emergencies (which are on every screen) come last; of a whole country its lines come first.

    Who is not confirmed comes after those who are.
    """
    countries = {place.country for place in places}
    inside = [one for one in catalogue.contacts.values() if one.country in countries]
    lines = [one for one in inside if one.confirmed and not one.province]
    lines.sort(key=lambda one: Help.EMERGENCY in one.topics)
    if all(place.province for place in places):
        there = [one for one in inside if any(is_in(one, place) for place in places)]
        sure = [one for one in there if one.confirmed]
        unsure = [one for one in there if not one.confirmed]
        if not any(map(numbers, sure)):  # somebody to ring stands on the first page all the same
            sure[1:1], lines = lines[:1], lines[1:]
        return [*sure, *lines[:MOST_LINES], *unsure]
    return sorted(
        inside,
        key=lambda one: (not one.confirmed, Help.EMERGENCY in one.topics, bool(one.province)),
    )


def _first(contacts: Iterable[Contact]) -> list[Contact]:
    return list({contact.id: contact for contact in contacts}.values())[:MOST]


def _spelled(catalogue: Catalogue) -> Iterator[tuple[str, Spellings]]:
    yield from ((place.id, place.spellings) for place in catalogue.places.values())
    yield from ((agency.id, agency.spellings) for agency in catalogue.agencies.values())
    for contact in catalogue.contacts.values():
        yield contact.id, {code: tuple(_own(name)) for code, name in contact.name.items()}


def _own(name: str) -> Iterator[str]:
    """Yield what people type of a contact's own name: its abbreviation, and what is not an aside."""
    yield from _ABBREVIATION.findall(name)
    whole = " ".join(_ASIDE.sub(" ", name).split())
    if len(whole) >= _SHORTEST_NAME:
        yield whole
