"""Answers for programs, line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from bot.jsonlines import replies
from bot.matching.answer import Answerer
from bot.matching.matcher import Matcher
from bot.matching.urgency import Urgency
from tests.matching.test_matcher import EXAMPLES

ANSWERER = Answerer(Matcher.fit(EXAMPLES), Urgency([("violence-abuse", {"en": ["beats me"]})], {}))
EXAMPLE = 'expected one object such as {"text": "…", "language": "lo"}'
LANGUAGE, CODES = "'language' is", 'expected one of "en", "lo" or null'


def told(*lines: bytes | str, most: int = 500) -> list[dict[str, Any]]:
    raw = [line.encode() if isinstance(line, str) else line for line in lines]
    found = list(replies(ANSWERER, raw, ("lo", "en"), most))
    assert all(one.line.endswith(b"\n") and one.line.count(b"\n") == 1 for one in found)
    told = [json.loads(one.line) for one in found]
    assert [one.ok for one in found] == ["error" not in one for one in told]
    return told


def message(text: object, **more: object) -> str:
    return json.dumps({"text": text, **more})


@pytest.mark.parametrize(
    ("text", "kind", "urgent", "first"),
    [
        ("My boss does not pay me", "article", None, "unpaid-wages"),
        ("money", "choices", None, "ways-to-send"),
        ("quantum chromodynamics", "unknown", None, None),
        ("", "unknown", None, None),
        ("sabaidee", "smalltalk", None, None),
        ("my boss does not pay me, he beats me", "urgent", "violence-abuse", "unpaid-wages"),
        ("he beats me", "urgent", "violence-abuse", None),
    ],
)
def test_a_reply_says_what_the_chat_would_answer(
    text: str, kind: str, urgent: str | None, first: str | None
) -> None:
    (found,) = told(message(text))
    assert (found["kind"], found["urgent"]) == (kind, urgent)
    best = found["matches"][0]["id"] if first and found["matches"] else None
    assert best == first
    assert list(found) == ["kind", "urgent", "matches", "contacts", "language", "ms"]


def test_matches_are_the_ranking_whatever_is_shown_of_it() -> None:
    (found,) = told(message("My boss does not pay me, send money, passport"))
    ranked = ANSWERER.answer("My boss does not pay me, send money, passport").ranked
    assert found["matches"] == [
        {"id": match.label, "score": pytest.approx(match.score, abs=1e-6)} for match in ranked
    ]
    assert len(ranked) > 1


@pytest.mark.parametrize(
    ("line", "language"),
    [
        (message("my boss does not pay me", language="lo"), "lo"),
        (message("my boss does not pay me", language=None), "en"),
        (message("ນາຍຈ້າງ"), "lo"),
        (message("😀"), None),
    ],
)
def test_the_language_is_that_given_else_that_typed(line: str, language: str | None) -> None:
    assert told(line)[0]["language"] == language


class Numbers:
    """Knows one number."""

    def find(self, text: str) -> tuple[str, ...]:
        return ("1362",) if text == "1362" else ()

    def contacts(self, names: Sequence[str]) -> tuple[str, ...]:
        return ("la-1362",)

    def labels(self, names: Sequence[str], contacts: Sequence[str]) -> list[str]:
        return ["ways-to-send"]


def test_contacts_that_a_message_names_come_beside_the_articles() -> None:
    answerer = Answerer(Matcher.fit(EXAMPLES), Urgency([], {}), Numbers())
    lines = [message("1362").encode(), message("passport").encode()]
    found, other = (json.loads(one.line) for one in replies(answerer, lines, (), 500))
    assert (found["kind"], found["contacts"]) == ("article", ["la-1362"])
    assert found["matches"][0]["id"] == "ways-to-send"
    assert other["contacts"] == []


def test_the_time_of_the_answer_comes_in_milliseconds() -> None:
    taken = told(message("passport"))[0]["ms"]
    assert 0 < taken < 10_000
    assert round(taken, 3) == taken


def test_no_more_of_a_text_is_read_than_the_settings_say() -> None:
    assert told(message("x" * 50 + " he beats me"), most=50)[0]["urgent"] is None


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"", f"no JSON (Expecting value, column 1); {EXAMPLE}"),
        (b"hello", f"no JSON (Expecting value, column 1); {EXAMPLE}"),
        (b'{"text": "x"', f"no JSON (Expecting ',' delimiter, column 13); {EXAMPLE}"),
        (b'{"text": "\xff"}', f"not UTF-8 (byte 11); {EXAMPLE}"),
        (b"[" * 200_000, f"JSON that is too large to read; {EXAMPLE}"),
        (b'{"text": ' + b"9" * 6_000 + b"}", f"JSON that is too large to read; {EXAMPLE}"),
        (b"[1]", f"a list; {EXAMPLE}"),
        (b'"hello"', f"text; {EXAMPLE}"),
        (b"null", f"null; {EXAMPLE}"),
        (b"{}", f"'text' is missing; {EXAMPLE}"),
        (b'{"text": 5}', "'text' is a number; expected the message as text in quotes"),
        (b'{"text": null}', "'text' is null; expected the message as text in quotes"),
        (b'{"text": true}', "'text' is true or false; expected the message as text in quotes"),
        (b'{"text": "x", "language": "th"}', f'{LANGUAGE} "th"; {CODES}'),
        (b'{"text": "x", "language": ["lo"]}', f'{LANGUAGE} ["lo"]; {CODES}'),
        (b'{"text": "x", "language": "\\ud800"}', f'{LANGUAGE} "\ud800"; {CODES}'),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_said_so_in_its_place(line: bytes, error: str) -> None:
    first, second, third = told(message("passport"), line + b"\n", message("passport"))
    assert second == {"error": f"line 2: {error}"}
    assert first["matches"] == third["matches"] != []


@pytest.mark.parametrize("text", ["\ud800", "ນາຍຈ້າງ my boss " * 20_000, "\x00", "\u2028"])
def test_whatever_stands_in_a_text_is_answered(text: str) -> None:
    assert told(message(text))[0]["kind"] in {"article", "choices", "unknown"}


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert told(b"\xef\xbb\xbf" + message("passport").encode())[0]["matches"]


def test_each_line_is_answered_before_the_next_is_read() -> None:
    def lines() -> Any:
        yield message("passport").encode()
        raise AssertionError("the second line was read too early")

    assert next(replies(ANSWERER, lines(), ("lo",), 500)).ok


def test_nothing_gives_nothing() -> None:
    assert told() == []
