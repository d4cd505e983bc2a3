from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.lao import canonical
from bot.language.thai import shared_key, to_lao


@pytest.mark.parametrize(
    ("thai", "lao"),
    [
        ("นายจ้าง", "ນາຍຈ້າງ"),
        ("เงิน", "ເງິນ"),
        ("บ้าน", "ບ້ານ"),
        ("น้ำ", "ນ້ຳ"),
        ("เวียง", "ວຽງ"),
        ("เปลี่ยน", "ປ່ຽນ"),
        ("กลับ", "ກັບ"),
        ("ธนาคาร", "ທນາຄານ"),
        ("สัญญา", "ສັນຍາ"),
        ("ศูนย์", "ສູນ"),
        ("บัตร", "ບັດ"),
        ("บาท", "ບາດ"),
        ("ไม่จ่าย", "ບໍ່ຈ່າຍ"),
        ("ไฟไหม้", "ໄຟໄໝ້"),
        ("ทำงานที่ไหน", "ເຮັດວຽກຢູ່ໃສ"),
    ],
)
def test_thai_is_written_as_a_lao_hears_it(thai: str, lao: str) -> None:
    assert to_lao(thai) == lao


@pytest.mark.parametrize(
    ("thai", "lao"),
    [
        ("หมอ", "ໝໍ"),
        ("มือ", "ມື"),
        ("คน", "ຄົນ"),
        ("เมีย", "ເມຍ"),
        ("เขียน", "ຂຽນ"),
        ("เป็น", "ເປັນ"),
        ("ครอบครัว", "ຄອບຄົວ"),
        ("ประเทศ", "ປະເທດ"),
        ("ตำรวจ", "ຕຳຫຼວດ"),
        ("รู้", "ຮູ້"),
        ("แรงงาน", "ແຮງງານ"),
        ("เรือ", "ເຮືອ"),
        ("เรียน", "ຮຽນ"),
        ("เงินเดือน", "ເງິນເດືອນ"),
        ("สถานทูต", "ສະຖານທູດ"),
        ("ใบอนุญาต", "ໃບອະນຸຍາດ"),
        ("กฎหมาย", "ກົດໝາຍ"),
        ("อยากอยู่", "ຢາກຢູ່"),
        ("ค้ามนุษย์", "ຄ້າມະນຸດ"),
        ("ถูกจับ", "ຖືກຈັບ"),
        ("ก็", "ກໍ"),
        ("ขอบคุณ", "ຂອບຄຸນ"),
    ],
)
def test_thai_and_lao_spellings_of_a_word_share_a_key(thai: str, lao: str) -> None:
    assert shared_key(thai) == shared_key(lao)


def test_other_scripts_stay_as_they_are() -> None:
    assert to_lao("ຕໍ່ work permit 90") == "ຕໍ່ work permit 90"


@given(
    st.text(
        alphabet=st.characters(
            min_codepoint=0x0E01, max_codepoint=0x0E5B, exclude_categories=["Cn"]
        )
    )
)
def test_no_thai_letter_is_left(text: str) -> None:
    mapped = to_lao(text)
    assert not any("\u0e01" <= letter <= "\u0e7f" for letter in mapped)
    assert canonical(mapped) == mapped
