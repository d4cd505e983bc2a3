"""Example questions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import POLICE_EN, POLICE_LO, WAGES_EN, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "seven questions": (
        {POLICE_EN: ("  - ask 8\n", "")},
        [
            "content/en/help-now/police.md:6:3: [error] example questions: 7, at least 8 "
            "are needed; add ways in which different people ask this (too-few-questions)"
        ],
    ),
    "no questions": (
        {
            POLICE_EN: (
                "questions:\n" + "".join(f"  - ask {number}\n" for number in range(1, 9)),
                "",
            )
        },
        [
            "content/en/help-now/police.md:2:1: [error] example questions: 0, at least 8 "
            "are needed; add ways in which different people ask this (too-few-questions)"
        ],
    ),
    "the same question in two articles": (
        {WAGES_EN: ("  - pay 1\n", "  -  ASK   ໑\n")},
        [
            "content/en/help-now/police.md:6:5: [error] 'ask 1' stands also in "
            "content/en/complaints/wages.md:6; keep it where it fits best (same-question)"
        ],
    ),
    "the same question twice in one article": (
        {WAGES_EN: ("  - pay 1\n", "  - Pay 2\n")},
        [
            "content/en/complaints/wages.md:7:5: [error] 'pay 2' stands also in "
            "content/en/complaints/wages.md:6; keep it where it fits best (same-question)"
        ],
    ),
    "the same question in another script of another article": (
        {POLICE_LO: ("- to ha tamluat", "- Pay 3")},
        [
            "content/lo/help-now/police.md:16:7: [error] 'Pay 3' stands also in "
            "content/en/complaints/wages.md:8; keep it where it fits best (same-question)"
        ],
    ),
    "the same question in two languages of one article is fine": (
        {POLICE_LO: ("- to ha tamluat", "- ask 3")},
        [],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
