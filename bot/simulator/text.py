"""A text or caption as a bot sends it: parsed, cleaned, measured, with what Telegram finds in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.simulator import limits
from bot.simulator.detect import WORTH_A_LOOK, detect
from bot.simulator.entities import Entity, checked, fit, with_detected
from bot.simulator.errors import bad_request
from bot.simulator.parse_html import parse_html
from bot.simulator.parse_markdown import parse_markdown, parse_markdown_v2
from bot.simulator.utf16 import utf16_length

LONGEST_REQUEST = 1 << 15  # bytes, before parsing

PARSERS: Mapping[str, Callable[[str], tuple[str, list[Entity]]]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
}
FindUser = Callable[[int], dict[str, Any] | None]


def formatted(
    text: str, parse_mode: str | None, entities: list[Entity] | None, find_user: FindUser
) -> tuple[str, list[Entity]]:
    """The text without marks and all its entities, sorted.

    `entities` count only without a parse mode; a mention of somebody `find_user` does not know
    is dropped. Raises ApiError 400 in Telegram's words.
    """
    mode = (parse_mode or "").lower()
    if len(text) > LONGEST_REQUEST // 4 and len(text.encode()) > LONGEST_REQUEST:
        raise bad_request("text is too long")
    if mode and mode != "none":
        parser = PARSERS.get(mode)
        if parser is None:
            raise bad_request("unsupported parse_mode")
        text, found = parser(text)
    else:
        found = checked(entities) if entities else []
    text, found = fit(text, found)
    if found:
        found = [known for entity in found if (known := _with_user(entity, find_user))]
    if found or WORTH_A_LOOK.search(text):
        found = with_detected(text, found, detect)
    return text, found


def _with_user(entity: Entity, find_user: FindUser) -> Entity | None:
    if entity["type"] != "text_mention":
        return entity
    user = find_user(entity["user"]["id"])
    return {**entity, "user": user} if user else None


def message_text(
    text: str, parse_mode: str | None, entities: list[Entity] | None, find_user: FindUser
) -> dict[str, Any]:
    """The `text` and `entities` of a message: 1 to 4,096 UTF-16 units after parsing."""
    text, found = formatted(text, parse_mode, entities, find_user)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > limits.TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": found} if found else {"text": text}


def caption_text(
    text: str | None, parse_mode: str | None, entities: list[Entity] | None, find_user: FindUser
) -> dict[str, Any]:
    """The `caption` and `caption_entities` of a message: at most 1,024 UTF-16 units."""
    if not text:
        return {}
    text, found = formatted(text, parse_mode, entities, find_user)
    if utf16_length(text) > limits.CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}
