"""Markdown of articles and alerts: entities that Telegram takes, and no text lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from telegram.constants import MessageLimit

from bot import alerts
from bot.alerts import AlertTextError
from bot.catalogue.markdown import body_lines, links, plain_text, split_front_matter, split_parts
from bot.store import Alert, AlertStatus, AlertTopic
from handlers.alerts import cards
from handlers.alerts.message import message
from handlers.richtext import RichText, markdown, utf16_length
from handlers.screen import split
from tests.fuzz import house, texts
from tests.fuzz.target import bytes_of, text_of, within

SECONDS = 0.5
"""CPU for a part of an article as long as a message."""

MOST_CHARACTERS = 10_000
TODAY = date(2026, 11, 22)


def draw(data: bytes) -> None:
    """Turn Markdown into rich text and cut it into messages."""
    text = _whole(data)
    check(within(SECONDS, "Markdown", lambda: markdown(text)))
    within(SECONDS, "taking Markdown apart", lambda: _take_apart(text))


def _whole(data: bytes) -> str:
    # Files are read as UTF-8, and updates with half signs do not come through the door.
    return text_of(data)[:MOST_CHARACTERS].encode("utf-8", "replace").decode()


def _take_apart(text: str) -> None:
    lines = body_lines(split_front_matter(text).body or text, 1)
    for line in lines:
        list(links(line))
    for part in split_parts(lines):
        plain_text(part.markdown)


def check(content: RichText) -> None:
    """Hold a text and its entities against what Telegram takes, whole and in pieces."""
    pieces = within(SECONDS, "cutting", lambda: split(content))
    for piece in (content, *pieces):
        _check_entities(piece)
    for piece in pieces:
        assert utf16_length(piece.text) <= MessageLimit.MAX_TEXT_LENGTH, "a piece is too long"
    kept = "".join("".join(piece.text.split()) for piece in pieces)
    assert kept == "".join(content.text.split()), "cutting loses text"


def _check_entities(content: RichText) -> None:
    raw = content.text.encode("utf-16-le")
    for entity in content.entities:
        end = entity.offset + entity.length
        assert entity.offset >= 0, f"a {entity.type} begins before the text"
        assert entity.length > 0, f"a {entity.type} marks nothing"
        assert end * 2 <= len(raw), f"a {entity.type} ends behind the text"
        raw[entity.offset * 2 : end * 2].decode("utf-16-le")


def announce(data: bytes) -> None:
    """Read the text of an alert: what can be sent is drawn, else staff are told what is wrong."""
    text = _whole(data)
    views = house.views()[:: len(house.COUNTRIES)]
    try:
        found = within(SECONDS, "reading an alert", lambda: _read(text))
    except AlertTextError as error:
        for view in views:
            check(cards.faulty(view, error.found).content)
        return
    assert _read(alerts.written(found)) == found, "the text is not the same when it is read again"
    for view in views:
        screen = message(view, Alert(1, AlertTopic.SCAMS, AlertStatus.DRAFT, TODAY, dict(found)))
        check(screen.content)
        screen.markup()


def _read(text: str) -> Mapping[str, str]:
    return alerts.read(text, house.LANGUAGES, house.catalogue())


inputs = texts.lines.map(bytes_of)
alert_inputs = texts.lines.flatmap(
    lambda lao: texts.lines.map(lambda other: bytes_of(f"--- lo\n{lao}\n--- en\n{other}"))
)
