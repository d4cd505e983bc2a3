"""What cannot be read or understood: files, folders, YAML, front matter."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import (
    CATALOGUE,
    CONTACTS,
    ENGLISH,
    POLICE_EN,
    POLICE_LO,
    SOURCES,
    URGENT,
    Change,
)

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "a file is missing": (
        {SOURCES: None},
        [
            "content/sources.yaml:1:1: [error] this file is missing; restore it or write "
            "it anew (missing-file)"
        ],
    ),
    "YAML syntax": (
        {CATALOGUE: ('icon: "🆘"', 'icon: "🆘')},
        [
            "content/catalogue.yaml:7:16: [error] not readable as YAML: did not find "
            "expected key; look for a missing space after ':', a missing quote or wrong "
            "indentation on this line or the one above (yaml-syntax)"
        ],
    ),
    "an invisible control character": (
        {ENGLISH: ("English", "Eng\x07lish")},
        [
            "content/en/language.yaml:1:10: [error] not readable as YAML: the invisible "
            "character U+0007 stands here; delete it (yaml-syntax)"
        ],
    ),
    "a duplicate key": (
        {
            CATALOGUE: (
                "        checked: 2026-11-01\n",
                "        checked: 2026-11-01\n        checked: 2026-11-02\n",
            )
        },
        [
            "content/catalogue.yaml:9:9: [error] 'checked' stands here a second time "
            "(first on line 8); keep one of the two (duplicate-key)"
        ],
    ),
    "a key that is not text": (
        {ENGLISH: ("name: English", "name: English\n[a]: b")},
        [
            "content/en/language.yaml:2:1: [error] a key must be plain text; write 'name: "
            "value' (yaml-key)"
        ],
    ),
    "an alias": (
        {
            CATALOGUE: (
                "contacts: [th-police, th-unsure]",
                "contacts: &c [th-police]\n        related: *c",
            )
        },
        [
            "content/catalogue.yaml:11:18: [error] '*c' stands for a part written "
            "elsewhere, which is not allowed here; write that part out in full and remove "
            "'&c' (yaml-alias)",
            "content/catalogue.yaml:12:9: [error] 'related' stands here a second time "
            "(first on line 11); keep one of the two (duplicate-key)",
        ],
    ),
    "an alias inside itself": (
        {URGENT: "categories: &a [*a]\n"},
        [
            "content/urgent.yaml:1:17: [error] '*a' stands for a part written elsewhere, "
            "which is not allowed here; write that part out in full and remove '&a' "
            "(yaml-alias)"
        ],
    ),
    "two documents in one file": (
        {URGENT: "categories: []\n---\ncategories: []\n"},
        [
            "content/urgent.yaml:2:1: [error] not readable as YAML: '---' begins a second "
            "document here; keep one in each file; look for a missing space after ':', a "
            "missing quote or wrong indentation on this line or the one above (yaml-syntax)"
        ],
    ),
    "a missing key": (
        {CONTACTS: ("    country: TH\n", "")},
        ["content/contacts.yaml:2:5: [error] 'country' is missing; add the line (missing-key)"],
    ),
    "an unknown key in front matter": (
        {POLICE_EN: ("translation:", "translator: me\ntranslation:")},
        [
            "content/en/help-now/police.md:14:1: [error] 'translator' is not a known key; "
            "did you mean 'translation'? (unknown-key)"
        ],
    ),
    "a missing key of front matter": (
        {POLICE_EN: ("title: Call the police\n", "")},
        [
            "content/en/help-now/police.md:2:1: [error] 'title' is missing; add the line "
            "(missing-key)"
        ],
    ),
    "an empty title and a summary of blanks": (
        {
            POLICE_EN: ("title: Call the police", "title:"),
            POLICE_LO: ("summary: >-\n  ໂທຫາເບີຂ້າງລຸ່ມນີ້", 'summary: "  "'),
        },
        [
            "content/en/help-now/police.md:2:7: [error] 'title' is empty; write its value "
            "or remove the line (wrong-value)",
            "content/lo/help-now/police.md:3:10: [error] 'summary' must not be empty (wrong-value)",
        ],
    ),
    "a list where text is expected": (
        {POLICE_EN: ("title: Call the police", "title: [Call]")},
        ["content/en/help-now/police.md:2:8: [error] 'title' must be text (wrong-value)"],
    ),
    "text where a list is expected": (
        {CATALOGUE: ("sources: [ministry]", "sources: ministry")},
        [
            "content/catalogue.yaml:9:18: [error] 'sources' must be a list ('- item' "
            "lines), not 'ministry' (wrong-value)"
        ],
    ),
    "a day that does not exist": (
        {CATALOGUE: ("2026-11-01", "2026-11-31")},
        [
            "content/catalogue.yaml:8:18: [error] 'checked' must be a day such as "
            "2026-11-21, not '2026-11-31' (wrong-value)"
        ],
    ),
    "a date written the wrong way round": (
        {CATALOGUE: ("2026-11-01", "01.11.2026")},
        [
            "content/catalogue.yaml:8:18: [error] 'checked' must be a day such as "
            "2026-11-21, not '01.11.2026' (wrong-value)"
        ],
    ),
    "an as_of that is no date": (
        {SOURCES: ("'2026-10'", "'autumn 2026'")},
        [
            "content/sources.yaml:7:12: [error] 'as_of' must be a year, month or day: "
            "2026, 2026-11 or 2026-11-21, not 'autumn 2026' (wrong-value)"
        ],
    ),
    "a word that is not among those allowed": (
        {CONTACTS: ("confidence: high", "confidence: sure")},
        [
            "content/contacts.yaml:11:17: [error] 'confidence' must be 'high', 'medium' or "
            "'low', not 'sure' (wrong-value)"
        ],
    ),
    "a flag that is neither true nor false": (
        {CONTACTS: ("short_code: 'true'", "short_code: 'maybe'")},
        [
            "content/contacts.yaml:6:17: [error] 'short_code' must be true or false, not "
            "'maybe' (wrong-value)"
        ],
    ),
    "a latitude beyond the pole": (
        {
            CONTACTS: (
                "    free: free\n",
                "    free: free\n    latitude: '100'\n    longitude: '102.6'\n",
            )
        },
        [
            "content/contacts.yaml:8:15: [error] 'latitude' must be at most 90.0, not "
            "'100' (wrong-value)"
        ],
    ),
    "a name without English": (
        {CONTACTS: ("{en: Police, lo: ຕຳຫຼວດ}", "{lo: ຕຳຫຼວດ}")},
        [
            "content/contacts.yaml:3:11: [error] 'name' needs a line 'en: …': it is shown "
            "where another language lacks it (wrong-value)"
        ],
    ),
    "a translation that is neither drafted nor reviewed": (
        {POLICE_EN: ("drafted", "done")},
        [
            "content/en/help-now/police.md:14:14: [error] 'translation' must be 'drafted' "
            "or 'reviewed: {by: name, on: 2026-11-21}', not 'done' (wrong-value)"
        ],
    ),
    "an entry that is only a word": (
        {
            CATALOGUE: (
                "articles:\n      - id: wages",
                "articles:\n      - wages\n      - id: wages",
            )
        },
        [
            "content/catalogue.yaml:16:9: [error] this entry must be a mapping ('name: "
            "value' lines), not 'wages' (wrong-value)"
        ],
    ),
    "no topics": (
        {CATALOGUE: "topics: []\n"},
        ["content/catalogue.yaml:1:9: [error] 'topics' must have at least one entry (wrong-value)"],
    ),
    "an empty file": (
        {CONTACTS: ""},
        ["content/contacts.yaml:1:1: [error] 'contacts' is missing; add the line (missing-key)"],
    ),
    "an article without front matter": (
        {POLICE_EN: "## Only text\nHello\n"},
        [
            "content/en/help-now/police.md:1:1: [error] the first line must be '---'; "
            "title, summary and questions follow, then '---' again (front-matter)"
        ],
    ),
    "front matter that does not end": (
        {POLICE_EN: "---\ntitle: Call the police\n"},
        [
            "content/en/help-now/police.md:1:1: [error] the part that begins with '---' "
            "does not end; write '---' on a line before the text (front-matter)"
        ],
    ),
    "an empty article file": (
        {POLICE_EN: ""},
        [
            "content/en/help-now/police.md:1:1: [error] the first line must be '---'; "
            "title, summary and questions follow, then '---' again (front-matter)"
        ],
    ),
    "all faults of several files at once": (
        {
            CATALOGUE: ('icon: "👮"', 'icom: "👮"'),
            CONTACTS: ("country: TH", "country:"),
            POLICE_EN: ("translation: drafted\n", ""),
        },
        [
            "content/catalogue.yaml:6:9: [error] 'icon' is missing; add the line (missing-key)",
            "content/catalogue.yaml:7:9: [error] 'icom' is not a known key; did you mean "
            "'icon'? (unknown-key)",
            "content/contacts.yaml:4:13: [error] 'country' is empty; write its value or "
            "remove the line (wrong-value)",
            "content/en/help-now/police.md:2:1: [error] 'translation' is missing; add the "
            "line (missing-key)",
        ],
    ),
    "an article outside a topic's folder": (
        {"content/en/loose.md": "---\n---\n"},
        [
            "content/en/loose.md:1:1: [warning] this is no article: those are "
            "en/<topic>/<id>.md; move or delete it (stray-file)"
        ],
    ),
    "a file that is no article": (
        {"content/en/help-now/police.md.txt": "copy"},
        [
            "content/en/help-now/police.md.txt:1:1: [warning] this is no article: those "
            "are en/<topic>/<id>.md; move or delete it (stray-file)"
        ],
    ),
    "a file that is no file of facts": (
        {"content/facts/notes.md": "to do"},
        [
            "content/facts/notes.md:1:1: [warning] this is no file of facts: those end in "
            ".yaml; move or delete it (stray-file)"
        ],
    ),
    "a folder with articles but without language.yaml": (
        {"content/km/help-now/police.md": "---\n---\n"},
        [
            "content/km/language.yaml:1:1: [error] 'km' holds articles but is no language "
            "yet; add this file (README.md in content shows it) or move them (missing-file)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
