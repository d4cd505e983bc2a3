from __future__ import annotations

from collections import Counter

from benchmarks.banking77 import LEFT_OUT, WITHHELD, banking77, rows, with_strangers


def test_the_set_is_there_as_published() -> None:
    assert (len(rows("train")), len(rows("test"))) == (10_003, 3_080)
    assert len({label for _, label in rows("train")}) == 77
    assert set(Counter(label for _, label in rows("test")).values()) == {40}


def test_each_intent_gives_as_many_examples_as_asked_for() -> None:
    counts = Counter(example.label for example in banking77(5, 0).examples)
    assert (len(counts), set(counts.values())) == (77, {5})
    assert len(banking77(None, 0).examples) == 10_003


def test_a_draw_is_the_same_every_time_and_another_draw_is_not() -> None:
    assert banking77(5, 0) == banking77(5, 0)
    assert banking77(5, 0).examples != banking77(5, 1).examples
    assert banking77(5, 0).questions == banking77(5, 1).questions


def test_no_example_is_asked() -> None:
    asked = {one.text for one in banking77(5, 0).questions["clean"].asked}
    assert not asked & {example.text for example in banking77(None, 0).examples}


def test_questions_of_withheld_intents_are_the_strangers() -> None:
    task = with_strangers(10, 0)
    taught = {example.label for example in task.examples}
    assert len(taught) == 58
    assert not taught & (WITHHELD | LEFT_OUT)
    assert len(task.questions["clean"].asked) == 2_320
    assert len(task.questions["clean"].strangers) == 480


def test_typing_errors_change_texts_but_not_what_is_right() -> None:
    groups = banking77(5, 0).questions
    assert list(groups) == ["clean", "typo 16", "typo 8"]
    for mistyped in (groups["typo 16"], groups["typo 8"]):
        pairs = list(zip(groups["clean"].asked, mistyped.asked, strict=True))
        assert all(one.labels == other.labels for one, other in pairs)
        assert sum(one.text != other.text for one, other in pairs) == len(pairs)
