from __future__ import annotations

import pytest

from bot.terminal import visible, width, wrapped


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("ກິ່", 1), ("ນ້ຳ", 2), ("ที่", 1), ("😀", 2), ("中文", 4), ("\u200b", 0), ("", 0)],
)
def test_signs_on_a_letter_take_no_column(text: str, columns: int) -> None:
    assert width(text) == columns


def test_what_cannot_be_seen_is_named_and_lines_become_one() -> None:
    assert visible("a\u200bb\x1b[2J\n  c") == "a<U+200B>b<U+001B>[2J c"


def test_lines_break_at_blanks_and_go_on_below_the_text() -> None:
    told = wrapped("name      ", "word " * 20 + "end")
    assert told.splitlines() == [
        "name      " + " ".join(["word"] * 14),
        "          " + " ".join(["word"] * 6 + ["end"]),
    ]


def test_lao_without_blanks_breaks_between_letters_with_their_signs() -> None:
    text = "ເກົ່າ" * 60
    lines = wrapped("", text).splitlines()
    assert "".join(lines) == text
    assert max(map(width, lines)) <= 80
    for line in lines:
        assert line[0] == "ເ" or width(line[0]) == 1
        assert not line.endswith("ເ")


@pytest.mark.parametrize("text", ["", " ", "a  b", "x" * 80, "x" * 81, "x " * 40])
def test_nothing_is_lost(text: str) -> None:
    assert wrapped("", text).replace("\n", "").replace(" ", "") == text.replace(" ", "")
