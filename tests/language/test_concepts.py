from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.concepts import Concepts, standard


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


def test_the_longest_word_counts() -> None:
    concepts = Concepts({"pay": {"en": ["pay"]}, "unpaid": {"en": ["not pay"]}})
    assert concepts.find("they did not pay") == ["unpaid"]
    assert concepts.find("pay now, they did not pay") == ["pay", "unpaid"]


def test_words_that_overlap_both_count() -> None:
    concepts = Concepts({"deposit": {"lo": ["ເງິນປະກັນ"]}, "insurance": {"lo": ["ປະກັນສັງຄົມ"]}})
    assert concepts.find("ຂໍເງິນປະກັນສັງຄົມຄືນ") == ["deposit", "insurance"]


def test_there_are_concepts_for_the_whole_field_each_in_three_languages() -> None:
    found = standard().by_name
    assert len(found) >= 300
    assert [name for name, words in found.items() if {"en", "lo", "th"} - set(words)] == []


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    assert set(standard().find(text)) <= set(standard().by_name)
