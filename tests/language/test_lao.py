from __future__ import annotations

import unicodedata
from random import Random
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.lao import canonical, compose, loose

LAO_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0E80, max_codepoint=0x0EFF),
        st.sampled_from(
            "\u0ecd\u0eb2\u0eb3\u0ec8\u0ec9\u0eb5\u0eb8\u0ebc\u0eba\u0ec0ຫນມ \u200b\u200d"
        ),
        st.sampled_from("\u0e38\u0e48\u0301\u0345\u093c😀Aß"),
    )
)


@pytest.mark.parametrize(
    ("typed", "composed"),
    [
        pytest.param("ນ\u0ec9\u0eb3", "ນ\u0ec9\u0eb3", id="tone, am"),
        pytest.param("ນ\u0ecd\u0ec9\u0eb2", "ນ\u0ec9\u0eb3", id="ring, tone, aa"),
        pytest.param("ນ\u0ec9\u0ecd\u0eb2", "ນ\u0ec9\u0eb3", id="tone, ring, aa"),
        pytest.param("ນ\u0eb3\u0ec9", "ນ\u0ec9\u0eb3", id="am, tone"),
        pytest.param("ນ\u0ec9\u0eb2\u0ecd", "ນ\u0ec9\u0eb3", id="tone, aa, ring"),
        pytest.param("ນ\u0ecd\u0eb2", "ນ\u0eb3", id="am in two letters, no tone"),
        pytest.param("ເເຮງ", "ແຮງ", id="two e for ae"),
        pytest.param("ທ\u0ec8\u0eb5", "ທ\u0eb5\u0ec8", id="tone before a vowel above"),
        pytest.param("ຜ\u0ec9\u0eb9", "ຜ\u0eb9\u0ec9", id="tone before a vowel below"),
        pytest.param("ກ\u0ec8\u0ecd", "ກ\u0ecd\u0ec8", id="tone before o"),
        pytest.param("ຫ\u0eb8\u0ec9\u0ebcນ", "ຫ\u0ebc\u0eb8\u0ec9ນ", id="subjoined l last"),
        pytest.param("ທ\u0eb5\u0ec8\u0ec8", "ທ\u0eb5\u0ec8", id="the same tone twice"),
        pytest.param("ຫນັງສື", "ໜັງສື", id="hn"),
        pytest.param("ໂຮງຫມໍ", "ໂຮງໝໍ", id="hm"),
        pytest.param("ຫ\u200bນີ", "ໜີ", id="zero-width space"),
        pytest.param("\ufeffວຽກ\u200c\u00ad\u2060", "ວຽກ", id="other invisible characters"),
        pytest.param("ກ\u200dຂ", "ກຂ", id="joiner in Lao"),
    ],
)
def test_spellings_that_look_the_same_become_one(typed: str, composed: str) -> None:
    assert compose(typed) == composed


@pytest.mark.parametrize(
    "text", ["ສະບາຍດີ", "ຫຼວງພະບາງ", "ຫລວງພະບາງ", "ປີ ໒໐໒໖", "Passport ຫາຍ", "👩‍🌾 ໄຮ່", "ກໍ່", "เงินเดือน"]
)
def test_compose_changes_nothing_that_can_be_seen(text: str) -> None:
    assert compose(text) == text


def test_compatibility_normal_form_would_take_letters_apart_and_is_mended() -> None:
    assert compose(unicodedata.normalize("NFKC", "ນ້ຳ ໜັງສື ໝໍ")) == "ນ້ຳ ໜັງສື ໝໍ"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  ໂທ\u00a0 ໑໓໖໒\n", "ໂທ 1362"),
        ("โทร ๑๓๐๐", "โทร 1300"),
        ("PASSPORT", "passport"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_canonical_maps_digits_case_and_blanks(typed: str, expected: str) -> None:
    assert canonical(typed) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ບໍ່ຈ່າຍ", "ບໍຈາຍ"),
        ("ຫຼອກ", "ຫລອກ"),
        ("ລາວ", "ຣາວ"),
        ("ຄົນ", "ຄນ"),
        ("ໄປ ໄທ", "ໄປໄທ"),
        ("ນາຍຈ້າງ ບໍ່ ຈ່າຍ", "ນາຍຈາງບໍຈ່າຍ"),
    ],
)
def test_likely_misspellings_share_a_loose_key(one: str, other: str) -> None:
    assert loose(one) == loose(other)


def test_vowels_keep_words_apart_in_the_loose_key() -> None:
    assert loose("ດີ") != loose("ດູ")


@given(LAO_TEXT)
@example("\u0ec8\u0eb5\u0eba")
@example("\u0ecd\u0ecd\u0eb2")
def test_compose_is_idempotent(text: str) -> None:
    once = compose(text)
    assert compose(once) == once


@given(st.one_of(LAO_TEXT, st.text()))
@example("\u0345\u0301")
def test_canonical_is_idempotent_and_composed(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert compose(once) == once


FIVE_SPELLINGS = (
    "\u0ec9\u0eb3",
    "\u0ecd\u0ec9\u0eb2",
    "\u0ec9\u0ecd\u0eb2",
    "\u0eb3\u0ec9",
    "\u0ec9\u0eb2\u0ecd",
)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("spelled", FIVE_SPELLINGS)
def test_all_spellings_of_water_meet_in_every_normal_form(
    spelled: str, form: Literal["NFC", "NFD", "NFKC", "NFKD"]
) -> None:
    assert canonical(unicodedata.normalize(form, f"ນ{spelled}")) == "ນ້ຳ"


@given(
    st.lists(st.sampled_from(["ນາຍຈ້າງ", "ໜັງສື", "ນ້ຳ", "ແຮງ", "ຢູ່", "ໝໍ", "ຫຼວງ"]), min_size=1),
    st.randoms(use_true_random=False),
)
def test_invisible_characters_anywhere_change_nothing(words: list[str], random: Random) -> None:
    text = "".join(words)
    typed = "".join(
        letter + random.choice(["", "", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060"])
        for letter in text
    )
    assert canonical(typed) == canonical(text)


@given(st.lists(st.sampled_from(FIVE_SPELLINGS), min_size=1, max_size=6))
def test_any_mix_of_the_five_spellings_is_one_string(spellings: list[str]) -> None:
    assert canonical("".join(f"ນ{one}" for one in spellings)) == "ນ້ຳ" * len(spellings)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("໐໑໒໓໔໕໖໗໘໙", "0123456789"), ("๐๑๒๓๔๕๖๗๘๙", "0123456789")],
)
def test_all_lao_and_thai_digits_become_ours(typed: str, expected: str) -> None:
    assert canonical(typed) == expected


@given(LAO_TEXT)
def test_the_loose_key_is_the_same_for_the_text_and_its_canonical_form(text: str) -> None:
    assert loose(canonical(text)) == loose(text)
