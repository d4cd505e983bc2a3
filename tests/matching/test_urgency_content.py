"""Messages nobody wrote into the content, met by what is learned from it; a floor for each script."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.knowledge import lessons, provinces
from bot.matching.urgency import Urgency
from tests.e2e.conftest import ROOT, learned

DANGER = {
    "Lao": [
        "ໝູ່ຂອງຂ້ອຍຖືກລົດຕຳ ເລືອດໄຫຼຫຼາຍ",
        "ເຂົາລັອກຫ້ອງໃສ່ພວກຂ້ອຍ ໂທຫາໃຜບໍ່ໄດ້",
        "ເມື່ອຄືນຜົວຕີຂ້ອຍຈົນຕາບວມ",
        "ຕຳຫຼວດຈັບນ້ອງຊາຍຂ້ອຍໄປແລ້ວ ບໍ່ຮູ້ຢູ່ໃສ",
        "ຂ້ອຍບໍ່ຢາກມີຊີວິດຕໍ່ໄປ",
        "ນ້ຳຖ້ວມຮອດຫຼັງຄາແລ້ວ ຊ່ວຍແດ່",
        "ນາຍຈ້າງຈັບໂຕຂ້ອຍ ແລະ ຂູ່ບໍ່ໃຫ້ບອກໃຜ",
        "ລູກຊັກ ໂຕຮ້ອນຫຼາຍ ເຮັດແນວໃດ",
        "ຖືກຂາຍໃຫ້ຮ້ານຄາຣາໂອເກະ ກັບບ້ານບໍ່ໄດ້",
        "ບໍ່ມີເງິນ ບໍ່ມີບ່ອນນອນ ຢູ່ສະຖານີລົດກັບລູກ",
    ],
    "Latin": [
        "mou theuk lot tam leuat lai lai",
        "khao lock hong sai puak khoi ork bor dai",
        "meua kheun phua ti khoi ta buam",
        "tamluat jap nong sai pai laew bor hu yu sai",
        "khoi bor yak mi siwit yu laew",
        "nam thuam hot lang kha laew suay dae",
        "luk sak toa hon lai het jang dai",
        "bor mi ngern bor mi bon non yu kap luk",
    ],
    "Thai": [
        "เพื่อนโดนรถชน เลือดไหลเยอะมาก",
        "เขาล็อกห้องใส่พวกเรา โทรหาใครไม่ได้",
        "เมื่อคืนผัวตีจนตาบวม",
        "ตำรวจจับน้องชายไปแล้ว ไม่รู้อยู่ไหน",
        "ไม่อยากมีชีวิตอยู่ต่อไปแล้ว",
        "น้ำท่วมถึงหลังคา ช่วยด้วย",
        "ลูกชัก ตัวร้อนมาก ทำยังไง",
        "ไม่มีเงิน ไม่มีที่นอน อยู่สถานีกับลูก",
    ],
    "English": [
        "my friend was hit by a car and loses a lot of blood",
        "the door is locked from outside and they took our phones",
        "my man beat me last night, my eye is swollen shut",
        "police took my brother, i dont know which station",
        "i see no sense in living any longer",
        "the river is in our house, kids on the roof",
        "he touches me at work and says nobody will believe me",
        "baby is shaking and hot, what now",
        "they sold my cousin to a bar, she may not go out",
        "no money, no bed, two kids with me at the bus station",
    ],
    "mixed": [
        "ຖືກ boss ຂັງ ຊ່ວຍແດ່ help",
        "police ຈັບຜົວຂ້ອຍ ຢູ່ station ໃດບໍ່ຮູ້",
        "ລູກຂ້ອຍ unconscious ປຸກບໍ່ຕື່ນ",
        "stuck ຢູ່ bangkok ບໍ່ມີເງິນ ບໍ່ມີບ່ອນນອນ",
    ],
}

CALM = {
    "Lao": [
        "ຄ່າທຳນຽມວີຊາເກົາຫຼີເທົ່າໃດ",
        "ເຮັດວຽກໜັກ ເມື່ອຍຊິຕາຍ ມື້ພັກມີຈັກມື້",
        "ປີກາຍຂ້ອຍຖືກຈັບ ຕອນນີ້ຢາກໄປໃໝ່ ໄດ້ບໍ",
        "ຖ້າເຈັບປ່ວຍຢູ່ໄທ ໃຜຈ່າຍຄ່າໂຮງໝໍ",
        "ນາຍຍັງບໍ່ຈ່າຍຄ່າແຮງເດືອນນີ້",
        "ຢາກຮູ້ວ່າການຄ້າມະນຸດແມ່ນຫຍັງ",
        "ໂອນເງິນໃຫ້ແມ່ທາງໃດໄວ",
        "ເບີລົດໂຮງໝໍແມ່ນເບີຫຍັງ ຂໍເກັບໄວ້",
    ],
    "Latin": [
        "kha visa kaoli thao dai",
        "het viak meuay si tai phak dai jak meu",
        "tha jep yu thai phai jai kha hong mor",
        "nai nyang bor jai kha haeng deuan ni",
        "on ngern hai mae thang dai vai",
        "passport mot ayu to yu sai",
    ],
    "Thai": [
        "ค่าวีซ่าเกาหลีเท่าไหร่",
        "งานหนักเหนื่อยจะตาย วันหยุดกี่วัน",
        "ปีที่แล้วโดนจับ ตอนนี้อยากไปใหม่ได้ไหม",
        "ถ้าป่วยที่ไทยใครจ่ายค่าหมอ",
        "นายยังไม่จ่ายค่าแรงเดือนนี้",
        "โอนเงินให้แม่ทางไหนเร็ว",
    ],
    "English": [
        "how much is the korean visa",
        "the work is hard, i am dead tired, how many days off",
        "i was arrested two years ago, may i go again",
        "if i get ill in thailand who pays the doctor",
        "boss has not paid this month",
        "what exactly is human trafficking",
        "fast way to send money to my mother",
        "what is the number of the ambulance, to save it",
    ],
    "mixed": ["ຕໍ່ work permit ຢູ່ໃສ", "overtime ໄດ້ຈັກບາດ", "ໂອນເງິນຜ່ານ app ໃດດີ"],
}


CALM_PLACES = {
    "lo": ["ໄປ{}ລົດຖ້ຽວໃດ", "ຢູ່{}ມີວຽກຫຍັງແດ່", "ຢາກໄປເຮັດວຽກຢູ່{} ຕ້ອງເຮັດແນວໃດ"],
    "th": ["ไป{}รถเที่ยวไหน", "อยู่{}มีงานอะไรทำ", "อยากไปทำงานที่{} ต้องทำยังไง"],
    "latin": ["yu {} mi viak nyang", "yak pai het viak yu {}", "khabuan pai {} ork chak mong"],
    "en": ["which bus goes to {}", "what jobs are there in {}", "I want to work in {}"],
}
"""Calm messages by the language of the place's name."""


@cache
def catalogue() -> Catalogue:
    found = load(ROOT / "content", datetime.now(UTC).date()).catalogue
    assert found is not None
    return found


@cache
def urgency() -> Urgency:
    content = catalogue()
    phrases = [(one.article, one.phrases) for one in content.danger]
    return Urgency(phrases, content.calm, lessons(content), learned(), provinces(content))


def missed(script: str) -> list[str]:
    return [text for text in DANGER[script] if urgency().check(text) is None]


@pytest.mark.parametrize("script", DANGER)
def test_danger_is_met_in_every_script(script: str) -> None:
    assert len(missed(script)) <= 1, missed(script)


@pytest.mark.parametrize("script", CALM)
def test_what_sounds_like_it_or_is_ordinary_is_not(script: str) -> None:
    assert [text for text in CALM[script] if urgency().check(text) is not None] == []


def placed(sentences: Iterable[str], language: str) -> list[str]:
    """Return ``sentences`` with each name that a place has in ``language``."""
    places = catalogue().places.values()
    names = [name for one in places for name in one.spellings.get(language, ())]
    return [sentence.format(name) for sentence in sentences for name in names]


@pytest.mark.parametrize("language", CALM_PLACES)
def test_no_name_of_a_place_raises_an_alarm_by_its_letters(language: str) -> None:
    said = placed(CALM_PLACES[language], language)
    assert said
    assert [text for text in said if urgency().check(text) is not None] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("lo", "ຖືກຂັງຢູ່{} ບໍ່ໃຫ້ອອກ"), ("th", "โดนขังอยู่{} ไม่ให้ออก"), ("en", "locked in, near {}, help")],
)
def test_danger_is_met_wherever_it_is(language: str, sentence: str) -> None:
    assert [text for text in placed([sentence], language) if not urgency().check(text)] == []
