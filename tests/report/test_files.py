"""The three forms of a report: what stands in them, and what never does."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from bot.catalogue.model import Catalogue, Partner
from bot.i18n import translators
from bot.report.csvfile import csv_file, harmless
from bot.report.gather import gather
from bot.report.model import Report, Rules
from bot.report.page import page
from bot.report.picture import picture
from bot.report.words import Words
from bot.report.workbook import workbook
from bot.store import Count, Event, Unanswered
from tests.report import sample
from tests.review.support import Told

HOSTILE = [
    "=cmd|' /C calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "<script>alert(1)</script>",
    "＝1",
]
RULES = Rules(5, withhold=True)


def made(catalogue: Catalogue) -> Report:
    return gather(
        list(sample.counts(catalogue)),
        list(sample.unanswered()),
        catalogue,
        sample.NOVEMBER,
        RULES,
        lambda text: "wages" if "licence" in text else None,
    )


def asked(catalogue: Catalogue, *texts: str) -> Report:
    rows = [
        Unanswered(sample.NOVEMBER.first, text, "en", "latin", 10 + n)
        for n, text in enumerate(texts)
    ]
    return gather([], rows, catalogue, sample.NOVEMBER, RULES)


def lines(report: Report, words: Words) -> list[list[str]]:
    return list(csv.reader(StringIO(csv_file(report, words), newline="")))


def sheets(report: Report, words: Words) -> dict[str, list[list[object]]]:
    """Return the cells of each sheet below its title."""
    book = openpyxl.load_workbook(BytesIO(workbook(report, words)))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(min_row=5, values_only=True)]
        for sheet in book
    }


def test_the_csv_file_is_one_table_that_excel_reads_as_utf_8(
    catalogue: Catalogue, both: Words
) -> None:
    text = csv_file(made(catalogue), both)
    assert text.startswith("\ufefftable,key,name,figure,value\r\n")
    found = lines(made(catalogue), both)
    assert {len(line) for line in found} == {5}
    assert ["glance", "questions", "ຄຳຖາມ / Questions", "ຈຳນວນ / How many", "2340"] in found
    assert ["days", "2026-11-05", "2026-11-05", "ຄົນ / People", "ໜ້ອຍ / few"] in found
    assert ["outcomes", "answered", "ຕອບດ້ວຍບົດຄວາມດຽວ / Answered with one article",
            "ສ່ວນຮ້ອຍຂອງຄຳຖາມ / Of all questions", "0.487"] in found  # fmt: skip
    assert ["languages", "lo-thai", "ລາວ, ຂຽນດ້ວຍຕົວອັກສອນໄທ / Lao, in Thai letters",
            "ຄຳຖາມ / Questions", "360"] in found  # fmt: skip


def test_the_csv_file_in_one_language_has_no_word_of_the_other(
    catalogue: Catalogue, english: Words
) -> None:
    found = lines(made(catalogue), english)
    assert ["partners", "mrc", "mrc", "Came by a link or poster", "180"] in found
    assert not [line for line in found if line[0] != "unanswered" and re.search("[ກ-ໝ]", str(line))]


def test_the_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(
    catalogue: Catalogue, english: Words
) -> None:
    found = sheets(made(catalogue), english)
    assert list(found) == [
        "glance", "days", "outcomes", "unanswered", "topics", "languages", "articles",
        "never-opened", "helpful", "ways", "partners", "uses",
    ]  # fmt: skip
    assert found["days"][0] == ["Day", "People", "Came for the first time"]
    assert found["days"][1] == [datetime(2026, 11, 1), 20, 5]  # noqa: DTZ001 - a day without a zone
    assert found["days"][5] == [datetime(2026, 11, 5), "few", 5]  # noqa: DTZ001
    assert found["outcomes"][1] == [
        "Answered with one article",
        1140,
        pytest.approx(0.487, abs=1e-3),
    ]
    assert found["unanswered"][1] == [
        "ລາຄາຄຳມື້ນີ້ / ลาคาทองวันนี้ / laka kham mue ni", 16, "Lao", "Lao, Latin, Thai", "",
    ]  # fmt: skip
    assert found["uses"][7] == ["Alerts asked for", "few"]


def test_partners_have_the_names_of_the_content(catalogue: Catalogue) -> None:
    partner = Partner("mrc", {"lo": "ສູນ", "en": "The centre"})
    words = Words(
        replace(catalogue, partners={"mrc": partner}), list(translators(("lo", "en")).values())
    )
    found = {row[0] for row in sheets(made(words.catalogue), words)["partners"]}
    assert {"ສູນ / The centre", "iom", "ບໍ່ໄດ້ລະບຸຄູ່ຮ່ວມງານ / No partner named"} < found


def test_the_workbook_has_charts(catalogue: Catalogue, both: Words) -> None:
    with ZipFile(BytesIO(workbook(made(catalogue), both))) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "/charts/" in name]
    assert [re.findall("<c:f>(.*?)!", chart)[0] for chart in charts] == [
        "days", "outcomes", "topics", "languages",
    ]  # fmt: skip


def test_the_page_says_all_in_lao_and_english(catalogue: Catalogue, both: Words) -> None:
    html = page(made(catalogue), both)
    told = Told(html)
    assert '<html lang="lo">' in html
    assert "1 November 2026 – 30 November 2026" in html
    assert told.row("ຄຳຖາມ ") == ["ຄຳຖາມ Questions", "2,340"]
    assert told.row("how to get") == [
        "how to get a driving licence in thailand", "ໜ້ອຍ · few", "ອັງກິດ English", "ອັງກິດ Latin",
        "ບໍ່ໄດ້ຄ່າແຮງ Unpaid wages",
    ]  # fmt: skip
    assert html.count("<figure") == html.count("<svg") == 4
    assert "ຈຳນວນຄົນແຕ່ລະມື້ · People each day" in html
    assert "laka kham mue ni" in told.text
    assert "marry a thai man" not in told.text  # seen once


def test_the_page_loads_and_runs_nothing(catalogue: Catalogue, both: Words) -> None:
    html = page(made(catalogue), both)
    assert not Told(html).tags & {"script", "img", "link", "iframe", "object", "a"}
    assert re.findall(r'(?:src|href)="[^#]', html) == []


def test_the_pictures_of_the_page_hold_words_as_words(catalogue: Catalogue, both: Words) -> None:
    drawings = re.findall("(?s)<svg.*?</svg>", page(made(catalogue), both))
    assert "ຕອບດ້ວຍບົດຄວາມດຽວ · Answered with one article" in drawings[1]
    assert "font-family: 'Noto Sans Lao'" in drawings[1]
    assert "<metadata" not in drawings[0]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_wrote_is_text_in_every_form(
    catalogue: Catalogue, english: Words, hostile: str
) -> None:
    report = asked(catalogue, hostile)
    html = page(report, english)
    assert "<script" not in html
    assert hostile in Told(html).text
    (row,) = [
        line
        for line in lines(report, english)
        if line[0] == "unanswered" and line[3] == "How often"
    ]
    assert row[2] == (hostile if hostile.startswith("<") else f"'{hostile}")
    book = openpyxl.load_workbook(BytesIO(workbook(report, english)))
    cell = book["unanswered"].cell(6, 1)
    assert (cell.value, cell.data_type) == (hostile, "s")


@pytest.mark.parametrize(
    ("text", "written"),
    [("ok", "ok"), ("", ""), ("5-10", "5-10"), ("  =1", "'  =1"), ("-1", "'-1"), ("\r1", "'\r1")],
)
def test_a_text_that_looks_like_a_formula_gets_a_quote(text: str, written: str) -> None:
    assert harmless(text) == written


def test_no_small_number_stands_in_any_form(catalogue: Catalogue, english: Words) -> None:
    """Seven and eight people, of whom three are hidden: 7 and 8 must go with them, 100 stays."""
    days = sample.NOVEMBER.days
    counts = [
        Count(days[0], Event.PERSON, number=100),
        Count(days[1], Event.PERSON, number=3),
        Count(days[2], Event.PERSON, number=7),
        Count(days[0], Event.ANSWERED, "lo", "lao", "wages", number=100),
        Count(days[0], Event.UNKNOWN, "en", "latin", number=3),
        Count(days[0], Event.OFFERED, "lo", "latin", number=7),
        Count(days[0], Event.OPENED, article="wages", number=100),
        Count(days[0], Event.OPENED, article="police", number=3),
        Count(days[0], Event.LINK, partner="mrc", number=3),
    ]
    report = gather(counts, [], catalogue, sample.NOVEMBER, RULES)
    values = {line[4] for line in lines(report, english)[1:]}
    assert values <= {"0", "100", "110", "103", "few", "", "0.909", "0.000"}
    for rows in sheets(report, english).values():
        numbers = {cell for row in rows for cell in row if isinstance(cell, int)}
        assert numbers <= {0, 100, 103, 110}
    html = page(report, english)
    cells = {cell for row in Told(html).rows for cell in row}
    drawn = set(re.findall(r">(\d+)</text>", html))
    assert {cell for cell in cells | drawn if cell.isdecimal()} <= {"0", "100", "103", "110"}


def test_the_height_of_a_hidden_bar_tells_nothing(catalogue: Catalogue, english: Words) -> None:
    def drawn(small: int) -> str:
        counts = [
            Count(sample.NOVEMBER.days[n], Event.PERSON, number=number)
            for n, number in enumerate((100, small, 11 - small))
        ]
        return page(gather(counts, [], catalogue, sample.NOVEMBER, RULES), english)

    assert drawn(3) == drawn(2) == drawn(4)


def test_a_report_of_nothing_says_so(catalogue: Catalogue, both: Words) -> None:
    empty = gather([], [], catalogue, sample.NOVEMBER, RULES)
    html = page(empty, both)
    assert "ໃນມື້ເຫຼົ່ານີ້ ບໍ່ມີຫຍັງໃຫ້ນັບ" in html
    assert "<svg" not in html
    assert ["glance", "visits", "ຄົນ (ນັບໃໝ່ທຸກມື້) / People, counted anew each day",
            "ຈຳນວນ / How many", "0"] in lines(empty, both)  # fmt: skip
    assert "never-opened" in sheets(empty, both)


def test_the_picture_for_a_phone_is_a_png_as_wide_as_a_phone_shows(
    catalogue: Catalogue, both: Words
) -> None:
    drawn = picture(made(catalogue), both)
    assert drawn.startswith(b"\x89PNG\r\n")
    width, height = (int.from_bytes(drawn[n : n + 4], "big") for n in (16, 20))
    assert width == 1080
    assert 1200 < height < 2700  # Telegram takes up to 10,000 for both together
