"""Privacy mode: which messages of a group a bot gets to see."""

from __future__ import annotations

from typing import Any

from bot.simulator.model import Bot, Json
from bot.simulator.utf16 import utf16_offsets


def sees(bot: Bot, message: Json) -> bool:
    """Commands (not those for another bot), mentions of it, replies to it: yes, all else: no.

    Service messages, which every bot gets, do not come by here.
    """
    reply = message.get("reply_to_message")
    if reply and reply["from"]["id"] == bot.id:
        return True
    if message.get("via_bot", {}).get("id") == bot.id:
        return True
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    return any(_addresses(bot, text, entity) for entity in entities)


def _addresses(bot: Bot, text: str, entity: dict[str, Any]) -> bool:
    if entity["type"] not in ("bot_command", "mention"):
        return False
    places = utf16_offsets(text)
    start = places.index(entity["offset"])
    word = text[start : places.index(entity["offset"] + entity["length"])].lower()
    name = bot.username.lower()
    if entity["type"] == "mention":
        return word == f"@{name}"
    return "@" not in word or word.endswith(f"@{name}")
