"""What must be there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import (
    CATALOGUE,
    CONTACTS,
    EIGHT,
    ENGLISH,
    LAO,
    NAMES,
    POLICE_EN,
    POLICE_LO,
    URGENT,
    VALID,
    WAGES_EN,
    WAGES_LO,
    Change,
)

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "a missing translation": (
        {WAGES_LO: None},
        [
            "content/catalogue.yaml:16:13: [error] 'wages' has no text in 'lo'; write "
            "content/lo/complaints/wages.md (missing-translation)"
        ],
    ),
    "an article without any text": (
        {WAGES_LO: None, WAGES_EN: None},
        [
            "content/catalogue.yaml:16:13: [error] 'wages' has no text in any language; "
            "write it or remove the entry (missing-text)"
        ],
    ),
    "a topic without a title in one language": (
        {LAO: ("  complaints: ບັນຫາໃນວຽກ\n", "")},
        [
            "content/lo/language.yaml:5:3: [error] the topic 'complaints' has no title "
            "here; add it under 'topics' (missing-translation)"
        ],
    ),
    "a file without an entry": (
        {"content/en/complaints/wage.md": f"---\n{EIGHT}---\n"},
        [
            "content/en/complaints/wage.md:1:1: [error] 'wage' is not in catalogue.yaml; "
            "did you mean 'wages'? (unlisted-article)"
        ],
    ),
    "a file of a retired article": (
        {
            CATALOGUE: (
                "      - id: wages",
                "      - {id: old, retired: wages}\n      - id: wages",
            ),
            "content/en/complaints/old.md": f"---\n{EIGHT}---\n",
        },
        [
            "content/en/complaints/old.md:1:1: [error] 'old' is retired in catalogue.yaml; "
            "delete this file (unlisted-article)"
        ],
    ),
    "a file in the folder of another topic": (
        {WAGES_LO: None, "content/lo/help-now/wages.md": VALID[WAGES_LO]},
        [
            "content/lo/help-now/wages.md:1:1: [error] catalogue.yaml has 'wages' under "
            "'complaints'; move this file to content/lo/complaints/ (wrong-folder)"
        ],
    ),
    "an article without source": (
        {CATALOGUE: ("sources: [ministry]", "sources: []")},
        [
            "content/catalogue.yaml:6:13: [error] 'police' names no source; add 'sources: "
            "[id, …]' with ids of sources.yaml (missing-source)"
        ],
    ),
    "a sure contact without source, an unsure one without": (
        {
            CONTACTS: """contacts:
  - {id: th-police, name: {en: Police}, country: TH, phones: [], free: free, for: [],
     sources: [], as_of: '2026', confidence: high}
  - {id: th-unsure, name: {en: Not sure}, country: TH, phones: [], free: free, for: [],
     sources: [], as_of: '2026', confidence: low}
""",
            POLICE_EN: (
                "Call the [police](contact:th-police)",
                "Go to the [police](contact:th-police)",
            ),
            POLICE_LO: ("ໂທຫາ [", "ໄປຫາ ["),
        },
        [
            "content/contacts.yaml:2:10: [error] 'th-police' names no source; add "
            "'sources: [id, …]' with ids of sources.yaml (missing-source)",
            "content/contacts.yaml:4:10: [warning] 'th-unsure' names no source; add "
            "'sources: [id, …]' with ids of sources.yaml (missing-source)",
        ],
    ),
    "an article without contact": (
        {CATALOGUE: ("contacts: [th-police, th-unsure]", "contacts: []")},
        [
            "content/catalogue.yaml:6:13: [error] 'police' names no contact; add "
            "'contacts: [id, …]' with ids of contacts.yaml (missing-contact)"
        ],
    ),
    "a title for an unknown topic": (
        {ENGLISH: ("complaints: Problems", "complaint: Other\n  complaints: Problems")},
        [
            "content/en/language.yaml:6:14: [error] the topic 'complaint' is not in "
            "catalogue.yaml; did you mean 'complaints'? (unknown-topic)"
        ],
    ),
    "a contact's name under a code that is no language": (
        {CONTACTS: ("{en: Police, lo: ຕຳຫຼວດ}", "{en: Police, lao: ຕຳຫຼວດ}")},
        [
            "content/contacts.yaml:3:29: [warning] 'lao' is no language's code; write en, "
            "lo, th … (unknown-language)"
        ],
    ),
    "a name in letters that are no language's": (
        {NAMES: ("latin: [bkk]", "letters: [bkk]")},
        [
            "content/names.yaml:4:93: [warning] 'letters' is no language's code; write en, lo, "
            "th …, or latin (unknown-language)"
        ],
    ),
    "a contact's name in a language without folder is fine": (
        {CONTACTS: ("{en: Police, lo: ຕຳຫຼວດ}", "{en: Police, th: ตำรวจ}")},
        [],
    ),
    "examples and signs under an unknown script": (
        {
            URGENT: (
                "calm:",
                "    examples: {lo: [x], laotian: [x]}\nsigns: {lock: {eng: [x]}}\n"
                "calm_examples: {english: [x]}\ncalm:",
            )
        },
        [
            "content/urgent.yaml:4:34: [warning] 'laotian' is not among en, lao, latin, lo, "
            "thai; correct it, or add the language (unknown-language)",
            "content/urgent.yaml:5:21: [warning] 'eng' is not among en, lao, latin, lo, thai; "
            "correct it, or add the language (unknown-language)",
            "content/urgent.yaml:6:26: [warning] 'english' is not among en, lao, latin, lo, "
            "thai; correct it, or add the language (unknown-language)",
        ],
    ),
    "phrases and questions under an unknown script": (
        {URGENT: ("calm: {en:", "calm: {english:"), POLICE_LO: ("  thai:", "  thia:")},
        [
            "content/lo/help-now/police.md:18:5: [warning] 'thia' is not among lao, latin, "
            "thai; correct it, or add the language (unknown-language)",
            "content/urgent.yaml:4:17: [warning] 'english' is not among en, lao, latin, "
            "lo, thai; correct it, or add the language (unknown-language)",
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
