"""Screens: two languages in one, buttons in Telegram's form, long texts in pieces."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from handlers.richtext import RichText, bold, joined, utf16_length
from handlers.routes import ChooseLanguage, Place, ToArticle, ToTopic
from handlers.screen import DIVIDER, Button, Screen, merged, split
from tests.handlers.support import piece

MENU = ToTopic("complaints")


def screen(*rows: tuple[Button, ...], text: str = "one line") -> Screen:
    return Screen(RichText(text), rows)


def labels(shown: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in shown.rows]


def test_one_language_alone_is_left_as_it_is() -> None:
    alone = screen((Button("☰ Menu", Place.MENU),))
    assert merged([alone]) is alone


def test_labels_of_both_languages_are_joined_behind_their_common_icon() -> None:
    both = merged(
        [screen((Button("🆘 ຊ່ວຍດ່ວນ", Place.SOS),)), screen((Button("🆘 Help now", Place.SOS),))]
    )
    assert labels(both) == [["🆘 ຊ່ວຍດ່ວນ · Help now"]]


def test_labels_without_a_common_icon_are_joined_and_equal_ones_are_not_doubled() -> None:
    first = screen((Button("ລາວ", MENU),), (Button("📋 1546", copy="1546"),))
    second = screen((Button("Lao", MENU),), (Button("📋 1546", copy="1546"),))
    assert labels(merged([first, second])) == [["ລາວ · Lao"], ["📋 1546"]]


def test_labels_too_long_for_a_phone_stay_in_the_first_language() -> None:
    first, second = "🛂 ໄປເຮັດວຽກຖືກກົດໝາຍ", "🛂 The legal way to work abroad"
    both = merged([screen((Button(first, MENU),)), screen((Button(second, MENU),))])
    assert labels(both) == [[first]]


def test_the_more_buttons_share_a_row_the_shorter_joined_labels_have_to_be() -> None:
    def row(menu: str, sos: str) -> tuple[Button, ...]:
        return Button(menu, Place.MENU), Button(sos, Place.SOS)

    both = merged([screen(row("☰ ເມນູ", "🆘 ຊ່ວຍເຫຼືອ")), screen(row("☰ Menu", "🆘 Help now"))])
    assert labels(both) == [["☰ ເມນູ · Menu", "🆘 ຊ່ວຍເຫຼືອ"]]


def test_ways_to_the_other_languages_are_put_together_in_a_row_of_their_own() -> None:
    def row(menu: str, language: str, code: str) -> tuple[Button, ...]:
        return Button(menu, Place.MENU), Button(language, ChooseLanguage(code, MENU))

    both = merged(
        [screen(row("☰ ເມນູ", "🌐 English", "en")), screen(row("☰ Menu", "🌐 ລາວ", "lo"))]
    )
    assert labels(both) == [["☰ ເມນູ · Menu"], ["🌐 English", "🌐 ລາວ"]]


def test_pages_with_other_rows_in_each_language_get_the_first_ones() -> None:
    first = screen((Button("➡️ ຕໍ່", ToArticle("x", 2)),), (Button("☰ ເມນູ", Place.MENU),))
    second = screen((Button("☰ Menu", Place.MENU),))
    assert merged([first, second]).rows == first.rows


def test_texts_follow_each_other_divided_only_if_they_are_longer_than_a_line() -> None:
    short = merged([screen(text="ພາສາ"), screen(text="Language")])
    assert short.content.text == "ພາສາ\nLanguage"
    long = merged([Screen(bold("ກ") + "\n2"), Screen(bold("a") + "\n2")])
    assert long.content.text == f"ກ\n2{DIVIDER}a\n2"
    assert [piece(long.content, entity) for entity in long.content.entities] == ["ກ", "a"]


def test_buttons_do_what_they_say_in_telegrams_form() -> None:
    shown = screen(
        (Button("a", MENU), Button("b", url="https://example.org")), (), (Button("c", copy="191"),)
    )
    markup = shown.markup()
    assert isinstance(markup, InlineKeyboardMarkup)
    (first, second), (third,) = markup.inline_keyboard
    assert first.callback_data == "t:complaints"
    assert second.url == "https://example.org"
    assert third.copy_text
    assert third.copy_text.text == "191"


def test_a_screen_without_buttons_brings_the_keyboard_or_nothing() -> None:
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("🆘")]])
    assert Screen(RichText("x"), keyboard=keyboard).markup() is keyboard
    assert Screen(RichText("x")).markup() is None


@pytest.mark.parametrize("letter", ["ກ", "😀", "ນ້ຳ "])
def test_a_long_text_is_cut_into_pieces_that_telegram_takes(letter: str) -> None:
    content = joined([bold(f"{number} {letter}") + letter * 60 for number in range(120)])
    pieces = split(content)
    assert len(pieces) > 1
    assert "".join(one.text for one in pieces).replace("\n", "") == content.text.replace("\n", "")
    for one in pieces:
        assert 0 < utf16_length(one.text) <= 4096
        for entity in one.entities:
            assert piece(one, entity)
    starts = [piece(one, entity) for one in pieces for entity in one.entities]
    assert starts == [f"{number} {letter}" for number in range(120)]


def test_a_text_that_fits_is_one_piece() -> None:
    content = RichText("x" * 4096)
    assert split(content) == [content]
