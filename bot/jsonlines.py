"""Answers for programs: one line of JSON in, one line of JSON out."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.errors import ThangdeeError
from bot.matching.answer import Answer, Answerer, Kind

_EXPECTED = 'expected one object such as {"text": "…", "language": "lo"}'
_FIRST = "a mistyped wrod"
"""Asked before the input, so that no reply's time holds the reading of word lists."""
_KINDS = {
    Kind.SURE: "article",
    Kind.PROBABLE: "choices",
    Kind.UNKNOWN: "unknown",
    Kind.SMALLTALK: "smalltalk",
}
_TYPES = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}


@dataclass(frozen=True, slots=True)
class Reply:
    """A line to write, UTF-8 with its line end, and whether it could be answered."""

    line: bytes
    ok: bool


def replies(
    answerer: Answerer, lines: Iterable[bytes], languages: Collection[str], most_characters: int
) -> Iterator[Reply]:
    """Yield a reply to each of ``lines`` as soon as it is read; a line that cannot be used stops none.

    A line is an object with ``text`` and, if it is known, ``language`` (one of ``languages`` or null;
    other keys are passed over). The reply has ``kind`` ("article", "choices", "unknown", "urgent" or
    "smalltalk"), ``urgent`` (the article whose card comes first, or null), ``matches`` (up to five
    plausible articles with scores from 0 to 1, best first, of all kinds but small talk), ``contacts``
    (those that the message names, such as an office or a number), ``language`` (that given, else that
    typed, else null) and ``ms`` (milliseconds that the answer took); or else ``error``. The first
    ``most_characters`` of a text count.
    """
    answerer.answer(_FIRST)
    for number, line in enumerate(lines, 1):
        try:
            text, language = _read(line, languages)
        except ThangdeeError as error:
            yield Reply(_line({"error": f"line {number}: {error}"}), ok=False)
            continue
        started = time.perf_counter()
        found = answerer.answer(text[:most_characters])
        taken = (time.perf_counter() - started) * 1000
        yield Reply(_line({**_told(found, language), "ms": round(taken, 3)}), ok=True)


def _told(found: Answer, language: str | None) -> dict[str, Any]:
    smalltalk = found.kind is Kind.SMALLTALK and not found.urgent
    ranked = () if smalltalk else found.ranked
    return {
        "kind": "urgent" if found.urgent else _KINDS[found.kind],
        "urgent": found.urgent,
        "matches": [{"id": one.label, "score": round(one.score, 6)} for one in ranked],
        "contacts": list(found.contacts),
        "language": language or found.language,
    }


def _read(line: bytes, languages: Collection[str]) -> tuple[str, str | None]:
    """Return text and language; raises ThangdeeError with what is wrong and what was expected."""
    try:
        asked = json.loads(line.strip().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ThangdeeError(f"not UTF-8 (byte {error.start + 1}); {_EXPECTED}") from None
    except json.JSONDecodeError as error:
        raise ThangdeeError(f"no JSON ({error.msg}, column {error.colno}); {_EXPECTED}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; lists without end
        raise ThangdeeError(f"JSON that is too large to read; {_EXPECTED}") from None
    if not isinstance(asked, dict):
        raise ThangdeeError(f"{_type(asked)}; {_EXPECTED}")
    if "text" not in asked:
        raise ThangdeeError(f"'text' is missing; {_EXPECTED}")
    text, language = asked["text"], asked.get("language")
    if not isinstance(text, str):
        raise ThangdeeError(f"'text' is {_type(text)}; expected the message as text in quotes")
    if language is not None and language not in tuple(languages):
        known = ", ".join(f'"{code}"' for code in sorted(languages))
        named = json.dumps(language, ensure_ascii=False)[:40]
        raise ThangdeeError(f"'language' is {named}; expected one of {known} or null")
    return text, language


def _type(value: object) -> str:
    return _TYPES.get(type(value), "text" if isinstance(value, str) else "a number")


def _line(told: dict[str, Any]) -> bytes:
    # A lone surrogate, which UTF-8 has no place for, becomes the JSON escape that it came as.
    text = json.dumps(told, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"
