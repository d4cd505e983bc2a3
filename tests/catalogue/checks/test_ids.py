"""Ids: well-formed, not twice, leading somewhere."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import (
    CATALOGUE,
    CONTACTS,
    FACTS,
    NAMES,
    POLICE_EN,
    URGENT,
    VALID,
    Change,
)

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "an id that no button can carry": (
        {
            CATALOGUE: ("id: wages", "id: Wages_2"),
            "content/en/complaints/Wages_2.md": None,
            POLICE_EN: ("article:wages", "article:Wages_2"),
        },
        [
            "content/catalogue.yaml:11:19: [error] 'wages' is not in catalogue.yaml; did "
            "you mean 'Wages_2'? (unknown-article)",
            "content/catalogue.yaml:16:13: [error] 'Wages_2' cannot be an id: use small "
            "letters a-z, digits and single hyphens, at most 40 signs, because Telegram's "
            "buttons and links carry no more (bad-id)",
            "content/catalogue.yaml:16:13: [error] 'Wages_2' has no text in any language; "
            "write it or remove the entry (missing-text)",
            "content/en/complaints/wages.md:1:1: [error] 'wages' is not in catalogue.yaml; "
            "did you mean 'Wages_2'? (unlisted-article)",
            "content/lo/complaints/wages.md:1:1: [error] 'wages' is not in catalogue.yaml; "
            "did you mean 'Wages_2'? (unlisted-article)",
        ],
    ),
    "an id of more than 40 characters": (
        {CONTACTS: ("id: th-office", "id: th-office-of-a-ministry-with-a-very-long-name")},
        [
            "content/contacts.yaml:22:9: [error] "
            "'th-office-of-a-ministry-with-a-very-long-name' cannot be an id: use small "
            "letters a-z, digits and single hyphens, at most 40 signs, because Telegram's "
            "buttons and links carry no more (bad-id)"
        ],
    ),
    "a language folder with a bad name": (
        {
            "content/zh_CN/language.yaml": 'name: 中文\nscript: latin\nunfinished: "true"\ntopics: {}\n'
        },
        [
            "content/catalogue.yaml:6:13: [warning] 'police' has no text in 'zh_CN'; write "
            "content/zh_CN/help-now/police.md (missing-translation)",
            "content/catalogue.yaml:16:13: [warning] 'wages' has no text in 'zh_CN'; write "
            "content/zh_CN/complaints/wages.md (missing-translation)",
            "content/zh_CN/language.yaml:1:1: [error] the folder's name: 'zh_CN' cannot be "
            "an id: use small letters a-z, digits and single hyphens, at most 40 signs, "
            "because Telegram's buttons and links carry no more (bad-id)",
            "content/zh_CN/language.yaml:4:9: [warning] the topic 'complaints' has no "
            "title here; add it under 'topics' (missing-translation)",
            "content/zh_CN/language.yaml:4:9: [warning] the topic 'help-now' has no title "
            "here; add it under 'topics' (missing-translation)",
        ],
    ),
    "two contacts with one id": (
        {CONTACTS: ("id: th-office", "id: th-unsure")},
        [
            "content/contacts.yaml:22:9: [error] the contact 'th-unsure' stands already on "
            "line 13; rename or remove one of the two (duplicate-id)"
        ],
    ),
    "two articles with one id": (
        {
            CATALOGUE: (
                "      - id: wages",
                '      - {id: police, icon: "💰", checked: 2026-11-01,\n'
                "         sources: [ministry], contacts: [th-police]}\n      - id: wages",
            )
        },
        [
            "content/catalogue.yaml:16:14: [error] the article 'police' stands already on "
            "line 6; rename or remove one of the two (duplicate-id)"
        ],
    ),
    "an id twice in one list": (
        {CATALOGUE: ("[th-police, th-unsure]", "[th-police, th-police]")},
        [
            "content/catalogue.yaml:10:31: [error] 'th-police' stands twice in contacts; "
            "remove one (duplicate-id)"
        ],
    ),
    "an unknown source of an article": (
        {CATALOGUE: ("sources: [ministry]", "sources: [ministery, ministry]")},
        [
            "content/catalogue.yaml:9:19: [error] 'ministery' is not in sources.yaml; did "
            "you mean 'ministry'? (unknown-source)"
        ],
    ),
    "an unknown source of a contact": (
        {CONTACTS: ("sources: [ministry]", "sources: [who]")},
        [
            "content/contacts.yaml:9:15: [error] 'who' is not in sources.yaml; correct it, "
            "or add the entry there (unknown-source)"
        ],
    ),
    "an unknown source of a fact": (
        {FACTS: ("source: ministry", "source: ministery")},
        [
            "content/facts/rights.yaml:5:13: [error] 'ministery' is not in sources.yaml; did "
            "you mean 'ministry'? (unknown-source)"
        ],
    ),
    "an unknown fact of an article": (
        {CATALOGUE: ("[pay-in-3-days]", "[pay-in-3-day]")},
        [
            "content/catalogue.yaml:21:17: [error] 'pay-in-3-day' is not in facts/; did you "
            "mean 'pay-in-3-days'? (unknown-fact)"
        ],
    ),
    "an unknown fact that an example was worked out from": (
        {FACTS: ("source: ministry", "worked_from: [wage]")},
        [
            "content/facts/rights.yaml:5:19: [error] 'wage' is not in facts/; correct it, or "
            "add the entry there (unknown-fact)"
        ],
    ),
    "two facts with one id in two files": (
        {"content/facts/worked.yaml": VALID[FACTS]},
        [
            "content/facts/worked.yaml:2:9: [error] the fact 'pay-in-3-days' stands already "
            "on line 2 of content/facts/rights.yaml; rename or remove one of the two "
            "(duplicate-id)"
        ],
    ),
    "a fact's id of more than 64 characters": (
        {FACTS: ("id: pay-in-3-days", f"id: {'pay-' * 16}3"), CATALOGUE: ("[pay-in-3-days]", "[]")},
        [
            "content/facts/rights.yaml:2:9: [error] "
            "'pay-pay-pay-pay-pay-pay-pay-pay-pay-pay-pay-pay-pay-pay-pay-pay-3' cannot be an "
            "id: use small letters a-z, digits and single hyphens, at most 64 signs, because "
            "Telegram's buttons and links carry no more (bad-id)"
        ],
    ),
    "nothing about facts when one of their files cannot be read": (
        {"content/facts/worked.yaml": "facts: [\n", CATALOGUE: ("[pay-in-3-days]", "[x]")},
        [
            "content/facts/worked.yaml:2:1: [error] not readable as YAML: did not find "
            "expected node content; look for a missing space after ':', a missing quote or "
            "wrong indentation on this line or the one above (yaml-syntax)"
        ],
    ),
    "an unknown contact of an article": (
        {CATALOGUE: ("[th-police, th-unsure]", "[th-polise]")},
        [
            "content/catalogue.yaml:10:20: [error] 'th-polise' is not in contacts.yaml; "
            "did you mean 'th-police'? (unknown-contact)"
        ],
    ),
    "an unknown contact of an agency": (
        {NAMES: ("contacts: []", "contacts: [th-polise]")},
        [
            "content/names.yaml:6:27: [error] 'th-polise' is not in contacts.yaml; did you "
            "mean 'th-police'? (unknown-contact)"
        ],
    ),
    "a name's id of more than 20 characters": (
        {NAMES: ("id: help", "id: help-of-every-kind-here")},
        [
            "content/names.yaml:6:10: [error] 'help-of-every-kind-here' cannot be an id: use "
            "small letters a-z, digits and single hyphens, at most 20 signs, because "
            "Telegram's buttons and links carry no more (bad-id)"
        ],
    ),
    "an agency with the id of a place": (
        {NAMES: ("id: help", "id: bangkok")},
        [
            "content/names.yaml:6:10: [error] the name 'bangkok' stands already on line 4; "
            "rename or remove one of the two (duplicate-id)"
        ],
    ),
    "an unknown contact in a link": (
        {POLICE_EN: ("contact:th-police", "contact:la-police")},
        [
            "content/en/help-now/police.md:17:13: [error] 'la-police' is not in "
            "contacts.yaml; did you mean 'th-police'? (unknown-contact)"
        ],
    ),
    "an unknown related article": (
        {CATALOGUE: ("related: [wages]", "related: [wage]")},
        [
            "content/catalogue.yaml:11:19: [error] 'wage' is not in catalogue.yaml; did "
            "you mean 'wages'? (unknown-article)"
        ],
    ),
    "an article related to itself": (
        {CATALOGUE: ("related: [wages]", "related: [police]")},
        [
            "content/catalogue.yaml:11:19: [error] 'police' is related to itself; name "
            "another article (unknown-article)"
        ],
    ),
    "an unknown article in a link": (
        {POLICE_EN: ("article:wages", "article:passport")},
        [
            "content/en/help-now/police.md:20:7: [error] 'passport' is not in "
            "catalogue.yaml; correct it, or add the entry there (unknown-article)"
        ],
    ),
    "a retired article that leads nowhere": (
        {
            CATALOGUE: (
                "      - id: wages",
                "      - {id: old, retired: nowhere}\n      - id: wages",
            )
        },
        [
            "content/catalogue.yaml:16:28: [error] 'nowhere' is not in catalogue.yaml; "
            "correct it, or add the entry there (unknown-article)"
        ],
    ),
    "a danger category of an unknown article": (
        {URGENT: ("article: police", "article: polices")},
        [
            "content/urgent.yaml:2:14: [error] 'polices' is not in catalogue.yaml; did you "
            "mean 'police'? (unknown-article)"
        ],
    ),
    "nothing about contacts when their file cannot be read": (
        {CONTACTS: "contacts: [\n"},
        [
            "content/contacts.yaml:2:1: [error] not readable as YAML: did not find "
            "expected node content; look for a missing space after ':', a missing quote or "
            "wrong indentation on this line or the one above (yaml-syntax)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
