"""The cards behind names that people type."""

from __future__ import annotations

import pytest

from bot.catalogue.model import Catalogue
from bot.offices import Offices, named
from handlers import named as screens
from handlers.named import LONGEST_NAMES
from handlers.routes import Place, ToArticle, ToNamed, encode
from tests.handlers.support import COUNTRIES, LANGUAGES, buttons, faults, routes, view_of


def test_one_contact_is_its_card_with_the_number_to_copy_and_all_offices(
    catalogue: Catalogue,
) -> None:
    shown = screens.contacts(view_of(catalogue), ("1362",))
    assert shown.content.text.startswith("Lao Women’s Union hotline")
    assert [button.copy for button in shown.rows[0]] == ["1362"]
    assert routes(shown)[0] == ToArticle("find-help-office")
    assert {Place.MENU, Place.SOS} <= set(routes(shown))
    assert faults(shown) == []


@pytest.mark.parametrize(("language", "title"), [("en", "☎️ Champasak"), ("lo", "☎️ ຈຳປາສັກ")])
def test_several_contacts_stand_under_the_name_page_by_page(
    catalogue: Catalogue, language: str, title: str
) -> None:
    view = view_of(catalogue, language)
    first = screens.contacts(view, ("champasak",))
    assert first.content.text.splitlines()[0] == title
    assert ToNamed(("champasak",), 1) in routes(first)
    second = screens.contacts(view, ("champasak",), 1)
    assert ToNamed(("champasak",), 0) in routes(second)
    assert second.content.text != first.content.text
    assert screens.contacts(view, ("champasak",), 99) == screens.contacts(view, ("champasak",), 2)


def test_the_same_number_in_two_countries_shows_both_and_warns(catalogue: Catalogue) -> None:
    at_home = screens.contacts(view_of(catalogue, country="LA"), ("1191",)).content.text
    assert at_home.index("Police emergency, Laos") < at_home.index("Anti-trafficking police")
    assert "Short numbers work only inside their own country." in at_home
    abroad = screens.contacts(view_of(catalogue, country="TH"), ("1191",)).content.text
    assert abroad.index("Anti-trafficking police") < abroad.index("Police emergency, Laos")


def test_an_unconfirmed_number_is_not_offered_to_call(catalogue: Catalogue) -> None:
    shown = screens.contacts(view_of(catalogue), ("th-lao-embassy-bangkok",))
    assert "not confirmed, may be wrong" in shown.content.text
    assert not any(button.copy for button in buttons(shown))


def test_a_place_that_was_named_comes_before_the_country_of_stay(catalogue: Catalogue) -> None:
    embassies = screens.contacts(view_of(catalogue, country="KR"), ("lao-embassy",)).content.text
    assert embassies.index("Seoul") < embassies.index("Bangkok")
    in_korea = screens.contacts(view_of(catalogue, country="TH"), ("lao-embassy", "korea"))
    assert in_korea.content.text.startswith("Lao Embassy, Seoul")


def test_names_that_are_no_more_say_so(catalogue: Catalogue) -> None:
    shown = screens.contacts(view_of(catalogue), ("no-such-name",))
    assert "no longer here" in shown.content.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_every_name_of_the_content_has_screens_that_telegram_takes(
    catalogue: Catalogue, language: str, country: str | None
) -> None:
    view = view_of(catalogue, language, country)
    names = [*catalogue.places, *catalogue.contacts]
    names += [agency.id for agency in catalogue.agencies.values() if agency.contacts]
    for name in names:
        found = named(catalogue, (name,))
        for page in range(-(-len(found) // view.settings.limits.contacts_per_screen)):
            assert faults(screens.contacts(view, (name,), page)) == [], name


def test_many_names_together_still_fit_a_button(catalogue: Catalogue) -> None:
    names = Offices(catalogue).find("mrc labour office ubon nakhon ratchasima vientiane")
    assert len(".".join(names)) > LONGEST_NAMES
    shown = screens.contacts(view_of(catalogue), names)
    assert faults(shown) == []
    assert all(len(encode(route)) <= 64 for route in routes(shown))
