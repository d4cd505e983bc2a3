"""Content to print and to record, and a reader of the pages made of it."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.i18n import translators
from bot.review.edition import Edition
from bot.review.page import page
from bot.review.selection import chosen
from tests.catalogue.tree import (
    CATALOGUE,
    CONTACTS,
    POLICE_EN,
    POLICE_LO,
    TODAY,
    WAGES_LO,
    Change,
)

FACTS = "content/facts/calls.yaml"
KHMU_LANGUAGE = "content/kjg/language.yaml"
KHMU_WAGES = "content/kjg/complaints/wages.md"

CHANGES: Mapping[str, Change] = {
    FACTS: """\
facts:
  - id: call-191
    fact: Police in Thailand answer at 191 & all day.
    as_of: 2024-05
    source: ministry
    confidence: high
    caution: Ask again in 2027.
  - id: two-calls
    fact: Two calls cost 6 baht.
    as_of: '2023'
    confidence: low
    worked_from: [call-191]
""",
    CATALOGUE: ("related: [wages]\n", "related: [wages]\n        facts: [call-191, two-calls]\n"),
    CONTACTS: ("phones: []\n    free: unknown", "phones: ['+66 2 111 1111']\n    free: unknown"),
    POLICE_EN: (
        "1. Call the [police](contact:th-police).\n",
        "1. Call the [police](contact:th-police) & **stay**.\n2. Or the [office](contact:th-office).\n"
        "   Its people help.\n\nNothing else.\n",
    ),
    POLICE_LO: (
        "1. ໂທຫາ [ຕຳຫຼວດ](contact:th-police)\n",
        "1. ໂທຫາ[ຕຳຫຼວດ](contact:th-police)ກ່ອນ\n2. ຫຼື [ຫ້ອງການ](contact:th-office)\n\nໝົດແລ້ວ\n\n"
        "## ຕື່ມ\n- ເບິ່ງ[ຄ່າແຮງ](article:wages)\n",
    ),
    WAGES_LO: ("- ຂຽນມື້ໄວ້\n", "- ຂຽນມື້ໄວ້\n- ຂຽນຊົ່ວໂມງໄວ້\n"),
}
"""Of the articles, that on the police is the same line by line in both languages, that on wages not."""


class Told(HTMLParser):
    """Tables as rows of cells in plain text, and what else a test asks of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self.text = ""
        self._cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._cell = True
        if tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._cell:
            self.rows[-1][-1] += data

    def row(self, beginning: str) -> list[str]:
        """Return the one row whose first cell begins so."""
        (found,) = (row for row in self.rows if row[0].startswith(beginning))
        return found


def catalogue_of(folder: Path) -> Catalogue:
    """Return the catalogue of the content in ``folder``, which must be usable."""
    found = load(folder / "content", TODAY)
    assert found.catalogue is not None, found.problems
    return found.catalogue


def printed(catalogue: Catalogue, *names: str, order: tuple[str, ...] = ("lo", "en")) -> str:
    """Return the page for readers of the languages ``order``; others follow."""
    codes = (*order, *(code for code in catalogue.languages if code not in order))
    return page(Edition(catalogue, translators(codes), TODAY), chosen(catalogue, names))
