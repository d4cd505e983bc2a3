"""Opening hours: what can be written, and when somebody answers."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.catalogue.opening import OpeningHours, Span, parse

MONDAY = 23
"""23 November 2026 is a Monday."""


def at(day: int, clock: str) -> datetime:
    """Return a moment in November 2026."""
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("24/7", {day: [(0, 1440)] for day in range(7)}),
        ("Mo-Fr 08:30-16:30", {day: [(510, 990)] for day in range(5)}),
        ("Mo,We 09:00-12:00,13:00-24:00", {day: [(540, 720), (780, 1440)] for day in (0, 2)}),
        ("Fr-Sa,Mo 00:00-06:00 ; Su 10:00-11:00", {0: [(0, 360)], 4: [(0, 360)], 5: [(0, 360)]}
         | {6: [(600, 660)]}),
    ],
)  # fmt: skip
def test_days_and_times_are_read(text: str, days: dict[int, list[tuple[int, int]]]) -> None:
    week = tuple(tuple(Span(*span) for span in days.get(day, [])) for day in range(7))
    assert parse(text) == OpeningHours(week)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "has '' for a rule; write 24/7, or days and times such as "
             "Mo-Fr 08:30-16:30; Sa 09:00-12:00"),
        ("Mo-Fr", "has 'Mo-Fr' for a rule; write 24/7, or days and times such as "
                  "Mo-Fr 08:30-16:30; Sa 09:00-12:00"),
        ("Mon-Fr 08:30-16:30", "has 'Mon' for a day; write Mo, Tu, We, Th, Fr, Sa, Su"),
        ("Fr-Mo 08:30-16:30", "has 'Fr-Mo', which runs backwards; write it as two, parted by a comma"),
        ("Mo 8:30-16:30", "has '8:30-16:30' for a time; write it as 08:30-16:30"),
        ("Mo 08:60-16:30", "has '08:60-16:30' for a time; write it as 08:30-16:30"),
        ("Mo 22:00-06:00", "has '22:00-06:00', which ends before it begins, or before "
                           "the times ahead of it; what goes on after midnight stands "
                           "as 00:00 under the next day"),
        ("Mo 09:00-12:00,11:00-13:00", "has '11:00-13:00', which ends before it begins, or "
         "before the times ahead of it; what goes on after midnight stands as 00:00 under the next day"),
        ("Mo-Fr 09:00-12:00; Fr 13:00-14:00", "names Fr twice; name each day once"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_a_remedy(text: str, fault: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parse(text)
    assert str(caught.value) == fault


WEEKDAYS = parse("Mo-Fr 08:30-12:00,13:00-16:30")


@pytest.mark.parametrize(
    ("now", "closes", "opens"),
    [
        (at(MONDAY, "08:29"), None, at(MONDAY, "08:30")),
        (at(MONDAY, "08:30"), at(MONDAY, "12:00"), at(MONDAY, "13:00")),
        (at(MONDAY, "11:59"), at(MONDAY, "12:00"), at(MONDAY, "13:00")),
        (at(MONDAY, "12:00"), None, at(MONDAY, "13:00")),
        (at(MONDAY, "16:30"), None, at(MONDAY + 1, "08:30")),
        (at(MONDAY + 4, "18:00"), None, at(MONDAY + 7, "08:30")),
        (at(MONDAY + 6, "10:00"), None, at(MONDAY + 7, "08:30")),
    ],
)
def test_the_next_change_is_known(
    now: datetime, closes: datetime | None, opens: datetime | None
) -> None:
    assert WEEKDAYS.closes(now) == closes
    assert WEEKDAYS.opens(now) == opens


def test_once_a_week_opens_again_a_week_later() -> None:
    assert parse("Mo 08:00-09:00").opens(at(MONDAY, "08:00")) == at(MONDAY + 7, "08:00")


def test_day_and_night_is_always() -> None:
    assert parse("24/7").always
    assert parse("Mo-Su 00:00-24:00").always
    assert not WEEKDAYS.always
    assert parse("24/7").closes(at(MONDAY, "23:59")) == at(MONDAY + 1, "00:00")
