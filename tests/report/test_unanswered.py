"""Questions without an answer, in groups."""

from __future__ import annotations

from datetime import date

from bot.report.model import Group, Rules
from bot.report.similar import grouped
from bot.report.unanswered import groups_of
from bot.store import Unanswered

DAY, NEXT = date(2026, 11, 1), date(2026, 11, 2)
LICENCE = [
    "ຢາກເຮັດໃບຂັບຂີ່ຢູ່ໄທ",
    "ເຮັດໃບຂັບຂີ່ໄທແນວໃດ",
    "ทำใบขับขี่ที่ไหน",
    "yak het bai khap khi",
    "ຂໍໃບຂັບຂີ່ຢູ່ໃສ",
]
GOLD = ["ລາຄາຄຳມື້ນີ້", "laka kham mue ni"]
ENGLISH = ["how to get a driving licence in thailand", "driving license thailand how"]


def groups(*rows: Unanswered, withhold: bool = True, closest: str | None = None) -> list[Group]:
    return list(groups_of(rows, Rules(5, withhold), lambda _: closest))


def test_the_same_question_in_three_scripts_is_one_group() -> None:
    assert grouped([*LICENCE, *GOLD, *ENGLISH, "??"]) == [LICENCE, GOLD, ENGLISH, ["??"]]


def test_nothing_and_signs_alone_are_no_question_like_another() -> None:
    assert grouped([]) == []
    assert grouped(["", "?", "👍", "..."]) == [[""], ["?"], ["👍"], ["..."]]


def test_days_and_spellings_that_look_the_same_are_summed() -> None:
    found = groups(
        Unanswered(DAY, "ນ້ຳ ແພງ", "lo", "lao", 4),
        Unanswered(NEXT, "ນໍ້າ ແພງ", "lo", "lao", 3),
        closest="wages",
    )
    assert found == [Group(("ນ້ຳ ແພງ",), 7, ("lo",), ("lao",), "wages")]


def test_a_group_has_its_most_frequent_wordings_and_the_number_of_all() -> None:
    found = groups(
        Unanswered(DAY, LICENCE[1], "lo", "lao", 4),
        Unanswered(DAY, LICENCE[0], "lo", "lao", 9),
        Unanswered(DAY, LICENCE[3], "lo", "latin", 2),
        Unanswered(DAY, LICENCE[4], "lo", "lao", 3),
        Unanswered(DAY, GOLD[0], "lo", "lao", 30),
    )
    assert found == [
        Group((GOLD[0],), 30, ("lo",), ("lao",), None),
        Group((LICENCE[0], LICENCE[1], LICENCE[4]), 18, ("lo",), ("lao", "latin"), None),
    ]


def test_a_wording_seen_once_is_withheld_unless_the_settings_allow_it() -> None:
    rows = [Unanswered(DAY, LICENCE[0] + end) for end in ("", "ແດ່", "ບໍ່", "ນໍ", "ເດີ")]
    assert [(one.texts, one.asked) for one in groups(*rows)] == [((), 5)]
    shown = groups(*rows, withhold=False)
    assert [(len(one.texts), one.asked) for one in shown] == [(3, 5)]


def test_a_group_of_which_nothing_may_be_shown_is_left_out() -> None:
    rows = [Unanswered(DAY, text) for text in (GOLD[0], ENGLISH[0])]
    assert groups(*rows) == []
    assert len(groups(*rows, withhold=False)) == 2


def test_a_wording_seen_once_on_each_of_two_days_is_seen_twice() -> None:
    found = groups(*(Unanswered(day, GOLD[0], number=1) for day in (DAY, NEXT)))
    assert [one.texts for one in found] == [(GOLD[0],)]


def test_a_small_group_is_not_told_by_its_place_or_number() -> None:
    found = groups(
        Unanswered(DAY, "zebra stripes", "en", "latin", 2),
        Unanswered(DAY, "aardvark food", "en", "latin", 7),
        Unanswered(DAY, GOLD[0], "lo", "lao", 90),
    )
    assert [(one.texts, one.asked) for one in found] == [
        ((GOLD[0],), 90),
        (("aardvark food",), None),
        (("zebra stripes",), None),
    ]
