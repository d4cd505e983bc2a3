from __future__ import annotations

from bot.evaluate.confusion import NO_ARTICLE, Pair, lost, most, pairs, taken
from bot.evaluate.curve import Point, at, sweep
from bot.matching.answer import Kind
from tests.evaluate.support import asked

SET = [
    asked("a", "b 0.3, a 0.2", text="one"),
    asked("a c", "b 0.6", text="two"),
    asked("c a", "c 0.6", text="found"),
    asked("c", "", text="nothing"),
    asked("", "b 0.5", text="out of scope"),
    asked("", "b 0.1", text="rejected"),
    asked(None, "b 0.9", text="not labelled"),
]


def test_pairs_are_counted_the_most_frequent_first() -> None:
    assert pairs(SET) == [Pair("a", "b", 2), Pair("c", NO_ARTICLE, 1)]


def test_an_article_loses_what_found_another_first_the_surest_first() -> None:
    assert [one.question.text for one in lost(SET, "a")] == ["two", "one"]
    assert [one.question.text for one in lost(SET, "c")] == ["two", "nothing"]
    assert lost(SET, "b") == []


def test_an_article_takes_questions_of_others_and_answered_ones_that_are_out_of_scope() -> None:
    assert [one.question.text for one in taken(SET, "b")] == ["two", "out of scope", "one"]
    assert taken(SET, "a") == []


def test_of_a_list_the_most_frequent_articles_are_named() -> None:
    assert most(["b", "a", "b"]) == "b 2, a 1"
    assert most("abcdefg") == "a 1, b 1, c 1, d 1, e 1, f 1 …"
    assert most([]) == ""


def test_a_lower_cutoff_answers_more_and_more_wrongly() -> None:
    scored = [
        asked("a", "a 0.9"),
        asked("a", "b 0.5"),
        asked("a", "a 0.5"),
        asked("a", "a 0.3", kind=Kind.SMALLTALK),
        asked("", "a 0.8"),
    ]
    assert sweep(scored) == [Point(0.9, 0.25, 0.0), Point(0.5, 0.75, 0.25)]


def test_a_cutoff_gives_the_last_point_that_is_not_below_it() -> None:
    points = [Point(0.9, 0.25, 0.0), Point(0.5, 0.75, 0.25)]
    assert at(points, 0.5) == points[1]
    assert at(points, 0.51) == points[0]
    assert at(points, 0.95) == Point(0.95, 0.0, 0.0)
