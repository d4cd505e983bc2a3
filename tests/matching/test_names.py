"""Messages that only name something."""

from __future__ import annotations

import pytest

from bot.matching.names import Names

NAMES = Names(
    [
        ("champasak", {"en": ["Champasak", "Pakse"], "lo": ["ຈຳປາສັກ", "ປາກເຊ"], "th": ["จำปาสัก"]}),
        ("capital", {"en": ["Vientiane"]}),
        ("province", {"en": ["Vientiane"]}),
        ("embassy", {"en": ["Lao Embassy"], "lo": ["ສະຖານທູດລາວ"], "th": ["สถานทูตลาว"]}),
        ("mrc", {"en": ["MRC"]}),
    ],
    {"1362", "1694", "15770071", "85621267734", "021267734"},
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("pakse", ("champasak",)),
        ("office in pakse", ("champasak",)),
        ("who can help in Champasak please", ("champasak",)),
        ("ຫ້ອງການຢູ່ປາກເຊ ຢູ່ໃສ", ("champasak",)),
        ("สำนักงานจำปาสัก", ("champasak",)),
        ("hongkan yu pakse mi bor", ("champasak",)),
        ("mrc pakse", ("mrc", "champasak")),
        ("where is the lao embassy", ("embassy",)),
        ("ຂໍເບີສະຖານທູດລາວແດ່", ("embassy",)),
        ("เบอร์สถานทูตลาวครับ", ("embassy",)),
        ("vientiane", ("capital", "province")),
        ("1362", ("1362",)),
        ("call 1694", ("1694",)),
        ("ເບີ ໑໓໖໒ ແມ່ນຫຍັງ", ("1362",)),
        ("โทร ๑๖๙๔", ("1694",)),
        ("1577-0071", ("15770071",)),
        ("+856 21 267 734", ("85621267734",)),
        ("021 267734", ("021267734",)),
        ("1362 1694", ("1362", "1694")),
        ("1362, pakse", ("1362", "champasak")),
    ],
)
def test_names_and_numbers_are_found_among_words_that_name_nothing(
    text: str, names: tuple[str, ...]
) -> None:
    assert NAMES.find(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "how do i get a passport in pakse",
        "ເຮັດພາສປອດຢູ່ປາກເຊ",
        "ทำพาสปอร์ตที่จำปาสัก",
        "yak het passport yu pakse",
        "I want to go to pakse",
        "1362 baht",
        "1363",
        "1362 1363",
        "pakse 5",
        "where is the office",
        "help",
        "?",
        "",
    ],
)
def test_a_message_with_more_in_it_or_without_a_name_is_not_about_names(text: str) -> None:
    assert NAMES.find(text) == ()
