"""Help near a place: which offices, how far, whose numbers, and nothing exact in a button."""

from __future__ import annotations

import pytest

from bot.catalogue.model import Catalogue, Point
from handlers import nearby
from handlers.offices import countries
from handlers.routes import (
    ChooseCountry,
    ChooseLanguage,
    Place,
    ToNear,
    ToNearOffice,
    ToNearProvinces,
    ToVenue,
    encode,
)
from tests.handlers.support import LANGUAGES, buttons, faults, routes, view_of

MUKDAHAN = Point(16.5431, 104.7238)
VIENTIANE = Point(17.9757, 102.6331)
AT_SEA = Point(0, -30)
PHNOM_PENH = Point(11.5564, 104.9282)
POINTS = [MUKDAHAN, VIENTIANE, AT_SEA, PHNOM_PENH, Point(37.5665, 126.978), Point(16.69, 98.5)]


def test_both_banks_of_the_river_are_told_and_the_lines_of_the_country(
    catalogue: Catalogue,
) -> None:
    shown = nearby.here(view_of(catalogue), MUKDAHAN).content.text
    assert shown.startswith(
        "📍 Help near you\n"
        "Mukdahan, 🇹🇭 Thailand\n"
        "↔️ The border is near: Savannakhet, 🇱🇦 Laos is about 5 km away.\n\n"
        "From anywhere in Thailand:\n"
        "🇹🇭 Labour protection line, Thailand: 1546"
    )
    assert (
        "1. 🇹🇭 Centre for arriving and leaving workers, Mukdahan\n"
        "📏 in Mukdahan (its centre is about 5 km from you)\n"
        "🏠 Building 89/6" in shown
    )
    assert (
        "2. 🇱🇦 Sengsavang (shelter for girls)\n"
        "📏 in Savannakhet (its centre is about 5 km from you)\n" in shown
    )


def test_an_office_whose_place_is_known_has_its_distance_and_the_way_to_it(
    catalogue: Catalogue,
) -> None:
    shown = nearby.here(view_of(catalogue), VIENTIANE)
    assert "IOM, Vientiane (migration and return)\n📏 about 2 km from you\n" in shown.content.text
    assert ToVenue("la-iom-vientiane") in routes(shown)


def test_no_button_holds_the_exact_place(catalogue: Catalogue) -> None:
    shown = nearby.here(view_of(catalogue), MUKDAHAN)
    cell = ToNear("TH", 165, 1047)
    assert ToNear("TH", 165, 1047, 1) in routes(shown)
    assert ChooseLanguage("lo", cell) in routes(shown)
    data = " ".join(encode(route) for route in routes(shown))
    assert "16.5" not in data
    assert "1654" not in data


def test_the_first_page_by_cell_has_the_offices_of_the_exact_one(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    exact = nearby.here(view, VIENTIANE).content.text
    coarse = nearby.near(view, ToNear("LA", 180, 1026)).content.text
    names = [one.name["en"] for one in catalogue.contacts.values() if one.name["en"] in exact]
    assert len(names) >= 3
    assert all(name in coarse for name in names)


def test_pages_lead_on_and_back(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    second = nearby.near(view, ToNear("TH", 138, 1005, 1))
    assert ToNear("TH", 138, 1005, 0) in routes(second)
    assert ToNear("TH", 138, 1005, 2) in routes(second)
    assert "From anywhere" not in second.content.text
    assert Place.NEARBY in routes(nearby.near(view, ToNear("TH", 138, 1005, 0)))


def test_a_number_in_the_list_leads_to_the_whole_card_and_back(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    target = ToNearOffice("LA", 180, 1026, 0, "la-iom-vientiane")
    labels = {one.route: one.label for one in buttons(nearby.here(view, VIENTIANE))}
    assert labels[target] == "ℹ️ 1"
    shown = nearby.office(view, target)
    assert "Helps with: forced labour" in shown.content.text
    assert "Seen 2020" in shown.content.text
    assert ToNear("LA", 180, 1026, 0) in routes(shown)
    gone = nearby.office(view, ToNearOffice("LA", 180, 1026, 0, "no-longer"))
    assert "no longer here" in gone.content.text


@pytest.mark.parametrize(
    ("kept", "offered"), [(None, True), ("LA", True), ("TH", False), ("other", True)]
)
def test_the_country_is_offered_to_be_kept_unless_it_is(
    catalogue: Catalogue, kept: str | None, offered: bool
) -> None:
    shown = nearby.here(view_of(catalogue, country=kept), MUKDAHAN)
    assert (ChooseCountry("TH", ToNear("TH", 165, 1047)) in routes(shown)) is offered


def test_a_country_without_anybody_says_so_and_whom_to_ring_at_home(catalogue: Catalogue) -> None:
    shown = nearby.here(view_of(catalogue), PHNOM_PENH)
    assert "🇰🇭 Cambodia\n❔ I know no office in Cambodia." in shown.content.text
    assert "+856" in shown.content.text
    assert not any(isinstance(route, ChooseCountry) for route in routes(shown))


def test_far_from_every_town_a_country_is_chosen(catalogue: Catalogue) -> None:
    shown = nearby.here(view_of(catalogue), AT_SEA)
    assert "I know no place near there." in shown.content.text
    assert ToNearProvinces("TH") in routes(shown)


def test_a_province_is_chosen_from_buttons(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    assert Place.NEARBY in routes(countries(view))
    assert {ToNearProvinces("LA"), Place.LOCATION} <= set(routes(nearby.choose(view)))
    found = {one.label: one.route for one in buttons(nearby.provinces(view, "TH"))}
    target = found["Udon Thani"]
    assert isinstance(target, ToNear)
    assert "Udon Thani, 🇹🇭 Thailand" in nearby.near(view, target).content.text


def test_every_province_that_is_chosen_is_the_one_that_is_shown(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    for country in ("LA", "TH", "KR", "JP", "MY"):
        for button in buttons(nearby.provinces(view, country)):
            if isinstance(button.route, ToNear):
                line = nearby.near(view, button.route).content.text.splitlines()[1]
                assert line.startswith(f"{button.label}, "), (button, line)


@pytest.mark.parametrize("target", [ToNear("TH", 0, -300), ToNear("XX", 165, 1047)])
def test_a_button_that_nobody_wrote_says_that_its_page_is_gone(
    catalogue: Catalogue, target: ToNear
) -> None:
    assert "no longer here" in nearby.near(view_of(catalogue), target).content.text
    assert "no longer here" in nearby.venue(view_of(catalogue), "th-1546").content.text
    assert "no longer here" in nearby.provinces(view_of(catalogue), "XX").content.text


@pytest.mark.parametrize(
    ("language", "where"), [("en", "near here, not at the door"), ("lo", "ຢູ່ແຖວນີ້ ບໍ່ແມ່ນໜ້າປະຕູ")]
)
def test_a_place_on_the_map_says_that_it_is_only_near(
    catalogue: Catalogue, language: str, where: str
) -> None:
    shown = nearby.venue(view_of(catalogue, language), "la-iom-vientiane").venue
    assert shown
    assert shown.at == Point(17.967, 102.613)
    assert shown.address.endswith(f"({where})")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_for_the_location_stands_above_the_topics(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    asking, plain = nearby.ask_location(view).keyboard, nearby.used(view).keyboard
    assert asking
    assert plain
    assert [key.request_location for key in asking.keyboard[0]] == [True]
    assert asking.keyboard[1:] == plain.keyboard


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_keeps_telegrams_limits(catalogue: Catalogue, language: str) -> None:
    view = view_of(catalogue, language)
    shown = [nearby.choose(view), *(nearby.here(view, point) for point in POINTS)]
    for country in ("LA", "TH", "KR", "JP", "MY"):
        provinces = nearby.provinces(view, country)
        near = [route for route in routes(provinces) if isinstance(route, ToNear)]
        shown += [provinces, *(nearby.near(view, target) for target in near)]
    assert [fault for screen in shown for fault in faults(screen)] == []
    assert all({Place.MENU, Place.SOS} <= set(routes(screen)) for screen in shown)
