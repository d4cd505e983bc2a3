"""Who may be in danger is told apart before anything costs time."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.catalogue.model import Catalogue
from bot.knowledge import Knowledge, fit
from handlers.priority import is_help, is_hiding
from handlers.routes import (
    ChooseCountry,
    ChooseLanguage,
    Place,
    Route,
    ToArticle,
    ToTopic,
    encode,
    topic_target,
)
from tests.e2e.conftest import learned
from tests.handlers.support import update_in


@pytest.fixture(scope="module")
def knowledge(catalogue: Catalogue) -> Knowledge:
    """Our content, with what is known of danger."""
    return fit(catalogue, learned())


def tap(data: str) -> Update:
    """Return an update with a tap on a button."""
    user = {"id": 1, "is_bot": False, "first_name": "Noy"}
    query: dict[str, Any] = {"id": "1", "from": user, "chat_instance": "1", "data": data}
    update = Update.de_json({"update_id": 1, "callback_query": query}, None)
    assert update
    return update


@pytest.mark.parametrize(
    "text",
    ["/sos", "/SOS", "/sos@thangdee_bot", "/hide", "/start t-help-now", "🆘", "@thangdee_bot 🆘"],
)
@pytest.mark.parametrize("kind", ["private", "supergroup"])
def test_commands_and_links_for_help(text: str, kind: str) -> None:
    assert is_help(update_in(1, text, kind))


def test_the_key_for_help_in_every_language(catalogue: Catalogue) -> None:
    for topic in catalogue.topics.values():
        for title in topic.titles.values():
            found = is_help(update_in(1, f"{topic.icon} {title}"))
            assert found is (topic_target(topic.id) is Place.SOS)


@pytest.mark.parametrize(
    "route",
    [
        Place.SOS,
        Place.HIDE,
        Place.COUNTRY,
        ToTopic("help-now"),
        ChooseLanguage("lo", Place.SOS),
        ChooseCountry("TH", Place.SOS),
    ],
)
def test_buttons_for_help(route: Route) -> None:
    assert is_help(tap(encode(route)))


@pytest.mark.parametrize("data", ["menu", "t:complaints", "l:lo:menu", "", "sos:", "nonsense"])
def test_other_buttons(data: str) -> None:
    assert not is_help(tap(data))


@pytest.mark.parametrize("text", ["/start", "/menu", "/sosa", "/ sos", "hello", "", "/start a-x"])
def test_other_messages(text: str) -> None:
    assert not is_help(update_in(1, text))


def test_what_hides_is_told_from_other_help() -> None:
    hiding = (
        update_in(1, "/hide"),
        update_in(1, "/HIDE@thangdee_bot now"),
        tap(encode(Place.HIDE)),
    )
    assert all(map(is_hiding, hiding))
    others = (
        update_in(1, "/sos"),
        update_in(1, "hide"),
        update_in(1, "🆘"),
        tap(encode(Place.SOS)),
    )
    assert not any(map(is_hiding, others))


def test_articles_of_help_now_and_phrases_of_danger_are_known_by_the_content(
    knowledge: Knowledge,
) -> None:
    article = tap(encode(ToArticle("emergency-numbers")))
    assert is_help(article, knowledge)
    assert not is_help(article)
    assert not is_help(tap(encode(ToArticle("unpaid-wages"))), knowledge)
    for text in ("my boss beats me", "ເຈົ້ານາຍຕີຂ້ອຍ", "khoi thuek khang yu nai hong"):
        assert is_help(update_in(1, text), knowledge), text
    assert not is_help(update_in(1, "how much is a passport"), knowledge)


def test_updates_without_a_message_or_a_tap() -> None:
    assert not is_help(Update(1))
