"""Lengths."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import CONTACTS, ENGLISH, POLICE_EN, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "a title of 41 characters": (
        {POLICE_EN: ("Call the police", "c" * 41)},
        [
            "content/en/help-now/police.md:2:8: [error] the title has 41 characters, at "
            "most 40 fit; shorten it (title-too-long)"
        ],
    ),
    "a title of 40 characters is fine": (
        {POLICE_EN: ("Call the police", "c" * 40)},
        [],
    ),
    "a topic's title of 41 characters": (
        {ENGLISH: ("Help now", "h" * 41)},
        [
            "content/en/language.yaml:5:13: [error] the title has 41 characters, at most "
            "40 fit; shorten it (title-too-long)"
        ],
    ),
    "a summary of 601 characters": (
        {POLICE_EN: ("Call the number below.", "s" * 601)},
        [
            "content/en/help-now/police.md:3:10: [error] the summary has 601 characters, "
            "at most 600 fit; shorten it (summary-too-long)"
        ],
    ),
    "a contact's long name and note": (
        {
            CONTACTS: ("{en: Police, lo: ຕຳຫຼວດ}\n", "{en: %s}\n" % ("n" * 61)),
        },
        [
            "content/contacts.yaml:3:16: [error] the name has 61 characters, at most 60 "
            "fit; shorten it (contact-text-too-long)"
        ],
    ),
    "a contact's long note": (
        {CONTACTS: ("{en: Thailand only, lo", "{en: %s, lo" % ("n" * 161))},
        [
            "content/contacts.yaml:12:16: [error] the note has 161 characters, at most 160 "
            "fit; shorten it (contact-text-too-long)"
        ],
    ),
    "a part that fits no message, counted in UTF-16 units": (
        {POLICE_EN: ("- See [wages](article:wages).", "- " + "👮" * 1698)},
        [
            "content/en/help-now/police.md:19:1: [error] this part has 3398 characters, at "
            "most 3396 fit in a message; divide it with another '## ' heading "
            "(message-too-long)",
            "content/en/help-now/police.md:19:1: [warning] this part is too long for one "
            "look at a phone (1700 characters of 700, 1 lines of 12); shorten or divide it "
            "(screen-too-long)",
        ],
    ),
    "a part that just fits a message is only too long to read": (
        {POLICE_EN: ("- See [wages](article:wages).", "👮" * 1698)},
        [
            "content/en/help-now/police.md:19:1: [warning] this part is too long for one "
            "look at a phone (1698 characters of 700, 1 lines of 12); shorten or divide it "
            "(screen-too-long)"
        ],
    ),
    "a part of 13 lines": (
        {POLICE_EN: ("- See [wages](article:wages).", "\n".join("- line" for _ in range(13)))},
        [
            "content/en/help-now/police.md:19:1: [warning] this part is too long for one "
            "look at a phone (90 characters of 700, 13 lines of 12); shorten or divide it "
            "(screen-too-long)"
        ],
    ),
    "a part of 12 lines with empty ones between is fine": (
        {POLICE_EN: ("- See [wages](article:wages).", "\n\n".join("- line" for _ in range(12)))},
        [],
    ),
    "a part that a linked number makes too long": (
        {POLICE_EN: ("- See [wages](article:wages).", "x" * 690 + " [police](contact:th-police)")},
        [
            "content/en/help-now/police.md:19:1: [warning] this part is too long for one "
            "look at a phone (701 characters of 700, 1 lines of 12); shorten or divide it "
            "(screen-too-long)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
