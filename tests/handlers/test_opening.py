"""Whether an office answers now, as its card says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.catalogue.model import Catalogue, Confidence
from bot.catalogue.opening import parse
from handlers.cards import cards
from handlers.opening import in_country, open_now
from handlers.routes import Place
from tests.handlers.support import contact, view_of

SUNDAY_NIGHT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
"""Monday 1:00 in Laos and Thailand, 3:00 in Korea and Japan."""
MONDAY_MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""9:00 in Laos and Thailand, 11:00 in Korea and Japan."""
OFFICE_HOURS = {"open": parse("Mo-Fr 08:30-16:30"), "hours": {"en": "Weekdays"}}


@pytest.mark.parametrize(
    ("now", "country", "language", "expected"),
    [
        (MONDAY_MORNING, "TH", "en", "🟢 open now, until 16:30"),
        (MONDAY_MORNING, "TH", "lo", "🟢 ດຽວນີ້ເປີດຢູ່ ຮອດ 16:30"),
        (SUNDAY_NIGHT, "LA", "en", "🔴 closed now, opens today 08:30"),
        (datetime(2026, 11, 21, 6, 0, tzinfo=UTC), "TH", "en", "🔴 closed now, opens Monday 08:30"),
        (datetime(2026, 11, 21, 6, 0, tzinfo=UTC), "TH", "lo", "🔴 ດຽວນີ້ປິດ ເປີດວັນຈັນ 08:30"),
        (
            datetime(2026, 11, 23, 7, 45, tzinfo=UTC),
            "KR",
            "en",
            "🔴 closed now, opens Tuesday 08:30",
        ),
        (datetime(2026, 11, 23, 7, 45, tzinfo=UTC), "TH", "en", "🟢 open now, until 16:30"),
        (MONDAY_MORNING, "US", "en", ""),  # more than one time there
    ],
)
def test_the_clock_of_the_country_decides(
    catalogue: Catalogue, now: datetime, country: str, language: str, expected: str
) -> None:
    view = replace(view_of(catalogue, language), now=now)
    assert open_now(view, contact("Office", country, **OFFICE_HOURS)) == expected


def test_day_and_night_says_no_time(catalogue: Catalogue) -> None:
    always = contact("Line", "TH", "191", open=parse("24/7"))
    assert open_now(view_of(catalogue), always) == "🟢 open now"


@pytest.mark.parametrize("known", [{}, {**OFFICE_HOURS, "confidence": Confidence.LOW}])
def test_what_is_not_known_for_sure_is_not_said(
    catalogue: Catalogue, known: dict[str, object]
) -> None:
    assert open_now(view_of(catalogue), contact("Office", "TH", **known)) == ""


def test_cards_warn_of_public_holidays_where_days_matter(catalogue: Catalogue) -> None:
    view = replace(view_of(catalogue), now=MONDAY_MORNING)
    office = contact("Office", "TH", "1694", short_code=True, **OFFICE_HOURS)
    always = replace(office, open=parse("24/7"))
    caution = "On public holidays it may be closed."
    for one, warned in ((office, True), (always, False)):
        shown = cards(view, "", [one], 0, lambda _: Place.MENU, None)
        assert (caution in shown.content.text) is warned
    assert (
        "🕐 Weekdays · 🟢 open now, until 16:30\n"
        in cards(view, "", [office], 0, lambda _: Place.MENU, None).content.text
    )


@pytest.mark.parametrize(
    ("country", "hour"), [("LA", 9), ("TH", 9), ("MY", 10), ("KR", 11), ("JP", 11)]
)
def test_every_country_of_ours_has_one_time(country: str, hour: int) -> None:
    local = in_country(MONDAY_MORNING, country)
    assert local is not None
    assert local.hour == hour
