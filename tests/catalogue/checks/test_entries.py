"""Icons, sources, places, danger phrases."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import CATALOGUE, CONTACTS, SOURCES, URGENT, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "an icon that is no emoji": (
        {CATALOGUE: ('icon: "👮"', "icon: P")},
        [
            "content/catalogue.yaml:7:15: [error] 'P' is not one emoji; choose one picture "
            "(not-an-emoji)"
        ],
    ),
    "two emoji": (
        {CATALOGUE: ('icon: "🆘"', 'icon: "🆘👮"')},
        [
            "content/catalogue.yaml:4:11: [error] '🆘👮' is not one emoji; choose one "
            "picture (not-an-emoji)"
        ],
    ),
    "flags, keys, joined and coloured emoji are fine": (
        {CATALOGUE: ('icon: "👮"', 'icon: "👮🏽‍♀️"')},
        [],
    ),
    "a flag is fine": (
        {CATALOGUE: ('icon: "👮"', 'icon: "🇱🇦"')},
        [],
    ),
    "a key is fine": (
        {CATALOGUE: ('icon: "👮"', 'icon: "1️⃣"')},
        [],
    ),
    "a source that nobody can look up": (
        {SOURCES: ("    url: https://example.org/list\n", "")},
        [
            "content/sources.yaml:2:9: [warning] 'ministry' has neither url nor note; add "
            "where it can be found (source-without-address)"
        ],
    ),
    "a place with one number": (
        {CONTACTS: ("    free: free\n", "    free: free\n    latitude: '17.9'\n")},
        [
            "content/contacts.yaml:8:15: [error] there is no longitude; add it, or leave "
            "both out (half-a-place)"
        ],
    ),
    "hours to reckon with and none to read": (
        {CONTACTS: ("    free: free\n", "    free: free\n    open: 24/7\n")},
        [
            "content/contacts.yaml:8:11: [error] there is no hours; say there in words what open "
            "says (open-without-hours)"
        ],
    ),
    "hours that cannot be read": (
        {
            CONTACTS: (
                "    free: free\n",
                "    free: free\n    hours: {en: Day}\n    open: Mo-Fr 8-16\n",
            )
        },
        [
            "content/contacts.yaml:9:11: [error] 'open' has '8-16' for a time; write it as "
            "08:30-16:30 (wrong-value)"
        ],
    ),
    "a danger category without phrases": (
        {URGENT: ("{en: [lock* + door], lo: [ບໍ່ໃຫ້ + ອອກ]}", "{en: []}")},
        [
            "content/urgent.yaml:3:14: [error] 'police' has no phrases; add some or remove "
            "the category (empty-category)"
        ],
    ),
    "malformed phrases": (
        {URGENT: ("[lock* + door]", '[lock* + , "*", lo*ck, a ++ b]')},
        [
            "content/urgent.yaml:3:20: [error] 'lock* +' is not a phrase; write words, ' + "
            "' between pieces, '*' at a word's end (phrase-form)",
            "content/urgent.yaml:3:30: [error] '*' is not a phrase; write words, ' + ' "
            "between pieces, '*' at a word's end (phrase-form)",
            "content/urgent.yaml:3:35: [error] 'lo*ck' is not a phrase; write words, ' + ' "
            "between pieces, '*' at a word's end (phrase-form)",
            "content/urgent.yaml:3:42: [error] 'a ++ b' is not a phrase; write words, ' + "
            "' between pieces, '*' at a word's end (phrase-form)",
        ],
    ),
    "a malformed calm phrase": (
        {URGENT: ("[yesterday]", '["+ yesterday"]')},
        [
            "content/urgent.yaml:4:13: [error] '+ yesterday' is not a phrase; write words, "
            "' + ' between pieces, '*' at a word's end (phrase-form)"
        ],
    ),
    "a malformed sign": (
        {URGENT: ("calm: {", "signs: {lock: {en: [lo*ck]}}\ncalm: {")},
        [
            "content/urgent.yaml:4:21: [error] 'lo*ck' is not a phrase; write words, ' + ' "
            "between pieces, '*' at a word's end (phrase-form)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
