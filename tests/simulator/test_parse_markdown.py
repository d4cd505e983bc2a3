from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import escape_markdown

from bot.simulator.errors import ApiError
from bot.simulator.parse_markdown import parse_markdown, parse_markdown_v2

PREFIX = "Bad Request: can't parse entities: "


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("text", "plain", "entities"),
    [
        ("*ດີ* _x_", "ດີ x", [entity("bold", 0, 2), entity("italic", 3, 1)]),
        ("__u__ ~s~ ||h||", "u s h", [
            entity("underline", 0, 1), entity("strikethrough", 2, 1), entity("spoiler", 4, 1),
        ]),
        ("*a _b_*", "a b", [entity("bold", 0, 3), entity("italic", 2, 1)]),
        ("👋`c*`", "👋c*", [entity("code", 2, 2)]),
        ("```py\nx_y\n```", "x_y\n", [entity("pre", 0, 4, language="py")]),
        ("```\nx```", "x", [entity("pre", 0, 1)]),
        ("[go](https://x.la/a)", "go", [entity("text_link", 0, 2, url="https://x.la/a")]),
        ("[go](https://x.la/\\)b)", "go", [entity("text_link", 0, 2, url="https://x.la/)b")]),
        ("[x\\.la]", "x.la", [entity("text_link", 0, 4, url="http://x.la/")]),
        ("[y](tg://user?id=5)", "y", [entity("text_mention", 0, 1, user={"id": 5})]),
        ("![👍](tg://emoji?id=53)", "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="53")]),
        ("![x](tg://time?unix=9&format=D)", "x", [
            entity("date_time", 0, 1, unix_time=9, date_time_format="D"),
        ]),
        (">a\n>b\nc", "a\nb\nc", [entity("blockquote", 0, 4)]),
        (">a\n>b||\nc", "a\nb\nc", [entity("expandable_blockquote", 0, 4)]),
        (">a||", "a", [entity("expandable_blockquote", 0, 1)]),
        ("\\_\\*\\!", "_*!", []),
        ("**", "", []),
    ],
)  # fmt: skip
def test_marks_of_version_2_become_entities(
    text: str, plain: str, entities: list[dict[str, object]]
) -> None:
    assert parse_markdown_v2(text) == (plain, entities)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. x", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("a!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("ດີ *x", "Can't find end of Bold entity at byte offset 7"),
        ("__x", "Can't find end of Underline entity at byte offset 0"),
        ("```py\nx", "Can't find end of PreCode entity at byte offset 0"),
        ("[x](y", "Can't find end of a URL at byte offset 4"),
        ("![x]", "The entity must contain a tg://emoji or tg://time URL"),
        ("![x](https://a.la)", "Invalid tg://emoji or tg://time URL specified"),
        (">*a\nb", "Can't find end of Bold entity at byte offset 1"),
        ("*>a\n>b||\nc", "Can't find end of Bold entity at byte offset 0"),
        (">*a||\nb", "Can't find end of Bold entity at byte offset 1"),
        (">a||b\nc", "Can't find end of Spoiler entity at byte offset 2"),
    ],
)
def test_broken_version_2_is_refused_in_telegrams_words(text: str, words: str) -> None:
    with pytest.raises(ApiError, match=re.escape(words) + r"\Z"):
        parse_markdown_v2(text)


@pytest.mark.parametrize(
    ("text", "plain", "entities"),
    [
        (
            "*b* _i_ `c`",
            "b i c",
            [entity("bold", 0, 1), entity("italic", 2, 1), entity("code", 4, 1)],
        ),
        ("```py\nx```", "x", [entity("pre", 0, 1, language="py")]),
        ("[go](x.la)", "go", [entity("text_link", 0, 2, url="http://x.la/")]),
        ("[x.la]", "x.la", [entity("text_link", 0, 4, url="http://x.la/")]),
        ("\\_a\\_ 1.", "_a_ 1.", []),
    ],
)
def test_marks_of_version_1_become_entities(
    text: str, plain: str, entities: list[dict[str, object]]
) -> None:
    assert parse_markdown(text) == (plain, entities)


def test_an_open_mark_of_version_1_is_refused() -> None:
    with pytest.raises(ApiError) as caught:
        parse_markdown("ດີ *x")
    words = "Can't find end of the entity starting at byte offset 7"
    assert caught.value.description == PREFIX + words


@given(st.text(alphabet=st.characters(exclude_characters="\\", exclude_categories=["Cs"])))
def test_what_ptb_escapes_comes_back_as_it_was(text: str) -> None:
    assert parse_markdown_v2(escape_markdown(text, version=2)) == (text, [])


@given(st.text(alphabet="*_~|`[]()!>\n\\ax.", max_size=40))
def test_any_input_is_parsed_or_refused(text: str) -> None:
    for parse in (parse_markdown, parse_markdown_v2):
        try:
            plain, entities = parse(text)
        except ApiError:
            continue  # refused in Telegram's form; anything else fails the test
        assert all(each["offset"] + each["length"] <= len(plain) for each in entities)
