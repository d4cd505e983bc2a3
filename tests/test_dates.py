"""Days as people write them on a phone, and what is no day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dates import Fault, read_date

TODAY = date(2026, 11, 22)
LAST_OF_2027 = date(2027, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2027", "31.12.2027", "31-12-2027", "31 12 2027", "31 / 12 / 2027", "2027-12-31",
        "31/12/2570", "31.12.70", "31/12/27", "2570-12-31",
        "໓໑/໑໒/໒໐໒໗", "๓๑/๑๒/๒๕๗๐",
        "31 December 2027", "31 dec 2027", "31DEC2027", "December 31, 2027", "31-Dec-27",
        "31 ທັນວາ 2027", "31ທັນວາ2027", "31 ธันวาคม 2570", "31 ธ.ค. 2570", "31 ธ.ค. 70",
        "ພາສປອດໝົດ31/12/2570ເດີ", "passport 31/12/2027",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str) -> None:
    assert read_date(text, TODAY) == LAST_OF_2027


def test_the_day_comes_before_the_month() -> None:
    assert read_date("3/4/2027", TODAY) == date(2027, 4, 3)
    assert read_date("12/31/2027", TODAY) is Fault.IMPOSSIBLE


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("22/11/2026", TODAY),
        ("21/11/2026", Fault.PAST),
        ("21/11/2569", Fault.PAST),
        ("31/12/25", Fault.PAST),
        ("29/2/2028", date(2028, 2, 29)),
        ("29/2/2027", Fault.IMPOSSIBLE),
        ("0/1/2027", Fault.IMPOSSIBLE),
        ("31/13/2027", Fault.IMPOSSIBLE),
        ("31/12/2041", date(2041, 12, 31)),
        ("1/1/2042", Fault.FAR),
        ("1/1/2399", Fault.FAR),
    ],
)
def test_only_a_day_to_come_that_exists_is_taken(text: str, read: date | Fault) -> None:
    assert read_date(text, TODAY) == read


@pytest.mark.parametrize(
    "text",
    ["", "passport", "31/12", "2027", "12/2027", "report-90", "020 5555 1234", "85620 55 512345",
     "31/12/202", "1/2/3", "²/³/2027", "31 may"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert read_date(text, TODAY) is Fault.NONE
