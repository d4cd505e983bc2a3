"""A small valid content folder to start from; tests change one thing in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.catalogue.loader import Loaded, load

TODAY = date(2026, 11, 21)

CATALOGUE = "content/catalogue.yaml"
SOURCES = "content/sources.yaml"
CONTACTS = "content/contacts.yaml"
FACTS = "content/facts/rights.yaml"
NAMES = "content/names.yaml"
TOWNS = "content/towns.yaml"
URGENT = "content/urgent.yaml"
ENGLISH = "content/en/language.yaml"
LAO = "content/lo/language.yaml"
VALUES = "content/values.yaml"
WAGE_FACTS = "content/facts/wages.yaml"
POLICE_EN = "content/en/help-now/police.md"
POLICE_LO = "content/lo/help-now/police.md"
WAGES_EN = "content/en/complaints/wages.md"
WAGES_LO = "content/lo/complaints/wages.md"

_QUESTIONS_EN = "".join(f"  - ask {number}\n" for number in range(1, 9))
_QUESTIONS_LO = "".join(f"  - ຖາມ {number}\n" for number in range(1, 9))

VALID: dict[str, str] = {
    CATALOGUE: """\
# A comment that stays.
topics:
  - id: help-now
    icon: "🆘"
    articles:
      - id: police
        icon: "👮"
        checked: 2026-11-01
        sources: [ministry]
        contacts: [th-police, th-unsure]
        related: [wages]
        # facts: none
  - id: complaints
    icon: "💬"
    articles:
      - id: wages
        icon: "💰"
        checked: 2026-11-01
        sources: [ministry]
        contacts: [th-police]
        facts: [pay-in-3-days]
""",
    SOURCES: """\
sources:
  - id: ministry
    title: Telephone list
    publisher: Ministry
    year: '2024'
    url: https://example.org/list
    as_of: '2026-10'
""",
    CONTACTS: """\
contacts:
  - id: th-police
    name: {en: Police, lo: ຕຳຫຼວດ}
    country: TH
    phones: ['191', '+66 2 343 9300']
    short_code: 'true'
    free: free
    for: [emergency]
    sources: [ministry]
    as_of: '2026'
    confidence: high
    note: {en: Thailand only, lo: ໃນໄທເທົ່ານັ້ນ}
  - id: th-unsure
    name: {en: Not sure, lo: ບໍ່ແນ່ໃຈ}
    country: TH
    phones: []
    free: unknown
    for: [general]
    sources: [ministry]
    as_of: '2026'
    confidence: low
  - id: th-office
    name: {en: Office, lo: ຫ້ອງການ}
    country: TH
    phones: []
    free: unknown
    for: [general]
    sources: [ministry]
    as_of: '2026'
    confidence: medium
""",
    FACTS: """\
facts:
  - id: pay-in-3-days
    fact: In Thailand wages are due within 3 days after a job ends.
    as_of: 2024-07
    source: ministry
    confidence: medium
    caution: An older text says 7 days.
""",
    NAMES: """\
countries:
  - {id: thailand, country: TH, names: {en: [Thailand], lo: [ໄທ]}}
provinces:
  - {id: bangkok, country: TH, names: {en: [Bangkok], lo: [ບາງກອກ], th: [กรุงเทพ], latin: [bkk]}}
agencies:
  - {id: help, contacts: [], names: {en: [Helpers]}}
""",
    URGENT: """\
categories:
  - article: police
    phrases: {en: [lock* + door], lo: [ບໍ່ໃຫ້ + ອອກ]}
calm: {en: [yesterday]}
""",
    ENGLISH: """\
name: English
script: latin
call_words: [call, ring]
topics:
  help-now: Help now
  complaints: Problems at work
""",
    LAO: """\
name: ລາວ
script: lao
call_words: [ໂທ]
topics:
  help-now: ຊ່ວຍເຫຼືອດ່ວນ
  complaints: ບັນຫາໃນວຽກ
""",
}


def _article(title: str, summary: str, questions: str, other: str, body: str) -> str:
    return (
        f"---\ntitle: {title}\nsummary: >-\n  {summary}\nquestions:\n{questions}{other}"
        f"translation: drafted\n---\n{body}"
    )


VALID |= {
    POLICE_EN: _article(
        "Call the police",
        "Call the number below.",
        _QUESTIONS_EN,
        "",
        "## What to do\n1. Call the [police](contact:th-police).\n\n"
        "## More\n- See [wages](article:wages).\n",
    ),
    POLICE_LO: _article(
        "ໂທຫາຕຳຫຼວດ",
        "ໂທຫາເບີຂ້າງລຸ່ມນີ້",
        _QUESTIONS_LO,
        "questions_other_scripts:\n  latin:\n    - to ha tamluat\n  thai:\n    - โทรหาตำรวจ\n",
        "## ເຮັດແນວໃດ\n1. ໂທຫາ [ຕຳຫຼວດ](contact:th-police)\n",
    ),
    WAGES_EN: _article(
        "Unpaid wages",
        "You have a right to your pay.",
        _QUESTIONS_EN.replace("ask", "pay"),
        "",
        "Before the first heading.\n\n## What to do\n- Write down the days.\n",
    ),
    WAGES_LO: _article(
        "ບໍ່ໄດ້ຄ່າແຮງ",
        "ເຈົ້າມີສິດໄດ້ຄ່າແຮງ",
        _QUESTIONS_LO.replace("ຖາມ", "ຄ່າແຮງ"),
        "",
        "## ເຮັດແນວໃດ\n- ຂຽນມື້ໄວ້\n",
    ),
}

WITH_VALUES: dict[str, str] = {
    VALUES: """\
values:
  - id: th-wage
    is: the lowest wage for a day in Thailand
    amount: '400'
    unit: THB
    fact: wage-2026
    since: 2026-07-01
    period_days: 113
""",
    CATALOGUE: VALID[CATALOGUE].replace("[pay-in-3-days]", "[pay-in-3-days, wage-2026]"),
    WAGE_FACTS: """\
facts:
  - id: wage-2026
    fact: From 1 July 2026 nobody may be paid less than 400 baht a day.
    as_of: 2026-07
    source: ministry
    confidence: high
""",
    ENGLISH: VALID[ENGLISH] + "units: {THB: '{number} baht'}\n",
    LAO: VALID[LAO] + "dates: {month: ເດືອນ M ປີ y}\nunits: {THB: '{number} ບາດ'}\n",
    WAGES_EN: VALID[WAGES_EN]
    .replace("your pay.", "your pay, {th-wage} a day.")
    .replace(
        "- Write down the days.\n",
        "- At least {th-wage} a day ({th-wage.date}).\n- {th-wage} since {th-wage.since}\n",
    ),
    WAGES_LO: VALID[WAGES_LO]
    .replace("ສິດໄດ້ຄ່າແຮງ", "ສິດໄດ້ມື້ລະ {th-wage}")
    .replace("- ຂຽນມື້ໄວ້", "- ມື້ລະ {th-wage} ({th-wage.date})\n- {th-wage} ແຕ່ {th-wage.since}"),
}
"""What changes in the valid content so that its articles name a value."""

EIGHT = "title: T\nsummary: S.\nquestions: [a, b, c, d, e, f, g, h]\ntranslation: drafted\n"
"""The front matter of a text that has nothing wrong in itself."""

Change = tuple[str, str] | str | None
"""What happens to a file: (old text, new text), its whole new text, or None to remove it."""


def write(folder: Path, changes: Mapping[str, Change]) -> None:
    """Write the valid content with ``changes`` into ``folder``; an old text must be there."""
    files: dict[str, str | None] = dict(VALID)
    for name, change in changes.items():
        if isinstance(change, tuple):
            before, (old, new) = files[name], change
            assert before is not None
            assert old in before, f"{old!r} is not in {name}"
            files[name] = before.replace(old, new, 1)
        else:
            files[name] = change
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, encoding="utf-8", newline="")


def loaded(folder: Path, changes: Mapping[str, Change] | None = None) -> Loaded:
    """Write the content into ``folder`` and load it."""
    write(folder, changes or {})
    return load(folder / "content", TODAY)
