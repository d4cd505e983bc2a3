from __future__ import annotations

import pytest

from bot.matching.urgency import Urgency

URGENCY = Urgency(
    [
        (
            "trafficking-forced-labour",
            {
                "lo": ["ຂັງ + ຫ້ອງ", "ບໍ່ໃຫ້ອອກ", "ຫຼອກມາຂາຍ"],
                "latin": ["khang + hong", "bor hai + ork"],
                "thai": ["โดนขัง", "ไม่ให้ + ออก"],
                "en": ["lock* + door", "won't let me leave"],
            },
        ),
        ("arrested-detained", {"lo": ["ຈັບ"], "en": ["arrested"]}),
    ],
    {"en": ["arrested last year", "was arrested"], "lo": ["ເຄີຍຖືກຈັບ"], "thai": ["ปีที่แล้วโดนจับ"]},
)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        pytest.param("ເຂົາຂັງຂ້ອຍຢູ່ໃນຫ້ອງ", "trafficking-forced-labour", id="Lao with a gap"),
        pytest.param("ບໍໄຫ້ອອກ ບໍ່ໃຫອອກ", "trafficking-forced-labour", id="tones left out"),
        pytest.param("ຖືກຫລອກມາ ຂາຍ", "trafficking-forced-labour", id="spelling, spaces"),
        pytest.param("khao kang khoi yu hong", "trafficking-forced-labour", id="Lao by ear"),
        pytest.param("baw hai khoy awk", "trafficking-forced-labour", id="by ear, other spelling"),
        pytest.param("หนูโดนขังอยู่", "trafficking-forced-labour", id="Thai"),
        pytest.param("เขาหลอกมาขาย", "trafficking-forced-labour", id="a Lao phrase in Thai script"),
        pytest.param("They LOCKED the front door.", "trafficking-forced-labour", id="any ending"),
        pytest.param("he wont let me leave", "trafficking-forced-labour", id="no apostrophe"),
        pytest.param("ຜົວຖືກຈັບ", "arrested-detained", id="another article"),
        pytest.param(
            "arrested, locked behind a door", "trafficking-forced-labour", id="the first wins"
        ),
        pytest.param("ເຈັບ ຈັບ", "arrested-detained", id="once inside a syllable, once not"),
        pytest.param(
            "I was arrested last year, now they arrested my wife",
            "arrested-detained",
            id="calm about one place, not the other",
        ),
    ],
)
def test_danger_is_seen(text: str, article: str) -> None:
    assert URGENCY.check(text) == article


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("ນາຍຈ້າງບໍ່ຈ່າຍຄ່າແຮງ", id="an ordinary question"),
        pytest.param("ຂ້ອຍເຈັບຂາ", id="the letters inside another syllable"),
        pytest.param(
            "I locked my bike and later, after a long day at work, saw a door", id="long gap"
        ),
        pytest.param("a blockdoor", id="part of a word"),
        pytest.param("I was arrested last year, can I go again", id="calm"),
        pytest.param("ເຄີຍຖືກຈັບ ໄປອີກໄດ້ບໍ", id="calm in Lao"),
        pytest.param("ปีที่แล้วโดนจับ ไปอีกได้ไหม", id="calm in Thai, danger in Lao"),
    ],
)
def test_no_danger_is_seen(text: str) -> None:
    assert URGENCY.check(text) is None


def test_phrases_of_a_language_that_is_new_are_read_by_their_script() -> None:
    urgency = Urgency([("violence-abuse", {"kmu": ["ຕີຂ້ອຍ"], "hmn": ["ntaus kuv"]})], {})
    assert urgency.check("ເຂົາຕີຂ້ອຍ") == "violence-abuse"
    assert urgency.check("nws ntaus kuv") == "violence-abuse"


def test_without_phrases_nothing_is_urgent() -> None:
    assert Urgency([], {}).check("they locked the door") is None


def test_a_phrase_without_letters_finds_nothing() -> None:
    assert Urgency([("violence-abuse", {"en": ["!!", "1669", " + "]})], {}).check("1669 !!") is None
