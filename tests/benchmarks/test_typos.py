from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from benchmarks.typos import mistype

SENTENCE = "How long will my transfer take to arrive?"


def test_the_same_text_gets_the_same_errors_every_time() -> None:
    assert mistype(SENTENCE, 8) == mistype(SENTENCE, 8)
    assert mistype(SENTENCE, 16) == "How long willmy trasfer take to arrcve?"


def test_different_texts_get_different_errors() -> None:
    assert mistype("what is my balance", 18) == "what is y balance"
    assert mistype("what is my address", 18) == "hat is my address"


def test_an_empty_text_stays_empty() -> None:
    assert mistype("", 8) == ""


def test_a_short_text_gets_one_error() -> None:
    assert OSA.distance("pin", mistype("pin", 16)) == 1


@given(st.text("abcdefg hij", min_size=1, max_size=60), st.sampled_from([8, 16]))
def test_there_are_as_many_errors_as_asked_for_and_no_more(text: str, every: int) -> None:
    errors = max(1, round(len(text) / every))
    assert (
        Levenshtein.distance(text, mistype(text, every)) <= 2 * errors
    )  # an exchange counts twice
    assert abs(len(mistype(text, every)) - len(text)) <= errors


@given(st.text("abcdefghij", min_size=1, max_size=12))
def test_one_error_is_one_error(text: str) -> None:
    assert OSA.distance(text, mistype(text, 100)) == 1
