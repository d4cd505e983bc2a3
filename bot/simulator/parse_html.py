"""parse_mode HTML: tags to entities, with Telegram's errors for what it does not take."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.simulator.entities import Entity, order
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.links import link_entity
from bot.simulator.utf16 import byte_offset, utf16_length

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
}
TAGS = frozenset(STYLES) | {"a", "tg-emoji", "tg-time", "blockquote"}
NEXT = re.compile("[<&]")
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,8})|(lt|gt|amp|quot));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
TOKEN = re.compile(r"[a-zA-Z0-9.-]*")
SPACES = re.compile(r"\s*")
TAG_NAME = re.compile(r"[^\s>]*")
LAST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


def cant_parse(text: str) -> ApiError:
    """The error of every parse mode."""
    return bad_request(f"can't parse entities: {text}")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    index: int  # of the piece in the output at which the tag's text begins


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities, sorted. Raises ApiError 400 as Telegram words it."""
    pieces: list[str] = []
    entities: list[Entity] = []
    stack: list[_Open] = []
    offset = position = 0
    while match := NEXT.search(text, position):
        plain = text[position : match.start()]
        if plain:
            pieces.append(plain)
            offset += utf16_length(plain)
        position = match.start()
        if match[0] == "&":
            character, position = _reference(text, position)
            pieces.append(character)
            offset += utf16_length(character)
        elif text.startswith("</", position):
            position = _close(text, position, stack, entities, pieces, offset)
        else:
            tag, attributes, position = _open(text, position)
            stack.append(_Open(tag, attributes, offset, len(pieces)))
    if stack:
        raise cant_parse(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    pieces.append(text[position:])
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return "".join(pieces), sorted(entities, key=order)


def _reference(text: str, position: int) -> tuple[str, int]:
    """A character reference, or the ampersand itself when it is none."""
    match = REFERENCE.match(text, position)
    if not match:
        return "&", position + 1
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED[name], match.end()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code in SURROGATES:
        raise cant_parse(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    if not 0 < code < LAST_CHARACTER:
        return "&", position + 1
    return chr(code), match.end()


def _open(text: str, begin: int) -> tuple[str, dict[str, str], int]:
    """A start tag: its name, attributes and the index behind it."""
    position = _skip(TAG_NAME, text, begin + 1)
    if position == len(text):
        raise cant_parse(f"Unclosed start tag at byte offset {byte_offset(text, begin)}")
    tag = text[begin + 1 : position].lower()
    if tag not in TAGS:
        raise cant_parse(f'Unsupported start tag "{tag}" at byte offset {byte_offset(text, begin)}')
    attributes: dict[str, str] = {}
    while True:
        position = _skip(SPACES, text, position)
        if text.startswith(">", position):
            break
        end = _skip(ATTRIBUTE, text, position)
        name = text[position:end]
        if not name:
            raise cant_parse(
                f'Empty attribute name in the tag "{tag}" at byte offset {byte_offset(text, begin)}'
            )
        position = _skip(SPACES, text, end)
        if not text.startswith("=", position):
            if position == len(text):
                raise _unclosed(tag, text, begin)
            attributes[name] = "1"
            continue
        position = _skip(SPACES, text, position + 1)
        if position == len(text):
            raise _unclosed(tag, text, begin)
        attributes[name], position = _value(text, position)
        if position >= len(text):
            raise cant_parse(f"Unclosed start tag at byte offset {byte_offset(text, begin)}")
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise cant_parse(
            f'Tag "span" must have class "tg-spoiler" at byte offset {byte_offset(text, begin)}'
        )
    return tag, attributes, position + 1


def _unclosed(tag: str, text: str, begin: int) -> ApiError:
    return cant_parse(f'Unclosed start tag "{tag}" at byte offset {byte_offset(text, begin)}')


def _value(text: str, position: int) -> tuple[str, int]:
    """An attribute's value, quoted or a bare name token, and the index behind it."""
    quote = text[position]
    if quote not in "\"'":
        end = _skip(TOKEN, text, position)
        if end < len(text) and not text[end].isspace() and text[end] != ">":
            raise cant_parse(
                f"Unexpected end of name token at byte offset {byte_offset(text, position)}"
            )
        return text[position:end].lower(), end
    end = text.find(quote, position + 1)
    if end < 0:
        return "", len(text)
    raw = text[position + 1 : end]
    pieces, at = [], 0
    while (found := raw.find("&", at)) >= 0:
        pieces.append(raw[at:found])
        character, at = _reference(raw, found)
        pieces.append(character)
    return "".join(pieces) + raw[at:], end + 1


def _close(
    text: str,
    begin: int,
    stack: list[_Open],
    entities: list[Entity],
    pieces: list[str],
    offset: int,
) -> int:
    """An end tag: adds the entity that ends here and gives the index behind the tag."""
    at = byte_offset(text, begin)
    if not stack:
        raise cant_parse(f"Unexpected end tag at byte offset {at}")
    end = _skip(TAG_NAME, text, begin + 2)
    name = text[begin + 2 : end].lower()
    end = _skip(SPACES, text, end)
    if not text.startswith(">", end):
        raise cant_parse(f"Unclosed end tag at byte offset {at}")
    opened = stack.pop()
    if name and name != opened.tag:
        raise cant_parse(
            f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{name}>"'
        )
    if offset > opened.offset:
        inner = "".join(pieces[opened.index :])
        _add(entities, opened, inner, offset - opened.offset)
    return end + 1


def _add(entities: list[Entity], opened: _Open, inner: str, length: int) -> None:
    place = {"offset": opened.offset, "length": length}
    tag, attributes = opened.tag, opened.attributes
    last = entities[-1] if entities else None
    same_place = last is not None and last["offset"] == place["offset"] and last["length"] == length
    if tag == "a":
        entity = link_entity(attributes.get("href") or inner)
        if entity:
            entities.append({**entity, **place})
    elif tag == "blockquote":
        kind = "expandable_blockquote" if "expandable" in attributes else "blockquote"
        entities.append({"type": kind, **place})
    elif tag == "tg-emoji":
        number = attributes.get("emoji-id", "")
        if not number.isdecimal() or int(number) == 0:
            raise cant_parse("Invalid custom emoji identifier specified")
        entities.append({"type": "custom_emoji", **place, "custom_emoji_id": number})
    elif tag == "tg-time":
        if attributes.get("unix", "").isdecimal():
            entity = {"type": "date_time", **place, "unix_time": int(attributes["unix"])}
            if "format" in attributes:
                entity["date_time_format"] = attributes["format"]
            entities.append(entity)
    elif tag == "pre" and same_place and last and last["type"] == "code" and "language" in last:
        last["type"] = "pre"
    elif tag == "code":
        language = attributes.get("class", "")
        language = language.removeprefix("language-") if language.startswith("language-") else ""
        if same_place and last and last["type"] == "pre" and language:
            last["language"] = language
            return
        entity = {"type": "code", **place}
        if language:
            entity["language"] = language  # kept only when a <pre> closes round it
        entities.append(entity)
    else:
        entities.append({"type": STYLES[tag], **place})


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
