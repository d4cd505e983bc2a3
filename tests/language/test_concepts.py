from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.loader import load
from bot.language.concepts import Concepts, standard

CONTENT = Path(__file__).parents[2] / "content"
PLACES = frozenset((
    "laos", "thailand", "korea", "japan", "malaysia",
    "lao_place", "thai_place", "golden_triangle",
))  # fmt: skip


@pytest.mark.parametrize(
    ("concept", "texts"),
    [
        (
            "employer",
            ["my boss", "ນາຍຈ້າງ", "นายจ้าง", "nai jang", "naychang", "thao kae", "the owners"],
        ),
        ("wage", ["salary", "ຄ່າແຮງ", "ค่าแรง", "kha heng", "ngern deuan"]),
        ("not_paid", ["he doesn't pay", "has not paid", "ບໍ່ຈ່າຍ", "ไม่จ่าย", "bor jai", "baw chay"]),
        ("passport", ["passports", "ພາສປອດ", "ໜັງສືຜ່ານແດນ", "พาสปอร์ต", "หนังสือเดินทาง", "pasport"]),
        ("work_permit", ["work permit", "ໃບອະນຸຍາດ", "ใบอนุญาตทำงาน", "bai anuyat"]),
        ("send_money", ["send money", "sent money", "ໂອນເງິນ", "ส่งเงิน", "song ngern", "on ngeun"]),
        ("social_security", ["social security", "ປະກັນສັງຄົມ", "ประกันสังคม", "pakan sangkhom"]),
        ("pregnant", ["pregnant", "ຖືພາ", "ท้อง", "theu pha"]),
        ("embassy", ["embassy", "ສະຖານທູດ", "สถานทูต", "sathan thut", "kong soun"]),
        ("complain", ["complaints", "ຮ້ອງທຸກ", "ร้องเรียน", "hong thuk"]),
        ("thailand", ["thailand", "ປະເທດໄທ", "ประเทศไทย", "yu thai"]),
        ("death", ["he died", "ເສຍຊີວິດ", "เสียชีวิต", "tai leo"]),
    ],
)
def test_one_concept_is_found_in_all_scripts(concept: str, texts: list[str]) -> None:
    assert [text for text in texts if concept not in standard().find(text)] == []


@pytest.mark.parametrize("text", ["yu thai", "ເບິ່ງໜັງ", "can you show me", "12345", ""])
def test_other_words_do_not_sound_like_death(text: str) -> None:
    assert "death" not in standard().find(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("ໄປແລ້ວ", "guarded_place"),  # ຮົ້ວ
        ("ຢາກໄປ", "medicine"),  # ຢາ
        ("ໄປຖາມ", "waiting"),  # ຖ້າ
        ("ບາດນີ້", "waiting"),  # ດົນ
        ("ທຸກມື້", "body_part"),  # ມື
        ("ເຂົາເຂົ້າມາ", "food"),  # ເຂົ້າ
        ("ຢູ່ຈັງຫວັດ", "monk"),  # ວັດ
        ("12 ປີ", "four_years"),  # 2 ປີ
        ("ເວົ້າເລື່ອງ", "fishing"),  # ເຮືອ
        ("ไปแล้ว", "guarded_place"),
        ("อยากไป", "medicine"),
        ("pai yu thai", "death"),
        ("pai yu thai", "who"),
        ("khao hai ngern", "food"),
        ("tea or coffee", "difference"),
        ("two years before", "repeat_offence"),
        ("ສູບບຸຫຼີ", "harassment"),  # ຖືກບູລີ
        ("ປະເທດຍີ່ປຸ່ນ", "construction"),  # ປູນ
    ],
)
def test_a_word_is_not_found_inside_another(text: str, concept: str) -> None:
    assert concept not in standard().find(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("ກິນຢາແລ້ວ", "medicine"),
        ("ຢາຂ້າ", "medicine"),
        ("ມີຮົ້ວ", "guarded_place"),
        ("ດົນແລ້ວ", "waiting"),
        ("ໂທມາຫາ", "hotline"),
        ("ແມ່ມາ", "parent"),
        ("2 ປີ", "four_years"),
        ("ມ. 33", "social_security"),
        ("ม.33", "social_security"),
        ("phai jai", "who_pays"),
        ("thong 6 deuan", "pregnant"),
    ],
)
def test_a_short_word_is_found_where_its_syllable_ends(text: str, concept: str) -> None:
    assert concept in standard().find(text)


def test_every_word_of_the_list_finds_its_concept() -> None:
    concepts = standard()
    assert [
        (name, word)
        for name, words in concepts.by_name.items()
        for many in words.values()
        for word in many
        if name not in concepts.find(word)
    ] == []


def test_a_place_is_read_as_nothing_but_a_place() -> None:
    """A name may also be read as nothing; if it fails, add the name to the concept of its country."""
    catalogue = load(CONTENT, today=datetime.now(UTC).date()).catalogue
    assert catalogue is not None
    names = {
        name
        for words in (
            *(one.spellings for one in catalogue.places.values()),
            *(standard().by_name[name] for name in PLACES),
        )
        for several in words.values()
        for name in several
    }
    found = {name: standard().find(name) for name in sorted(names)}
    assert {name: concepts for name, concepts in found.items() if set(concepts) - PLACES} == {}


@pytest.mark.parametrize("text", ["เพชรบุรี", "สุพรรณบุรี", "ສຸພັນບູລີ", "บุรีรัมย์", "prachinburi"])
def test_a_province_that_has_no_office_is_no_danger_either(text: str) -> None:
    assert set(standard().find(f"{text} {text}")) <= PLACES


def test_the_longest_word_counts() -> None:
    concepts = Concepts({"pay": {"en": ["pay"]}, "unpaid": {"en": ["not pay"]}})
    assert concepts.find("they did not pay") == ["unpaid"]
    assert concepts.find("pay now, they did not pay") == ["pay", "unpaid"]


def test_words_that_overlap_both_count() -> None:
    concepts = Concepts({"deposit": {"lo": ["ເງິນປະກັນ"]}, "insurance": {"lo": ["ປະກັນສັງຄົມ"]}})
    assert concepts.find("ຂໍເງິນປະກັນສັງຄົມຄືນ") == ["deposit", "insurance"]


def test_there_are_concepts_for_the_whole_field_each_in_three_languages() -> None:
    found = standard().by_name
    assert len(found) >= 475
    assert [name for name, words in found.items() if {"en", "lo", "th"} - set(words)] == []


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    assert set(standard().find(text)) <= set(standard().by_name)
