"""Short questions that lean on what was shown before."""

from __future__ import annotations

import pytest

from bot.matching.answer import PROBABLE_SCORE
from bot.matching.followup import Asked, FollowUps, Lead, Outline, asked
from bot.matching.matcher import Match, Matcher
from tests.matching.test_matcher import EXAMPLES

OUTLINES = {
    "passport": Outline(
        ("How to get a passport", "ເຮັດພາສປອດແນວໃດ"),
        (("How to get it", ""), ("What it costs", "ລາຄາ"), ("Where", "ຢູ່ໃສ")),
        (("Bring these documents: form, certificate", "ເອກະສານ: ແບບຟອມ, ໃບຢັ້ງຢືນ"), ("",), ("",)),
        ("lost-documents", "ways-to-send"),
        ("la-office",),
    ),
    "lost-documents": Outline(("Passport lost",), (("Steps",),), (("",),), ("passport",), ()),
    "unpaid-wages": Outline(
        ("My boss does not pay me",),
        (("What to do",), ("In Korea",)),
        (("",), ("",)),
        ("lost-documents", "ways-to-send", "passport"),
        ("th-1546",),
    ),
    "ways-to-send": Outline(("What does sending money cost?",), (), (), (), ()),
}
FOLLOW_UPS = FollowUps(OUTLINES, Matcher.fit(EXAMPLES))


@pytest.mark.parametrize(
    ("text", "aspects", "opened"),
    [
        ("ແລ້ວລາຄາເດ?", ("price",), True),
        ("and how much?", ("price",), True),
        ("lae raka de", ("price",), True),
        ("แล้วราคาล่ะ", ("price",), True),
        ("ต้องจ่ายเท่าไหร่", ("price",), False),
        ("ໃຊ້ເງິນເທົ່າໃດ", ("price",), False),
        ("how long?", ("time",), False),
        ("don pan dai", ("time",), False),
        ("ใช้เวลากี่วัน", ("time",), False),
        ("ຢູ່ໃສ?", ("place",), False),
        ("yu sai", ("place",), False),
        ("ต้องใช้เอกสารอะไร", ("papers",), False),
        ("which papers", ("papers",), False),
        ("ໃຊ້ຫຍັງແດ່", ("papers",), False),
        ("who do I call", ("who", "phone"), False),
        ("ແລ້ວເຮັດແນວໃດ", ("steps",), True),
        ("and in korea?", ("korea",), True),
        ("ແລ້ວຢູ່ເກົາຫຼີເດ", ("korea",), True),
        ("how much in korea", ("price", "korea"), False),
    ],
)
def test_an_aspect_without_a_subject_is_a_follow_up(
    text: str, aspects: tuple[str, ...], opened: bool
) -> None:
    assert asked(text) == Asked(aspects, opened)


@pytest.mark.parametrize(
    "text",
    [
        "how much does a passport cost",
        "ພາສປອດລາຄາເທົ່າໃດ",
        "พาสปอร์ตราคาเท่าไหร่",
        "passport raka thao dai",
        "how much does the boss pay",
        "where is my husband",
        "korea",
        "ແລ້ວ",
        "and",
        "ok thanks",
        "why",
        "my boss",
        "",
    ],
)
def test_a_message_with_its_own_subject_or_without_an_aspect_is_none(text: str) -> None:
    assert asked(text) is None


def lead(text: str, shown: str) -> Lead | None:
    question = asked(text)
    assert question
    return FOLLOW_UPS.lead(text, question, shown)


@pytest.mark.parametrize(
    ("text", "shown", "label", "page"),
    [
        pytest.param("how much?", "passport", "passport", 2, id="a heading"),
        pytest.param("ລາຄາເດ", "passport", "passport", 2, id="a heading in Lao"),
        pytest.param("where?", "passport", "passport", 3, id="another heading"),
        pytest.param("how?", "unpaid-wages", "unpaid-wages", 1, id="what to do comes first"),
        pytest.param("and in korea?", "unpaid-wages", "unpaid-wages", 2, id="a country"),
        pytest.param("how much?", "unpaid-wages", "ways-to-send", 0, id="a title near it"),
        pytest.param("which papers?", "passport", "passport", 1, id="what the text tells of"),
    ],
)
def test_it_leads_to_the_page_that_tells_of_the_aspect(
    text: str, shown: str, label: str, page: int
) -> None:
    found = lead(text, shown)
    assert found
    assert (found.sure, found.matches[0].label, found.page) == (True, label, page)


@pytest.mark.parametrize("text", ["who do I call?", "ເບີໂທ", "where do I go", "who?"])
def test_it_leads_to_the_contacts_where_it_asks_for_people(text: str) -> None:
    found = lead(text, "unpaid-wages")
    assert found
    assert found.contacts == ("th-1546",)


def test_what_no_page_tells_of_is_a_choice_of_what_was_shown_and_what_lies_near() -> None:
    found = lead("how long?", "unpaid-wages")
    assert found
    assert not found.sure
    assert len(found.matches) == 3
    assert found.matches[0].label == "unpaid-wages"


def test_a_country_that_nothing_tells_of_leads_nowhere() -> None:
    assert lead("and in japan?", "unpaid-wages") is None


def test_what_is_no_longer_there_leads_nowhere() -> None:
    assert lead("how much?", "removed") is None


def test_scores_are_those_of_the_matcher() -> None:
    found = lead("how much?", "passport")
    assert found
    assert found.matches == (Match("passport", found.matches[0].score),)
    assert found.matches[0].score > PROBABLE_SCORE
