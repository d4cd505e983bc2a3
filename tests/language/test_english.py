from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.english import everyday_words, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("employers", "employer"),
        ("employer's", "employer"),
        ("agencies", "agency"),
        ("threatened", "threaten"),
        ("cheating", "cheat"),
        ("stopped", "stop"),
        ("paid", "pay"),
        ("stolen", "steal"),
        ("wages", "wage"),
        ("deductions", "deduction"),
        ("dont", "don't"),
        ("boss", "boss"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_different_words_keep_different_stems() -> None:
    words = ("bus", "boss", "pay", "wage", "visa", "thai", "this", "sing", "need", "red")
    assert len({stem(word) for word in words}) == len(words)


@given(st.text(alphabet="abcdefghilnorsty", min_size=1, max_size=12))
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


def test_everyday_words_are_a_few_thousand_small_letter_words() -> None:
    words = everyday_words()
    assert 5_000 < len(words) < 20_000
    assert {"gang", "rope", "government"} <= words
    assert all(word.isalpha() and word.islower() for word in words)
