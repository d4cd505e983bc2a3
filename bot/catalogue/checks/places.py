"""Places: countries that exist, and provinces of contacts that people find by name."""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers

from bot.catalogue.checks.suggestion import suggestion
from bot.catalogue.content import Content, Fault, Placed
from bot.catalogue.model import EVERY_PROVINCE, FALLBACK_LANGUAGE, pieces_of_place
from bot.catalogue.rules import rule
from bot.catalogue.schema import ContactEntry, PlaceEntry, TownEntry


@rule("unknown-country")
def unknown_country(content: Content) -> Iterator[Fault]:
    """A country (of a contact, in `names.yaml` or `towns.yaml`) is not a two-letter code of ISO 3166.
    Write LA, TH, KR, JP, MY …"""
    entries: list[Placed[ContactEntry] | Placed[PlaceEntry] | Placed[TownEntry]] = [
        *content.contacts,
        *content.countries,
        *content.provinces,
        *content.towns,
    ]
    for entry in entries:
        if entry.value.country not in phonenumbers.SUPPORTED_REGIONS:
            what = f"'{entry.value.country}' is not a country's code; write LA, TH, KR, JP, MY …"
            yield entry.fault(what, "country")


@rule("unknown-place")
def unknown_place(content: Content) -> Iterator[Fault]:
    """The English `province` of a contact holds no place of `names.yaml` in its country, so nobody finds
    the contact by its province. Use the first English name of the place there (several parted by
    commas) or `every province`, or add the place."""
    places: dict[str, list[str]] = {}
    for place in content.provinces:
        name = place.value.names[FALLBACK_LANGUAGE][0]
        places.setdefault(place.value.country, []).append(name)
    for contact in content.contacts:
        if contact.value.province is None:
            continue
        known = [*places.get(contact.value.country, []), EVERY_PROVINCE]
        said = contact.value.province[FALLBACK_LANGUAGE]
        if not set(pieces_of_place(said)) & set(known):
            what = f"'{said}' is not in names.yaml{suggestion(said, known)}"
            yield contact.fault(what, "province", FALLBACK_LANGUAGE)


@rule("unknown-province")
def unknown_province(content: Content) -> Iterator[Fault]:
    """The `province` of a town is no id of the provinces of `names.yaml` in its country. Correct the id,
    or leave it out for a town that only tells the country."""
    places = {(place.value.country, place.value.id) for place in content.provinces}
    for town in content.towns:
        province, country = town.value.province, town.value.country
        if province is not None and (country, province) not in places:
            known = [name for code, name in places if code == country]
            what = f"'{province}' is no province of {country} in names.yaml"
            yield town.fault(f"{what}{suggestion(province, known)}", "province")
