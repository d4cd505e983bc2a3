"""Markdown that cannot be shown."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import CONTACTS, POLICE_EN, POLICE_LO, Change

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "HTML in a text": (
        {POLICE_EN: ("Call the [police]", "Call <b>now</b> the [police]")},
        [
            "content/en/help-now/police.md:17:9: [error] '<b>' is HTML, which cannot be "
            "shown; use **bold**, '## ' headings, new lines (raw-html)"
        ],
    ),
    "HTML in a contact and a summary": (
        {
            CONTACTS: ("Thailand only", "Thailand<br/>only"),
            POLICE_EN: ("Call the number below.", "Call&nbsp;now."),
        },
        [
            "content/contacts.yaml:12:16: [error] '<br/>' is HTML, which cannot be shown; "
            "use **bold**, '## ' headings, new lines (raw-html)",
            "content/en/help-now/police.md:3:10: [error] '&nbsp;' is HTML, which cannot be "
            "shown; use **bold**, '## ' headings, new lines (raw-html)",
        ],
    ),
    "a sign that is no HTML is fine": (
        {POLICE_EN: ("1. Call the", "1. 3 < 5 & 7 > 6, call the")},
        [],
    ),
    "a heading of another level": (
        {POLICE_EN: ("## More", "### More")},
        [
            "content/en/help-now/police.md:19:1: [error] a heading is written '## ' and "
            "its title, nothing else; correct this line (heading)"
        ],
    ),
    "a heading without a blank": (
        {POLICE_EN: ("## More", "##More")},
        [
            "content/en/help-now/police.md:19:1: [error] a heading is written '## ' and "
            "its title, nothing else; correct this line (heading)"
        ],
    ),
    "a heading without words": (
        {POLICE_EN: ("## More", "##")},
        [
            "content/en/help-now/police.md:19:1: [error] a heading is written '## ' and "
            "its title, nothing else; correct this line (heading)"
        ],
    ),
    "a heading underlined": (
        {POLICE_EN: ("## More", "More\n====")},
        [
            "content/en/help-now/police.md:20:1: [error] a heading is written '## ' and "
            "its title, nothing else; correct this line (heading)"
        ],
    ),
    "a heading without text under it": (
        {POLICE_EN: ("- See [wages](article:wages).\n", "")},
        [
            "content/en/help-now/police.md:19:1: [error] nothing stands under 'More'; "
            "write its text or remove the heading (heading)"
        ],
    ),
    "a table": (
        {POLICE_EN: ("- See [wages](article:wages).", "| a | b |\n|---|---|\n| 1 | 2 |")},
        [
            "content/en/help-now/police.md:20:1: [error] a table does not fit a phone; "
            "write a list, one thing per line (table)",
            "content/en/help-now/police.md:21:1: [error] a table does not fit a phone; "
            "write a list, one thing per line (table)",
            "content/en/help-now/police.md:22:1: [error] a table does not fit a phone; "
            "write a list, one thing per line (table)",
        ],
    ),
    "an image": (
        {POLICE_EN: ("- See", "- ![map](https://example.org/a.png) See")},
        [
            "content/en/help-now/police.md:20:3: [error] articles hold no pictures; say it "
            "in words (image)"
        ],
    ),
    "a nested list": (
        {POLICE_EN: ("- See", "- See\n  - inner")},
        [
            "content/en/help-now/police.md:21:1: [error] a list inside a list; begin the "
            "line without blanks, or make another part (nested-list)"
        ],
    ),
    "code, a quotation, a line across": (
        {POLICE_EN: ("- See", "- `code`\n> said\n\n* * *\n~~old~~ [^1]\n\n      far\n- See")},
        [
            "content/en/help-now/police.md:20:3: [error] code (`) cannot be shown; use "
            "only **bold**, lists and links (other-markup)",
            "content/en/help-now/police.md:21:1: [error] a quotation (>) cannot be shown; "
            "use only **bold**, lists and links (other-markup)",
            "content/en/help-now/police.md:23:1: [error] a line drawn across cannot be "
            "shown; use only **bold**, lists and links (other-markup)",
            "content/en/help-now/police.md:24:1: [error] crossed-out or hidden text cannot "
            "be shown; use only **bold**, lists and links (other-markup)",
            "content/en/help-now/police.md:24:9: [error] a footnote cannot be shown; use "
            "only **bold**, lists and links (other-markup)",
            "content/en/help-now/police.md:26:1: [error] a line that begins with four "
            "blanks cannot be shown; use only **bold**, lists and links (other-markup)",
        ],
    ),
    "bold that does not end": (
        {POLICE_EN: ("- See", "- **See")},
        [
            "content/en/help-now/police.md:20:3: [error] '**' does not end on this line; "
            "write '**' at both ends of the bold words (other-markup)"
        ],
    ),
    "Markdown in title and summary": (
        {
            POLICE_EN: ("Call the police", "Call **now**"),
            POLICE_LO: ("ໂທຫາເບີຂ້າງລຸ່ມນີ້", "[ໂທ](contact:th-police)"),
        },
        [
            "content/en/help-now/police.md:2:8: [error] '**' is Markdown, but the title is "
            "plain text; write plain sentences (plain-text)",
            "content/lo/help-now/police.md:3:10: [error] '](' is Markdown, but the summary "
            "is plain text; write plain sentences (plain-text)",
        ],
    ),
    "a list in a summary": (
        {POLICE_EN: ("summary: >-\n  Call", "summary: |\n  - Call")},
        [
            "content/en/help-now/police.md:3:10: [error] '-' is Markdown, but the summary "
            "is plain text; write plain sentences (plain-text)"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected
