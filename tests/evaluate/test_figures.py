"""Every figure on questions that can be counted by hand."""

from __future__ import annotations

import pytest

from bot.evaluate.figures import (
    MEASURES,
    Share,
    calibration,
    calibration_error,
    figures,
)
from bot.matching.answer import Kind
from tests.evaluate.support import asked

SET = [
    asked("a", "a 0.9", script="lao"),  # sure and right
    asked("a", "b 0.8, a 0.1", script="lao"),  # sure and wrong, second right
    asked("a", "b 0.5, c 0.3, d 0.2, a 0.1", script="lao"),  # a choice without the right one
    asked("a b", "b 0.1", script="thai"),  # right, but not shown
    asked("a", "", script="thai"),  # nothing
    asked("", "a 0.1", script="thai", danger="x", urgent="x"),  # rejected, met by its card
    asked("", "a 0.95", script="thai", danger="x", urgent="y"),  # sure; the wrong card
    asked("", "a 0.9", script="thai", kind=Kind.SMALLTALK, danger="x"),  # not met
    asked("a", "a 0.5", script="thai", urgent="x"),  # a false alarm
    asked(None, "a 0.9", script="thai", danger="x", urgent="x"),  # known only to be in danger
    asked("a", "a 0.9", script="thai", danger=None, urgent="x"),  # not known whether in danger
]


def test_every_share_is_counted_among_the_questions_it_is_about() -> None:
    everything = figures(SET)[-1]
    counted = {
        one.name: (share.count, share.of)
        for one, share in zip(MEASURES, everything.shares, strict=True)
    }
    assert counted == {
        "top-1": (4, 7),
        "top-3": (5, 7),
        "answered": (5, 7),
        "sure": (3, 7),
        "wrong sure": (1, 7),
        "oos rejected": (2, 3),
        "oos sure": (1, 3),
        "urgent recall": (3, 4),
        "right card": (2, 4),
        "urgent prec.": (3, 4),
    }


def test_figures_come_per_script_and_in_all() -> None:
    rows = figures(SET)
    assert [(row.script, row.questions) for row in rows] == [("lao", 3), ("thai", 8), ("all", 11)]
    assert rows[0].shares[0] == Share(1, 3)


def test_without_questions_there_are_no_figures_but_of_nothing() -> None:
    (row,) = figures([])
    assert (row.script, row.questions, row.calibration_error) == ("all", 0, None)
    assert {share.of for share in row.shares} == {0}


# Wilson's intervals as in R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_literature(
    count: int, of: int, low: float, high: float
) -> None:
    assert Share(count, of).interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_nothing_is_known() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (0.0, (0.0, 1.0))


def test_calibration_compares_stated_and_observed_in_ten_bins() -> None:
    found = calibration(
        [
            asked("a", "a 0.91"),
            asked("a", "a 1.0"),
            asked("a", "b 0.95"),
            asked("", "b 0.25"),  # out of scope: never right
            asked("a", "a 0.21"),
            asked("a", ""),  # nothing stated
            asked(None, "a 0.5"),  # nothing known
        ]
    )
    assert [one.observed for one in found] == [Share(1, 2), Share(2, 3)]
    assert [one.stated for one in found] == pytest.approx([0.23, 2.86 / 3])
    expected = (2 * (0.5 - 0.23) + 3 * (2.86 / 3 - 2 / 3)) / 5
    assert calibration_error(found) == pytest.approx(expected)


def test_questions_of_withheld_articles_count_as_out_of_scope_but_not_for_the_calibration() -> None:
    everything = figures([asked("a", "a 1.0")], [asked("", "a 0.9", script="thai")])[-1]
    assert (everything.questions, everything.calibration_error) == (2, 0.0)
    assert everything.shares[5:7] == (Share(0, 1), Share(1, 1))
