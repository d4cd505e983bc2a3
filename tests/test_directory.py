"""Who is offered for a call, in which order, and how the number is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bot import directory
from bot.catalogue.model import Article, Catalogue, Confidence, Contact

BEFORE_CHOICE = ("TH", "LA")


def contact(name: str, country: str, *phones: str, **values: Any) -> Contact:
    """Return a confirmed contact; its id is ``name``."""
    given: dict[str, Any] = {
        "confidence": Confidence.MEDIUM,
        "short_code": all(len(phone) <= 4 for phone in phones),
        "topics": ("general",),
        **{key: {} for key in ("province", "address", "hours", "note", "run_by")},
    }
    given |= values
    return Contact(
        name, {"en": name}, country, phones, sources=("seen",), as_of="2025", **given
    )  # fmt: skip


LA_SHORT = contact("la-short", "LA", "1362")
LA_OFFICE = contact("la-office", "LA", "+856 21 251 128")
LA_UNSURE = contact("la-unsure", "LA", "+856 21 219 607", confidence=Confidence.LOW)
TH_SHORT = contact("th-short", "TH", "1300")
TH_OFFICE = contact("th-office", "TH", "02 277 6882")
TH_UNSURE = contact("th-unsure", "TH", "1191", confidence=Confidence.LOW)
KR_EMBASSY = contact("kr-embassy", "KR", "02-796-1713", topics=("documents",))
KR_SHOP = contact("kr-shop", "KR", "02-2223-4567", topics=("recruitment",))
EVERYBODY = (LA_UNSURE, LA_SHORT, KR_EMBASSY, TH_UNSURE, TH_SHORT, LA_OFFICE, TH_OFFICE)


def catalogue(contacts: Sequence[Contact], emergency: Sequence[Contact] | None) -> Catalogue:
    """Return a catalogue with ``contacts``, of which ``emergency`` stand in the emergency article."""
    articles = {}
    if emergency is not None:
        articles[directory.EMERGENCY_ARTICLE] = Article(
            directory.EMERGENCY_ARTICLE, "help-now", "📞", date(2026, 11, 1), ("seen",),
            tuple(one.id for one in emergency), (), {},
        )  # fmt: skip
    known = {one.id: one for one in contacts}
    return Catalogue("1", {}, {}, articles, known, {}, (), {})


def ids(contacts: Sequence[Contact]) -> list[str]:
    return [one.id for one in contacts]


@pytest.mark.parametrize(
    ("country", "order"),
    [
        ("TH", "th-short th-office la-office la-short kr-embassy th-unsure la-unsure"),
        ("LA", "la-short la-office kr-embassy th-office th-short la-unsure th-unsure"),
        ("KR", "kr-embassy la-office la-short th-office th-short la-unsure th-unsure"),
        ("JP", "la-office la-short kr-embassy th-office th-short la-unsure th-unsure"),
        ("other", "la-office la-short kr-embassy th-office th-short la-unsure th-unsure"),
        (None, "th-short th-office la-short la-office kr-embassy th-unsure la-unsure"),
    ],
)
def test_the_country_of_stay_comes_first_then_home_then_others_and_the_unconfirmed_last(
    country: str | None, order: str
) -> None:
    assert ids(directory.ordered(EVERYBODY, country, BEFORE_CHOICE)) == order.split()


def test_before_a_choice_the_setting_says_which_country_comes_first() -> None:
    found = directory.ordered((TH_SHORT, LA_SHORT, KR_EMBASSY), None, ("KR", "LA"))
    assert ids(found) == ["kr-embassy", "la-short", "th-short"]


def test_an_article_shows_its_own_contacts_only() -> None:
    known = catalogue(EVERYBODY, (LA_SHORT, TH_OFFICE))
    article = known.articles[directory.EMERGENCY_ARTICLE]
    found = directory.of_article(known, article, "TH", BEFORE_CHOICE)
    assert ids(found) == ["th-office", "la-short"]


def test_an_unconfirmed_number_is_never_offered_for_a_call() -> None:
    assert directory.numbers(TH_UNSURE) == ()
    assert directory.numbers(LA_UNSURE) == ()
    known = catalogue(EVERYBODY, EVERYBODY)
    for country in ("LA", "TH", "KR", "JP", "other", None):
        found = directory.in_emergency(known, country, BEFORE_CHOICE)
        assert not {"th-unsure", "la-unsure"} & set(ids(found))


@pytest.mark.parametrize("country", ["LA", "TH", "KR", "JP", "other"])
def test_in_danger_only_numbers_that_work_where_the_person_is_are_shown(country: str) -> None:
    known = catalogue(EVERYBODY, EVERYBODY)
    found = directory.in_emergency(known, country, BEFORE_CHOICE)
    for one in found:
        assert one.country == country or directory.numbers(one)[0].startswith("+"), one.id


def test_a_country_without_emergency_entries_gets_whoever_the_directory_has_there() -> None:
    known = catalogue((*EVERYBODY, KR_SHOP), (TH_SHORT, LA_SHORT, LA_OFFICE))
    found = directory.in_emergency(known, "KR", BEFORE_CHOICE)
    assert ids(found) == ["kr-embassy", "la-office"]


@pytest.mark.parametrize("emergency", [(TH_SHORT, LA_SHORT, LA_OFFICE), (TH_SHORT, LA_SHORT)])
def test_a_country_the_directory_does_not_know_gets_the_numbers_at_home_that_work_from_there(
    emergency: Sequence[Contact],
) -> None:
    known = catalogue(EVERYBODY, emergency)
    assert ids(directory.in_emergency(known, "JP", BEFORE_CHOICE)) == ["la-office"]


def test_where_no_number_works_those_at_home_are_shown_all_the_same() -> None:
    known = catalogue((TH_SHORT, LA_SHORT), (TH_SHORT, LA_SHORT))
    assert ids(directory.in_emergency(known, "JP", BEFORE_CHOICE)) == ["la-short"]


def test_before_a_choice_short_numbers_of_all_countries_are_shown() -> None:
    known = catalogue(EVERYBODY, (LA_SHORT, TH_SHORT))
    assert ids(directory.in_emergency(known, None, BEFORE_CHOICE)) == ["th-short", "la-short"]


def test_an_office_without_a_number_is_not_shown_in_danger() -> None:
    hall = contact("th-hall", "TH")
    known = catalogue((hall, TH_SHORT), (hall, TH_SHORT))
    assert ids(directory.in_emergency(known, "TH", BEFORE_CHOICE)) == ["th-short"]


def test_without_an_emergency_article_the_directory_still_helps() -> None:
    known = catalogue(EVERYBODY, None)
    assert ids(directory.in_emergency(known, "KR", BEFORE_CHOICE)) == ["kr-embassy", "la-office"]
    assert directory.in_emergency(known, None, BEFORE_CHOICE) == []


@pytest.mark.parametrize(
    ("printed", "country", "written"),
    [
        ("+856 21 251 128", "LA", "+856 21 251 128"),
        ("+856-21 217727", "LA", "+856 21 217 727"),
        ("021 251128", "LA", "+856 21 251 128"),
        ("020 5555 1234", "LA", "+856 20 55 551 234"),
        ("(+66 2) 277 6882", "TH", "+66 2 277 6882"),
        ("0-34434-726", "TH", "+66 34 434 726"),
        ("+66 2 538 3696", "LA", "+66 2 538 3696"),  # a Thai number of a Lao office
        # Not put through from abroad, so written as at home:
        ("0120-004-008", "JP", "0120-004-008"),
        ("1577-0071", "KR", "1577-0071"),
        # What no exchange knows stays as printed; the content check reports it:
        ("+66-2-659-6156-69", "TH", "+66-2-659-6156-69"),
        ("021 25", "LA", "021 25"),
        ("ask at the desk", "LA", "ask at the desk"),
    ],
)
def test_a_number_is_written_so_that_it_can_be_dialled(
    printed: str, country: str, written: str
) -> None:
    office = contact("office", country, printed, short_code=False)
    assert directory.numbers(office) == (written,)


def test_a_short_code_stays_as_it_is() -> None:
    assert directory.numbers(contact("police", "TH", "191", short_code=True)) == ("191",)


def test_all_numbers_of_an_office_are_offered_in_the_editors_order() -> None:
    office = contact("office", "TH", "02 433 5149", "02 435 1246", short_code=False)
    assert directory.numbers(office) == ("+66 2 433 5149", "+66 2 435 1246")
