"""Countries that exist, and contacts that people find by their province."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import CONTACTS, NAMES, TOWNS, Change

TOWN = "name: Bangkok, latitude: '13.75', longitude: '100.50'"
OFFICE = "name: {en: Office, lo: ຫ້ອງການ}\n    country: TH\n"

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "a country that does not exist": (
        {CONTACTS: ("country: TH\n    phones: []", "country: Thailand\n    phones: []")},
        [
            "content/contacts.yaml:15:14: [error] 'Thailand' is not a country's code; "
            "write LA, TH, KR, JP, MY … (unknown-country)"
        ],
    ),
    "a place in a country that does not exist": (
        {NAMES: ("id: bangkok, country: TH", "id: bangkok, country: XX")},
        [
            "content/names.yaml:4:28: [error] 'XX' is not a country's code; write LA, TH, KR, JP, MY … "
            "(unknown-country)"
        ],
    ),
    "a province that is spelled otherwise": (
        {CONTACTS: (OFFICE, f"{OFFICE}    province: {{en: Bangkog}}\n")},
        [
            "content/contacts.yaml:25:20: [error] 'Bangkog' is not in names.yaml; did you mean "
            "'Bangkok'? (unknown-place)"
        ],
    ),
    "a province among other words": (
        {CONTACTS: (OFFICE, f"{OFFICE}    province: {{en: Nowhere (and Bangkok)}}\n")},
        [],
    ),
    "an office in every province": (
        {CONTACTS: (OFFICE, f"{OFFICE}    province: {{en: every province}}\n")},
        [],
    ),
    "a town in a country that does not exist": (
        {TOWNS: f"towns:\n  - {{country: XX, {TOWN}}}\n"},
        [
            "content/towns.yaml:2:15: [error] 'XX' is not a country's code; write LA, TH, KR, JP, MY … "
            "(unknown-country)"
        ],
    ),
    "a town in a province that is spelled otherwise": (
        {TOWNS: f"towns:\n  - {{country: TH, province: bangkog, {TOWN}}}\n"},
        [
            "content/towns.yaml:2:29: [error] 'bangkog' is no province of TH in names.yaml; did you "
            "mean 'bangkok'? (unknown-province)"
        ],
    ),
    "a town in a province of another country": (
        {TOWNS: f"towns:\n  - {{country: LA, province: bangkok, {TOWN}}}\n"},
        [
            "content/towns.yaml:2:29: [error] 'bangkok' is no province of LA in names.yaml; correct "
            "it, or add the entry there (unknown-province)"
        ],
    ),
    "a town that is not on Earth": (
        {TOWNS: "towns:\n  - {country: TH, name: Bangkok, latitude: '100.5', longitude: '13.8'}\n"},
        [
            "content/towns.yaml:2:44: [error] 'latitude' must be at most 90.0, not '100.5' (wrong-value)"
        ],
    ),
    "towns with and without a province": (
        {
            TOWNS: f"towns:\n  - {{country: TH, province: bangkok, {TOWN}}}\n"
            f"  - {{country: MM, {TOWN}}}\n"
        },
        [],
    ),
    "a province of another country": (
        {
            NAMES: ("id: bangkok, country: TH", "id: bangkok, country: LA"),
            CONTACTS: (OFFICE, f"{OFFICE}    province: {{en: Bangkok}}\n"),
        },
        [
            "content/contacts.yaml:25:20: [error] 'Bangkok' is not in names.yaml; correct it, or add "
            "the entry there (unknown-place)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
