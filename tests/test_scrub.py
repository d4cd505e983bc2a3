"""What is kept of a question tells nobody who asked it; its own words stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scrub import MOST_CHARACTERS, scrub


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        # Lao
        ("ທ້າວ ສົມສັກ ແກ້ວມະນີ ບໍ່ຈ່າຍເງິນໃຫ້ຂ້ອຍ", "ທ້າວ … ບໍ່ຈ່າຍເງິນໃຫ້ຂ້ອຍ"),
        ("ທ້າວສົມສັກບໍ່ຈ່າຍ", "ທ້າວ … ບໍ່ຈ່າຍ"),
        ("ນາງ ບຸນມາ ວົງສາ ເປັນນາຍໜ້າ", "ນາງ … ເປັນນາຍໜ້າ"),
        ("ນາງສາວ ຈັນທະລາ ຖືກຕີ", "ນາງສາວ … ຖືກຕີ"),
        ("ນາງສາລີຂາຍເຄື່ອງ", "ນາງ … ຂາຍເຄື່ອງ"),
        ("ລຸງຄຳເປັນຄົນບອກ", "ລຸງ … ເປັນຄົນບອກ"),
        ("ເອື້ອຍນ້ອຍບອກວ່າດີ", "ເອື້ອຍ … ບອກວ່າດີ"),
        ("ຖາມ ທ່ານ ບຸນທັນ ໄດ້ບໍ່", "ຖາມ ທ່ານ … ໄດ້ບໍ່"),
        ("ຂ້ອຍຊື່ຄຳພອນຢາກກັບບ້ານ", "ຂ້ອຍຊື່ … ຢາກກັບບ້ານ"),
        ("ຂ້ອຍຊື່ ຄຳພອນ ອາຍຸ 23 ປີ", "ຂ້ອຍຊື່ … ອາຍຸ … ປີ"),
        ("ບ້ານ ໂພນສະຫວັນ ເມືອງ ໄຊເສດຖາ ແຂວງ ວຽງຈັນ", "ບ້ານ … ແຂວງ ວຽງຈັນ"),
        ("ຢູ່ຖະໜົນ ສີສະຫວ່າງ ຮ່ອມ ໕", "ຢູ່ຖະໜົນ …"),
        # Thai
        ("นายสมชาย ใจดี ไม่จ่ายเงิน", "นาย … ไม่จ่ายเงิน"),
        ("นางสาวสมศรีเป็นนายหน้า", "นางสาว … เป็นนายหน้า"),
        ("คุณสมศรี โทร ๐๘๑-๒๓๔-๕๖๗๘", "คุณ … โทร …"),
        ("ผมชื่อสมชายอยากกลับบ้าน", "ผมชื่อ … อยากกลับบ้าน"),
        ("อยู่ซอยสุขุมวิท ๗๑", "อยู่ซอย …"),
        # Latin letters
        ("thao somsak baw jai ngeun", "thao … baw jai ngeun"),
        ("khoy seu noy yak pai thai", "khoy seu … yak pai thai"),
        ("euay mala pai sai", "euay … pai sai"),
        ("Mr John Smith does not pay me", "Mr … does not pay me"),
        ("Dr. Khamla said no", "Dr … said no"),
        ("my name is Somsak Vongsa and I want to go home", "my name is … and I want to go home"),
        ("I live at Green Mango Road", "I live at … Road"),
        # Numbers and addresses of the net
        ("ໂທ 020 5555 1234 ໄດ້ບໍ່", "ໂທ … ໄດ້ບໍ່"),
        ("ໂທ ໐໒໐ ໕໕໕໕ ໑໒໓໔ ແດ່", "ໂທ … ແດ່"),
        ("call ٠٢٠٥٥٥٥ please", "call … please"),
        ("passport PA 1234567 lost", "passport … lost"),
        ("lost PA1234567 in Korea", "lost … in Korea"),
        ("house 12/3 soi 5 moo 4", "house … soi … moo …"),
        ("write me @somsak_9 or noy@example.com", "write me … or …"),
        ("see https://t.me/noy or facebook.com/noy.k", "see … or …"),
        ("is WWW.Jobs-Korea.co.kr real", "is … real"),
    ],
)
def test_who_it_is_about_is_taken_out(said: str, kept: str) -> None:
    assert scrub(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "ນາຍຈ້າງບໍ່ຈ່າຍເງິນ",
        "ນາງແມ່ບ້ານຢາກໄດ້ເງິນເດືອນ",
        "ນ້ອງຢາກໄປເຮັດວຽກໄທ",
        "ນ້ອງສາວຂອງຂ້ອຍຖືກຫຼອກ",
        "ທ່ານໝໍບໍ່ຮັບ",
        "ກັບບ້ານແນວໃດ",
        "ເມືອງໄທເຮັດວຽກໄດ້ບໍ",
        "ບໍລິສັດຊື່ຫຍັງ",
        "ຂ້ອຍບໍ່ເຊື່ອ ນາຍໜ້າ",
        "ທະນາຍຄວາມຄ່າເທົ່າໃດ",
        "ປ້າຍໂຄສະນາຢູ່ໃສ",
        "ຂາຍລົດຢູ່ແຂວງຈຳປາສັກໄດ້ບໍ່",
        "นายจ้างไม่จ่ายเงิน",
        "คุณช่วยได้ไหม",
        "ขอบคุณครับ ทนายอยู่ไหน",
        "nai jang baw jai kha hang",
        "ai yak kap ban",
        "I miss my family",
        "village chief signed",
        "can I sell my car in Thailand",
    ],
)
def test_a_question_without_names_keeps_its_words(said: str) -> None:
    assert scrub(said) == said


@pytest.mark.parametrize("said", ["", "020 5555 1234", "P1234567", "@noy_k", "ທ້າວ ສົມ", "?! 🙂"])
def test_what_says_nothing_any_more_is_dropped(said: str) -> None:
    assert scrub(said) is None


def test_a_long_story_is_cut() -> None:
    kept = scrub("my boss says that nobody goes home " * 20)
    assert kept
    assert len(kept) <= MOST_CHARACTERS


IDENTIFYING = st.sampled_from(
    [" 020 5555 1234 ", "໐໒໐໕", "๐๘๑", "٣٤٥", "①²", "@noy", "noy@example.com", "https://t.me/n",
     "www.n.la", "n.com", "PA1234567", "ທ້າວ ສົມ ", "ນາງ", "Mr ", "ບໍ່", ".", "/", ":", " "]
)  # fmt: skip


@given(st.lists(st.one_of(st.text(max_size=20), IDENTIFYING), max_size=12).map("".join))
def test_whatever_was_written_no_digit_handle_or_link_is_left(said: str) -> None:
    kept = scrub(said) or ""
    assert not any(sign.isdigit() or sign.isnumeric() for sign in kept)
    assert not re.search(r"[@＠﹫]|://|\bwww\.|[^\s.]\.com\b", kept, re.IGNORECASE)
    assert len(kept) <= MOST_CHARACTERS


@given(
    st.text(alphabet="ກຂຄງຈສຊຍດຕຖທນປຜພມຢລວຫ", min_size=3, max_size=12).filter(
        lambda name: "ພວກ" not in name  # "they", with which no name begins
    )
)
def test_a_name_behind_an_honorific_and_before_what_follows_never_stays(name: str) -> None:
    assert name not in (scrub(f"ທ້າວ{name} ບໍ່ຈ່າຍເງິນໃຫ້ຂ້ອຍ") or "")
