"""Letters and scripts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import CONTACTS, ENGLISH, POLICE_EN, POLICE_LO, WAGES_EN, WAGES_LO, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "Lao that is not canonical, in front matter and text": (
        {
            POLICE_LO: ("title: ໂທຫາຕຳຫຼວດ", "title: ໂທຫາຕໍາຫຼວດ"),
            WAGES_LO: ("- ຂຽນມື້ໄວ້", "- ຂຽນ ມ້ືໄວ້ ເເລະ ຫນີ"),
        },
        [
            "content/lo/complaints/wages.md:17:7: [error] 'ມ້ືໄວ້' should be 'ມື້ໄວ້' "
            "(U+0EC9 U+0EB7 should be U+0EB7 U+0EC9); 'ເເລະ' should be 'ແລະ' (U+0EC0 "
            "U+0EC0 should be U+0EC1); 'ຫນີ' should be 'ໜີ' (U+0EAB U+0E99 should be "
            "U+0EDC) (not-canonical)",
            "content/lo/help-now/police.md:2:8: [error] 'ໂທຫາຕໍາຫຼວດ' should be "
            "'ໂທຫາຕຳຫຼວດ' (U+0ECD U+0EB2 should be U+0EB3) (not-canonical)",
        ],
    ),
    "Lao that is not canonical, in a contact": (
        {CONTACTS: ("lo: ຕຳຫຼວດ", 'lo: "ຕຳຫຼວດ\u200bລາວ"')},
        [
            "content/contacts.yaml:3:28: [error] 'ຕຳຫຼວດ\u200bລາວ' should be 'ຕຳຫຼວດລາວ' "
            "(U+200B should be nothing) (not-canonical)"
        ],
    ),
    "a Lao text that is not translated": (
        {
            WAGES_LO: (
                "title: ບໍ່ໄດ້ຄ່າແຮງ\nsummary: >-\n  ເຈົ້າມີສິດໄດ້ຄ່າແຮງ",
                "title: Unpaid wages\nsummary: >-\n  You have a right to your pay",
            )
        },
        [
            "content/lo/complaints/wages.md:2:8: [error] only 29% of the letters are lao, "
            "the script of 'lo'; translate the text, or move the file (wrong-script)"
        ],
    ),
    "an English text in Lao letters": (
        {
            WAGES_EN: (
                "title: Unpaid wages\nsummary: >-\n  You have a right to your pay.",
                "title: ບໍ່ໄດ້ຄ່າແຮງ\nsummary: >-\n  " + "ເຈົ້າມີສິດໄດ້ຄ່າແຮງ" * 4,
            )
        },
        [
            "content/en/complaints/wages.md:2:8: [error] only 42% of the letters are "
            "latin, the script of 'en'; translate the text, or move the file (wrong-script)"
        ],
    ),
    "signs that turn the direction of writing": (
        {POLICE_EN: ("- See", "- See \u202e"), CONTACTS: ("Thailand only", "Thailand\u200f only")},
        [
            "content/contacts.yaml:12:24: [error] an invisible sign (U+200F) that turns "
            "the direction of writing; delete it and type its neighbours anew "
            "(bidi-control)",
            "content/en/help-now/police.md:20:7: [error] an invisible sign (U+202E) that "
            "turns the direction of writing; delete it and type its neighbours anew "
            "(bidi-control)",
        ],
    ),
    "bare booleans": (
        {
            POLICE_EN: ("  - ask 1\n  - ask 2", "  - no\n  - ask 2"),
            CONTACTS: ("country: TH", "country: NO"),
            ENGLISH: ("Help now", "on"),
        },
        [
            "content/contacts.yaml:4:14: [error] a bare NO is not read as text by every "
            "program; write 'NO' (boolean-text)",
            "content/contacts.yaml:5:21: [error] '+66 2 343 9300' cannot be rung in NO; "
            "compare it with the source (unverified_format: 'true' keeps it as it is) "
            "(phone-format)",
            "content/en/help-now/police.md:6:5: [error] a bare no is not read as text by "
            "every program; write 'no' (boolean-text)",
            "content/en/language.yaml:5:13: [error] a bare on is not read as text by every "
            "program; write 'on' (boolean-text)",
        ],
    ),
    "quoted booleans and flags are fine": (
        {
            POLICE_EN: ("  - ask 1\n", '  - "no"\n'),
            CONTACTS: ("short_code: 'true'", "short_code: true"),
        },
        [],
    ),
    "work that is not done": (
        {
            POLICE_EN: ("title: Call the police", "title: TODO"),
            WAGES_EN: ("- Write", "- TODO write"),
        },
        [
            "content/en/complaints/wages.md:19:3: [error] TODO stands here; write the text "
            "in its place (todo)",
            "content/en/help-now/police.md:2:8: [error] TODO stands here; write the text "
            "in its place (todo)",
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
