"""Phone numbers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import CONTACTS, POLICE_EN, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "a number too short for its country": (
        {CONTACTS: ("+66 2 343 9300", "+66 2 34")},
        [
            "content/contacts.yaml:5:21: [error] '+66 2 34' cannot be rung in TH; compare "
            "it with the source (unverified_format: 'true' keeps it as it is) "
            "(phone-format)"
        ],
    ),
    "a number of another country": (
        {CONTACTS: ("+66 2 343 9300", "+856 21 251 128")},
        [
            "content/contacts.yaml:5:21: [error] '+856 21 251 128' cannot be rung in TH; "
            "compare it with the source (unverified_format: 'true' keeps it as it is) "
            "(phone-format)"
        ],
    ),
    "a number that is none": (
        {CONTACTS: ("+66 2 343 9300", "ask the office")},
        [
            "content/contacts.yaml:5:21: [error] 'ask the office' cannot be rung in TH; "
            "compare it with the source (unverified_format: 'true' keeps it as it is) "
            "(phone-format)"
        ],
    ),
    "a short number without short_code": (
        {CONTACTS: ("    short_code: 'true'\n", "")},
        [
            "content/contacts.yaml:5:14: [error] '191' cannot be rung in TH; for a short "
            "number add short_code: 'true' (phone-format)"
        ],
    ),
    "an odd number that is kept": (
        {CONTACTS: ("    short_code: 'true'\n", "    unverified_format: 'true'\n")},
        [
            "content/contacts.yaml:5:14: [warning] '191' cannot be rung in TH as it is "
            "printed; find out the number that can be dialled (phone-unverified)"
        ],
    ),
    "a long number in a text": (
        {POLICE_EN: ("- See", "- Call 02 343 9300 or +66 2 343 9300. See")},
        [
            "content/en/help-now/police.md:20:8: [error] '02 343 9300' is a phone number "
            "in digits; link its contact: [words](contact:id) (phone-in-text)",
            "content/en/help-now/police.md:20:23: [error] '+66 2 343 9300' is a phone "
            "number in digits; link its contact: [words](contact:id) (phone-in-text)",
        ],
    ),
    "a short number in title, summary and text": (
        {
            POLICE_EN: """---
title: Call 191
summary: >-
  Call 191 now.
questions: [ask 1, ask 2, ask 3, ask 4, ask 5, ask 6, ask 7, what is 191]
translation: drafted
---
## More
Call [191](contact:th-police).
"""
        },
        [
            "content/en/help-now/police.md:2:8: [error] '191' is a phone number in digits; "
            "link its contact: [words](contact:id) (phone-in-text)",
            "content/en/help-now/police.md:3:10: [error] '191' is a phone number in "
            "digits; link its contact: [words](contact:id) (phone-in-text)",
            "content/en/help-now/police.md:9:7: [error] '191' is a phone number in digits; "
            "link its contact: [words](contact:id) (phone-in-text)",
            *(
                f"content/lo/help-now/police.md:{here}: [warning] the figures differ from "
                f"content/en/help-now/police.md:{there}: only there '191'; correct the wrong "
                "text (figures-differ)"
                for here, there in (("2:8", 2), ("3:10", 3), ("21:1", 8))
            ),
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected


def test_amounts_years_and_dates_are_no_numbers_to_call(faults: Faults) -> None:
    said = (
        "- 191 baht, 191%, 1,191 kip, 0.191, 191,000, 2024-2025, 2026-11-21, 10 000 000 kip, 1910."
    )
    assert not [one for one in faults({POLICE_EN: ("- See", f"{said} See")}) if "phone" in one]
