"""Values as readers see them: one amount, in the words of every language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.model import Part
from bot.catalogue.values import last_day
from tests.catalogue.conftest import Faults
from tests.catalogue.tree import (
    ENGLISH,
    LAO,
    VALID,
    VALUES,
    WAGE_FACTS,
    WAGES_EN,
    WAGES_LO,
    WITH_VALUES,
    Change,
    loaded,
)


def shown(folder: Path, changes: Mapping[str, Change]) -> dict[str, tuple[str, str]]:
    """Return summary and last page of the article that names the value, in each language."""
    found = loaded(folder, changes)
    assert found.problems == ()
    assert found.catalogue is not None
    texts = found.catalogue.articles["wages"].texts
    return {code: (text.summary, text.parts[-1].markdown) for code, text in texts.items()}


def body(text: str) -> dict[str, str]:
    """Return the content with ``text`` as last line of the article, in both languages."""
    return {
        **WITH_VALUES,
        WAGES_EN: VALID[WAGES_EN].replace("Write down the days.", text),
        WAGES_LO: VALID[WAGES_LO].replace("ຂຽນມື້ໄວ້", text),
    }


def said(folder: Path, changes: Mapping[str, Change]) -> list[str]:
    """Return the last line of the article, English first."""
    return [page.removeprefix("- ") for _, page in shown(folder, changes).values()]


def test_a_value_stands_in_the_words_of_each_language(workplace: Path) -> None:
    assert shown(workplace, WITH_VALUES) == {
        "en": (
            "You have a right to your pay, 400 baht a day.",
            "- At least 400 baht a day (July 2026).\n- 400 baht since 1 July 2026",
        ),
        "lo": ("ເຈົ້າມີສິດໄດ້ມື້ລະ 400 ບາດ", "- ມື້ລະ 400 ບາດ (ເດືອນ 7 ປີ 2026)\n- 400 ບາດ ແຕ່ 1 ກໍລະກົດ 2026"),
    }


def test_one_edit_changes_the_pages_of_all_languages(workplace: Path) -> None:
    raised = {
        **WITH_VALUES,
        VALUES: WITH_VALUES[VALUES].replace("'400'", "'1420'").replace("2026-07-01", "2026-10"),
        WAGE_FACTS: WITH_VALUES[WAGE_FACTS].replace("400", "1420").replace("2026-07", "2026-10"),
    }
    assert shown(workplace, raised) == {
        "en": (
            "You have a right to your pay, 1,420 baht a day.",
            "- At least 1,420 baht a day (October 2026).\n- 1,420 baht since October 2026",
        ),
        "lo": (
            "ເຈົ້າມີສິດໄດ້ມື້ລະ 1,420 ບາດ",
            "- ມື້ລະ 1,420 ບາດ (ເດືອນ 10 ປີ 2026)\n- 1,420 ບາດ ແຕ່ ເດືອນ 10 ປີ 2026",
        ),
    }


def test_titles_and_headings_name_values_too(workplace: Path) -> None:
    changes = {
        **WITH_VALUES,
        WAGES_EN: WITH_VALUES[WAGES_EN]
        .replace("title: Unpaid wages", "title: 'Less than {th-wage}?'")
        .replace("## What to do", "## Where it is {th-wage.number}"),
        WAGES_LO: WITH_VALUES[WAGES_LO]
        .replace("title: ບໍ່ໄດ້ຄ່າແຮງ", "title: 'ໜ້ອຍກວ່າ {th-wage}?'")
        .replace("## ເຮັດແນວໃດ", "## ບ່ອນໃດ {th-wage.number}"),
    }
    found = loaded(workplace, changes)
    assert found.problems == ()
    assert found.catalogue is not None
    text = found.catalogue.articles["wages"].texts["en"]
    assert text.title == "Less than 400 baht?"
    assert [part.heading for part in text.parts] == [None, "Where it is 400"]
    assert text.parts[0] == Part(None, "Before the first heading.")


def test_the_number_alone_for_ranges(workplace: Path) -> None:
    assert said(workplace, body("{th-wage.number} to {th-wage}")) == [
        "400 to 400 baht",
        "400 to 400 ບາດ",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("7600", "7,600"), ("'7,600'", "7,600"), ("2000000", "2,000,000"), ("'0.10'", "0.10")],
)
def test_numbers_are_written_with_commas(workplace: Path, typed: str, expected: str) -> None:
    changes = {
        **body("{th-wage.number}"),
        VALUES: WITH_VALUES[VALUES].replace("'400'", typed),
        WAGE_FACTS: WITH_VALUES[WAGE_FACTS].replace("400", expected),
    }
    assert said(workplace, changes) == [expected, expected]


@pytest.mark.parametrize(
    ("as_of", "english", "lao"),
    [
        ("'2026'", "2026", "2026"),
        ("2026-10", "October 2026", "ເດືອນ 10 ປີ 2026"),
        ("2026-10-08", "8 October 2026", "8 ຕຸລາ 2026"),
    ],
)
def test_a_date_says_no_more_than_is_known(
    workplace: Path, as_of: str, english: str, lao: str
) -> None:
    changes = {
        **body("{th-wage.date}, {th-wage.year}"),
        WAGE_FACTS: WITH_VALUES[WAGE_FACTS].replace("2026-07", as_of),
    }
    assert said(workplace, changes) == [f"{english}, 2026", f"{lao}, 2026"]


def test_a_unit_may_stand_before_the_number(workplace: Path) -> None:
    changes = {
        **body("{th-wage}"),
        VALUES: WITH_VALUES[VALUES].replace("THB", "USD"),
        WAGE_FACTS: WITH_VALUES[WAGE_FACTS].replace("400 baht", "US$400"),
        ENGLISH: WITH_VALUES[ENGLISH].replace("THB: '{number} baht'", "USD: 'US${number}'"),
        LAO: WITH_VALUES[LAO].replace("THB: '{number} ບາດ'", "USD: '{number} ໂດລາ'"),
    }
    assert said(workplace, changes) == ["US$400", "400 ໂດລາ"]


def test_a_third_language_brings_its_words_and_its_dates(workplace: Path) -> None:
    changes = {
        **body("{th-wage} ({th-wage.date})"),
        "content/xx/language.yaml": "name: Khmu\nscript: latin\nunfinished: 'true'\n"
        "topics: {help-now: Help, complaints: Work}\n"
        "units: {THB: 'bat {number}'}\ndates: {month: \"'mong' M, y\"}\n",
        "content/xx/complaints/wages.md": VALID[WAGES_EN]
        .replace("Write down the days.", "{th-wage} ({th-wage.date})")
        .replace("pay", "mo"),
    }
    found = loaded(workplace, changes)
    assert [one.rule for one in found.problems] == ["missing-translation"]
    assert found.catalogue is not None
    page = found.catalogue.articles["wages"].texts["xx"].parts[-1]
    assert page.markdown == "- bat 400 (mong 7, 2026)"


def test_checks_judge_what_readers_see(faults: Faults) -> None:
    assert faults(
        {
            **WITH_VALUES,
            WAGES_EN: WITH_VALUES[WAGES_EN].replace(
                "Unpaid wages", "'{th-wage}%s'" % (" " + "t" * 32)
            ),
            WAGES_LO: WITH_VALUES[WAGES_LO].replace("ບໍ່ໄດ້ຄ່າແຮງ", "'{th-wage}'"),
        }
    ) == [
        "content/en/complaints/wages.md:2:8: [error] the title has 41 characters, at most 40 fit; "
        "shorten it (title-too-long)"
    ]


def test_a_fault_behind_a_value_is_placed_where_it_was_typed(faults: Faults) -> None:
    line = "- {th-wage} and {th-wage.number} <b>more</b>"
    changes = {**WITH_VALUES, WAGES_EN: WITH_VALUES[WAGES_EN] + line + "\n"}
    html = "HTML, which cannot be shown; use **bold**, '## ' headings, new lines (raw-html)"
    assert faults(changes) == [
        f"content/en/complaints/wages.md:21:{line.index('<b>') + 1}: [error] '<b>' is {html}"
    ]


def test_a_fault_in_what_a_value_shows_is_placed_at_its_name(faults: Faults) -> None:
    line = "- call {th-wage.number}\n"
    changes = {
        **WITH_VALUES,
        WAGES_EN: WITH_VALUES[WAGES_EN] + line,
        VALUES: WITH_VALUES[VALUES].replace("400", "191"),
        WAGE_FACTS: WITH_VALUES[WAGE_FACTS].replace("400", "191"),
    }
    assert faults(changes) == [
        "content/en/complaints/wages.md:21:8: [error] '191' is a phone number in digits; link its "
        "contact: [words](contact:id) (phone-in-text)"
    ]


@pytest.mark.parametrize(
    ("said_as", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 31)),
        ("2024-02-03", date(2024, 2, 3)),
    ],
)
def test_the_last_day_of_what_is_known(said_as: str, day: date) -> None:
    assert last_day(said_as) == day
