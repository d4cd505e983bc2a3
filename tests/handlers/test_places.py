"""The fixed screens: what comes first, and what each leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telegram import ReplyKeyboardMarkup

from bot.catalogue.model import Catalogue, Language
from handlers import places
from handlers.routes import ChooseCountry, ChooseLanguage, Place, ToArticle, ToTopic
from handlers.view import View
from tests.handlers.support import LANGUAGES, SETTINGS, buttons, faults, routes, view_of


def labels(view: View) -> list[str]:
    return [view.topic_label(name) for name in view.catalogue.topics]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_has_all_topics_and_help_leads_to_the_numbers_first(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    menu = places.menu(view)
    assert [button.label for button in buttons(menu)][:6] == labels(view)
    assert menu.rows[0][0].route is Place.SOS
    assert routes(menu)[1:6] == [ToTopic(name) for name in list(catalogue.topics)[1:]]
    assert {Place.OFFICES, Place.CHECKLISTS, Place.MORE} < set(routes(menu))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_welcome_brings_six_large_keys_that_stay(catalogue: Catalogue, language: str) -> None:
    view = view_of(catalogue, language)
    welcome = places.welcome(view)
    assert welcome.rows == ()
    keyboard = welcome.keyboard
    assert isinstance(keyboard, ReplyKeyboardMarkup)
    assert [len(row) for row in keyboard.keyboard] == [2, 2, 2]
    assert [key.text for row in keyboard.keyboard for key in row] == labels(view)
    assert keyboard.is_persistent
    assert not keyboard.resize_keyboard
    assert 1 <= len(keyboard.input_field_placeholder or "") <= 64
    assert view.bot_name() in welcome.content.text


@pytest.mark.parametrize(
    ("country", "first"),
    [(None, "🇹🇭"), ("TH", "🇹🇭"), ("LA", "🇱🇦"), ("KR", "🇰🇷"), ("other", "🇱🇦")],
)
def test_help_now_begins_with_numbers_where_the_person_is(
    catalogue: Catalogue, country: str | None, first: str
) -> None:
    shown = places.sos(view_of(catalogue, "en", country))
    numbers = shown.content.text.split("\n\n")[2 if country else 1]
    assert numbers.startswith(first)
    assert 1 <= len(numbers.split("\n")) <= places.MOST_SOS_NUMBERS
    assert shown.rows[0][0].copy
    assert shown.rows[0][0].copy in numbers
    assert faults(shown) == []


def test_help_now_is_short_enough_for_its_numbers_to_stay_on_the_screen(
    catalogue: Catalogue,
) -> None:
    shown = places.sos(view_of(catalogue, "lo", "TH"))
    assert len(shown.rows) == 4
    assert ToTopic("help-now") in routes(shown)
    assert not any(isinstance(route, ToArticle) for route in routes(shown))


def test_the_choice_of_language_names_each_in_itself_and_leads_on(catalogue: Catalogue) -> None:
    shown = places.language(view_of(catalogue), ToArticle("passport"))
    assert [(button.label, button.route) for button in shown.rows[0]] == [
        ("ລາວ", ChooseLanguage("lo", ToArticle("passport"))),
        ("English", ChooseLanguage("en", ToArticle("passport"))),
    ]
    assert shown.rows[1][0].route is Place.SOS


def test_the_choice_of_country_offers_those_of_the_settings_and_another(
    catalogue: Catalogue,
) -> None:
    shown = places.country(view_of(catalogue))
    chosen = [route.country for route in routes(shown) if isinstance(route, ChooseCountry)]
    assert chosen == [*SETTINGS.countries.offered, "other"]
    assert {route.then for route in routes(shown) if isinstance(route, ChooseCountry)} == {
        Place.SOS
    }


def test_about_says_who_runs_it_and_what_it_is_not(catalogue: Catalogue) -> None:
    shown = places.about(view_of(catalogue))
    assert f"Run by: {SETTINGS.bot.operator['en']}" in shown.content.text
    assert "not a government office" in shown.content.text
    assert Place.PRIVACY in routes(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_last_and_as_wide_as_the_screen_under_every_place(
    catalogue: Catalogue, language: str
) -> None:
    view = view_of(catalogue, language)
    for draw in (places.country, places.about, places.usage):
        assert [button.route for button in draw(view).rows[-1]] == [Place.SOS]


def test_with_many_languages_they_get_a_row_of_their_own(catalogue: Catalogue) -> None:
    more = {code: Language(code, code, "latin") for code in ("hmn", "kjg", "vi")}
    view = view_of(replace(catalogue, languages={**catalogue.languages, **more}))
    home, others, help_now = view.foot(Place.ABOUT, Place.MENU)
    assert [button.route for button in home] == [Place.MENU, Place.MENU]
    assert len(others) == 5
    assert help_now == (view.sos_button(),)


def test_with_one_language_there_is_none_to_choose(catalogue: Catalogue) -> None:
    view = view_of(replace(catalogue, languages={"en": catalogue.languages["en"]}))
    menu = places.menu(view)
    assert not any(isinstance(route, ChooseLanguage) for route in routes(menu))
    assert menu.markup()
    assert all(menu.markup().inline_keyboard)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_menu_has_no_room_for_is_one_tap_further(
    catalogue: Catalogue, language: str
) -> None:
    shown = places.more(view_of(catalogue, language))
    assert {
        Place.REMINDERS,
        Place.ALERTS,
        Place.COUNTRY,
        Place.HIDE,
        Place.PRIVACY,
        Place.ABOUT,
    } < set(routes(shown))
    assert faults(shown) == []
