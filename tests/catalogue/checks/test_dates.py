"""Dates."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import CATALOGUE, CONTACTS, FACTS, POLICE_EN, SOURCES, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "an article checked a year and a day ago": (
        {CATALOGUE: ("2026-11-01", "2025-11-20")},
        [
            "content/catalogue.yaml:8:18: [warning] 'police' was last checked 366 days ago "
            "(at most 365); check it again and set today's date (overdue)"
        ],
    ),
    "an article checked a year ago is not overdue": (
        {CATALOGUE: ("2026-11-01", "2025-11-21")},
        [],
    ),
    "an article checked tomorrow": (
        {CATALOGUE: ("2026-11-01", "2026-11-22")},
        [
            "content/catalogue.yaml:8:18: [error] 2026-11-22 lies in the future (today is "
            "2026-11-21); write the day on which it was really done (future-date)"
        ],
    ),
    "a source, a contact and a fact from the future": (
        {
            SOURCES: ("as_of: '2026-10'", "as_of: '2026-12'"),
            FACTS: ("as_of: 2024-07", "as_of: 2026-12"),
            CONTACTS: ("as_of: '2026'", "as_of: '2027'"),
        },
        [
            "content/contacts.yaml:10:12: [error] 2027 lies in the future (today is "
            "2026-11-21); write the day on which it was really done (future-date)",
            "content/facts/rights.yaml:4:12: [error] 2026-12 lies in the future (today is "
            "2026-11-21); write the day on which it was really done (future-date)",
            "content/sources.yaml:7:12: [error] 2026-12 lies in the future (today is "
            "2026-11-21); write the day on which it was really done (future-date)",
        ],
    ),
    "a review in the future": (
        {POLICE_EN: ("translation: drafted", "translation: {reviewed: {by: Noy, on: 2027-01-01}}")},
        [
            "content/en/help-now/police.md:14:39: [error] 2027-01-01 lies in the future "
            "(today is 2026-11-21); write the day on which it was really done (future-date)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
