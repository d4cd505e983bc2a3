from __future__ import annotations

from typing import Any

import pytest

from bot.simulator.errors import ApiError
from bot.simulator.text import caption_text, message_text


def nobody(user_id: int) -> None:
    return None


def text(given: str, mode: str | None = None, entities: list[Any] | None = None) -> dict[str, Any]:
    return message_text(given, mode, entities, nobody)


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def refused(given: str, mode: str | None = None, entities: list[Any] | None = None) -> str:
    with pytest.raises(ApiError) as caught:
        text(given, mode, entities)
    return caught.value.description


def test_the_limit_counts_utf16_units_after_parsing() -> None:
    assert len(text("<b>" + "a" * 4096 + "</b>", "HTML")["text"]) == 4096
    assert len(text("👋" * 2048)["text"]) == 2048
    assert refused("👋" * 2048 + "a") == "Bad Request: message is too long"
    assert refused("a" * 4097) == "Bad Request: message is too long"
    assert refused("a" * 32769) == "Bad Request: text is too long"


def test_a_caption_has_a_limit_of_its_own() -> None:
    assert caption_text("a" * 1024, None, None, nobody) == {"caption": "a" * 1024}
    with pytest.raises(ApiError, match=r"Bad Request: message caption is too long\Z"):
        caption_text("a" * 1025, None, None, nobody)
    assert caption_text("<b> </b>", "HTML", None, nobody) == {}


def test_white_space_alone_is_no_text() -> None:
    assert refused(" \n ") == "Bad Request: text must be non-empty"
    assert refused("<b> </b>", "HTML") == "Bad Request: text must be non-empty"


def test_ends_are_trimmed_and_entities_move_along() -> None:
    given = text("  <b>a</b> \n", "html")
    assert given == {"text": "a", "entities": [entity("bold", 0, 1)]}
    given = text("x  ", None, [entity("bold", 0, 3)])
    assert given == {"text": "x", "entities": [entity("bold", 0, 1)]}


def test_control_characters_become_spaces_and_carriage_returns_go() -> None:
    given = text("a\tb\r\nc", None, [entity("bold", 4, 2)])
    assert given == {"text": "a b\nc", "entities": [entity("bold", 3, 2)]}


def test_touching_and_overlapping_entities_of_a_kind_are_one() -> None:
    given = text("abcd", None, [entity("bold", 0, 2), entity("bold", 2, 2)])
    assert given["entities"] == [entity("bold", 0, 4)]
    given = text("abcd", None, [entity("bold", 0, 3), entity("bold", 2, 2)])
    assert given["entities"] == [entity("bold", 0, 4)]


def test_nothing_lies_inside_code() -> None:
    given = text("abcd", None, [entity("bold", 0, 4), entity("code", 1, 2)])
    assert given["entities"] == [entity("bold", 0, 1), entity("code", 1, 2), entity("bold", 3, 1)]
    given = text("abcd", None, [entity("text_link", 0, 4, url="a.la"), entity("code", 1, 2)])
    assert given["entities"] == [entity("code", 1, 2)]


def test_found_entities_stay_out_of_links_and_code() -> None:
    given = text('<a href="https://a.la/">b.la</a> <code>@someone</code> @someone', "HTML")
    kinds = [(each["type"], each["offset"]) for each in given["entities"]]
    assert kinds == [("text_link", 0), ("code", 5), ("mention", 14)]


def test_what_telegram_finds_itself_cannot_be_given() -> None:
    assert text("hello", None, [entity("url", 0, 5)]) == {"text": "hello"}


def test_a_mention_of_nobody_is_dropped() -> None:
    assert text("you", None, [entity("text_mention", 0, 3, user={"id": 9})]) == {"text": "you"}


def test_at_most_a_hundred_entities_are_kept() -> None:
    assert len(text(" ".join(f"#t{n}" for n in range(150)))["entities"]) == 100


@pytest.mark.parametrize(
    ("given", "entities", "words"),
    [
        ("a", [entity("bold", 1, 1)], "entity begins after the end of the text at UTF-16 offset 1"),
        (
            "ab",
            [entity("bold", 0, 3)],
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3",
        ),
        (
            "👋a",
            [entity("bold", 1, 2)],
            "entity begins in a middle of a UTF-16 symbol at byte offset 4",
        ),
        (
            "a👋",
            [entity("bold", 0, 2)],
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol "
            "at byte offset 5",
        ),
        ("a", [entity("bold", -1, 1)], "receive an entity with incorrect offset -1"),
        ("a", [entity("big", 0, 1)], "can't parse MessageEntity: Unsupported type specified"),
        ("a", [entity("text_link", 0, 1)], "can't parse MessageEntity: Can't find field \"url\""),
    ],
)
def test_wrong_entities_are_refused(given: str, entities: list[Any], words: str) -> None:
    assert refused(given, None, entities) == f"Bad Request: {words}"


def test_an_unknown_parse_mode_is_refused() -> None:
    assert refused("x", "rst") == "Bad Request: unsupported parse_mode"
