"""Entities stay on their words whatever stands before them: Telegram counts UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.catalogue.model import Catalogue
from handlers.richtext import RichText, bold, italic, joined, link, markdown, utf16_length
from tests.handlers.support import piece

STYLES = {"bold": bold, "italic": italic, "": RichText}


def marked(content: RichText) -> list[tuple[str, str]]:
    """Return kind and text of every entity."""
    return [(str(entity.type), piece(content, entity)) for entity in content.entities]


@pytest.mark.parametrize(
    ("text", "units"),
    [("", 0), ("abc", 3), ("ຊ່ວຍ", 4), ("ນ້ຳ", 3), ("🆘", 2), ("🇱🇦", 4), ("👨‍👩‍👧", 8), ("⛓️", 2)],
)
def test_length_is_counted_as_telegram_counts_it(text: str, units: int) -> None:
    assert utf16_length(text) == units


def test_lao_and_emoji_before_a_bold_word_do_not_move_the_bold() -> None:
    content = RichText("🆘 ຊ່ວຍເຫຼືອ 🇱🇦 ") + bold("1362") + " ດຽວນີ້ " + italic("😀ໂທ")
    assert content.text == "🆘 ຊ່ວຍເຫຼືອ 🇱🇦 1362 ດຽວນີ້ 😀ໂທ"
    assert marked(content) == [("bold", "1362"), ("italic", "😀ໂທ")]
    assert [entity.offset for entity in content.entities] == [18, 30]


@given(st.lists(st.tuples(st.text(), st.sampled_from(list(STYLES)))), st.text(max_size=3))
def test_joined_pieces_keep_their_styles(pieces: list[tuple[str, str]], separator: str) -> None:
    content = joined([STYLES[style](text) for text, style in pieces], separator)
    filled = [(text, style) for text, style in pieces if text]
    assert content.text == separator.join(text for text, _ in filled)
    assert marked(content) == [(style, text) for text, style in filled if style]


def test_empty_pieces_leave_no_empty_lines_and_no_empty_entities() -> None:
    assert joined([RichText(), bold(""), RichText("a"), RichText(), italic("b")], "\n\n") == (
        RichText("a\n\n") + italic("b")
    )
    assert joined([]) == RichText()
    assert not RichText()
    assert bold("") == RichText()


def test_a_link_keeps_its_address_when_it_moves() -> None:
    content = RichText("😀 ") + link("ເບິ່ງ", "https://example.org/?a=1&b=2")
    (entity,) = content.entities
    assert (entity.type, entity.url) == ("text_link", "https://example.org/?a=1&b=2")
    assert piece(content, entity) == "ເບິ່ງ"


def test_text_from_people_is_never_markup() -> None:
    content = bold("<b>*x*</b> _y_ [z](http://z) & \\")
    assert content.text == "<b>*x*</b> _y_ [z](http://z) & \\"
    assert marked(content) == [("bold", content.text)]


def test_markdown_becomes_text_and_entities() -> None:
    content = markdown("**ຂ້ອຍ** 😀 [ລິ້ງ](https://example.org)\n\n1. ໜຶ່ງ\n2. ສອງ\n\n- a\n- b")
    assert content.text == "ຂ້ອຍ 😀 ລິ້ງ\n\n1. ໜຶ່ງ\n2. ສອງ\n\n• a\n• b"
    assert marked(content) == [("bold", "ຂ້ອຍ"), ("text_link", "ລິ້ງ")]


def test_html_in_markdown_is_dropped_never_shown_raw() -> None:
    content = markdown("before <b>bold</b> <script>alert(1)</script> <img src=x> & 1 < 2")
    assert "<b>" not in content.text
    assert "<script>" not in content.text
    assert "<img" not in content.text
    assert content.text.startswith("before bold")
    assert content.text.endswith("& 1 < 2")


def test_every_part_of_the_content_shows_no_mark_of_markdown(catalogue: Catalogue) -> None:
    for text in parts(catalogue):
        content = markdown(text)
        for mark in ("**", "__", "](", "##", "`", "<"):
            assert mark not in content.text, content.text
        for entity in content.entities:
            assert piece(content, entity).strip()
            assert entity.type in (MessageEntity.BOLD, MessageEntity.TEXT_LINK)


def parts(catalogue: Catalogue) -> Iterator[str]:
    """Yield the Markdown of all parts of all articles."""
    for article in catalogue.articles.values():
        for text in article.texts.values():
            for part in text.parts:
                yield part.markdown


@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert(1))",
        "[x](tg://user?id=1)",
        "<tg://user?id=1>",
        "[x][1]\n\n[1]: tg://y",
    ],
)
def test_only_the_web_is_linked_to(written: str) -> None:
    assert not [one for one in markdown(f"**b** {written}").entities if one.url]
    (found,) = [one.url for one in markdown("see [x](https://example.org)").entities]
    assert found == "https://example.org"
