from __future__ import annotations

import pytest

from bot.simulator.detect import detect


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ສະບາຍດີ", []),
        ("/start now", [("bot_command", "/start")]),
        ("/sos@road_bot", [("bot_command", "/sos@road_bot")]),
        ("and /help", [("bot_command", "/help")]),
        ("a/b 1/2 //x", []),
        ("see @kham_1 and @ab", [("mention", "@kham_1")]),
        ("me@x.la", [("email", "me@x.la")]),
        ("#ແຮງງານ #1 #a1", [("hashtag", "#ແຮງງານ"), ("hashtag", "#a1")]),
        ("$LAK $lak", [("cashtag", "$LAK")]),
        ("https://example.com/a?b=1.", [("url", "https://example.com/a?b=1")]),
        ("(see example.org/x)", [("url", "example.org/x")]),
        ("ໄປ www.moha.gov.la ດຽວນີ້", [("url", "www.moha.gov.la")]),
        ("file.py and 1.5 and a.b", [("url", "file.py")]),  # .py is Paraguay
        ("http://localhost:80 192.168.1.1 999.1.1.1", [("url", "192.168.1.1")]),
        ("see (x.la/a_(b)) x.la:80/[c]]", [("url", "x.la/a_(b)"), ("url", "x.la:80/[c]")]),
        ("big.unknownending and x.example", []),
        ("tg://resolve?domain=x", [("url", "tg://resolve?domain=x")]),
        ("call +856 20 5555 1234!", [("phone_number", "+856 20 5555 1234")]),
        ("ring 1191 or 021 414000", []),
        ("4111 1111 1111 1111", [("bank_card_number", "4111 1111 1111 1111")]),
        ("4111 1111 1111 1112", []),
        ("x@y.la/path #tag", [("email", "x@y.la"), ("hashtag", "#tag")]),
    ],
)
def test_finds_what_telegram_finds(text: str, found: list[tuple[str, str]]) -> None:
    wide = text.encode("utf-16-le")
    got = []
    for entity in detect(text):
        start, stop = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        got.append((entity["type"], wide[start:stop].decode("utf-16-le")))
    assert got == found


def test_offsets_count_utf16_units() -> None:
    assert detect("👋👋 /go") == [{"type": "bot_command", "offset": 5, "length": 3}]
