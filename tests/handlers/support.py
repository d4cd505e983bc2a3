"""What tests of screens share: views of any content, and Telegram's limits written down once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from telegram import MessageEntity, Update
from telegram.constants import (
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
)

from bot.catalogue.model import Catalogue, Confidence, Contact
from bot.config import load_settings
from bot.i18n import translator
from handlers.richtext import RichText, utf16_length
from handlers.routes import Route
from handlers.screen import Button, Screen, split
from handlers.view import View
from tests.e2e.conftest import ROOT

SETTINGS = load_settings(ROOT / "config.yaml")
LANGUAGES = ("lo", "en")
COUNTRIES = (None, "LA", "TH", "KR", "JP", "MY", "other")

LONGEST_LABEL = 64
"""Characters; longer labels are cut on any phone."""


def view_of(catalogue: Catalogue, language: str = "en", country: str | None = None) -> View:
    """Return what a reader of ``language`` in ``country`` sees of ``catalogue``."""
    return View(translator(language), catalogue, SETTINGS, country, "thangdee_bot")


def contact(name: str, country: str, *phones: str, **values: Any) -> Contact:
    """Return a confirmed contact without sources; its id and its name are ``name``."""
    given: dict[str, Any] = {"confidence": Confidence.MEDIUM, "short_code": False, "as_of": "2025"}
    given |= {key: {} for key in ("province", "address", "hours", "note", "run_by")}
    return Contact(name, {"en": name}, country, phones, sources=(), **(given | values))


def buttons(screen: Screen) -> Iterator[Button]:
    """Yield the buttons of ``screen`` from the top."""
    return (button for row in screen.rows for button in row)


def routes(screen: Screen) -> list[Route]:
    """Return where the buttons of ``screen`` lead within the bot."""
    return [button.route for button in buttons(screen) if button.route is not None]


def piece(content: RichText, entity: MessageEntity) -> str:
    """Return the stretch of text that ``entity`` marks; fails if it cuts a character in two."""
    raw = content.text.encode("utf-16-le")
    return raw[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")


def faults(screen: Screen) -> list[str]:
    """Return everything that Telegram would refuse or a phone would cut about ``screen``."""
    found = []
    for part in split(screen.content):
        if not 0 < utf16_length(part.text) <= MessageLimit.MAX_TEXT_LENGTH:
            found.append(f"{utf16_length(part.text)} units of text")
        if len(part.entities) > MessageLimit.MESSAGE_ENTITIES:
            found.append(f"{len(part.entities)} entities")
        found += [f"an empty {one.type}" for one in part.entities if not piece(part, one).strip()]
    everything = list(buttons(screen))
    if len(everything) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        found.append(f"{len(everything)} buttons")
    for button in everything:
        if not 0 < len(button.label) <= LONGEST_LABEL:
            found.append(f"the label {button.label!r}")
        kinds = (button.route, button.url, button.copy, button.share)
        if sum(kind is not None for kind in kinds) != 1:
            found.append(f"{button.label!r} does not do exactly one thing")
        data = str(button.as_inline().callback_data or "")
        if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            found.append(f"the data {data!r}")
    targets = [button.target for button in everything]
    found += [f"{target} twice" for target in {*targets} if targets.count(target) > 1]
    return found


def update_in(chat_id: int, text: str = "hello", kind: str = "private") -> Update:
    """Return an update with a message in the chat ``chat_id`` of that kind."""
    message = {"message_id": 1, "date": 0, "text": text}
    message["chat"] = {"id": chat_id, "type": kind, "first_name": "Noy"}
    message["from"] = {"id": chat_id, "is_bot": False, "first_name": "Noy"}
    update = Update.de_json({"update_id": chat_id, "message": message}, None)
    assert update
    return update
