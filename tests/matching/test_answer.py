from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.matching.answer import MOST_CHARACTERS, PROBABLE_SCORE, SURE_SCORE, Answerer, Kind, decide
from bot.matching.followup import Outline
from bot.matching.matcher import Match, Matcher
from bot.matching.names import Names
from bot.matching.urgency import Urgency
from tests.held_up import not_held_up
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
        ([PROBABLE_SCORE - 0.01], Kind.UNKNOWN, 0),
        ([PROBABLE_SCORE], Kind.PROBABLE, 1),
        ([SURE_SCORE - 0.01, 0.2, 0.1], Kind.PROBABLE, 3),
        ([SURE_SCORE, 0.2, 0.1], Kind.SURE, 1),
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
def test_hostile_input_holds_nobody_up(text: str) -> None:
    with not_held_up():
        ANSWERER.answer(text)


class Village:
    """A directory of one office."""

    names = Names([("office", {"en": ["Village Office"], "lo": ["ຕຳຫຼວດ"]})], {"1362"})

    def find(self, text: str) -> tuple[str, ...]:
        return self.names.find(text)

    def contacts(self, names: Sequence[str]) -> tuple[str, ...]:
        return ("la-office",)

    def labels(self, names: Sequence[str], contacts: Sequence[str]) -> list[str]:
        return ["ways-to-send", "passport"]


OUTLINES = {
    label: Outline((label,), (("What it costs",),), (("",),), (), (), ())
    for label in {example.label for example in EXAMPLES}
}
GUIDED = Answerer(
    Matcher.fit(EXAMPLES),
    Urgency([("violence-abuse", {"en": ["beat* me"], "lo": ["ຕຳຫຼວດຕີ"]})], {}),
    Village(),
    OUTLINES,
)


@pytest.mark.parametrize("text", ["village office", "hello, call 1362", "ໂທ ໑໓໖໒"])
def test_a_bare_name_is_sure_with_its_contacts_and_the_articles_that_tell_of_them(
    text: str,
) -> None:
    answer = GUIDED.answer(text)
    assert (answer.kind, answer.contacts) == (Kind.SURE, ("la-office",))
    assert [match.label for match in answer.matches] == ["ways-to-send", "passport"]
    assert answer.ranked[0].label == "ways-to-send"
    assert answer.ranked[0].score >= SURE_SCORE
    assert list(answer.ranked) == sorted(answer.ranked, key=lambda match: -match.score)


def test_a_question_with_a_name_in_it_goes_to_the_matcher() -> None:
    answer = GUIDED.answer("does the village office make my boss pay me")
    assert (answer.contacts, answer.names) == ((), ())


def test_a_danger_phrase_counts_beside_a_name() -> None:
    answer = GUIDED.answer("village office, he beats me")
    assert answer.urgent == "violence-abuse"


def test_a_short_question_leans_on_what_was_shown_and_on_nothing_otherwise() -> None:
    led = GUIDED.answer("and how much?", "unpaid-wages")
    assert (led.kind, led.matches[0].label, led.page) == (Kind.SURE, "unpaid-wages", 1)
    alone = GUIDED.answer("and how much?")
    assert alone == GUIDED.answer("and how much?", "removed")
    assert alone.page == 0


def test_a_question_with_its_own_subject_does_not_lean_on_what_was_shown() -> None:
    question = "where do i get a passport and what is the price"
    assert GUIDED.answer(question, "unpaid-wages") == GUIDED.answer(question)
