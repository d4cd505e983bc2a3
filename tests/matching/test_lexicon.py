"""Short messages taken apart into known words, in four scripts."""

from __future__ import annotations

import pytest

from bot.matching.lexicon import MOST_CHARACTERS, Lexicon
from tests.held_up import not_held_up

WORDS = {
    "savannakhet": {"en": ["Savannakhet"], "lo": ["ສະຫວັນນະເຂດ"], "th": ["สะหวันนะเขต"]},
    "nong-khai": {"en": ["Nong Khai"], "lo": ["ໜອງຄາຍ"], "th": ["หนองคาย"]},
    "iom": {"en": ["IOM"]},
    "office": {"en": ["office", "in"], "lo": ["ຫ້ອງການ", "ຢູ່"], "th": ["สำนักงาน"], "latin": ["yu"]},
}
LEXICON = Lexicon(WORDS.items(), {"savannakhet", "nong-khai", "iom"})


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Savannakhet", ["savannakhet"]),
        ("office in  SAVANNAKHET?", ["office", "office", "savannakhet"]),
        ("Nongkhai", ["nong-khai"]),
        ("ສະຫວັນນະເຂດ", ["savannakhet"]),
        ("ຫ້ອງການຢູ່ໜອງຄາຍ", ["office", "office", "nong-khai"]),
        ("สำนักงาน หนองคาย", ["office", "nong-khai"]),
        ("ຫ້ອງການ IOM", ["office", "iom"]),
        ("hongkan yu savanakhet", ["office", "office", "savannakhet"]),
    ],
)
def test_a_message_of_known_words_is_read_word_by_word(text: str, labels: list[str]) -> None:
    assert LEXICON.read(text) == [frozenset({label}) for label in labels]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("savanakhet", id="a letter left out"),
        pytest.param("savvanaket", id="two errors in a long name"),
        pytest.param("sawannakhet", id="another letter for one sound"),
        pytest.param("Savannákhet", id="an accent"),
        pytest.param("office in savannakhat", id="beside other words"),
        pytest.param("ສະຫວັນນເຂດ", id="Lao without a vowel sign"),
        pytest.param("ສວັນນະເຂດ", id="Lao without a letter"),
        pytest.param("ຫ້ອງການສະວັນນະເຂດ", id="Lao beside another word"),
    ],
)
def test_long_names_may_be_mistyped(text: str) -> None:
    assert frozenset({"savannakhet"}) in (LEXICON.read(text) or [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("passport in savannakhet", id="a subject beside the name"),
        pytest.param("ພາສປອດຢູ່ສະຫວັນນະເຂດ", id="a subject in Lao"),
        pytest.param("ion", id="a short name mistyped"),
        pytest.param("offise", id="a word in which no error is forgiven"),
        pytest.param("savannakhet 沙湾拿吉", id="another script"),
        pytest.param("savannakhet 5", id="a figure"),
        pytest.param("savannakhet " * (MOST_CHARACTERS // 12 + 1), id="a long message"),
    ],
)
def test_anything_else_in_it_makes_it_another_message(text: str) -> None:
    assert LEXICON.read(text) is None


def test_a_message_without_letters_has_no_words() -> None:
    assert LEXICON.read("?! 🙂") == []


@pytest.mark.parametrize(
    "text",
    [
        "ກ" + "\u0ec9" * 79,
        "a " * 40,
        "ng" * 40,
        "ໜອງ" * 26,
        "ຢູ່" * 26,
        "in " * 26,
        "\ud800\x00" * 40,
    ],
)
def test_hostile_input_holds_nobody_up(text: str) -> None:
    with not_held_up():
        LEXICON.read(text)
