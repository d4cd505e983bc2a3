from __future__ import annotations

import pytest

from bot.matching.places import Places
from bot.matching.urgency import Lessons, Urgency, evenly
from tests.held_up import not_held_up

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


TAUGHT = Urgency(
    [("violence-abuse", {"en": ["beats me"]}), ("medical-emergency", {"en": ["bleeding"]})],
    {},
    Lessons(
        danger=[
            (
                "violence-abuse",
                {
                    "en": [
                        "he hits me with a stick",
                        "my husband hits me again",
                        "she hits my child",
                    ],
                    "lo": ["ຜົວຕີຂ້ອຍທຸກຄືນ", "ລາວຕີຂ້ອຍດ້ວຍໄມ້", "ນາຍຕີຂ້ອຍອີກ"],
                },
            ),
            (
                "medical-emergency",
                {
                    "en": ["he does not breathe", "she cannot breathe", "my baby cannot breathe"],
                    "lo": ["ລູກຫາຍໃຈບໍ່ອອກ", "ແມ່ຫາຍໃຈບໍ່ອອກ", "ໝູ່ຫາຍໃຈບໍ່ໄດ້"],
                },
            ),
        ],
        calm={
            "en": [
                "what does the law say when a boss hits a worker",
                "how does one learn to breathe",
            ],
            "lo": ["ກົດໝາຍວ່າແນວໃດເລື່ອງຕີຄົນງານ", "ຢາກຮູ້ກົດໝາຍ"],
        },
        ordinary={
            "papers": ["how much is a passport", "ພາສປອດຈັກກີບ"],
            "money": ["where is the bank", "ທະນາຄານຢູ່ໃສ"],
        },
        signs=[("weapon", {"en": ["stick*"], "lo": ["ໄມ້"], "thai": ["ไม้"]})],
    ),
)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        pytest.param("my father hits me", "violence-abuse", id="no phrase, like an example"),
        pytest.param("he hitts me", "violence-abuse", id="mistyped"),
        pytest.param("ອ້າຍຕີຂ້ອຍ", "violence-abuse", id="Lao"),
        pytest.param("phua ti khoy", "violence-abuse", id="Lao by ear, taught in Lao script"),
        pytest.param("พ่อหายใจบ่ออก", "medical-emergency", id="Thai script, taught in Lao script"),
        pytest.param("he beats me", "violence-abuse", id="a phrase that no example has"),
    ],
)
def test_danger_like_an_example_is_seen(text: str, article: str) -> None:
    assert TAUGHT.check(text) == article


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("what does the law say about it", id="asked in general"),
        pytest.param("where is the passport office", id="ordinary"),
        pytest.param("ທະນາຄານເປີດຈັກໂມງ", id="ordinary in Lao"),
        pytest.param("", id="nothing"),
    ],
)
def test_calm_like_an_example_is_no_danger(text: str) -> None:
    assert TAUGHT.check(text) is None


def test_the_same_lessons_give_the_same_scores() -> None:
    lessons = Lessons([("a", {"en": ["help me now", "help us"]})], {"en": ["thanks a lot"]})
    one, two = (Urgency([("a", {})], {}, lessons) for _ in range(2))
    assert one.score("please help") == two.score("please help") > one.score("thanks")


def test_more_ordinary_questions_than_are_learned_from_are_thinned_out_evenly() -> None:
    assert evenly(["a", "b", "c", "d", "e", "f", "g"], 3) == ["a", "c", "e"]
    assert evenly(["a", "b"], 3) == ["a", "b"]
    assert evenly(["a"], 0) == evenly([], 5) == []


def test_an_ordinary_question_with_a_danger_phrase_teaches_nothing() -> None:
    phrases = [("medical-emergency", {"en": ["cut off my finger"]})]
    danger = [("medical-emergency", {"en": ["a machine cut off my finger"]})]
    taught = [
        Urgency(phrases, {}, Lessons(danger, {}, {"complaints": ["what is a wage", *more]}))
        for more in ([], ["the saw cut off my finger, who pays"])
    ]
    asked = "the saw cut off my finger"
    assert taught[0].score(asked) == taught[1].score(asked)


def test_danger_without_anything_calm_teaches_nothing() -> None:
    urgency = Urgency([("a", {"en": ["help"]})], {}, Lessons([("a", {"en": ["help me now"]})]))
    assert (urgency.check("help me"), urgency.check("me now")) == ("a", None)


HOSTILE = {
    "combining marks": "ກ" + "\u0ec8\u0eb4" * 2048,
    "mixed directions": "\u202eabc\u202d\u05d0\u0627" * 100,
    "emoji only": "😭" * 500,
    "one long word": "a" * 500,
    "one letter of Lao": "ຕ" * 500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_message_holds_nobody_up(text: str) -> None:
    with not_held_up():
        TAUGHT.check(text)


def test_a_name_of_a_place_is_no_danger_but_danger_there_is() -> None:
    near = Urgency(
        [("medical-emergency", {"en": ["bleed*"]})], {}, places=Places([{"en": ["Bleedon"]}])
    )
    assert near.check("the bus to bleedon") is None
    assert near.check("my son is bleeding in Bleedon") == "medical-emergency"
