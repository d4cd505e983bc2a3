"""Message entities: checked, cleaned and merged as Telegram does before it stores a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.simulator import limits
from bot.simulator.errors import bad_request
from bot.simulator.utf16 import utf16_length, utf16_offsets

Entity = dict[str, Any]

SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
PRE = frozenset({"pre", "code", "date_time"})
# Wider ones first where two share a place: the order in which Telegram lists nested entities.
PRIORITY = {
    kind: order
    for order, kind in enumerate(
        (
            "blockquote",
            "expandable_blockquote",
            "mention",
            "hashtag",
            "cashtag",
            "phone_number",
            "bot_command",
            "url",
            "email",
            "bank_card_number",
            "text_link",
            "text_mention",
            "pre",
            "code",
            "bold",
            "italic",
            "underline",
            "strikethrough",
            "spoiler",
            "custom_emoji",
            "date_time",
        )
    )
}
DETECTED = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bank_card_number",
    }
)
KNOWN = frozenset(PRIORITY)
REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
NEEDED = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}


def order(entity: Entity) -> tuple[int, int, int]:
    """The sort key of an entity: place, then the longer first, then the kind."""
    return entity["offset"], -entity["length"], PRIORITY[entity["type"]]


def checked(given: Sequence[Entity]) -> list[Entity]:
    """Entities as a bot sent them, without those that Telegram finds by itself.

    Raises ApiError 400 for an unknown kind or one that lacks what its kind needs.
    """
    kept = []
    for entity in given:
        kind = entity["type"]
        if kind not in KNOWN:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        needed = NEEDED.get(kind)
        if needed and needed not in entity:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{needed}\"")
        if kind not in DETECTED:
            kept.append(dict(entity))
    return kept


def fit(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Clean the text, trim it and move the entities along.

    Raises ApiError 400 for an entity that lies outside the text or cuts a character in two.
    """
    if entities:
        _check_places(text, entities)
    if REMOVED.search(text):
        text = _remove(text, entities)
    text = BLANKED.sub(" ", text)
    trimmed = text.rstrip(" \n")
    end = utf16_length(trimmed)
    first = min((entity["offset"] for entity in entities), default=len(trimmed))
    start = 0
    while start < min(first, len(trimmed)) and trimmed[start] in " \n":
        start += 1
    result = []
    for entity in entities:
        stop = min(entity["offset"] + entity["length"], end)
        if stop > entity["offset"]:
            result.append(
                {**entity, "offset": entity["offset"] - start, "length": stop - entity["offset"]}
            )
    return trimmed[start:], sorted(_joined(result), key=order)


def _check_places(text: str, entities: list[Entity]) -> None:
    for entity in entities:
        for name in ("offset", "length"):
            if not 0 <= entity[name] <= 1_000_000:
                raise bad_request(f"receive an entity with incorrect {name} {entity[name]}")
    boundaries = utf16_offsets(text)
    end, inside = boundaries[-1], set(boundaries)
    for entity in sorted(entities, key=order):
        offset, stop = entity["offset"], entity["offset"] + entity["length"]
        if offset >= end:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if stop > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
                f"at UTF-16 offset {stop}"
            )
        if offset not in inside:
            at = _byte_after(text, boundaries, offset)
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {at}")
        if stop not in inside:
            at = _byte_after(text, boundaries, stop)
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol "
                f"at byte offset {at}"
            )


def _byte_after(text: str, boundaries: list[int], place: int) -> int:
    index = next(i for i, boundary in enumerate(boundaries) if boundary > place)
    return len(text[:index].encode())


def _remove(text: str, entities: list[Entity]) -> str:
    """Take out the characters Telegram never keeps (all of them one UTF-16 unit wide)."""
    offsets = utf16_offsets(text)
    gone = [offsets[match.start()] for match in REMOVED.finditer(text)]
    for entity in entities:
        offset, stop = entity["offset"], entity["offset"] + entity["length"]
        before = sum(place < offset for place in gone)
        entity["length"] -= sum(offset <= place < stop for place in gone)
        entity["offset"] -= before
    return REMOVED.sub("", text)


def _joined(entities: list[Entity]) -> list[Entity]:
    """Overlapping or touching bold with bold (and so on) is one; nothing lies inside code."""
    shields = sorted((entity for entity in entities if entity["type"] in PRE), key=order)
    result: list[Entity] = []
    pieces = [piece for entity in entities for piece in _outside(entity, shields)]
    for entity in sorted(pieces, key=order):
        if entity["type"] in SPLITTABLE:
            same = next(
                (e for e in result if e["type"] == entity["type"] and _touch(e, entity)), None
            )
            if same is not None:
                stop = max(same["offset"] + same["length"], entity["offset"] + entity["length"])
                same["length"] = stop - same["offset"]
                continue
        result.append(entity)
    return result


def _outside(entity: Entity, shields: list[Entity]) -> list[Entity]:
    """What is left of an entity outside code: styles are cut, links and the like are dropped."""
    if not shields or entity["type"] in PRE | QUOTES:
        return [entity]
    if entity["type"] not in SPLITTABLE:
        return [] if any(_overlap(entity, shield) for shield in shields) else [entity]
    pieces = []
    start, stop = entity["offset"], entity["offset"] + entity["length"]
    for shield in shields:
        begin = min(max(shield["offset"], start), stop)
        if begin > start:
            pieces.append({**entity, "offset": start, "length": begin - start})
        start = min(max(start, shield["offset"] + shield["length"]), stop)
    if stop > start:
        pieces.append({**entity, "offset": start, "length": stop - start})
    return pieces


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _touch(earlier: Entity, later: Entity) -> bool:
    return bool(later["offset"] <= earlier["offset"] + earlier["length"])


def with_detected(
    text: str, entities: list[Entity], detect: Callable[[str], list[Entity]]
) -> list[Entity]:
    """The entities and those that Telegram finds in the text, at most 100 in all.

    What is found never overlaps code, a link or another found entity.
    """
    found = detect(text)
    if not found:
        return entities[: limits.ENTITIES]
    closed = [entity for entity in entities if entity["type"] not in SPLITTABLE | QUOTES]
    free = [entity for entity in found if not any(_overlap(entity, other) for other in closed)]
    return sorted([*entities, *free], key=order)[: limits.ENTITIES]
