"""Images, file ids, the log and UTF-16: small parts with edges of their own."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator import log as log_module
from bot.simulator.files import FileStore, Upload, file_id
from bot.simulator.images import dimensions
from bot.simulator.links import link_entity, link_fault
from bot.simulator.log import Log
from bot.simulator.utf16 import utf16_length, utf16_offsets
from tests.simulator.support import png

JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 7, 9)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(5, 6), (5, 6)),
        (b"GIF89a" + struct.pack("<HH", 3, 4), (3, 4)),
        (JPEG, (9, 7)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x09\0\0\x13\0\0", (10, 20)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 30, 40), (30, 40)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 19 << 14 | 9), (10, 20)),
        (b"RIFF\0\0\0\0WEBPXXXX", None),
        (b"\xff\xd8\xff\xe0\x00\x04ab", None),
        (b"\xff\xd8ab", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"text", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(
    data: bytes, size: tuple[int, int] | None
) -> None:
    assert dimensions(data) == size


def test_a_file_id_is_bound_to_bot_and_kind() -> None:
    store = FileStore()
    photo = store.add("photo", Upload("a.png", png(2, 2)))
    number = file_id(photo, 42)
    assert store.by_id(number) is store.by_id(number, 42) is photo
    assert store.by_id(number, 43) is None
    assert store.by_id("BQAC" + number[4:]) is None
    assert store.by_id("AgAC!") is None
    assert store.by_id("AgAC") is None
    assert store.add("photo", Upload("a.png", png(2, 2))) is photo
    assert store.add("document", Upload("a.png", png(2, 2))).unique_id != photo.unique_id


def test_a_log_is_bounded_but_its_numbers_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "KEPT", 3)
    log = Log()
    for value in range(1, 11):
        log.append({"value": value})
    assert log.last == 10
    assert [entry["seq"] for entry in log.after(0)] == [7, 8, 9, 10]
    assert [entry["value"] for entry in log.after(9)] == [10]
    assert log.get(2) is None
    assert log.get(11) is None
    assert log.get(8) == {"value": 8, "seq": 8}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_lengths_are_those_of_the_utf16_encoding(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
    assert utf16_offsets(text)[-1] == utf16_length(text)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://x.la", None),
        ("x.la/path", None),
        ("tg://resolve?domain=x", None),
        ("https://user@x.la:8443/a?b#c", None),
        ("javascript://x", "Unsupported URL protocol"),
        ("https://x.la:99999/", "Wrong port number specified in the URL"),
        ("tel:+85621414000", "Wrong port number specified in the URL"),
        ("https://", "URL host is empty"),
        ("localhost", "Wrong HTTP URL"),
    ],
)
def test_links_telegram_takes_and_refuses(url: str, fault: str | None) -> None:
    assert link_fault(url) == fault


def test_a_link_in_a_text_is_completed() -> None:
    assert link_entity("X.la") == {"type": "text_link", "url": "http://X.la/"}
    assert link_entity("https://x.la?a") == {"type": "text_link", "url": "https://x.la?a"}
    assert link_entity("tg://resolve?domain=x") == {
        "type": "text_link",
        "url": "tg://resolve?domain=x",
    }
    assert link_entity("nowhere") is None
