"""The figures of texts in English, Lao and Thai."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.figures import Figure, bare_numbers, dated, stated, supported

STATED: dict[str, list[tuple[str, str]]] = {
    # Time: years are months, weeks days, hours minutes.
    "within 30 days": [("day", "30")],
    "the 90-day report": [("day", "90")],
    "30 working days a year": [("day", "30")],
    "13 paid public holidays": [("day", "13")],
    "2 weeks": [("day", "14")],
    "1 year 10 months": [("month", "12"), ("month", "10")],
    "at most 8 hours and 30 minutes": [("minute", "480"), ("minute", "30")],
    "three days, thirty-five days": [("day", "3"), ("day", "35")],
    "half a year": [("month", "6.0")],
    "ພາຍໃນ 30 ວັນ": [("day", "30")],
    "3 ມື້ 2 ອາທິດ": [("day", "3"), ("day", "14")],
    "2ປີ": [("month", "24")],
    "1 ປີເຄິ່ງ": [("month", "18.0")],
    "ສອງມື້ ສາມສິບຫ້າວັນ ຊາວປີ": [("day", "2"), ("day", "35"), ("month", "240")],
    "ເຄິ່ງຊົ່ວໂມງ": [("minute", "30.0")],
    "ພາຍໃນ ໑໕ ມື້": [("day", "15")],
    "ภายใน 30 วัน": [("day", "30")],
    "สองปี ๔๕ นาที": [("month", "24"), ("minute", "45")],
    "ครึ่งชั่วโมง": [("minute", "30.0")],
    # Money.
    "337 to 400 baht a day": [("baht", "337"), ("baht", "400")],
    "the 400-baht wage, 372–400 baht": [("baht", "400"), ("baht", "372"), ("baht", "400")],
    "THB 500, ฿300, US$40": [("baht", "500"), ("baht", "300"), ("dollar", "40")],
    "US$1,000 to over 2,000": [("dollar", "1000"), ("dollar", "2000")],
    "2,000, 2,500 or 10,000 dollars": [("dollar", "2000"), ("dollar", "2500"), ("dollar", "10000")],
    "2.6 million won": [("won", "2600000.0")],
    "2 to 3 million kip": [("kip", "2000000"), ("kip", "3000000")],
    "ມື້ລະ 400 ບາດ": [("baht", "400")],
    "5 ລ້ານ 5 ແສນກີບ": [("kip", "5500000")],
    "3 ໝື່ນວອນ, 2 ພັນ ບາດ": [("won", "30000"), ("baht", "2000")],
    "2,000 ກວ່າໂດລາ": [("dollar", "2000")],
    "1 แสน 5 พันบาท": [("baht", "105000")],
    # Percent, times, measures.
    "5%, 6.18 percent, 3-7 per cent": [
        ("percent", "5"), ("percent", "6.18"), ("percent", "3"), ("percent", "7"),
    ],
    "5 ເປີເຊັນ, ຮ້ອຍລະ 10, 3 ສ່ວນຮ້ອຍ": [("percent", "5"), ("percent", "10"), ("percent", "3")],
    "ร้อยละ 5": [("percent", "5")],
    "1.5 times, 3 ເທົ່າ, 2 ครั้ง": [("times", "1.5"), ("times", "3"), ("times", "2")],
    "15 kg, 2 ກິໂລ, 5 km": [("kilogram", "15"), ("kilogram", "2"), ("metre", "5000")],
    "2 + 2 years": [("month", "24"), ("month", "24")],
    # Ages.
    "under 18": [("month", "216")],
    "aged 20 to 45": [("month", "240"), ("month", "540")],
    "15 years old": [("month", "180")],
    "ອາຍຸ 15 ຫາ 17": [("month", "180"), ("month", "204")],
    "ອາຍຸບໍ່ຮອດ 18 ປີ": [("month", "216")],
    # Dates and times of day.
    "since early 2025": [("date", "2025")],
    "from 1 April to 15 May 2025": [("date", "--04-01"), ("date", "2025-05-15")],
    "on 1st July 2025, in July 2025": [("date", "2025-07-01"), ("date", "2025-07")],
    "June 28, 2024": [("date", "2024-06-28")],
    "13 to 15 April": [("date", "--04-13"), ("date", "--04-15")],
    "you may 5, March on": [],
    "2011-2015 (2026-03)": [("date", "2011"), ("date", "2015"), ("date", "2026-03")],
    "ຕົ້ນປີ 2025 ມື້ໜຶ່ງ": [("date", "2025")],
    "ເດືອນ 7 ປີ 2025, ເດືອນ 4/2025": [("date", "2025-07"), ("date", "2025-04")],
    "1 ມັງກອນ 2026, ວັນທີ 5 ເດືອນ 7": [("date", "2026-01-01"), ("date", "--07-05")],
    "1 มกราคม 2569, ปี 2568": [("date", "2026-01-01"), ("date", "2025")],
    "22:00 to 06:00": [("clock", "22:00"), ("clock", "06:00")],
    "8.30 ຫາ 16.30 ໂມງ": [("clock", "08:30"), ("clock", "16:30")],
    # Numbers without a unit.
    "48 agencies, 1,680 people": [("number", "48"), ("number", "1680")],
    "1,680 ຄົນ ໃນ 15 ແຂວງ": [("number", "1680"), ("number", "15")],
    "1.35 million people": [("number", "1350000.00")],
    # No figures.
    "3 photos, 2 friends, 9 of 10, 35 in 100 people": [("number", "35")],
    "a day, a year, one time, 1 time": [],
    "ມື້ໜຶ່ງ ອາທິດລະເທື່ອ ສອງສາມມື້": [],
    "section 33, sections 54 and 70, Decree 245, No. 14, order 148/2553": [],
    "ມາດຕາ 33, ດຳລັດ ເລກທີ 245": [],
    "K.R.7, คร.7, E-9, E10-2, TM.47, COVID-19, Bor Tor 52": [],
    "a 13-digit number, ເລກ 13 ຕົວ": [],
    "the 3rd bridge, on the 15th, ວັນທີ 15, ເດືອນ 10": [],
    "ມີນາຍ 12 ຄົນ ບາດເຈັບ": [("number", "12")],
    "a third of the pay": [],
    "021 251 128, +66 2 343 9300, 1577-0071": [],
}  # fmt: skip


@pytest.mark.parametrize("text", STATED)
def test_a_text_states(text: str) -> None:
    found = [(one.figure.kind, str(one.figure.value)) for one in stated(text)]
    assert found == STATED[text]


def test_a_figure_knows_its_words_and_where_they_begin() -> None:
    text = "Pay US$1,000 to 2,000 within 30 days of 1 May 2025."
    assert [
        (one.words, text[one.start :][: len(one.words)] == one.words) for one in stated(text)
    ] == [
        ("US$1,000 to 2,000", True),
        ("2,000", True),
        ("30 days", True),
        ("1 May 2025", True),
    ]


SUPPORTED: dict[str, list[tuple[str, str]]] = {
    "5,000 kip at a health centre, 10,000 at a hospital": [("kip", "10000")],
    "120 days of leave, 60 of them paid": [("day", "60")],
    "ages 18 to 39": [("number", "18"), ("number", "39")],
    "on 28 June 2024": [("date", "2024-06"), ("date", "2024"), ("date", "--06-28")],
    "up to a year in prison": [("month", "12")],
    "ອາທິດໜຶ່ງ": [("day", "7")],
    "twice the wage, at half pay, day and night": [
        ("times", "2"), ("percent", "50"), ("minute", "1440"),
    ],
    "ten people died": [("number", "10")],
}  # fmt: skip


@pytest.mark.parametrize("text", SUPPORTED)
def test_a_text_supports_more_than_it_states(text: str) -> None:
    said = {
        Figure(kind, value if kind == "date" else Decimal(value)) for kind, value in SUPPORTED[text]
    }
    assert said <= supported(text)
    assert not said & {one.figure for one in stated(text)}


def test_a_day_is_not_24_hours_and_a_month_not_30_days() -> None:
    assert supported("1 day, 1 month").isdisjoint(supported("24 hours, 30 days"))


def test_a_full_date_is_not_supported_by_its_year() -> None:
    assert Figure("date", "2024-06") not in supported("since 2024")


def test_bare_numbers_are_those_without_a_unit() -> None:
    assert bare_numbers("5 people, 30 days, 12 of 18 provinces") == {5, 12, 18}


def test_what_is_true_as_of_a_month_may_be_said_of_its_year() -> None:
    assert dated("2025-07") == {Figure("date", "2025-07"), Figure("date", "2025")}
    assert dated("2025") == {Figure("date", "2025")}


@given(st.text(alphabet="0129 ,.-/:%$฿ກປີວັນລ້ານເດືອນทปีsdaybhtmillionMay\0\n", max_size=60))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for one in stated(text):
        assert 0 <= one.start < len(text)
    supported(text)
