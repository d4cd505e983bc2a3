from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import thai
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
        ("อยู่ที่ไหน", "ຢູ່ໃສ"),
        ("จันทร์", "ຈັນ"),
        ("เวียงจันทน์", "ວຽງຈັນ"),
        ("แพทย์", "ແພດ"),
        ("ใกล้ไกล", "ໃກ້ໄກ"),
        ("แปล", "ແປ"),
        ("จริง", "ຈິງ"),
        ("สร้าง", "ສ້າງ"),
        ("กระทรวง", "ກະຊວງ"),
        ("ธรรมเนียม", "ທຳນຽມ"),
        ("กรรมกร", "ກຳກຣ"),
        ("ภาค", "ພາກ"),
        ("เลข", "ເລກ"),
        ("เขต", "ເຂດ"),
        ("มหาชัย", "ມຫາໄຊ"),
        ("เคย", "ເຄີຍ"),
        ("เบอร์", "ເບີ"),
        ("เครียด", "ຄຽດ"),
        ("ประโยชน์", "ປະໂຍດ"),
        ("๑๓๐๐", "1300"),
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
        ("ค่าทดแทน", "ຄ່າທົດແທນ"),
        ("สุขภาพ", "ສຸຂະພາບ"),
        ("ตรวจสุขภาพ", "ກວດສຸຂະພາບ"),
        ("บริษัท", "ບໍລິສັດ"),
        ("โดนจับ", "ຖືກຈັບ"),
        ("พรุ่งนี้", "ມື້ອື່ນ"),
        ("โรงพยาบาล", "ໂຮງໝໍ"),
        ("โทรศัพท์", "ໂທລະສັບ"),
        ("ครบ", "ຄົບ"),
        ("กรม", "ກົມ"),
        ("เดินทาง", "ເດີນທາງ"),
        ("กระเป๋า", "ກະເປົາ"),
        ("ข้าม", "ຂ້າມ"),
        ("ปลอดภัย", "ປອດໄພ"),
        ("เซ็น", "ເຊັນ"),
        ("ไปไหน", "ໄປໃສ"),
        ("ขอบคุณครับ", "ຂອບຄຸນ"),
        ("นำ้", "ນ້ຳ"),
    ],
)
def test_thai_and_lao_spellings_of_a_word_share_a_key(thai: str, lao: str) -> None:
    assert shared_key(thai) == shared_key(lao)


@pytest.mark.parametrize(
    ("typed", "lao"),
    [
        ("เฮ็ดแนวใด", "ເຮັດແນວໃດ"),
        ("บ่มีเงิน", "ບໍ່ມີເງິນ"),
        ("บ่จ่ายค่าแฮง", "ບໍ່ຈ່າຍຄ່າແຮງ"),
        ("ได้บ่", "ໄດ້ບໍ່"),
        ("ไผซ่อยได้", "ໃຜຊ່ວຍໄດ້"),
        ("เป็นหยัง", "ເປັນຫຍັງ"),
        ("อยู่ไส", "ຢູ່ໃສ"),
        ("เมือบ้าน", "ເມືອບ້ານ"),
        ("เว้าลาว", "ເວົ້າລາວ"),
        ("ซ่อยแหน่", "ຊ່ວຍແດ່"),
        ("ข้อยย่าน", "ຂ້ອຍຢ້ານ"),
        ("คึดฮอดบ้าน", "ຄິດຮອດບ້ານ"),
        ("จั๊กมื้อ", "ຈັກມື້"),
        ("สิเฮ็ดจั่งใด", "ຊິເຮັດຈັ່ງໃດ"),
        ("ถืกตั๋ว", "ຖືກຕົວະ"),
        ("เฮือนเฮา", "ເຮືອນເຮົາ"),
        ("ฮู้จัก", "ຮູ້ຈັກ"),
        ("ผัวตี", "ຜົວຕີ"),
        ("เด้อ", "ເດີ້"),
        ("บ่อนใด", "ບ່ອນໃດ"),
    ],
)
def test_lao_in_thai_letters_shares_the_key_of_lao(typed: str, lao: str) -> None:
    assert shared_key(typed) == shared_key(lao)


@pytest.mark.parametrize("word", ["บ่าย", "บ่อย", "ไฟไหม้", "พาสาว"])
def test_a_word_of_the_list_is_not_found_inside_another(word: str) -> None:
    assert to_lao(word) in {"ບ່າຍ", "ບ່ອຍ", "ໄຟໄໝ້", "ພາສາວ"}


def test_the_list_of_words_is_in_canonical_lao_without_repeats() -> None:
    path = Path(thai.__file__).with_name("thai_words.txt")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in "#"]
    words = [line.split(" ") for line in lines]
    assert all(len(word) in (1, 2) for word in words)
    assert len({canonical(word[0]) for word in words}) == len(words) > 130
    assert [word for word in words if to_lao(word[0]) != canonical("".join(word[1:]))] == []


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
