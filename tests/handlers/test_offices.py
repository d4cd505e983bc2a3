"""Leafing through the directory: country, kind of help, province."""

from __future__ import annotations

import pytest

from bot.catalogue.model import Catalogue, Help
from bot.i18n import translator
from handlers import offices
from handlers.helps import ICONS, help_name
from handlers.routes import Place, ToHelp, ToNamed, ToOffices, ToProvinces
from tests.handlers.support import COUNTRIES, LANGUAGES, faults, routes, view_of


def test_who_has_not_said_where_she_is_chooses_a_country(catalogue: Catalogue) -> None:
    shown = offices.countries(view_of(catalogue))
    codes = ("LA", "TH", "KR", "JP", "MY")
    assert routes(shown)[:6] == [Place.NEARBY, *(ToOffices(code) for code in codes)]


@pytest.mark.parametrize("country", ["TH", "KR"])
def test_who_has_said_it_sees_that_country_and_the_way_to_others(
    catalogue: Catalogue, country: str
) -> None:
    shown = offices.countries(view_of(catalogue, country=country))
    assert shown == offices.country(view_of(catalogue, country=country), country)
    assert ToOffices("LA") in routes(shown)
    assert ToOffices(country) not in routes(shown)


def test_a_country_without_anybody_offers_the_choice(catalogue: Catalogue) -> None:
    assert ToOffices("LA") in routes(offices.countries(view_of(catalogue, country="other")))


def test_a_kind_of_help_shows_cards_of_those_who_give_it_the_confirmed_first(
    catalogue: Catalogue,
) -> None:
    shown = offices.helping(view_of(catalogue), "KR", Help.UNPAID_WAGES)
    assert shown.content.text.startswith("💰 Unpaid wages · 🇰🇷 South Korea\n\n")
    assert [button.copy for button in shown.rows[0]] == ["1577-0071", "1350"]
    assert ToOffices("KR") in routes(shown)


def test_who_has_no_source_is_not_offered(catalogue: Catalogue) -> None:
    assert catalogue.contacts["th-1202-dsi"].sources == ()
    view = view_of(catalogue)
    pages = [offices.helping(view, "TH", kind, page) for kind in Help for page in range(6)]
    assert not any("1202" in shown.content.text.replace("\u2060", "") for shown in pages)


def test_a_kind_of_help_begins_with_a_capital_where_it_stands_alone(catalogue: Catalogue) -> None:
    shown = offices.country(view_of(catalogue), "TH")
    labels = [button.label for row in shown.rows for button in row]
    assert "💰 Unpaid wages" in labels
    assert "🤰 Pregnancy, HIV" in labels


def test_pages_of_many_lead_on_and_back(catalogue: Catalogue) -> None:
    first = offices.helping(view_of(catalogue), "TH", Help.COMPLAINTS)
    assert ToHelp("TH", Help.COMPLAINTS, 1) in routes(first)
    second = offices.helping(view_of(catalogue), "TH", Help.COMPLAINTS, 1)
    assert ToHelp("TH", Help.COMPLAINTS, 0) in routes(second)


def test_provinces_are_those_with_an_office_in_it(catalogue: Catalogue) -> None:
    assert ToProvinces("LA") in routes(offices.country(view_of(catalogue), "LA"))
    found = routes(offices.provinces(view_of(catalogue), "LA"))
    assert {ToNamed(("champasak",)), ToNamed(("bokeo",))} <= set(found)
    assert ToNamed(("attapeu",)) not in found


@pytest.mark.parametrize("code", ["XX", "FR"])
def test_a_country_that_left_the_directory_says_so(catalogue: Catalogue, code: str) -> None:
    view = view_of(catalogue)
    for shown in (
        offices.country(view, code),
        offices.provinces(view, code),
        offices.helping(view, code, Help.GENERAL),
    ):
        assert shown.content.text.startswith("This page is no longer here.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_help_has_a_name_and_a_picture(language: str) -> None:
    assert set(ICONS) == set(Help)
    names = [help_name(translator(language), kind) for kind in Help]
    assert len({*names, *ICONS.values()}) == 2 * len(Help)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_every_screen_keeps_telegrams_limits(
    catalogue: Catalogue, language: str, country: str | None
) -> None:
    view = view_of(catalogue, language, country)
    shown = [offices.countries(view)]
    for code in ("LA", "TH", "KR", "JP", "MY"):
        shown += [offices.country(view, code), offices.provinces(view, code)]
        shown += [offices.helping(view, code, kind, page) for kind in Help for page in (0, 1)]
    assert [fault for screen in shown for fault in faults(screen)] == []
    assert all({Place.MENU, Place.SOS} <= set(routes(screen)) for screen in shown)
