"""Lengths and places as Telegram counts them: in UTF-16 code units."""

from __future__ import annotations

LAST_BMP = "\uffff"


def utf16_length(text: str) -> int:
    """How many UTF-16 code units the text has; a character above U+FFFF counts as two."""
    if text.isascii() or max(text) <= LAST_BMP:
        return len(text)
    return len(text) + sum(character > LAST_BMP for character in text)


def utf16_offsets(text: str) -> list[int]:
    """For every index of the text (and its end) the UTF-16 offset at which it begins."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if character > LAST_BMP else 1))
    return offsets


def byte_offset(text: str, index: int) -> int:
    """The UTF-8 byte offset of an index; Telegram's parse errors name places like this."""
    return len(text[:index].encode())
