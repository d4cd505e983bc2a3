"""Updates out of the project's own copy of the Bot API's schema: every field right, no value usual."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import texts
from tests.fuzz.buttons import DATA
from tests.fuzz.telegram import BOT

_API: dict[str, Any] = json.loads(files("bot.simulator").joinpath("bot_api.json").read_text())
_TYPES: dict[str, dict[str, dict[str, Any]]] = _API["types"]
_UNIONS: dict[str, list[str]] = _API["unions"]

DEEPEST = 5
"""Objects within each other; below it what is optional is left out."""
STAFF = 7_000_001
"""A member of the staff: commands of theirs are tried as well."""

_ints = st.one_of(
    st.integers(0, 100),
    st.sampled_from([-1, 2**31 - 1, 2**31, 2**52, 2**53, -(2**52), -1_001_234_567_890, STAFF, 42]),
    st.integers(-(2**62), 2**62),
    st.sampled_from([2**63, -(2**63) - 1, 2**64, 10**30]),
)
_strings = st.one_of(texts.short, texts.words, st.just(""), st.just("ກ" * 100_000))
_chats = st.one_of(
    st.builds(
        lambda number: {"id": number, "type": "private", "first_name": "Noy"},
        st.one_of(st.integers(1, 2**52), st.just(STAFF)),
    ),
    st.builds(
        lambda number, kind, forum: {"id": -number, "type": kind, "title": "x", "is_forum": forum},
        st.integers(1, 2**52),
        st.sampled_from(["group", "supergroup", "channel", "gigagroup"]),
        st.booleans(),
    ),
)
_people = st.builds(
    lambda number, is_bot, name, code: {
        "id": number, "is_bot": is_bot, "first_name": name, "language_code": code,
    },
    st.one_of(st.integers(1, 2**52), st.just(STAFF), st.just(BOT["id"]), st.just(1_087_968_824)),
    st.booleans(),
    texts.short,
    st.sampled_from(["lo", "en", "th", "", "zh-hans", "\udc80"]),
)  # fmt: skip
_entities = st.builds(
    lambda kind, offset, length, url: {
        "type": kind,
        "offset": offset,
        "length": length,
        "url": url,
    },
    st.sampled_from(
        [
            "bold",
            "italic",
            "text_link",
            "bot_command",
            "mention",
            "text_mention",
            "pre",
            "of next year",
        ]
    ),
    st.one_of(st.integers(0, 20), st.integers(-5, 10_000)),
    st.one_of(st.integers(0, 20), st.integers(-5, 10_000)),
    texts.short,
)
_COMMANDS = (
    "start", "help", "sos", "remind", "checklist", "offices", "nearby", "alerts", "alert", "link",
    "stats", "id", "forget", "hide", "about", "privacy", "language", "country", "start@thangdee_bot",
    "remind@thangdee_bot", "alert@other_bot",
)  # fmt: skip
_commands = st.builds(
    lambda name, rest: f"/{name} {rest}",
    st.sampled_from(_COMMANDS),
    st.one_of(
        texts.short, DATA, texts.lines, st.sampled_from(["a-passport_mrc", "t-help-now", ""])
    ),
)


def _kind(name: str, member: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", member.removeprefix(name)).lower()


@cache
def _scalar(declared: str) -> st.SearchStrategy[Any]:
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "Integer": _ints,
        "Float": st.one_of(st.floats(-200, 200), st.floats(), _ints),
        "String": _strings,
        "Boolean": st.booleans(),
        "True": st.just(True),
    }
    return kinds[declared]


def _value(draw: st.DrawFn, declared: str, name: str, depth: int) -> Any:
    if declared.startswith("Array of "):
        of = declared.removeprefix("Array of ")
        most = 3 if depth < DEEPEST else 1
        return [_value(draw, of, name, depth + 1) for _ in range(draw(st.integers(0, most)))]
    if name == "date":
        return draw(st.one_of(st.just(1_790_000_000), _ints))
    if declared == "Chat":
        return draw(_chats)
    if declared == "User":
        return draw(_people)
    if declared == "MessageEntity":
        return draw(_entities)
    if declared in _TYPES:
        return _object(draw, declared, depth)
    if declared in _UNIONS:
        member = draw(st.sampled_from(_UNIONS[declared]))
        made = _object(draw, member, depth)
        if "type" in _TYPES[member]:
            made["type"] = _kind(declared, member)
        return made
    members = re.split(r", | or | and ", declared)
    if len(members) > 1:
        return _value(draw, draw(st.sampled_from(members)), name, depth)
    if declared not in ("Integer", "Float", "String", "Boolean", "True"):
        return None  # an upload, which no update holds
    if declared == "String" and name in {"text", "caption", "query", "data", "callback_data"}:
        return draw(st.one_of(_commands, DATA, texts.words, _strings))
    if declared == "String" and name in {"id", "inline_message_id"}:
        return draw(st.text("0123456789abcXYZ_-", min_size=1))  # Telegram's own, never empty
    if declared == "String" and name == "status":
        return draw(st.sampled_from(["creator", "administrator", "member", "left", "kicked", ""]))
    return draw(_scalar(declared))


def _object(draw: st.DrawFn, name: str, depth: int, more: int = 4) -> dict[str, Any]:
    """Return an object of a type with what it needs and up to ``more`` of what it may have."""
    fields = _TYPES[name]
    chosen = [key for key, field in fields.items() if field["required"]]
    optional = [key for key, field in fields.items() if not field["required"]]
    if optional and depth < DEEPEST:
        chosen += draw(st.lists(st.sampled_from(optional), max_size=more, unique=True))
    return {key: _value(draw, fields[key]["type"], key, depth + 1) for key in chosen}


_LIKELY = {
    "message": ("text", "from", "entities"),
    "edited_message": ("text", "from"),
    "callback_query": ("data", "message"),
}
_KINDS = [key for key in _TYPES["Update"] if key != "update_id"]
_OFTEN = ["message"] * 20 + ["callback_query"] * 10 + ["inline_query"] * 5 + ["my_chat_member"] * 2


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """Make an update of any kind."""
    kind = draw(st.sampled_from(_OFTEN + _KINDS))
    declared = _TYPES["Update"][kind]["type"]
    inside = _object(draw, declared, 1)
    for key in _LIKELY.get(kind, ()):
        if key not in inside and draw(st.booleans()):
            inside[key] = _value(draw, _TYPES[declared][key]["type"], key, 2)
    text = inside.get("text")
    if isinstance(text, str) and text.startswith("/") and draw(st.booleans()):
        length = len(text.split()[0])
        inside["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"update_id": draw(st.integers(0, 2**31 - 1)), kind: inside}


_OTHER: tuple[Any, ...] = (None, True, 0, -1.5, "", "x", [], {}, [[]], {"id": 1}, 10**400)
"""Values that stand where another type belongs."""


def _damaged(draw: st.DrawFn, update: dict[str, Any]) -> dict[str, Any]:
    """Put a value of another type at some place, or take it away."""
    place: Any = update
    while True:
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inside = place[key]
        if isinstance(inside, dict | list) and inside and draw(st.integers(0, 3)):
            place = inside
            continue
        if draw(st.booleans()):
            del place[key]
        else:
            place[key] = deepcopy(draw(st.sampled_from(_OTHER)))
        return update


@st.composite
def malformed(draw: st.DrawFn) -> bytes:
    """Make JSON that is nearly an update."""
    update = draw(updates())
    for _ in range(draw(st.integers(0, 2))):
        if update:
            update = _damaged(draw, update)
    return written(update)


def written(value: Any) -> bytes:
    """Return a value as JSON, in the form that has an escape for every odd sign."""
    return json.dumps(value).encode()
