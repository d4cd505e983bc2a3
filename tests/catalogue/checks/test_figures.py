"""Figures: in a fact of their article, and the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.catalogue.checks.figures import figure_without_fact
from bot.catalogue.content import Content, TextFile
from bot.catalogue.markdown import BodyLine
from bot.catalogue.reader import read
from tests.catalogue.conftest import Faults
from tests.catalogue.tree import (
    CATALOGUE,
    CONTACTS,
    FACTS,
    POLICE_EN,
    POLICE_LO,
    SOURCES,
    TODAY,
    WAGES_EN,
    WAGES_LO,
    Change,
)

ROOT = Path(__file__).parents[3]
DAYS_EN = (WAGES_EN, ("- Write down the days.", "1. Pay is due within 3 days."))
DAYS_LO = (WAGES_LO, ("- ຂຽນມື້ໄວ້", "1. ຕ້ອງຈ່າຍພາຍໃນ 3 ມື້"))

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "a figure of a fact, in both languages": (dict([DAYS_EN, DAYS_LO]), []),
    "figures that no fact says, in both languages": (
        {
            WAGES_EN: ("- Write down the days.", "1. Pay is **due** within 5 days."),
            WAGES_LO: ("- ຂຽນມື້ໄວ້", "1. ຕ້ອງຈ່າຍພາຍໃນ 5 ມື້"),
        },
        [
            "content/en/complaints/wages.md:19:26: [error] '5 days' is in no fact of 'wages'; "
            "correct it, or write whom to ask instead (figure-without-fact)",
            "content/lo/complaints/wages.md:17:18: [error] '5 ມື້' is in no fact of 'wages'; "
            "correct it, or write whom to ask instead (figure-without-fact)",
        ],
    ),
    "a figure of a fact that the article does not name": (
        {
            **dict([DAYS_EN, DAYS_LO]),
            CATALOGUE: ("        facts: [pay-in-3-days]\n", ""),
        },
        [
            "content/en/complaints/wages.md:19:22: [error] '3 days' is in no fact of 'wages'; "
            "correct it, or if it is meant add 'pay-in-3-days' to its facts in catalogue.yaml "
            "(figure-without-fact)",
            "content/lo/complaints/wages.md:17:18: [error] '3 ມື້' is in no fact of 'wages'; "
            "correct it, or if it is meant add 'pay-in-3-days' to its facts in catalogue.yaml "
            "(figure-without-fact)",
        ],
    ),
    "a figure in a title and a summary": (
        {
            POLICE_EN: (
                "Call the police\nsummary: >-\n  Call",
                "Call in 9 days\nsummary: >-\n  In 8%",
            ),
            POLICE_LO: ("ໂທຫາຕຳຫຼວດ\nsummary: >-\n  ໂທຫາ", "ໂທໃນ 9 ມື້\nsummary: >-\n  8%"),
        },
        [
            "content/en/help-now/police.md:2:8: [error] '9 days' is in no fact of 'police'; "
            "correct it, or write whom to ask instead (figure-without-fact)",
            "content/en/help-now/police.md:3:10: [error] '8%' is in no fact of 'police'; "
            "correct it, or write whom to ask instead (figure-without-fact)",
            "content/lo/help-now/police.md:2:8: [error] '9 ມື້' is in no fact of 'police'; "
            "correct it, or write whom to ask instead (figure-without-fact)",
            "content/lo/help-now/police.md:3:10: [error] '8%' is in no fact of 'police'; "
            "correct it, or write whom to ask instead (figure-without-fact)",
        ],
    ),
    "what facts caution of, their date, hours and date of contacts, dates of sources": (
        {
            POLICE_EN: ("- See", "- Open 8:00 to 17:00 (2024, 2026, October 2026). See"),
            POLICE_LO: (
                "ໂທຫາ [ຕຳຫຼວດ]",
                "ເປີດ 8:00 ຫາ 17:00 (2024, 2026, ເດືອນ 10 ປີ 2026) [ຕຳຫຼວດ]",
            ),
            WAGES_EN: ("- Write down the days.", "- An older text says 7 days (July 2024)."),
            WAGES_LO: ("- ຂຽນມື້ໄວ້", "- ເກົ່າກວ່າ: 7 ມື້ (ເດືອນ 7 ປີ 2024)"),
            CONTACTS: ("    free: free\n", "    free: free\n    hours: {en: 8.00 to 17.00}\n"),
        },
        [],
    ),
    "a contact that is only linked": (
        {
            CATALOGUE: ("contacts: [th-police, th-unsure]", "contacts: [th-unsure]"),
            CONTACTS: ("Thailand only", "From 6 years"),
            POLICE_EN: ("](contact:th-police).", "](contact:th-police), from 6 years."),
            POLICE_LO: ("](contact:th-police)", "](contact:th-police) ແຕ່ 6 ປີ"),
        },
        [],
    ),
    "nothing when an entry that may say it could not be read": (
        {
            WAGES_EN: ("- Write down the days.", "- Pay is due within 5 days."),
            WAGES_LO: ("- ຂຽນມື້ໄວ້", "- ຕ້ອງຈ່າຍພາຍໃນ 5 ມື້"),
            FACTS: ("    confidence: medium\n", ""),
        },
        [
            "content/facts/rights.yaml:2:5: [error] 'confidence' is missing; add the line (missing-key)"
        ],
    ),
    "other figures in the two languages": (
        {
            WAGES_EN: ("- Write down the days.", "- Pay is due within 3 days."),
            WAGES_LO: ("- ຂຽນມື້ໄວ້", "- ຕ້ອງຈ່າຍພາຍໃນ 7 ມື້"),
        },
        [
            "content/lo/complaints/wages.md:16:1: [warning] the figures differ from "
            "content/en/complaints/wages.md:16: only here '7 ມື້'; only there '3 days'; "
            "correct the wrong text (figures-differ)",
        ],
    ),
    "a figure only in English": (
        {POLICE_EN: ("Call the [police](contact:th-police).", "In 2024 call.")},
        [
            "content/lo/help-now/police.md:21:1: [warning] the figures differ from "
            "content/en/help-now/police.md:16: only there '2024'; correct the wrong text "
            "(figures-differ)",
        ],
    ),
    "a sure fact without a source": (
        {FACTS: ("    source: ministry\n", "")},
        [
            "content/facts/rights.yaml:5:17: [error] 'pay-in-3-days' has no source, so its "
            "confidence cannot be medium; name its source or write low (fact-without-source)"
        ],
    ),
    "an unsure fact without a source, and a worked example": (
        {
            FACTS: ("source: ministry\n    confidence: medium", "confidence: low"),
            "content/facts/worked.yaml": (
                "facts:\n  - {id: worked, fact: 3 days, as_of: 2024-07, confidence: medium,\n"
                "     worked_from: [pay-in-3-days]}\n"
            ),
            CATALOGUE: ("[pay-in-3-days]", "[worked]"),
        },
        [],
    ),
    "a fact whose source the article does not name": (
        {
            SOURCES: (
                "sources:\n",
                "sources:\n  - {id: law, title: Law, publisher: State, note: In print, as_of: '2024'}\n",
            ),
            FACTS: ("source: ministry", "source: law"),
        },
        [
            "content/catalogue.yaml:21:17: [error] 'pay-in-3-days' comes from 'law'; add that "
            "to the article's sources (fact-source-unnamed)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected


@pytest.fixture(scope="module")
def real() -> Content:
    """The project's own content, read once."""
    return read(ROOT / "content", TODAY, 365)[0]


def _with_line(content: Content, text: TextFile, number: int, line: str) -> Content:
    """Return only this article of ``content``, with ``line`` in the place of a line of its text."""
    lines = list(text.lines)
    lines[number] = BodyLine(lines[number].number, line)
    article = next(one for one in content.articles if one.value.id == text.id)
    changed = replace(text, lines=tuple(lines))
    return replace(content, articles=(article,), texts=(changed,))


def _all_digits(content: Content, article_id: str) -> set[str]:
    """Return every number, of whatever meaning, in what the article rests on."""
    article = next(one.value for one in content.articles if one.value.id == article_id)
    named = {*article.facts, *article.contacts, *article.sources}
    links = {link.id for text in content.texts if text.id == article_id for link in text.links}
    entries = (*content.facts, *content.contacts, *content.sources)
    rests_on = [one.value for one in entries if one.value.id in named | links]
    return set(re.findall(r"\d+", str(rests_on).replace(",", "")))


ADDED = {
    "en": "You pay {} baht for it.",
    "lo": "ຕ້ອງຈ່າຍ {} ບາດ ກ່ອນ",
    "percent": "Wages rose by {} percent.",
    "thai": "ต้องจ่าย {} บาท",
    "measure": "ບໍ່ໃຫ້ເອົາໄປເກີນ {} ກິໂລ",
    "count": "There are {} agencies.",
}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), number=st.integers(11, 99_999), words=st.sampled_from(sorted(ADDED)))
def test_a_figure_added_to_a_real_article_is_found(
    real: Content, data: st.DataObject, number: int, words: str
) -> None:
    text = data.draw(st.sampled_from(real.texts))
    place = data.draw(st.integers(0, len(text.lines) - 1))
    assume(str(number) not in _all_digits(real, text.id))
    assume(words != "count" or not (number == 100 or 1950 <= number <= 2050))
    added = _with_line(real, text, place, ADDED[words].format(f"{number:,}"))
    faults = [fault.line for fault in figure_without_fact(added)]
    assert faults == [text.lines[place].number]


def test_the_figures_of_the_content_are_all_in_facts(real: Content) -> None:
    assert [f"{one.file}:{one.line}: {one.text}" for one in figure_without_fact(real)] == []
