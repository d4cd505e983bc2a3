"""Checklists: what is read, and the words in which a fault is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.catalogue.checklist import ChecklistGroup, ChecklistItem
from tests.catalogue.conftest import Faults
from tests.catalogue.tree import ENGLISH, LAO, VALID, Change, loaded

LISTS = "content/checklists.yaml"
EN = "content/en/checklists/going.yaml"
LO = "content/lo/checklists/going.yaml"

GOOD: dict[str, Change] = {
    LISTS: """\
checklists:
  - id: going
    icon: "🎒"
    topic: complaints
    articles: [wages]
    checked: 2026-11-01
    sources: [ministry]
    groups:
      - id: papers
        items:
          - {number: 1, icon: "📘", article: police}
          - {number: 3, icon: "📝"}
      - id: money
        items:
          - {number: 2, icon: "💰", article: wages, facts: [pay-in-3-days]}
""",
    EN: """\
title: Going
intro: Tick it.
groups: {papers: Papers, money: Money}
items:
  1: I have a passport
  2: Paid within 3 days
  3: I have a contract
translation: drafted
""",
    LO: """\
title: ໄປ
intro: ຕິກ
groups: {papers: ເອກະສານ, money: ເງິນ}
items:
  1: ຂ້ອຍມີພາສປອດ
  2: ໄດ້ເງິນພາຍໃນ 3 ມື້
  3: ຂ້ອຍມີສັນຍາ
translation: {reviewed: {by: Noy, on: 2026-11-20}}
""",
}


def changed(file: str, old: str, new: str) -> dict[str, Change]:
    """Return the good lists with one change."""
    text = GOOD[file]
    assert isinstance(text, str)
    assert old in text
    return {**GOOD, file: text.replace(old, new, 1)}


def test_a_list_is_read_with_its_groups_and_its_words_in_each_language(workplace: Path) -> None:
    found = loaded(workplace, GOOD)
    assert found.problems == ()
    assert found.catalogue
    one = found.catalogue.checklists["going"]
    assert one.groups[0] == ChecklistGroup(
        "papers", (ChecklistItem(1, "📘", "police"), ChecklistItem(3, "📝"))
    )
    assert [item.bit for item in one.items()] == [1, 4, 2]
    assert (one.topic, one.articles, one.sources) == ("complaints", ("wages",), ("ministry",))
    assert one.text("en").items == {
        1: "I have a passport", 2: "Paid within 3 days", 3: "I have a contract"
    }  # fmt: skip
    assert one.text("lo").groups == {"papers": "ເອກະສານ", "money": "ເງິນ"}
    assert [one.text(code).reviewed for code in ("en", "lo")] == [False, True]


def test_ticks_of_items_that_are_gone_do_not_count(workplace: Path) -> None:
    catalogue = loaded(workplace, GOOD).catalogue
    assert catalogue
    assert catalogue.checklists["going"].known(0b11010) == 0b010


def test_content_without_checklists_is_whole(workplace: Path) -> None:
    found = loaded(workplace)
    assert found.problems == ()
    assert found.catalogue
    assert found.catalogue.checklists == {}


def test_what_a_language_lacks_is_shown_in_english(workplace: Path) -> None:
    changes = {**changed(LO, "  3: ຂ້ອຍມີສັນຍາ\n", ""), LAO: VALID[LAO] + "unfinished: 'true'\n"}
    found = loaded(workplace, changes)
    assert found.errors == ()
    assert found.catalogue
    assert found.catalogue.checklists["going"].text("lo").items[3] == "I have a contract"


ONE_SLIP: dict[str, tuple[Mapping[str, Change], str]] = {
    "an item without text": (
        changed(LO, "  3: ຂ້ອຍມີສັນຍາ\n", ""),
        f"{LO}:5:3: [error] '3' is missing under 'items'; write it (checklist-text)",
    ),
    "a text without item": (
        changed(EN, "  3: I", "  4: I go\n  3: I"),
        f"{EN}:7:6: [error] '4' is not in the list of checklists.yaml; correct or remove it "
        "(checklist-text)",
    ),
    "a heading that is missing": (
        changed(EN, "{papers: Papers, money: Money}", "{papers: Papers}"),
        f"{EN}:3:9: [error] 'money' is missing under 'groups'; write it (checklist-text)",
    ),
    "no text in a language": (
        {**GOOD, LO: None},
        f"{LISTS}:2:9: [error] 'going' has no text in 'lo'; write {LO} (checklist-text)",
    ),
    "a text of no list": (
        {**GOOD, EN.replace("going", "gone"): GOOD[EN]},
        f"{EN.replace('going', 'gone')}:1:1: [error] 'gone' is not in checklists.yaml; did you mean "
        "'going'? (checklist-text)",
    ),
    "a number twice": (
        changed(LISTS, "number: 3", "number: 2"),
        f"{LISTS}:15:22: [error] the number 2 stands twice in 'going'; take one that the list never "
        "had (checklist-number)",
    ),
    "a number too high": (
        changed(LISTS, "number: 3", "number: 33"),
        f"{LISTS}:12:22: [error] 'groups.1.items.2.number' must be at most 32, not '33' (wrong-value)",
    ),
    "an icon twice": (
        changed(LISTS, "📝", "📘"),
        f"{LISTS}:12:31: [error] 📘 stands twice in 'papers'; choose another (checklist-number)",
    ),
    "no emoji": (
        changed(LISTS, "📝", "x"),
        f"{LISTS}:12:31: [error] 'x' is not one emoji; choose one picture (not-an-emoji)",
    ),
    "a long item": (
        changed(EN, "I have a contract", "I " * 33),
        f"{EN}:7:6: [error] this has 65 characters, at most 64 fit; shorten it (checklist-too-long)",
    ),
    "a figure of another item": (
        changed(LISTS, ", facts: [pay-in-3-days]", ""),
        f"{EN}:6:6: [error] '3 days' is in no fact of this item of 'going'; correct it, or if it is "
        "meant add 'pay-in-3-days' to its facts in checklists.yaml (figure-without-fact)",
    ),
    "figures that differ": (
        changed(LO, "ພາຍໃນ 3 ມື້", "ໄວ"),
        f"{LO}:6:6: [warning] the figures differ from the English line ('Paid within 3 days'); "
        "correct the wrong text (figures-differ)",
    ),
    "an article that is not there": (
        changed(LISTS, "article: police", "article: polise"),
        f"{LISTS}:11:45: [error] 'polise' is not in catalogue.yaml; did you mean 'police'? "
        "(unknown-article)",
    ),
    "an offering article that is not there": (
        changed(LISTS, "articles: [wages]", "articles: [wage]"),
        f"{LISTS}:5:16: [error] 'wage' is not in catalogue.yaml; did you mean 'wages'? "
        "(unknown-article)",
    ),
    "a topic that is not there": (
        changed(LISTS, "topic: complaints", "topic: complaint"),
        f"{LISTS}:4:12: [error] the topic 'complaint' is not in catalogue.yaml; did you mean "
        "'complaints'? (unknown-topic)",
    ),
    "Markdown": (
        changed(EN, "a passport", "a **passport**"),
        f"{EN}:5:6: [error] '**' would be shown as it is; write a plain sentence (plain-text)",
    ),
    "a value": (
        changed(EN, "a passport", "'{th-wage}'"),
        f"{EN}:5:6: [error] '{{' would be shown as it is; write a plain sentence (plain-text)",
    ),
    "a number to call": (
        changed(EN, "I have a passport", "I know 191"),
        f"{EN}:5:6: [error] '191' is a phone number in digits; name an article with the contact "
        "instead (phone-in-text)",
    ),
    "a source that is missing": (
        changed(LISTS, "sources: [ministry]", "sources: []"),
        f"{LISTS}:15:60: [error] 'pay-in-3-days' comes from 'ministry'; add that to the list's "
        "sources (fact-source-unnamed)",
    ),
    "nobody checked it": (
        changed(LISTS, "checked: 2026-11-01", "checked: 2025-11-01"),
        f"{LISTS}:6:14: [warning] 'going' was last checked 385 days ago (at most 365); check it again "
        "and set today's date (overdue)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", ONE_SLIP)
def test_one_slip_is_told_in_one_line_with_its_place_and_remedy(faults: Faults, slip: str) -> None:
    changes, told = ONE_SLIP[slip]
    assert told in faults(changes)


def test_a_stray_file_beside_the_lists_is_named(faults: Faults) -> None:
    stray = {**GOOD, "content/en/checklists/notes.txt": "x\n", ENGLISH: VALID[ENGLISH]}
    assert any("notes.txt" in line and "stray-file" in line for line in faults(stray))
