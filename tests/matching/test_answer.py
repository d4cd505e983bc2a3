from __future__ import annotations

import time

import pytest

from bot.matching.answer import MOST_CHARACTERS, Answerer, Kind, decide
from bot.matching.matcher import Match, Matcher
from bot.matching.urgency import Urgency
from tests.matching.test_matcher import EXAMPLES

ANSWERER = Answerer(
    Matcher.fit(EXAMPLES), Urgency([("violence-abuse", {"en": ["beat* me"], "lo": ["ຕີຂ້ອຍ"]})], {})
)


def test_an_example_is_answered_surely_in_the_language_it_was_typed_in() -> None:
    answer = ANSWERER.answer("My boss does not pay me")
    assert answer.kind is Kind.SURE
    assert answer.matches == (Match("unpaid-wages", 1.0),)
    assert answer.language == "en"
    assert answer.urgent is None


@pytest.mark.parametrize(
    "text",
    ["where do i get a pasport and what is the price", "ສະບາຍດີ ພາສປອດເສຍຢູ່ໄທ", "ພາສປອດ ເສຍ ຢູ່ໄທ"],
)
def test_nearly_an_example_is_answered_surely(text: str) -> None:
    assert ANSWERER.answer(text).kind is Kind.SURE


def test_a_vague_text_gets_a_choice() -> None:
    answer = ANSWERER.answer("money")
    assert answer.kind is Kind.PROBABLE
    assert {match.label for match in answer.matches} >= {"ways-to-send", "unpaid-wages"}


def test_danger_comes_with_the_ordinary_answer() -> None:
    answer = ANSWERER.answer("my boss does not pay me, he beats me")
    assert answer.urgent == "violence-abuse"
    assert answer.matches[0].label == "unpaid-wages"


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Hi!",
        "thanks",
        "thank you",
        "ok",
        "sabaidee",
        "sabaidi der",
        "khop jai",
        "kob chai der",
        "khobchai lai",
        "ສະບາຍດີ",
        "ສະບາຍດີເດີ",
        "ຂອບໃຈຫຼາຍໆ",
        "สวัสดีครับ",
        "ขอบคุณค่ะ",
    ],
)
def test_greetings_and_thanks_are_small_talk(text: str) -> None:
    answer = ANSWERER.answer(text)
    assert answer.kind is Kind.SMALLTALK
    assert answer.matches == ()


def test_a_greeting_before_a_question_does_not_hide_it() -> None:
    assert ANSWERER.answer("hello, my boss does not pay me").matches[0].label == "unpaid-wages"


@pytest.mark.parametrize("text", ["", "😀", "12", "quantum chromodynamics", "中文"])
def test_what_has_no_answer_is_unknown(text: str) -> None:
    answer = ANSWERER.answer(text)
    assert answer.kind is Kind.UNKNOWN
    assert answer.matches == ()


def test_only_the_first_characters_count() -> None:
    assert ANSWERER.answer("x" * MOST_CHARACTERS + " he beats me").urgent is None


@pytest.mark.parametrize(
    ("scores", "kind", "kept"),
    [
        ([], Kind.UNKNOWN, 0),
        ([0.19], Kind.UNKNOWN, 0),
        ([0.21], Kind.PROBABLE, 1),
        ([0.69, 0.2, 0.1], Kind.PROBABLE, 3),
        ([0.71, 0.2, 0.1], Kind.SURE, 1),
        ([0.95, 0.94], Kind.SURE, 1),
        ([1.0, 1.0], Kind.PROBABLE, 2),
    ],
)
def test_scores_decide_how_sure_to_be(scores: list[float], kind: Kind, kept: int) -> None:
    matches = [Match(str(number), score) for number, score in enumerate(scores)]
    assert decide(matches) == (kind, tuple(matches[:kept]))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ກ" + "\u0ec9" * 4096, id="4,096 tones"),
        pytest.param("\u0301\u0eb5" * 2048, id="combining marks of two scripts"),
        pytest.param("😀👩‍🌾" * 1000, id="emoji"),
        pytest.param("abc ລາວ ไทย \u202eעברית " * 200, id="mixed directions"),
        pytest.param("ນາຍຈ້າງ my boss " * 30_000, id="500 KB"),
        pytest.param("a" * 4096, id="one long word"),
        pytest.param("ng" * 2048, id="one long word of Lao sounds"),
        pytest.param("\x00\ud800\uffff" * 100, id="no characters at all"),
    ],
)
def test_hostile_input_is_answered_in_time(text: str) -> None:
    ANSWERER.answer("warm up")
    started = time.process_time()  # a busy machine must not fail it
    ANSWERER.answer(text)
    assert time.process_time() - started < 0.05
