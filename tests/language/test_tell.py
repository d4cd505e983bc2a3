"""Whether Lao in Latin letters is told from English, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import yamlfile
from bot.language.english import WORD
from bot.language.lao import canonical
from bot.language.latin import are_lao, lao_words, looks_like_lao

_MESSAGES = Path(__file__).with_name("latin_messages.yaml")


def messages(kind: str) -> list[str]:
    found: list[str] = yamlfile.parse(_MESSAGES.read_text(encoding="utf-8"), _MESSAGES.name).data[
        kind
    ]
    return found


def told(kind: str) -> Iterator[bool]:
    """Yield for each word that counts whether it was told right."""
    for message in messages(kind):
        typed = [word.strip(",") for word in message.split()]
        lao = are_lao([word.strip("()").lower() for word in typed])
        yield from (
            found is not word.isupper()
            for word, found in zip(typed, lao, strict=True)
            if "(" not in word
        )


@pytest.mark.parametrize(
    ("kind", "right", "of"), [("lao", 532, 532), ("english", 307, 307), ("mixed", 203, 213)]
)
def test_99_of_100_words_of_200_messages_are_told_right(kind: str, right: int, of: int) -> None:
    found = list(told(kind))
    assert len(found) == of
    assert sum(found) >= right


def test_every_whole_message_of_one_language_is_told_right() -> None:
    assert [m for m in messages("lao") if not looks_like_lao(m)] == []
    assert [m for m in messages("english") if looks_like_lao(m)] == []


@pytest.mark.parametrize(
    ("text", "lao"),
    [
        ("khoy yak tor work permit yu sai", "khoy yak tor yu sai"),
        ("my boss bor jai ngern", "bor jai ngern"),
        ("nai jang change sanya mai", "nai jang sanya mai"),
        ("song ngern kap ban", "song ngern kap ban"),
        ("sing a long song", ""),
        ("you pay how", ""),
        ("khoy you sai", "khoy you sai"),
        ("ຕໍ່ work permit ຢູ່ໃສ", ""),
        ("Thai", ""),
        ("yu thai", "yu thai"),
        ("", ""),
    ],
)
def test_lao_words_are_told_one_by_one(text: str, lao: str) -> None:
    assert lao_words(text) == set(lao.split())


@pytest.mark.parametrize(
    "typed", ["salery", "emploier", "brokre", "contrct", "helath", "certifcate"]
)
def test_mistyped_english_is_not_lao(typed: str) -> None:
    assert not looks_like_lao(typed)
    assert lao_words(f"about my {typed} please") == set()


@given(st.text(max_size=60))
def test_any_text_can_be_told_and_only_latin_words_are_lao(text: str) -> None:
    words = WORD.findall(canonical(text))
    assert len(are_lao(words)) == len(words)
    assert all(any("a" <= letter <= "z" for letter in word) for word in lao_words(text))
    assert not looks_like_lao(text) or lao_words(text)
