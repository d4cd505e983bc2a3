"""Nobody's message may keep the bot busy: the longest that Telegram lets through, built to be slow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language.concepts import standard
from bot.language.lao import canonical
from bot.language.latin import joined_sound, looks_like_lao
from bot.language.script import runs
from bot.language.thai import shared_key
from tests.held_up import not_held_up

LONGEST = 4096

MESSAGES = {
    "one Lao letter": "ກ" * LONGEST,
    "a vowel without a letter": "ເ" * LONGEST,
    "tones on one letter": "ກ" + "\u0ec8" * (LONGEST - 1),
    "a tone behind vowels that it stands before": "\u0eb3" * (LONGEST - 1) + "\u0ec8",
    "combining marks": "a" + "\u0301" * (LONGEST - 1),
    "invisible characters": "\u200b" * LONGEST,
    "one digit": "1" * LONGEST,
    "one vowel": "a" * LONGEST,
    "a long word no Lao could say": "a" * 60 + "q",
    "syllables without a blank": "na" * 40 + "q",
    "many small words": "khon " * (LONGEST // 5),
    "scripts by turns": "ກa" * (LONGEST // 2),
    "directions by turns": "\u202eກ\u202da" * (LONGEST // 4),
    "a sentence over and over": "ນາຍຈ້າງບໍ່ຈ່າຍເງິນ" * (LONGEST // 18),
    "a Thai one": "นายจ้างไม่จ่ายเงิน" * (LONGEST // 18),
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
@pytest.mark.parametrize(
    "read",
    [canonical, shared_key, joined_sound, looks_like_lao, runs, standard().find],
    ids=["canonical", "shared_key", "joined_sound", "looks_like_lao", "runs", "concepts"],
)
def test_a_long_message_is_read_at_once(read: Callable[[str], object], message: str) -> None:
    read("nai jang ນາຍຈ້າງ")  # what is learned at the first use does not count
    with not_held_up():
        read(message)
