"""Text with Telegram's entities, put together piece by piece.

Values from content or people go in as plain text, so nothing ever has to be escaped, and a stray
``<`` or ``*`` cannot break a message (gotcha 16). Offsets are in UTF-16 units, as Telegram counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Message, MessageEntity
from telegramify_markdown import convert
from telegramify_markdown.config import RenderConfig

_WEB = ("https://", "http://")
_PLAIN_MARKS = RenderConfig.isolated()
for _level in range(1, 7):
    setattr(_PLAIN_MARKS.markdown_symbol, f"heading_level_{_level}", "")
_PLAIN_MARKS.markdown_symbol.unordered_list_item = "•"

_SIMPLE = frozenset(
    (
        MessageEntity.BOLD,
        MessageEntity.ITALIC,
        MessageEntity.UNDERLINE,
        MessageEntity.PHONE_NUMBER,
        MessageEntity.URL,
        MessageEntity.EMAIL,
    )
)
"""Kinds of entities that are nothing but a place in the text. PTB's own way from and to objects, which
takes in all others as well, takes ten times as long, and a screen has twenty."""


def utf16_length(text: str) -> int:
    """Return the length of ``text`` as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and its entities; join pieces with ``+``."""

    text: str = ""
    entities: tuple[MessageEntity, ...] = ()

    def __add__(self, other: RichText | str) -> RichText:
        piece = RichText(other) if isinstance(other, str) else other
        shift = utf16_length(self.text)
        moved = tuple(_moved(entity, shift) for entity in piece.entities)
        return RichText(self.text + piece.text, self.entities + moved)

    def __bool__(self) -> bool:
        return bool(self.text)


def styled(text: str, kind: str) -> RichText:
    """Return ``text`` wholly in one style: a ``MessageEntity`` type such as ``"bold"``."""
    return RichText(text, (MessageEntity(kind, 0, utf16_length(text)),)) if text else RichText()


def bold(text: str) -> RichText:
    """Return ``text`` in bold."""
    return styled(text, MessageEntity.BOLD)


def italic(text: str) -> RichText:
    """Return ``text`` in italics."""
    return styled(text, MessageEntity.ITALIC)


def link(text: str, url: str) -> RichText:
    """Return ``text`` leading to ``url``: shorter on a phone than the address itself."""
    length = utf16_length(text)
    return RichText(text, (MessageEntity(MessageEntity.TEXT_LINK, 0, length, url=url),))


def marked(message: Message, kind: str) -> list[str]:
    """Return the stretches of a message that are marked as ``kind``, a ``MessageEntity`` type.

    Unlike PTB's own way this never raises: a mark may stand in no text, or cut a sign in two.
    """
    raw = (message.text or message.caption or "").encode("utf-16-le")
    marks = (one for one in (*message.entities, *message.caption_entities) if one.type == kind)
    found = (raw[2 * one.offset : 2 * (one.offset + one.length)] for one in marks)
    return [stretch.decode("utf-16-le", "replace") for stretch in found if stretch]


def markdown(source: str) -> RichText:
    """Turn Markdown (an article's part) into rich text; HTML in it is dropped, never shown raw.

    Links lead to the web; another scheme could run something or name a person, so it stays text.
    """
    text, entities = convert(source, latex_escape=False, config=_PLAIN_MARKS)
    text = text.rstrip()
    end = utf16_length(text)
    kept = (
        one
        for one in entities
        if one.offset < end and (one.url is None or one.url.startswith(_WEB))
    )
    return RichText(text, tuple(_cut(entity.to_dict(), end) for entity in kept))


def joined(pieces: Sequence[RichText], separator: str = "\n") -> RichText:
    """Join the pieces that are not empty."""
    result = RichText()
    for piece in pieces:
        if piece:
            result = result + separator + piece if result else piece
    return result


def _cut(values: dict[str, Any], end: int) -> MessageEntity:
    """Return the entity with these values as far as it stands before ``end``."""
    return MessageEntity(**{**values, "length": min(values["length"], end - values["offset"])})


def payload(entity: MessageEntity) -> dict[str, Any]:
    """Return an entity as the Bot API takes it."""
    if entity.type in _SIMPLE:
        return {"type": entity.type, "offset": entity.offset, "length": entity.length}
    return entity.to_dict()


def _moved(entity: MessageEntity, shift: int) -> MessageEntity:
    if not shift:
        return entity
    if entity.type in _SIMPLE:
        return MessageEntity(entity.type, entity.offset + shift, entity.length)
    values = entity.to_dict(recursive=False)
    return MessageEntity(**{**values, "offset": entity.offset + shift})
