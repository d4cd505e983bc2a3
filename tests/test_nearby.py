"""From a place on Earth to the offices near it, in our own content."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot import nearby
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Point
from bot.nearby import Cell, cell_of, kilometres

BANGKOK = Point(13.7563, 100.5018)
VIENTIANE = Point(17.9757, 102.6331)
MUKDAHAN = Point(16.543, 104.72)
SAVANNAKHET = Point(16.57, 104.75)
SEOUL = Point(37.5665, 126.978)
AT_SEA = Point(0, -30)

BOXES = {
    "LA": (13.9, 22.5, 100.0, 107.7),
    "TH": (5.6, 20.5, 97.3, 105.7),
    "KR": (33.1, 38.6, 125.8, 129.6),
    "JP": (24.0, 45.6, 123.0, 146.0),
    "MY": (0.8, 7.4, 99.6, 119.3),
}
"""South, north, west and east of each country, in degrees."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    found = load(Path(__file__).parents[1] / "content", date(2026, 11, 22)).catalogue
    assert found
    return found


def test_distances_are_those_of_the_earth() -> None:
    assert kilometres(BANGKOK, BANGKOK) == 0
    assert kilometres(Point(0, 0), Point(1, 0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres(Point(60, 10), Point(60, 11)) == pytest.approx(55.6, abs=0.1)
    assert kilometres(Point(0, 179.5), Point(0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert kilometres(BANGKOK, VIENTIANE) == pytest.approx(522, abs=2)


def test_a_cell_is_eleven_kilometres_wide() -> None:
    assert cell_of(MUKDAHAN) == Cell(165, 1047)
    assert cell_of(Point(-0.04, -179.96)) == Cell(0, -1800)
    assert kilometres(MUKDAHAN, cell_of(MUKDAHAN).middle) < 8


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (BANGKOK, [("TH", "bangkok")]),
        (VIENTIANE, [("LA", "vientiane-capital"), ("TH", "nong-khai")]),
        (MUKDAHAN, [("TH", "mukdahan"), ("LA", "savannakhet")]),
        (SAVANNAKHET, [("LA", "savannakhet"), ("TH", "mukdahan")]),
        (SEOUL, [("KR", "seoul")]),
        (Point(35.18, 129.07), [("KR", None)]),  # Busan: no province of ours
        (Point(20.26, 100.4), [("TH", "chiang-rai"), ("LA", "bokeo")]),  # Chiang Khong
        (Point(16.69, 98.5), [("MM", None), ("TH", "tak")]),  # Myawaddy
        (Point(11.56, 104.92), [("KH", None)]),  # Phnom Penh
        (AT_SEA, []),
    ],
)
def test_the_nearest_town_decides_and_a_border_near_by_is_told(
    catalogue: Catalogue, point: Point, expected: list[tuple[str, str | None]]
) -> None:
    found = nearby.sides(catalogue, point)
    assert [(side.country, side.town.province) for side in found] == expected


def test_a_country_that_is_known_comes_first(catalogue: Catalogue) -> None:
    found = nearby.sides(catalogue, MUKDAHAN, "LA")
    assert [side.country for side in found] == ["LA", "TH"]


def test_offices_come_by_distance_from_both_sides_of_the_border(catalogue: Catalogue) -> None:
    found = nearby.offices(catalogue, cell_of(MUKDAHAN), ["TH", "LA"])
    assert found[0].contact.id == "th-post-arrival-mukdahan"
    assert {"la-mrc-savannakhet", "la-sengsavang"} <= {one.contact.id for one in found[1:4]}
    assert [one.km for one in found] == sorted(one.km for one in found)
    assert len(found) == nearby.MOST


def test_an_office_with_its_own_place_is_measured_to_its_door(catalogue: Catalogue) -> None:
    found = nearby.offices(catalogue, cell_of(VIENTIANE), ["LA"])
    assert (found[0].contact.id, found[0].place) == ("la-iom-vientiane", None)
    assert found[0].km == pytest.approx(3.9, abs=0.1)
    place = found[1].place
    assert place is not None
    assert place.id == "vientiane-capital"


def test_offices_are_measured_anew_from_the_exact_place(catalogue: Catalogue) -> None:
    coarse = nearby.offices(catalogue, cell_of(VIENTIANE), ["LA"])[:3]
    exact = nearby.again(catalogue, coarse, VIENTIANE)
    assert {one.contact.id for one in exact} == {one.contact.id for one in coarse}
    assert exact[0].km == pytest.approx(2.3, abs=0.1)


def test_who_is_without_source_or_in_every_province_is_no_office_near_by(
    catalogue: Catalogue,
) -> None:
    found = [
        nearby.offices(catalogue, cell_of(town.at), [town.country]) for town in catalogue.towns
    ]
    contacts = [one.contact for offices in found for one in offices]
    assert all(one.sources for one in contacts)
    assert "th-provincial-labour-offices" not in {one.id for one in contacts}


def test_lines_help_everywhere_in_the_country(catalogue: Catalogue) -> None:
    ids = {code: [one.id for one in nearby.lines(catalogue, code)] for code in ("TH", "KR", "KH")}
    assert ids["TH"] == ["th-1546", "th-1694"]
    assert ids["KR"] == ["kr-hug-korea-1577-0071", "kr-1350"]
    assert all(name.startswith("la-") for name in ids["KH"])


def test_every_town_lies_in_its_country(catalogue: Catalogue) -> None:
    for town in catalogue.towns:
        if town.country in BOXES:
            south, north, west, east = BOXES[town.country]
            assert south < town.at.latitude < north, town
            assert west < town.at.longitude < east, town


def test_towns_of_a_province_are_in_reach_of_its_main_town(catalogue: Catalogue) -> None:
    main = nearby.main_towns(catalogue)
    for town in catalogue.towns:
        if town.province:
            assert kilometres(town.at, main[town.province].at) < 210, town


def test_every_province_with_an_office_is_on_the_map(catalogue: Catalogue) -> None:
    main = nearby.main_towns(catalogue)
    provinces = {place.id for place in catalogue.places.values() if place.province}
    assert provinces - set(main) == {"xaysomboun"}
