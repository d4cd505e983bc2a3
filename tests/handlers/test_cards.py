"""Contacts: what a caller needs, and no number to call that nobody confirmed."""

from __future__ import annotations

import pytest

from bot.catalogue.model import Catalogue, Charge, Confidence
from handlers.cards import card, contact_line, copy_buttons
from tests.handlers.support import contact, piece, view_of

POLICE = contact("Police", "TH", "191", short_code=True, charge=Charge.FREE)
OFFICE = contact(
    "Office",
    "LA",
    "021 251 128",
    "+856 21 219 607",
    province={"en": "Vientiane"},
    address={"en": "Road 1"},
    hours={"en": "Monday to Friday"},
    note={"en": "Ask for Ms Noy"},
    languages=("lo", "en"),
    charge=Charge.PAID,
    email="a@example.org",
    website="https://www.example.org/help/",
)
UNSURE = contact("Embassy", "TH", "02 538 3696", confidence=Confidence.LOW)
SILENT = contact("Village", "LA")


def test_a_line_has_flag_name_number_cost_and_hours(catalogue: Catalogue) -> None:
    view = view_of(catalogue)
    assert contact_line(view, POLICE).text == "🇹🇭 Police: 191 (free)"
    line = contact_line(view, OFFICE)
    assert line.text == "🇱🇦 Office: +856 21 251 128 (not free · Monday to Friday)"
    assert [piece(line, entity) for entity in line.entities] == ["+856 21 251 128"]


def test_a_card_has_all_a_caller_wants_to_know(catalogue: Catalogue) -> None:
    shown = card(view_of(catalogue), OFFICE)
    assert shown.text.split("\n") == [
        "Office",
        "🇱🇦 Laos · Vientiane · Road 1",
        "📞 +856 21 251 128",
        "📞 +856 21 219 607",
        "💰 not free",
        "🕐 Monday to Friday",
        "🗣 Lao and English",
        "✉️ a@example.org",
        "🌍 example.org/help",
        "ℹ️ Ask for Ms Noy",
        "Where this was seen is not known",
    ]
    (address,) = (entity for entity in shown.entities if entity.url)
    assert address.url == "https://www.example.org/help/"


def test_a_card_says_where_a_short_number_works(catalogue: Catalogue) -> None:
    assert "📞 191 (inside Thailand only)" in card(view_of(catalogue), POLICE).text


def test_a_card_without_a_number_says_so(catalogue: Catalogue) -> None:
    assert "⚠️ no number known: ask one of the others" in card(view_of(catalogue), SILENT).text


def test_an_unconfirmed_number_is_shown_as_such_and_offered_neither_to_call_nor_to_copy(
    catalogue: Catalogue,
) -> None:
    view = view_of(catalogue)
    shown = card(view, UNSURE).text
    assert "02 538 3696 (not confirmed, may be wrong)" in shown.replace("\u2060", "")
    assert "📞" not in shown
    assert "538" not in shown  # phones make whole numbers in a text callable
    assert "-" in contact_line(view, UNSURE).text
    assert "538" not in contact_line(view, UNSURE).text.replace("\u2060", "")
    assert copy_buttons([UNSURE, SILENT]) == ()


def test_no_unconfirmed_number_of_the_directory_can_be_called_from_a_card(
    catalogue: Catalogue,
) -> None:
    view = view_of(catalogue)
    unsure = [one for one in catalogue.contacts.values() if not one.confirmed and one.phones]
    assert unsure
    for one in unsure:
        (told,) = (line for line in card(view, one).text.split("\n") if line.startswith("⚠️"))
        assert told.endswith("(not confirmed, may be wrong)")
        assert not any(phone in told for phone in one.phones)
        assert "📞" not in card(view, one).text
        assert copy_buttons([one]) == ()


@pytest.mark.parametrize(
    ("phones", "offered"),
    [
        (["191", "1669", "1300", "199"], ["191", "1669", "1300"]),
        (["191", "191", "1669"], ["191", "1669"]),
        (["1546", "+66 2 277 6882", "1694"], ["1546", "+66 2 277 6882"]),
        (["+856 21 267 734", "1362"], ["+856 21 267 734"]),
        ([], []),
    ],
)
def test_numbers_to_copy_stand_in_one_row_in_which_none_is_cut(
    phones: list[str], offered: list[str]
) -> None:
    people = [contact(phone, "TH", phone, short_code=True) for phone in phones]
    row = copy_buttons(people)
    assert [button.copy for button in row] == offered
    assert [button.label for button in row] == [f"📋 {number}" for number in offered]
    assert not any(button.route for button in row)


@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_contact_of_the_directory_makes_a_card(catalogue: Catalogue, language: str) -> None:
    view = view_of(catalogue, language)
    for one in catalogue.contacts.values():
        shown = card(view, one)
        assert shown.text.count("\n") >= 2
        assert all(piece(shown, entity) for entity in shown.entities)
        for name in one.sources[:1]:
            assert catalogue.sources[name].publisher in shown.text
