"""Links."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import POLICE_EN, POLICE_LO, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "a link without words": (
        {POLICE_EN: ("[wages](", "[](")},
        [
            "content/en/help-now/police.md:20:7: [error] the link to 'article:wages' has "
            "no words; write [words](article:wages) (broken-link)"
        ],
    ),
    "a link that is not complete": (
        {POLICE_EN: ("[wages](article:wages)", "[wages]( article:wages)")},
        [
            "content/en/help-now/police.md:20:13: [error] this link is not complete; write "
            "[words](contact:id) without blanks inside () (broken-link)"
        ],
    ),
    "a target without brackets": (
        {POLICE_EN: ("[wages](article:wages)", "article:wages")},
        [
            "content/en/help-now/police.md:20:7: [error] this link is not complete; write "
            "[words](contact:id) without blanks inside () (broken-link)"
        ],
    ),
    "an unknown scheme and http": (
        {POLICE_EN: ("[wages](article:wages)", "[wages](topic:wages) [site](http://example.org)")},
        [
            "content/en/help-now/police.md:20:7: [error] 'topic:wages' leads nowhere; a "
            "link leads to contact:id, article:id or https://… (broken-link)",
            "content/en/help-now/police.md:20:28: [error] 'http://example.org' leads "
            "nowhere; a link leads to contact:id, article:id or https://… (broken-link)",
        ],
    ),
    "no target": (
        {POLICE_EN: ("[wages](article:wages)", "[wages]()")},
        [
            "content/en/help-now/police.md:20:7: [error] '' leads nowhere; a link leads to "
            "contact:id, article:id or https://… (broken-link)"
        ],
    ),
    "an address that is not complete": (
        {POLICE_EN: ("article:wages", "https://example")},
        [
            "content/en/help-now/police.md:20:7: [error] 'https://example' is not a "
            "complete address; write https:// and the whole address (broken-link)"
        ],
    ),
    "an address that is no address": (
        {POLICE_EN: ("article:wages", "https://[x.y")},
        [
            "content/en/help-now/police.md:20:7: [error] 'https://[x.y' is not a complete "
            "address; write https:// and the whole address (broken-link)"
        ],
    ),
    "a web page is fine": (
        {POLICE_EN: ("article:wages", "https://example.org/wages?a=1#b")},
        [],
    ),
    "a contact of low confidence": (
        {POLICE_EN: ("- See [wages](article:wages)", "- See [them](contact:th-unsure)")},
        [
            "content/en/help-now/police.md:20:7: [error] 'th-unsure' is of low confidence, "
            "nobody has confirmed it; link another contact (unconfirmed-contact)"
        ],
    ),
    "a number to call that is none": (
        {POLICE_EN: ("- See [wages](article:wages)", "- Ring the [office](contact:th-office)")},
        [
            "content/en/help-now/police.md:20:12: [error] the text says to call "
            "'th-office', which has no number; link another contact or say how else it is "
            "reached (contact-without-number)"
        ],
    ),
    "a number to call that is none, in Lao": (
        {POLICE_LO: ("contact:th-police", "contact:th-office")},
        [
            "content/lo/help-now/police.md:22:9: [error] the text says to call "
            "'th-office', which has no number; link another contact or say how else it is "
            "reached (contact-without-number)"
        ],
    ),
    "an office without a number is fine when nobody is told to call": (
        {
            POLICE_EN: (
                "- See [wages](article:wages)",
                "- Recall: call somebody. Go to the [office](contact:th-office)",
            )
        },
        [],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
